"""Looking for words in a notebook: pages that turn also after a restart, and deleted channels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.client import FootnoteBot
from bot.core.notebook import Notebook
from tests.bot.conftest import MovingClock, Place, labels, texts
from tests.citations import CITATION


def fill(place: Place, count: int, channel: Any = None) -> Notebook:
    """A notebook of passages that all say something of a bridge."""
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    notebook = Notebook(file, str((channel or place.channel).id))
    for number in range(count):
        quote = replace(CITATION.as_quote(), passage_id=f"{number:016x}")
        note = f"bridge number {number}"
        notebook.save(quote, question="q?", receipt="", saver=str(place.bob.id), note=note)
    return notebook


def found(place: Place, card: Any) -> list[str]:
    """The numbers in the notes of a page."""
    shown = "\n".join(texts(place.components(card)))
    return [line.rpartition(" ")[2] for line in shown.split("\n") if line.startswith("Note: ")]


async def search(place: Place, words: str = "bridge") -> Any:
    return (await place.ann.slash(place.channel, "notebook search", words=words)).response


async def test_what_was_found_is_shown_page_by_page_also_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    fill(place, 32)
    card = await search(place)
    top = '32 entries have words of "bridge", the closest first'
    assert texts(place.components(card))[0] == top
    assert "-# Page 1 of 7" in texts(place.components(card))
    assert labels(place.components(card)) == ["More"]
    seen = found(place, card)
    await place.env.restart_bot(make_bot())
    for page in range(2, 8):
        assert await place.ann.click(card, label="More")
        assert texts(place.components(card))[0] == top
        assert f"-# Page {page} of 7" in texts(place.components(card))
        assert len(place.options(card)) == len(found(place, card))
        seen += found(place, card)
    assert sorted(map(int, seen)) == list(range(32))
    assert labels(place.components(card)) == ["Back"]
    opened = await place.ann.select(card, place.options(card)[:1])
    assert opened.followups or opened.response


async def test_one_page_is_not_kept(place: Place) -> None:
    fill(place, 5)
    assert labels(place.components(await search(place))) == []
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    assert file.rows("SELECT id FROM answers") == []


async def test_a_search_is_kept_for_a_day(place: Place, moving_clock: MovingClock) -> None:
    fill(place, 6)
    card = await search(place)
    moving_clock.pass_by(timedelta(days=1))
    late = await place.ann.click(card, label="More")
    (said,) = late.followups
    assert said.content == "This search is not kept any more. Search again."
    place.bot.app.expire()
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    (row,) = file.rows("SELECT asker, question, answer FROM answers")
    assert tuple(row) == ("", "", "")


async def test_a_search_that_cannot_be_kept_has_one_page_with_all_in_its_list(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.core.team import Team
    from bot.core.team_file import TeamUnusable

    fill(place, 12)

    def full(*_: Any, **__: Any) -> str:
        raise TeamUnusable("the disk is full")

    monkeypatch.setattr(Team, "keep", full)
    card = await search(place)
    assert labels(place.components(card)) == []
    assert len(place.options(card)) == 12


async def test_a_deleted_channel_takes_its_notebook_along(
    place: Place, moving_clock: MovingClock
) -> None:
    other = place.guild.create_text_channel("other")
    gone, stays = fill(place, 2, other), fill(place, 1)
    cog: Any = place.bot.get_cog("Threads")
    await cog.on_guild_channel_delete(place.bot.get_channel(other.id))
    assert gone.entries() == []
    assert len(stays.entries()) == 1
    moving_clock.pass_by(timedelta(days=1))
    place.bot.app.expire()
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    assert [row["place"] for row in file.rows("SELECT place FROM notebook")] == [stays.place]
