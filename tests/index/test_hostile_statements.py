"""Articles made to mislead what finds copies, or to keep it busy."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter, process_time

import pytest

from index.duplicates import article_shingles, is_copy, shingles
from index.errors import QuestionRefused
from index.library import Library
from index.operators import read_operators
from tests.articles import add, article

SPEECH = [
    "We were promised sensors in March and we did not get them, and when I asked why I was told "
    "that a form had been put in the wrong envelope.",
    "The stones under our feet were cut by men who could not read, and they lasted four hundred "
    "years, and we could not keep them for twenty.",
    "I will not stand here and say that nobody is to blame, because somebody signed for that delay "
    "and somebody was paid for it.",
    "Nine weeks is what they tell me now, and I have learned to add a half to every number that "
    "this ministry gives me.",
    "So go home, tell your children that the divers will jump again, and bring me the names of "
    "those who laughed in that meeting.",
    "And when the court is done with its papers I shall read every page of them aloud on the "
    "parapet, whatever the weather.",
    "Let nobody tell you that it was the river, because the river has been there longer than the "
    "office of transport and has signed nothing.",
    "If the minister wants a ribbon to cut he may cut the one that I shall tie across his own door "
    "until the sensors are bought and fitted.",
]
FIRST = (
    "Mostar's mayor lost her patience on Thursday night and turned on the transport office.",
    "Applause went on for two minutes, and a clerk from the ministry left by the kitchen door.",
)
SECOND = (
    "It is rare for a municipal leader to attack so openly the hand that feeds her budget.",
    "Procurement law left officials no choice once a bidder had sued, as both firms confirm.",
)


def reported(around: tuple[str, str], opening: str, closing: str) -> str:
    """The speech as newspapers print it: every paragraph opened, only the last one closed."""
    quoted = "\n\n".join(f"{opening}{each}" for each in SPEECH)
    return f"{around[0]}\n\n{quoted}{closing} she said.\n\n{around[1]}"


def test_two_reports_of_a_speech_in_curly_quotation_marks_are_no_copies() -> None:
    one, other = (article_shingles(reported(each, "“", "”")) for each in (FIRST, SECOND))
    assert not is_copy(one, other)


def test_two_reports_of_a_speech_in_straight_quotation_marks_are_no_copies() -> None:
    one, other = (article_shingles(reported(each, '"', '"')) for each in (FIRST, SECOND))
    assert not is_copy(one, other)


def test_what_is_folded_is_bounded_after_folding() -> None:
    assert sum(map(len, shingles("\ufdfa" * 200_000).words)) <= 400_000


def test_an_articles_text_takes_time_proportional_to_its_length(library: Library) -> None:
    words = "Plain words of a report that goes on and on. "
    for number, times in enumerate((2_000, 32_000)):
        add(library, article(f"Title\n\n{words * times}", f"{number}.txt"))
    with library.reader() as reader:

        def taken(row: int) -> float:
            times = []
            for _ in range(5):
                start = process_time()  # whatever else the machine does
                assert reader.passages_of(row)
                times.append(process_time() - start)
            return min(times)

        short, long = (each.id for each in reader.articles())
        assert taken(long) < 60 * taken(short)


@pytest.mark.parametrize(
    "unit", ['"', "“", "(AP) ", "reporting by ", "a", "\u0301", "\nA", "(", "« ", "ABC "]
)
def test_hostile_text_is_cut_into_shingles_quickly(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = perf_counter()
    article_shingles(text)
    shingles(text[:1_000])
    assert perf_counter() - start < 2


@pytest.mark.parametrize("unit", ['"', "“", 'source:"', "source:(a+)+$ ", ":", '-"', "«»"])
def test_hostile_questions_are_read_or_refused_quickly(unit: str) -> None:
    start = perf_counter()
    with suppress(QuestionRefused):
        read_operators((unit * 4_000)[:4_000])
    assert perf_counter() - start < 1
