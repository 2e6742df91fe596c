"""`footnote ask`: verbatim passages with their sources, or words; and a documented JSON object."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.articles import write
from tests.cli.conftest import Footnote, program

QUESTION = "who rejected the offer?"
KEYS = {
    "rank", "score", "bm25", "passage_id", "text", "sentence", "title", "outlet", "date",
    "origin", "paragraph", "start", "end", "sha256",
}  # fmt: skip


def test_the_closest_passages_are_shown_with_their_sources(footnote: Footnote) -> None:
    ran = footnote("ask", QUESTION)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == [QUESTION, "Closest passages"]
    assert "1. Iran Rejects U.S. Bid to Coordinate Against ISIS" in lines
    assert "PJ Media, date not stated · paragraph 13" in lines
    assert "Outlet and date not stated · paragraph 8" in lines
    assert lines[-1].startswith(
        "Searched: Sample articles (5 articles, 1 dated 15 Sep 2014, 4 undated, indexed "
    )
    for number in range(1, 6):
        assert sum(line.startswith(f"{number}. ") for line in lines) == 1


def test_what_is_shown_in_a_pipe_is_verbatim(footnote: Footnote, seeds: Path) -> None:
    shown = footnote("ask", QUESTION, "--limit", "50").out
    found = json.loads(footnote("ask", QUESTION, "--limit", "50", "--json").out)["citations"]
    assert len(found) > 10
    for each in found:
        assert each["text"] in shown
        data = (seeds / each["origin"]).read_bytes()
        assert sha256(data).hexdigest() == each["sha256"]
        assert data.decode("utf-8")[each["start"] : each["end"]] == each["text"]
        assert each["sentence"] in each["text"]


def test_a_question_need_not_be_quoted(footnote: Footnote) -> None:
    assert footnote("ask", *QUESTION.split()).out == footnote("ask", QUESTION).out


def test_json_is_one_object_with_the_documented_keys(footnote: Footnote) -> None:
    ran = footnote("ask", QUESTION, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert set(answer) == {"question", "libraries", "citations"}
    assert answer["question"] == QUESTION
    assert [each["name"] for each in answer["libraries"]] == ["seeds"]
    assert len(answer["citations"]) == 5
    assert all(set(each) == KEYS for each in answer["citations"])
    assert [each["rank"] for each in answer["citations"]] == [1, 2, 3, 4, 5]


def test_what_is_unknown_is_null_in_json(footnote: Footnote) -> None:
    citations = json.loads(footnote("ask", QUESTION, "--limit", "50", "--json").out)["citations"]
    assert {each["date"] for each in citations} == {None, "2014-09-15"}
    assert {each["outlet"] for each in citations} >= {None, "PJ Media", "SHAFAQNA"}
    assert None not in {each["title"] for each in citations}


def test_json_is_one_object_also_where_nothing_is_found(footnote: Footnote) -> None:
    ran = footnote("ask", "what did Putin say?", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["citations"] == []


def test_nothing_found_is_said_in_words_with_what_there_is(footnote: Footnote) -> None:
    ran = footnote("ask", "what did Putin say?")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert lines[1] == 'No passage contains "Putin", so no quotes are shown.'
    assert lines[2].startswith("Searched: Sample articles (5 articles")
    assert lines[3] == "Not found here does not mean not said."


def test_words_that_no_passage_has_are_named_above_the_passages(footnote: Footnote) -> None:
    ran = footnote("ask", "who rejected the zeppelin offer of blimps?")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:3] == [
        "Closest passages",
        'No passage contains "zeppelin" or "blimps".',
    ]
    assert "1. Iran Rejects U.S. Bid to Coordinate Against ISIS" in ran.out.splitlines()
    assert "No passage contains" not in footnote("ask", QUESTION).out


@pytest.mark.parametrize(
    "question", ["Hi! Who rejected the offer? Thanks", "who rejected the offer in December?"]
)
def test_politeness_and_months_do_not_keep_back_what_is_found(
    footnote: Footnote, question: str
) -> None:
    ran = footnote("ask", question)
    assert ran.code == 0
    assert "1. Iran Rejects U.S. Bid to Coordinate Against ISIS" in ran.out.splitlines()


def test_no_articles_at_all_is_said_with_what_to_do(footnote: Footnote, config_file: Path) -> None:
    config_file.write_text("")
    ran = footnote("ask", QUESTION)
    assert ran.code == 1
    assert "There are no articles to search yet." in ran.out
    assert "footnote index PATH" in ran.out


def test_the_limit_is_kept(footnote: Footnote) -> None:
    for limit in ("1", "3", "7"):
        answer = json.loads(footnote("ask", QUESTION, "--limit", limit, "--json").out)
        assert len(answer["citations"]) == int(limit)


def test_the_limit_of_the_configuration_is_the_default(
    footnote: Footnote, config_file: Path
) -> None:
    config_file.write_text(config_file.read_text() + "[search]\nlimit = 2\n")
    assert len(json.loads(footnote("ask", QUESTION, "--json").out)["citations"]) == 2


def test_verbose_shows_offsets_hashes_and_scores(footnote: Footnote) -> None:
    first = json.loads(footnote("ask", QUESTION, "--json").out)["citations"][0]
    ran = footnote("ask", QUESTION, "--verbose")
    place = f"{first['origin']}, characters {first['start']}-{first['end']}"
    assert f"{place}, SHA-256 {first['sha256']}" in ran.out
    assert f"score {first['score']:.4f}, BM25+ {first['bm25']:.4f}" in ran.out
    assert f"library seeds, passage {first['passage_id']}" in ran.out
    assert first["sha256"] not in footnote("ask", QUESTION).out


def test_one_library_is_asked_where_it_is_named(footnote: Footnote, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "The bridge\n\nNobody rejected the offer of a new bridge.")
    footnote("index", "a.txt", "--library", "news")

    def outcome(*arguments: str) -> tuple[set[str], set[str]]:
        answer = json.loads(footnote("ask", QUESTION, "--limit", "50", "--json", *arguments).out)
        return (
            {each["name"] for each in answer["libraries"]},
            {each["origin"] for each in answer["citations"] if each["origin"] == "a.txt"},
        )

    assert outcome() == ({"seeds", "news"}, {"a.txt"})
    assert outcome("--library", "news") == ({"news"}, {"a.txt"})
    assert outcome("--library", "seeds") == ({"seeds"}, set())


def test_an_unknown_library_is_one_line_with_those_there_are(footnote: Footnote) -> None:
    ran = footnote("ask", QUESTION, "--library", "nwes")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "footnote: There is no library 'nwes' here. There are: seeds.\n"


@pytest.mark.parametrize("question", ["", "   ", "who is it?", "x" * 501])
def test_a_refused_question_is_one_line(footnote: Footnote, question: str) -> None:
    ran = footnote("ask", question)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("footnote: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--limit", "0"], ["--limit", "101"], ["--limit", "x"]])
def test_a_wrong_limit_is_wrong_usage(footnote: Footnote, arguments: list[str]) -> None:
    assert footnote("ask", QUESTION, *arguments).code == 2


def test_no_question_is_wrong_usage(footnote: Footnote) -> None:
    ran = footnote("ask")
    assert ran.code == 2
    assert "Missing argument" in ran.err


ACTIVE = "\x1b[2J\x1b]0;owned\x07\x9b31m\x08\u202e"


def test_terminal_escapes_of_an_article_never_reach_the_terminal(
    footnote: Footnote, tmp_path: Path
) -> None:
    name = "a\x1b[31mb.txt"
    text = f"A {ACTIVE} title\n\nThe bridge {ACTIVE} of Mostar.\n\n" + "It stood. " * 100
    write(tmp_path, f"articles/{name}", text)
    write(
        tmp_path,
        "articles/sources.toml",
        '["a\\u001b[31mb.txt"]\noutlet = "A\\u001b[2JP"\nurl = "https://x.org/\\u001b[2J"',
    )
    shown = footnote("index", "articles")
    assert shown.code == 0
    runs = [
        shown,
        footnote("ask", "Mostar?"),
        footnote("ask", "Mostar?", "--verbose"),
        footnote("ask", "Mostar?", "--json"),
        footnote("ask", f"Mostar? {ACTIVE}"),
        footnote("ask", f"Putin {ACTIVE} and Putin?"),
        footnote("library", "show", "own"),
        footnote("library", "show", "own", "1"),
        footnote("library", "remove", "own", "1", "--yes"),
    ]
    for ran in runs:
        assert ran.out
        assert not set(ran.out + ran.err) & {"\x1b", "\x07", "\x9b", "\x08", "\u202e"}


def test_terminal_escapes_of_names_never_reach_the_terminal_in_errors_and_warnings(
    config_file: Path, tmp_path: Path
) -> None:
    config_file.write_text('[libraries.news]\nfolders = ["news"]')
    write(tmp_path, "news/a.txt", "The bridge\n\nThe bridge at Mostar fell.")
    write(tmp_path, "news/b\x1b[2Jc.txt", "")
    warned = program("--config", config_file, "ask", "Mostar?")
    write(tmp_path, "news/sources.toml", '["\\u001b[2J"]\nautor = "A"')
    still = program("--config", config_file, "ask", "Mostar?")
    assert (warned.code, still.code) == (0, 0)
    assert "is without b" in warned.err
    assert "autor" in still.err
    assert "The bridge at Mostar fell." in still.out, "what was there stays"
    assert "\x1b" not in warned.err + still.err


def test_a_tab_in_a_passage_stays_a_tab(footnote: Footnote, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "A table\n\nMostar\tbridge\t1566.")
    footnote("index", "a.txt")
    assert "Mostar\tbridge\t1566." in footnote("ask", "Mostar?").out


def test_markup_in_an_article_is_text(footnote: Footnote, tmp_path: Path) -> None:
    text = "Mostar [bold]has[/bold] a :bridge: [link=https://x.org]here[/link] \\[red]."
    write(tmp_path, "a.txt", f"A [red]title[/red]\n\n{text}")
    footnote("index", "a.txt")
    shown = footnote("ask", "Mostar?").out
    assert text in shown
    assert "1. A [red]title[/red]" in shown


def test_a_question_is_data_to_every_shell_character(footnote: Footnote) -> None:
    question = "who $(rejected) `the` \"offer\" 'of' [bold]Iran[/bold]? ; rm -rf * | % \\"
    ran = footnote("ask", question)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == question


def test_a_question_that_is_not_unicode_is_no_fault(config_file: Path) -> None:
    ran = program("--config", config_file, "ask", b"caf\xe9 offer", code=None)
    assert ran.code in (0, 1)
    assert "broke on our side" not in ran.err
    assert "Traceback" not in ran.err
