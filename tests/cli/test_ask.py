"""`footnote ask`: verbatim passages with their sources, or words; and a documented JSON object."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.articles import write
from tests.cli.conftest import Footnote, program

QUESTION = "who rejected the offer?"
KEYS = {
    "question", "read_as", "match", "receipt", "libraries", "corrections", "missing", "kept_back",
    "citations",
}  # fmt: skip
QUOTE = {
    "passage_id", "text", "title", "outlet", "date", "origin", "paragraph", "last_paragraph",
    "start", "end", "sha256",
}  # fmt: skip
CITED = {"rank", "score", "bm25", "sentence", "second_sentence", "similar"} | QUOTE
RECEIPT = re.compile(r"fn-[0-9A-HJKMNP-TV-Z]{6}")


def test_the_closest_passages_are_shown_with_their_sources(footnote: Footnote) -> None:
    ran = footnote("ask", QUESTION)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == [QUESTION, "Closest passages · strong word match"]
    assert "1. Iran Rejects U.S. Bid to Coordinate Against ISIS" in lines
    place = lines.index("Outlet and date not stated · paragraph 8")
    assert re.match(r"(Same words|Similar) in \d other article", lines[place + 1])
    assert RECEIPT.fullmatch(lines[-1])
    assert lines[-2].startswith(
        "Searched: Sample articles (5 articles, 1 dated 15 Sep 2014, 4 undated, indexed "
    )
    for number in range(1, 6):
        assert sum(line.startswith(f"{number}. ") for line in lines) == 1


def test_what_is_shown_in_a_pipe_is_verbatim(footnote: Footnote, seeds: Path) -> None:
    shown = footnote("ask", QUESTION, "--limit", "50").out
    found = json.loads(footnote("ask", QUESTION, "--limit", "50", "--json").out)["citations"]
    assert len(found) > 10
    assert any(each["similar"] for each in found)
    for each in found:
        assert each["text"] in shown
        assert each["sentence"] in each["text"]
        assert (each["second_sentence"] or "") in each["text"]
    for each in [*found, *(similar for cited in found for similar in cited["similar"])]:
        data = (seeds / each["origin"]).read_bytes()
        assert sha256(data).hexdigest() == each["sha256"]
        assert data.decode("utf-8")[each["start"] : each["end"]] == each["text"]
        assert each["paragraph"] <= each["last_paragraph"]


def test_a_question_need_not_be_quoted(footnote: Footnote) -> None:
    assert footnote("ask", *QUESTION.split()).out == footnote("ask", QUESTION).out


def test_json_is_one_object_with_the_documented_keys(footnote: Footnote) -> None:
    ran = footnote("ask", QUESTION, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert set(answer) == KEYS
    assert answer["question"] == QUESTION
    assert answer["match"] == "strong"
    assert RECEIPT.fullmatch(answer["receipt"])
    assert (answer["corrections"], answer["kept_back"]) == ([], False)
    assert answer["missing"] == {"absent": [], "apart": [], "emptied": False, "undated": 0}
    assert [each["name"] for each in answer["libraries"]] == ["seeds"]
    assert len(answer["citations"]) == 5
    assert all(set(each) == CITED for each in answer["citations"])
    similar = [each for cited in answer["citations"] for each in cited["similar"]]
    assert all(set(each) == {"same_words", "copy"} | QUOTE for each in similar)
    assert [each["rank"] for each in answer["citations"]] == [1, 2, 3, 4, 5]


def test_what_is_unknown_is_null_in_json(footnote: Footnote) -> None:
    citations = json.loads(footnote("ask", QUESTION, "--limit", "50", "--json").out)["citations"]
    found = [each for cited in citations for each in (cited, *cited["similar"])]
    assert {each["date"] for each in found} == {None, "2014-09-15"}
    assert {each["outlet"] for each in found} >= {None, "PJ Media", "SHAFAQNA"}
    assert None not in {each["title"] for each in found}


def test_json_is_one_object_also_where_nothing_is_found(footnote: Footnote) -> None:
    ran = footnote("ask", "what did Putin say?", "--json")
    assert ran.code == 1
    answer = json.loads(ran.out)
    assert (answer["citations"], answer["match"]) == ([], "weak")
    assert answer["missing"]["absent"] == ["Putin"]


def test_nothing_found_is_said_in_words_with_what_there_is(footnote: Footnote) -> None:
    ran = footnote("ask", "what did Putin say?")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert lines[1] == 'No passage contains "Putin", so no quotes are shown.'
    assert lines[2].startswith("Searched: Sample articles (5 articles")
    assert lines[3] == ("Outlets: Middle East Eye, PJ Media, SHAFAQNA; not stated by 2 articles.")
    assert lines[4] == "Not found here does not mean not said."
    assert RECEIPT.fullmatch(lines[5])
    assert len(lines) == 6


def test_what_is_kept_back_is_shown_to_those_who_want_it_anyway(footnote: Footnote) -> None:
    question = "did Putin reject the offer?"
    ran = footnote("ask", question)
    assert (ran.code, ran.err) == (1, "")
    *_, hint, receipt = ran.out.splitlines()
    assert hint == "To see the nearest passages anyway, add --anyway."
    assert RECEIPT.fullmatch(receipt)
    assert json.loads(footnote("ask", question, "--json").out)["kept_back"] is True

    ran = footnote("ask", question, "--anyway")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1] == 'These do not mention "Putin"'
    assert "1. Iran Rejects U.S. Bid to Coordinate Against ISIS" in ran.out.splitlines()
    assert "--anyway" not in ran.out


def test_a_slip_of_the_pen_is_corrected_and_told_unless_it_was_meant(footnote: Footnote) -> None:
    ran = footnote("ask", "what did Khamenie reject?")
    assert ran.code == 0
    assert 'No passage has "Khamenie"; searched for "Khamenei".' in ran.out.splitlines()
    answer = json.loads(footnote("ask", "what did Khamenie reject?", "--json").out)
    assert answer["corrections"] == [{"word": "Khamenie", "to": "Khamenei"}]
    assert answer["match"] != "strong"
    exactly = footnote("ask", "what did Khamenie reject?", "--exactly")
    assert exactly.code == 1
    assert 'No passage contains "Khamenie", so no quotes are shown.' in exactly.out.splitlines()


def test_options_limit_what_is_searched_as_operators_do(footnote: Footnote) -> None:
    written = 'offer -Kerry "hands" source:004'
    options = ["--phrase", "hands", "--without", "Kerry", "--source", "004"]
    one = json.loads(footnote("ask", written, "--json").out)
    other = json.loads(footnote("ask", "offer", *options, "--json").out)
    assert [each["passage_id"] for each in one["citations"]] == [
        each["passage_id"] for each in other["citations"]
    ]
    assert one["citations"]
    assert all("hands" in each["text"] for each in one["citations"])
    lines = footnote("ask", "offer", *options).out.splitlines()
    assert 'Only: with "hands"; without "Kerry"; from "004".' in lines


def test_what_a_date_leaves_out_is_counted(footnote: Footnote) -> None:
    ran = footnote("ask", "Khamenei", "--after", "2014-09-01", "--newest")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert "Only: dated 1 Sep 2014 or later." in lines
    assert "4 undated articles were left out." in lines
    assert "Newest first." in lines
    answer = json.loads(footnote("ask", "Khamenei", "--before", "2014", "--json").out)
    assert (answer["citations"], answer["missing"]["emptied"]) == ([], True)
    ran = footnote("ask", "Khamenei", "--before", "2014", "--anyway")
    assert ran.out.splitlines()[1] == "These are not within what was asked for"


@pytest.mark.parametrize("option", ["--after", "--before"])
def test_a_date_that_is_none_is_one_line(footnote: Footnote, option: str) -> None:
    ran = footnote("ask", QUESTION, option, "yesterday")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("footnote: ") and ran.err.count("\n") == 1


def test_an_answer_is_kept_under_its_receipt(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("ask", QUESTION)
    shown = footnote("receipt", ran.out.splitlines()[-1])
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(ran.out)
    assert "A fresh run: unchanged." in shown.out.splitlines()[-1]
    assert (tmp_path / "var" / "teams" / "local" / "team.db").exists()
    nothing = footnote("ask", "what did Putin say?")
    assert footnote("receipt", nothing.out.splitlines()[-1]).out.startswith(nothing.out)


def test_words_that_no_passage_has_are_named_above_the_passages(footnote: Footnote) -> None:
    ran = footnote("ask", "who rejected the zeppelin offer of blimps?")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:3] == [
        "Closest passages · partial word match",
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
    assert "give a question, or --file" in ran.err


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
    ran = footnote("ask", question, "--anyway")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == question


def test_a_question_that_is_not_unicode_is_no_fault(config_file: Path) -> None:
    ran = program("--config", config_file, "ask", b"caf\xe9 offer", code=None)
    assert ran.code in (0, 1)
    assert "broke on our side" not in ran.err
    assert "Traceback" not in ran.err
