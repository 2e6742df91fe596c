"""Find sources: a message's claims, the passages that bear on them, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.client import FootnoteBot
from bot.core.claims import MOST_CLAIMS, Sources
from bot.core.texts import Texts, all_texts
from bot.views.markdown import units
from bot.views.sources_card import SourcesCard
from tests.bot.conftest import Place, labels, texts, walk
from tests.citations import CITATION, SIMILAR, answering

REJECTED = "Iran did not reject the American request for cooperation against Islamic State."
HOSPITAL = "Khamenei left the hospital on Tuesday after his prostate surgery."


async def sources(place: Place, text: str) -> Any:
    message = await place.bob.send(place.channel, text)
    result = await place.ann.context_menu(place.channel, "Find sources", message)
    assert result.response is not None and result.response.ephemeral
    return result.response


async def test_a_short_message_gets_an_answer_that_marks_what_differs(place: Place) -> None:
    card = await sources(place, REJECTED)
    shown = "\n".join(texts(place.components(card)))
    assert "Message: not reject. Passage: rejected." in shown
    assert "false" not in shown and "verdict" not in shown
    assert "Share" in labels(place.components(card)), "private unless it is shared"


async def test_a_long_message_is_looked_up_sentence_by_sentence_over_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await sources(place, f"{REJECTED} That is so! {HOSPITAL} Zeppelins landed at Lakehurst.")
    first, second, third, foot = texts(place.components(card))
    assert first.startswith(f"1\\. **{REJECTED} That is so!**\n")
    assert "Message: not reject. Passage: rejected." in first
    assert second.startswith(f'2\\. **{HOSPITAL}**\n-# No passage contains "Tuesday".\n> ')
    assert third.startswith("3\\. **Zeppelins landed at Lakehurst.**\n")
    assert foot == "-# The closest passages, by their words: no verdict of true or false."
    assert labels(place.components(card))[:2] == ["Passages 1", "Passages 2"]

    await place.env.restart_bot(make_bot())
    opened = (await place.ann.click(card, label="Passages 2")).followups[0]
    assert opened.ephemeral
    assert texts(opened.components)[0].startswith(f"**{HOSPITAL}**\nClosest passages")
    await place.ann.click(opened, label="Share")
    shared = place.channel.last_message
    assert shared is not None
    assert texts(place.components(shared))[0] == f"-# Shared by <@{place.ann.id}>"


async def test_a_message_without_words_or_without_anything_to_search_for_says_so(
    place: Place,
) -> None:
    for text, words in (
        ("<@1>", "That message has no words"),
        ("Why? So it is.", "There is nothing in"),
    ):
        message = await place.bob.send(place.channel, text)
        result = await place.ann.context_menu(place.channel, "Find sources", message)
        said = (result.followups or [result.response])[0]
        assert said.ephemeral and said.content.startswith(words)


async def test_a_hostile_message_fits_a_card(place: Place) -> None:
    line = f"Khamenei {'*_`~|' * 30} hospital surgery Iran <@1> @everyone. "
    card = await sources(place, (line * 12)[:1_990])
    components = place.components(card)
    assert sum(map(len, texts(components))) <= 4_000
    assert sum(1 for _ in walk(components)) <= 40


@pytest.mark.parametrize("sign", ["*", "_", "😀", "> ", "a"])
@pytest.mark.parametrize("words", all_texts(), ids=lambda each: each.language)
async def test_hostile_sources_fit_a_card(words: Texts, sign: str) -> None:
    hostile = sign * 400
    citation = replace(
        CITATION, text=hostile, sentence=hostile, sentence_start=0, title=hostile, outlet=hostile,
        url=f"https://example.org/{'u' * 370}", similar=(SIMILAR,) * 9,
    )  # fmt: skip
    answer = answering(citation, question=hostile)
    found = Sources((answer,) * MOST_CLAIMS, 9)
    components = SourcesCard(found, ["0" * 12] * MOST_CLAIMS, words).to_components()
    assert sum(map(units, texts(components))) <= 4_000
    assert sum(1 for _ in walk(components)) <= 40
    assert len(texts(components)) == MOST_CLAIMS + 1
