"""Whoever uses a watch, by command or button, is told once which of theirs were paused."""

from __future__ import annotations

from typing import Any

from bot.core.watch import Pause
from tests.bot.watches.conftest import LACKING, World, id_of, said

PAUSED = "when did it land?"
TOLD = f"A watch of yours does not tell any more: {PAUSED} (paused: I may not write there any more)"


async def pause(world: World) -> None:
    """One watch of Ann's is paused."""
    await world.watch(PAUSED)
    [watch] = [each for each in world.watches if each.question == PAUSED]
    world.bot.app.watching.watches(world.team).pause(watch.id, Pause.FORBIDDEN)


def told(result: Any) -> list[str]:
    return [str(each.content) for each in result.followups if each.ephemeral]


async def test_ping_me_below_another_watch_tells_it_once(world: World) -> None:
    other = await world.watch("who landed?", actor=world.place.bob)
    await pause(world)
    assert told(await world.place.ann.click(other.response, label="Ping me"))[1:] == [TOLD]
    again = told(await world.place.ann.click(other.response, label="Ping me"))
    assert len(again) == 1 and again != [TOLD]


async def test_stopping_another_tells_it(world: World) -> None:
    other = await world.watch("who landed?")
    await pause(world)
    assert told(await world.place.ann.click(other.response, label="Stop watch"))[1:] == [TOLD]


async def test_mute_on_the_list_tells_it_below(world: World) -> None:
    await world.watch("who landed?")
    listed = (await world.place.ann.slash(world.place.channel, "watch list")).response
    await pause(world)
    mute = id_of(world.place, listed, "Mute a week")
    result = await world.place.ann.click(listed, custom_id=mute)
    assert told(result) == [TOLD]


async def test_watch_for_this_tells_it(world: World) -> None:
    await pause(world)
    asked = await world.place.ann.slash(world.place.channel, "ask", question=LACKING)
    added = await world.place.ann.click(asked.response, label="Watch for this")
    assert said(added) == TOLD
    assert len(added.followups) == 2, "below the watch that was added"


async def test_what_a_press_sets_going_is_not_told(world: World) -> None:
    await world.watch("who landed?")
    listed = (await world.place.ann.slash(world.place.channel, "watch list")).response
    await pause(world)
    [watch] = [each for each in world.watches if each.paused]
    world.place.relabel(listed, "Mute a week", f"fn:watch:{watch.id}:resume:0")
    resumed = await world.place.ann.click(listed, label="Mute a week")
    assert [each.paused for each in world.watches] == [None, None]
    assert told(resumed) == []


async def test_a_refused_press_leaves_it_to_be_told(world: World) -> None:
    await pause(world)
    other = await world.watch("who landed?", actor=world.place.bob)
    refused = told(await world.place.ann.click(other.response, label="Stop watch"))
    assert TOLD not in refused
    assert told(await world.place.ann.click(other.response, label="Ping me"))[-1] == TOLD
