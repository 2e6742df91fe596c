"""Comparisons of the sample articles, and of articles made to try one thing each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.core.app import LOCAL, App
from bot.core.comparing import MOST_ROWS
from bot.core.comparison import Comparison
from index.errors import QuestionRefused, UnknownLibrary
from index.library import Library
from tests.articles import add, article


def wordings(found: Comparison) -> list[tuple[str, int]]:
    return [(group.words, len(group.rows)) for group in found.groups]


def own(app: App) -> Library:
    """The library of the command line's team, which is then the only one asked."""
    return app.writable().library


def test_the_sample_articles_word_one_utterance_in_four_ways(app: App) -> None:
    found = app.compare(LOCAL, "did Khamenei say American hands are dirty?")
    assert wordings(found) == [
        ("dirty hands", 1),
        ("hands are dirty", 1),
        ("stained hands", 2),
        ("corrupted its hands", 1),
    ]
    assert [row.speaker for row in found.rows] == ["Khamenei", None, "Khamenei", None, None]
    assert [row.citation.outlet for row in found.rows] == [
        "Middle East Eye",
        "SHAFAQNA",
        None,  # the dated one comes first
        "PJ Media",
        None,
    ]
    differs = [[row.citation.text[a:b] for a, b in row.differing] for row in found.rows]
    assert differs == [["dirty"], ["dirty"], ["stained"], ["stained"], ["corrupted"]]
    assert [row.quotation is not None for row in found.rows] == [True, True, True, True, False]
    assert (found.articles, found.without) == (5, ())


@pytest.mark.parametrize(
    ("question", "expected", "without"),
    [
        ("who rejected the offer?", ["rejected US offer", "rejected a US request"], 2),
        (
            "what did Khamenei say about listening to US officials in the hospital?",
            [
                "hospital, I had fun listening to the remarks of the U.S. officials",
                "hospital, I had a hobby and it was to listen to #US officials",
            ],
            3,
        ),
        ("who did Kerry personally ask?", ["personally demanded"], None),
        ("who broke the backbone of Daesh in Iraq?", ["broke #ISIS’s back in Iraq"], None),
        (
            "did the US ambassador ask the Iranian ambassador for a meeting?",
            ["American ambassador in Iraq asked our ambassador (in Iraq) for a session"],
            None,
        ),
    ],
)
def test_other_words_in_the_same_place_are_found(
    app: App, question: str, expected: list[str], without: int | None
) -> None:
    found = app.compare(LOCAL, question)
    assert set(expected) <= {group.words for group in found.groups}
    if without is not None:
        assert found.without is not None
        assert len(found.without) == without


@pytest.mark.parametrize(
    "question",
    ["did Khamenei say American hands are dirty?", "who rejected the offer?", "prostate surgery"],
)
def test_every_span_is_verbatim(app: App, seeds: Path, question: str) -> None:
    found = app.compare(LOCAL, question)
    assert found.rows
    assert [row.citation.rank for row in found.rows] == list(range(1, len(found.rows) + 1))
    assert len({row.citation.origin for row in found.rows}) == len(found.rows)
    for row in found.rows:
        cited = row.citation
        file = seeds.joinpath(cited.origin).read_bytes().decode()
        start, end = row.wording
        assert file[cited.start + start : cited.start + end] == row.words
        assert cited.sentence_start <= start < end <= cited.sentence_start + len(cited.sentence)
        assert all(start <= a < b <= end for a, b in row.differing)
        if row.quotation:
            assert row.quotation[0] <= start and end <= row.quotation[1]
        if row.speaker:
            assert row.clause is not None
            assert row.speaker in cited.text[slice(*row.clause)]


def test_a_comparison_reads_back_and_is_the_same_again(app: App) -> None:
    found = app.compare(LOCAL, "who rejected the offer?")
    assert Comparison.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    assert app.compare(LOCAL, "who rejected the offer?") == found


def test_a_name_that_no_passage_has_compares_nothing(app: App) -> None:
    found = app.compare(LOCAL, "what did Putin say?")
    assert (found.groups, found.absent) == ((), ("Putin",))


def test_words_that_hardly_any_passage_has_compare_nothing(app: App) -> None:
    found = app.compare(LOCAL, "who turned down the proposal?")
    assert (found.groups, found.absent) == ((), ("proposal",))
    assert found.without is not None
    assert len(found.without) == 5


def test_refusals_are_those_of_a_question(app: App) -> None:
    with pytest.raises(QuestionRefused):
        app.compare(LOCAL, "who is it?")
    with pytest.raises(UnknownLibrary):
        app.compare(LOCAL, "Bushehr", library="nowhere")


def test_a_quoted_phrase_is_compared_and_not_demanded(app: App) -> None:
    found = app.compare(LOCAL, 'did Khamenei say "dirty hands"?')
    assert ("stained hands", 2) in wordings(found)


def test_a_source_limits_what_is_compared(app: App) -> None:
    found = app.compare(LOCAL, 'dirty hands source:"PJ Media" source:SHAFAQNA')
    assert {row.citation.outlet for row in found.rows} <= {"PJ Media", "SHAFAQNA"}
    assert found.without is None, "not all articles were looked at"


def test_of_many_articles_the_closest_are_shown_and_nobody_is_said_to_be_silent(app: App) -> None:
    library = own(app)
    add(
        library,
        *(
            article(f"Report {n}\n\nThe envoy lost {'his' if n % 2 else 'her'} temper.", f"{n}.txt")
            for n in range(250)
        ),
    )
    found = app.compare(LOCAL, "the envoy lost temper", library="own")
    assert len(found.rows) == MOST_ROWS
    assert (found.articles, found.without) == (250, None)


def test_who_is_asked_about_must_be_mentioned_in_the_article(app: App) -> None:
    library = own(app)
    add(
        library,
        article("One\n\nOrr spoke. “The port is closed,” he said.", "a.txt"),
        article("Two\n\nRuiz spoke. “The port is shut,” said Ruiz. The port is closed.", "b.txt"),
    )
    found = app.compare(LOCAL, "did Ruiz say the port is closed?", library="own")
    assert [row.citation.origin for row in found.rows] == ["b.txt"]


def test_us_the_country_is_not_us_the_pronoun(app: App) -> None:
    library = own(app)
    add(
        library,
        article("One\n\nThe treaty binds the US.", "a.txt"),
        article("Two\n\nThe treaty binds us.", "b.txt"),
    )
    found = app.compare(LOCAL, "Which treaty binds the US?", library="own")
    assert found.rows[0].citation.origin == "a.txt"
    assert [row.lacking for row in found.rows if row.citation.origin == "b.txt"] in ([], [("US",)])


def test_a_wording_never_crosses_the_border_of_a_quotation(app: App) -> None:
    library = own(app)
    add(library, article('One\n\n"We closed the port," said the harbour master of Split.', "a.txt"))
    for row in app.compare(LOCAL, "port harbour Split", library="own").rows:
        assert '"' not in row.words
