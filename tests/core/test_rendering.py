"""Answers in words and in JSON: nothing in an article acts on whoever reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import rendering
from bot.core.answer import Missing, Options, Quote, Searched
from bot.core.word_match import WordMatch
from index.operators import Operators
from tests.citations import ACTIVE, CITATION, SEARCHED, SIMILAR, answering, citing, lacking
from tests.conftest import NOW

WORDING = rendering.Wording()

LINE_BREAKS = ["\r\n", *"\n\r\v\f\x85\u2028\u2029"]


@given(st.lists(st.sampled_from([*ACTIVE, *"ab\té’", *LINE_BREAKS])).map("".join))
def test_active_characters_are_shown_and_nothing_else_changes(text: str) -> None:
    shown = rendering.printable(text)
    assert not set(shown) & {*ACTIVE, *"".join(LINE_BREAKS)} - {"\n"}
    ends = text
    for each in LINE_BREAKS:
        ends = ends.replace(each, "\n")
    assert len(shown) == len(ends)
    assert all(a == b or (a in ACTIVE and b == "\ufffd") for a, b in zip(ends, shown, strict=True))


@pytest.mark.parametrize(
    ("outlet", "published", "line"),
    [
        ("AP", date(2014, 9, 5), "AP, 5 Sep 2014 · paragraph 7"),
        ("AP", None, "AP, date not stated · paragraph 7"),
        (None, date(2014, 9, 15), "Outlet not stated, 15 Sep 2014 · paragraph 7"),
        (None, None, "Outlet and date not stated · paragraph 7"),
    ],
)
def test_the_source_says_what_is_not_stated(
    outlet: str | None, published: date | None, line: str
) -> None:
    assert WORDING.origin_line(citing(outlet=outlet, published=published)) == line


def test_a_title_that_is_not_stated_is_the_files_name() -> None:
    assert rendering.title(CITATION) == "Iran Rejects Bid"
    assert rendering.title(citing(title=None)) == "a.txt"


def test_what_checks_a_quotation_is_in_one_line() -> None:
    assert rendering.check_line(CITATION) == f"a.txt, characters 120-171, SHA-256 {'f' * 64}"


def test_a_plain_copy_has_the_quote_to_the_letter_and_all_that_is_known() -> None:
    text = "“Iran’s\u00a0hands” — *clean*, `he` said_ <@1>."
    copy = WORDING.plain_copy(citing(text=text, url="https://example.org/a"))
    assert copy == (
        f'{text}\n\n"Iran Rejects Bid." Mehrdad Balali. Middle East Eye. 15 Sep 2014.'
        " Paragraph 7. https://example.org/a\n"
        f"Check: a.txt, characters 120-171, SHA-256 {'f' * 64}"
    )


def test_a_plain_copy_says_only_what_is_known() -> None:
    copy = WORDING.plain_copy(citing(title=None, author=None, outlet=None, published=None))
    assert '"a.txt." Date not stated. Paragraph 7.\n' in copy
    assert "None" not in copy


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "outlet",
        "author",
        "origin",
        "text",
        "url",
    ],
)
def test_no_field_of_a_citation_brings_an_active_character(field: str) -> None:
    given = citing(**{field: "a\x1b[2Jb\u202ec\x9bd"})
    lines = [
        rendering.title(given),
        WORDING.origin_line(given),
        rendering.check_line(given),
        WORDING.plain_copy(given),
    ]
    assert not set("".join(lines)) & set(ACTIVE)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (7, None, "paragraph 7"),
        (7, 7, "paragraph 7"),
        (7, 8, "paragraphs 7 and 8"),
        (7, 10, "paragraphs 7 to 10"),
    ],
)
def test_joined_paragraphs_are_all_named(first: int, last: int | None, words: str) -> None:
    given = citing(paragraph=first, last_paragraph=last)
    assert WORDING.origin_line(given).endswith(f" · {words}")
    assert f" P{words[1:]}.\n" in WORDING.plain_copy(given)


SAME = replace(SIMILAR, same_words=True)
COPY = replace(SAME, copy=True)


@pytest.mark.parametrize(
    ("similar", "line"),
    [
        ([], None),
        ([SIMILAR], "Similar in 1 other article"),
        ([SIMILAR] * 2, "Similar in 2 other articles"),
        ([SAME], "Same words in 1 other article"),
        ([SAME, SIMILAR, SIMILAR], "Same words in 1 other article, similar in 2"),
        ([COPY], "Copied in 1 article"),
        ([COPY, COPY, SAME], "Copied in 2 articles, same words in 1 other article"),
        ([COPY, SIMILAR], "Copied in 1 article, similar in 1 other article"),
    ],
)
def test_what_other_articles_say_is_one_line(similar: list[Quote], line: str | None) -> None:
    assert WORDING.similar_line(citing(similar=tuple(similar))) == line


def test_a_copy_has_the_same_words_and_is_called_a_copy() -> None:
    assert [WORDING.relation(each) for each in (COPY, SAME, SIMILAR)] == [
        "copy",
        "same words",
        "similar",
    ]


@pytest.mark.parametrize("match", WordMatch)
def test_the_heading_says_how_well_the_words_match(match: WordMatch) -> None:
    answer = answering(CITATION, match=match)
    assert WORDING.heading(answer) == f"Closest passages · {match.value} word match"


def test_the_heading_of_what_was_wanted_anyway_says_what_it_lacks() -> None:
    anyway = Options(limit=3, anyway=True)
    lacks = answering(CITATION, options=anyway, missing=Missing(absent=("Putin", "Mali")))
    assert WORDING.heading(lacks) == 'These do not mention "Putin" or "Mali"'
    assert WORDING.remarks(lacks) == []
    outside = answering(CITATION, options=anyway, missing=Missing(emptied=True))
    assert WORDING.heading(outside) == "These are not within what was asked for"
    assert WORDING.heading(answering(CITATION, options=anyway)).startswith("Closest passages")


def test_what_was_corrected_is_said() -> None:
    answer = answering(CITATION, corrections=(("Zarrif", "Zarif"), ("b\x1bd", "bid")))
    assert WORDING.remarks(answer) == [
        'No passage has "Zarrif"; searched for "Zarif".',
        'No passage has "b\ufffdd"; searched for "bid".',
    ]


def test_words_that_never_meet_are_said_unless_the_match_is_strong() -> None:
    missing = Missing(apart=(("oil", "Mali"), ("a", "b", "c")))
    for match in (WordMatch.PARTIAL, WordMatch.WEAK):
        assert WORDING.remarks(answering(CITATION, match=match, missing=missing)) == [
            'No passage has both "oil" and "Mali".',
            'No passage has "a", "b" and "c" together.',
        ]
    assert WORDING.remarks(answering(CITATION, match=WordMatch.STRONG, missing=missing)) == []


def test_what_limited_a_search_is_said() -> None:
    operators = Operators(
        phrases=("dirty hands", "US"),
        excluded=("oil",),
        sources=("AP", "\x1bTASS"),
        after=date(2014, 9, 1),
        before=date(2014, 10, 1),
        newest=True,
    )
    lines = [
        'Only: with "dirty hands" and "US"; without "oil"; from "AP" or "\ufffdTASS";'
        " dated 1 Sep 2014 or later; dated before 1 Oct 2014.",
        "4 undated articles were left out.",
        "Newest first.",
    ]
    answer = answering(CITATION, operators=operators, missing=Missing(undated=4))
    assert WORDING.searched_with(answer) == lines
    assert WORDING.remarks(answer) == lines
    nothing = answering(operators=operators, missing=Missing(undated=4, emptied=True))
    assert WORDING.nothing_found(nothing)[:4] == [
        "There are passages, but none within what was asked for, so no quotes are shown.",
        *lines,
    ]
    assert WORDING.searched_with(answering(missing=Missing(undated=1))) == [
        "1 undated article was left out."
    ]


def test_nothing_that_is_close_is_said() -> None:
    assert WORDING.nothing_found(answering())[0] == (
        "No passage is close to this question, so no quotes are shown."
    )


def test_nothing_found_says_which_words_and_what_was_searched() -> None:
    answer = lacking("Putin", "Mali", "oil")
    assert WORDING.nothing_found(answer) == [
        'No passage contains "Putin", "Mali" or "oil", so no quotes are shown.',
        "Searched: Sample articles (5 articles, 1 dated 15 Sep 2014, 4 undated,"
        " indexed 2 Jan 2026, 03:04 UTC).",
        "Not found here does not mean not said.",
    ]


def test_words_that_no_passage_has_are_named_also_where_some_are_quoted() -> None:
    assert WORDING.remarks(answering(CITATION)) == []
    answer = answering(CITATION, missing=Missing(absent=("oil", "\x1bPutin")))
    assert WORDING.remarks(answer) == ['No passage contains "oil" or "\ufffdPutin".']


def test_of_many_words_and_libraries_the_first_are_named_and_the_others_counted() -> None:
    answer = replace(lacking(*(f"w{n}" for n in range(1_200))), libraries=(SEARCHED,) * 60)
    missing, searched, _ = WORDING.nothing_found(answer)
    assert missing == (
        'No passage contains "w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7"'
        " or 1,192 more of its words, so no quotes are shown."
    )
    assert searched.count("Sample articles") == 8
    assert searched.endswith("; 52 more libraries.")


def test_nothing_to_search_is_said() -> None:
    nothing = ["There are no articles to search yet."]
    assert WORDING.nothing_found(replace(lacking("Putin"), libraries=())) == nothing
    empty = Searched("own", "Your articles", "x", 0, 0, 0, None, None, None)
    assert WORDING.nothing_found(replace(lacking("Putin"), libraries=(empty,))) == nothing


def test_a_span_of_days_is_said_as_one() -> None:
    held = Searched("news", "Yours", "x", 3, 9, 2, date(2013, 1, 2), date(2014, 9, 15), None)
    assert WORDING.searched([held, SEARCHED])[0].startswith(
        "Searched: Yours (3 articles, 2 dated 2 Jan 2013 to 15 Sep 2014, 1 undated); Sample"
    )


def test_a_moment_names_its_zone() -> None:
    assert rendering.moment(NOW) == "2 Jan 2026, 03:04 UTC"
    east = datetime(2026, 11, 22, 18, 45, tzinfo=timezone(timedelta(hours=2)))
    assert rendering.moment(east) == "22 Nov 2026, 18:45 UTC+02:00"
    assert rendering.moment(east.astimezone(UTC)) == "22 Nov 2026, 16:45 UTC"


def test_whose_articles_were_searched_is_told_with_how_many_state_nobody() -> None:
    held = replace(SEARCHED, outlets=("Reuters", "AP"), outlets_in_all=7, without_outlet=1)
    assert WORDING.outlets([held]) == ["Outlets: Reuters, AP; 5 more; not stated by 1 article."]
    other = replace(SEARCHED, outlets=("AP", "dpa"), outlets_in_all=2, without_outlet=2)
    assert WORDING.outlets([held, other]) == [
        "Outlets: Reuters, AP, dpa; not stated by 3 articles."
    ]
    assert WORDING.outlets([SEARCHED]) == []
