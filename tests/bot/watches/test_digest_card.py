"""A digest's card: five passages at most, all that is kept within reach, and who is pinged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import discord
import pytest

from bot.core.answer import Answer
from bot.core.digest import MOST_KEPT, Part
from bot.core.texts import texts as in_language
from bot.core.word_match import WordMatch
from bot.views.card import MOST_TEXT
from bot.views.digest_card import MOST_PINGED, DigestCard, RestCard, Section
from bot.views.markdown import units
from tests.bot.conftest import labels, texts, walk
from tests.citations import citing
from tests.conftest import NOW

LANGUAGES = ["en", "de"]
MARKS = "*_~|`" * 100
# As long as an id is until the year 2090, when Discord's will have a digit more.
PEOPLE = [str(10**18 + number) for number in range(150)]


def section(
    number: int, kept: int, passages: int, shown: int, question: str = "who?", also: str = ""
) -> Section:
    answer = f"{number:012x}"
    citations = tuple(
        citing(
            rank=rank,
            text=f"Passage {rank}.{also}",
            sentence=f"Passage {rank}.",
            sentence_start=0,
        )
        for rank in range(1, kept + 1)
    )
    part = Part("0" * 12, answer, passages, shown, (1,) * kept, (NOW,) * kept)
    return Section(part, Answer(question, (), citations, match=WordMatch.STRONG))


def text(view: discord.ui.LayoutView) -> str:
    return "\n".join(texts(view.to_components()))


def pages(found: Section) -> Iterator[RestCard]:
    """The pages behind a digest's button, as More turns them."""
    first = 0
    while True:
        card = RestCard(found.answer, found.part.answer, first, in_language())
        yield card
        further = [
            each["custom_id"] for each in walk(card.to_components()) if each.get("label") == "More"
        ]
        if not further:
            return
        assert first < 100, "ids have two digits"
        first = int(further[0].rpartition(":")[2])


@pytest.mark.parametrize("kept", [6, 10, 15, 16, 42, MOST_KEPT])
def test_every_passage_that_is_kept_can_be_read_and_opened(kept: int) -> None:
    found = section(1, kept, kept, 5)
    card = DigestCard([found], [], in_language())
    assert f"And {kept - 5} more." in text(card)
    assert f"All {kept}" in labels(card.to_components())
    shown = list(pages(found))
    read = [line for page in shown for line in text(page).splitlines() if "Passage" in line]
    assert read == [f"> **Passage {rank}.**" for rank in range(1, kept + 1)]
    opened = [each for page in shown for each in labels(page.to_components()) if "Open" in each]
    assert opened == [f"Open {rank}" for rank in range(1, kept + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_there_are_more_than_are_kept_is_said(language: str) -> None:
    card = DigestCard([section(1, MOST_KEPT, 130, 5)], [], in_language(language))
    says, offers = {
        "en": ("And 125 more. Of all, the 99 best are kept here.", "Best 99"),
        "de": ("Und 125 weitere. Von allen sind hier die 99 besten aufbewahrt.", "Die 99 besten"),
    }[language]
    assert text(card).endswith(f"-# {says}")
    assert offers in labels(card.to_components())


@pytest.mark.parametrize("language", LANGUAGES)
def test_strong_and_partial_matches_are_said_to_be_both(language: str) -> None:
    found = section(1, 2, 2, 2)
    mixed = Section(replace(found.part, mixed=True), found.answer)
    shown = text(DigestCard([mixed], [], in_language(language))).split("\n")[1]
    assert (
        shown
        == {
            "en": "2 new passages · strong or partial word match",
            "de": "2 neue Passagen · starke oder teilweise Wortübereinstimmung",
        }[language]
    )


def test_a_hundred_people_are_pinged_and_no_more() -> None:
    assert MOST_PINGED == 100, "Discord takes no more (API description, allowed mentions)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pinged", [0, 1, 30, MOST_PINGED])
@pytest.mark.parametrize("sections", [1, 5])
@pytest.mark.parametrize("question", ["who rejected the offer?", MARKS, "🦉" * 500])
def test_it_fits_whoever_is_pinged(
    language: str, pinged: int, sections: int, question: str
) -> None:
    also = " The offer was rejected." * 12
    found = [
        section(each, MOST_KEPT, 9_999, 5 // sections, question, also) for each in range(sections)
    ]
    card = DigestCard(found, PEOPLE[:pinged], in_language(language))
    shown = texts(card.to_components())
    assert sum(map(units, shown)) <= MOST_TEXT + 100
    assert sum(1 for _ in walk(card.to_components())) <= 40
    if pinged:
        assert shown[0] == " ".join(f"<@{each}>" for each in PEOPLE[:pinged])
    if question.startswith("who"):
        assert "Passage 1." in text(card), "whoever is pinged sees what for"
