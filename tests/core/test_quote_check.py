"""Quotations of drafts held against the samples: none that is there is missed, none is made up."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.config import Config, load_config
from bot.core.app import LOCAL, App, open_app
from bot.core.check_rendering import CheckWording
from bot.core.checked import Check, Finding, Kind
from bot.core.draft import read_draft
from bot.core.quoted_words import quoted_words
from index.sentences import sentence_spans
from tests.articles import APART, add, article

TABLE = [
    json.loads(line)
    for line in (Path(__file__).parent / "quotation_table.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> App:
    """The sample articles, indexed once."""
    path = tmp_path_factory.mktemp("check") / "config.toml"
    path.write_text(f"[libraries.seeds]\nfolders = [{json.dumps(str(seeds))}]\n")
    app = open_app(load_config(path))
    app.sync()
    return app


def check(app: App, draft: str, *, most: int = 1_000, library: str | None = None) -> Check:
    checking = app.check_quotations(
        LOCAL, read_draft(draft.encode(), "draft.md"), most=most, library=library
    )
    assert sum(1 for _ in checking.steps()) == checking.count
    return checking.result()


def found(app: App, draft: str) -> Finding:
    (finding,) = check(app, draft).findings
    return finding


def text_of(app: App, finding: Finding) -> str:
    assert finding.quote is not None
    with app.shelves(LOCAL, finding.quote.library)[0].library.reader() as reader:
        (stored,) = [each for each in reader.articles() if each.sha256 == finding.quote.sha256]
        return reader.text(stored.id)


@pytest.mark.parametrize("row", TABLE, ids=[f"{n}-{each['set']}" for n, each in enumerate(TABLE)])
def test_each_quotation_of_the_table_is_called_what_it_is(
    samples: App, row: dict[str, Any]
) -> None:
    finding = found(samples, row["draft"])
    assert finding.kind.value == row["found"]
    if finding.quote is None:
        return
    assert finding.quote.origin.startswith(row["where"] or "")
    assert finding.quote.text == text_of(samples, finding)[finding.quote.start : finding.quote.end]
    told = [[each.quoted, each.there] for each in finding.differences]
    assert all(pair in told for pair in row.get("differences", []))
    if finding.kind is Kind.WORDS:
        assert told == []


def test_the_table_holds_enough_of_everything() -> None:
    assert Counter((row["set"], row["found"]) for row in TABLE) == {
        ("true", "words"): 55,
        ("true", "punctuation"): 6,
        ("altered", "differs"): 34,
        ("altered", "missing"): 6,
        ("invented", "missing"): 24,
    }


def test_every_sentence_of_the_samples_is_word_for_word_and_none_with_another_word_is(
    samples: App,
) -> None:
    with samples.shelves(LOCAL)[0].library.reader() as reader:
        texts = [
            each.text[start:end]
            for stored in reader.articles()
            for each in reader.passages_of(stored.id)
            for start, end in sentence_spans(each.text)
        ]
    plain = [" ".join(re.sub('[“”"]', "'", text).split()) for text in texts]
    assert len(plain) == 101, "as docs/quote_check.md says"
    called = check(samples, "\n\n".join(f"“{text}”" for text in plain)).findings
    assert [each.kind for each in called] == [Kind.WORDS] * len(plain)
    long = [text.split() for text in plain if len(text.split()) >= 5]
    altered = [
        [*words[: (at := number % len(words))], "zebra", *words[at + 1 :]]
        for number, words in enumerate(long)
    ]
    called = check(samples, "\n\n".join(f"“{' '.join(words)}”" for words in altered)).findings
    assert Counter(each.kind for each in called) == {Kind.DIFFERS: len(long)}
    assert all("zebra" in each.differences[0].quoted for each in called)


def test_the_words_are_told_whose_mouth_they_are_in(samples: App) -> None:
    finding = found(samples, '"because they have dirty hands"')
    assert (finding.spoken, finding.speaker) == (True, "Khamenei")
    finding = found(samples, '"Iran was not represented."')
    assert (finding.spoken, finding.speaker) == (False, None)
    finding = found(samples, '"they have dirty hands," said Khamenei, who has the final say"')
    assert finding.kind is Kind.WORDS


def test_what_an_ellipsis_leaves_out_is_told_and_a_not_above_all(samples: App) -> None:
    finding = found(samples, '"We are ... coordinate militarily with Iran."')
    assert (finding.kind, finding.left_out) == (Kind.WORDS, 4)
    assert finding.omitted == ("not and will not",)
    assert list(CheckWording().remarks(finding))[:2] == [
        '4 words are left out where it has an ellipsis: "not and will not".',
        'Among what is left out is "not".',
    ]


def test_places_are_told_to_the_paragraph_and_above_the_first_one(samples: App) -> None:
    finding = found(samples, '"coordinate militarily with Iran. We will be continuing talks"')
    assert finding.quote is not None
    assert (finding.quote.paragraph, finding.quote.last_paragraph) == (24, 24)
    finding = found(samples, "> Neither Iran nor Syria were invited, according to the AP.")
    assert finding.quote is not None and finding.quote.paragraph == 3
    finding = found(samples, '"Khamenei: Iran rejected US request for cooperation against IS"')
    assert finding.quote is not None and finding.quote.paragraph == 0


def test_single_and_small_words_are_not_looked_for_but_counted(samples: App) -> None:
    found = check(samples, 'A "coalition" of "liars", "to be", "[all of it]" and "dirty hands".')
    assert [each.quoted for each in found.findings] == ["dirty hands"]
    assert found.unchecked == 4


def test_inner_quotations_count_where_the_outer_one_is_not_found(samples: App) -> None:
    outer = check(samples, "“He told us: ‘I said no, because they have dirty hands,’ and left.”")
    assert [each.kind for each in outer.findings] == [Kind.MISSING, Kind.WORDS]
    block = check(samples, '> A note of ours on "because they have dirty hands", and more of it.')
    assert [(each.kind, each.block) for each in block.findings] == [
        (Kind.MISSING, True),
        (Kind.WORDS, False),
    ]
    whole = check(samples, "“He called the strategy ‘empty, shallow and biased’.”")
    assert len(whole.findings) == 1


def test_a_stray_mark_does_not_swallow_the_quotations_behind_it(samples: App) -> None:
    found = check(samples, 'A " mark, and "because they have dirty hands" behind it.')
    assert [each.kind for each in found.findings] == [Kind.WORDS]
    found = check(samples, 'He said: "Because they have dirty hands')
    assert [(each.kind, each.closed) for each in found.findings] == [(Kind.WORDS, False)]


def test_a_quotation_over_paragraphs_is_looked_for_paragraph_by_paragraph(samples: App) -> None:
    draft = "“I said no, because they have dirty hands.\n\n“Right from the start, the US asked.”"
    draft = draft.replace("US", "United States")
    assert [each.kind for each in check(samples, draft).findings] == [Kind.WORDS] * 2
    draft = draft.replace("\n\n“", "\n\n")
    assert [each.kind for each in check(samples, draft).findings] == [Kind.WORDS] * 2


def test_words_that_stand_in_several_articles_are_counted(app: App) -> None:
    library = app.writable().library
    words = "The zeppelin landed at noon in Friedrichshafen, nobody saw it."
    add(library, *(article(f"Title {n}\n\n{words}\n", f"{n}.txt") for n in range(5)))
    finding = found(app, f"“{words}”")
    assert (finding.others, len(finding.also)) == (4, 3)


def test_what_is_furniture_is_not_quoted_and_does_not_join_what_it_parts(app: App) -> None:
    one = "The zeppelin landed at noon in Friedrichshafen and nobody was there to see it land."
    other = "It had come all the way from Lakehurst with forty passengers and a piano aboard."
    add(app.writable().library, article(f"Title\n\n{one}{APART}{other}\n"))
    assert found(app, f"“{one} {other}”").kind is not Kind.WORDS
    assert found(app, f"“{one}”").kind is Kind.WORDS


def test_words_across_the_border_of_two_passages_are_found_in_a_large_library(app: App) -> None:
    library = app.writable().library
    filler = [
        article(f"Title {n}\n\n" + "The harbour was busy with ships and grain. " * 8, f"{n}.txt")
        for n in range(60)
    ]
    lines = [
        f"Sentence {n} tells of harbour number {n * 7} and of its ships that carry grain." * 3
        for n in range(40)
    ]
    add(library, *filler, article("Title\n\n" + "\n\n".join(lines) + "\n", "long.txt"))
    quoted = " ".join([*lines[20].split()[-7:], *lines[21].split()[:9]])
    finding = found(app, f"“{quoted}”")
    assert finding.kind is Kind.WORDS
    assert finding.quote is not None
    assert finding.quote.last_paragraph == finding.quote.paragraph + 1


def test_small_words_alone_are_found_where_they_stand_side_by_side(samples: App) -> None:
    assert found(samples, "“this is because the US itself has been”").kind is Kind.MISSING
    assert found(samples, "“is because the US itself has been”").kind is Kind.WORDS
    assert found(samples, "“it was not done by”").kind is Kind.MISSING
    assert found(samples, "“was not done by”").kind is Kind.WORDS


def test_at_most_so_many_are_looked_at_and_that_is_said(samples: App) -> None:
    found = check(samples, "“dirty hands” " * 5, most=3)
    assert (len(found.findings), found.beyond) == (3, True)
    assert [each.number for each in found.findings] == [1, 2, 3]
    assert not check(samples, "“dirty hands” " * 3, most=3).beyond


def test_what_is_too_long_is_said_to_be(samples: App) -> None:
    for text in ("word " * 1_001, "a … b [c] " * 30):
        assert found(samples, f"“{text}”").kind is Kind.LONG


def test_without_articles_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("")
    app = open_app(load_config(tmp_path / "config.toml"))
    result = check(app, "“dirty hands” and “a long quotation of nothing at all”")
    assert {each.kind for each in result.findings} == {Kind.MISSING}
    assert result.libraries == ()


def test_a_check_is_kept_and_read_back_as_it_was(samples: App) -> None:
    result = check(samples, "\n\n".join(row["draft"] for row in TABLE))
    assert Check.from_dict(json.loads(json.dumps(result.to_dict()))) == result
    assert len(result.findings) == len(TABLE)
    assert result == check(samples, "\n\n".join(row["draft"] for row in TABLE))


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“a ",
        "„“",
        '"a b" ',
        "“…” ",
        "“[a] b … c” ",
        "> a b\n\n",
        "‘’",
        "“*_`” ",
        "“<@1> @everyone” ",
    ],
)
def test_drafts_of_nothing_but_marks_give_findings_or_none(samples: App, unit: str) -> None:
    result = check(samples, unit * 1_000, most=50)
    assert len(result.findings) <= 100
    for finding in result.findings:
        assert finding.kind is Kind.MISSING or quoted_words(finding.quoted)


def test_one_library_alone_is_looked_in(app: App, config: Config) -> None:
    add(app.writable().library, article("Title\n\nThe zeppelin landed at noon.\n"))
    draft = "“the zeppelin landed” “they have dirty hands”"
    kinds = [each.kind for each in check(app, draft, library="own").findings]
    assert kinds == [Kind.WORDS, Kind.MISSING]
