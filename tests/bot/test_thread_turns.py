"""The turns of a thread: what a mention there asks on from."""

from __future__ import annotations

from collections.abc import Callable

from bot.client import FootnoteBot
from tests.bot.conftest import Place
from tests.bot.test_follow_up import COALITION, READ, newest, shown, thread


async def test_in_a_thread_a_mention_asks_on_whoever_asked(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    talk, other = await thread(place), await thread(place, "other")
    await place.ann.send(talk, place.mention(COALITION))
    await place.env.restart_bot(make_bot())
    await place.bob.send(talk, place.mention("and Kerry?"))
    assert READ in newest(place, talk)
    await place.ann.send(talk, place.mention("why?"))
    assert "Read as: why (what did Kerry say about the coalition)?" in newest(place, talk)
    await place.ann.send(other, place.mention("and what did Kerry say?"))
    assert "Read as" not in newest(place, other), "each thread has its own"


async def test_a_command_in_a_thread_is_a_turn_and_asked_as_it_stands(place: Place) -> None:
    talk = await thread(place)
    await place.ann.send(talk, place.mention("who is Jen Psaki?"))
    result = await place.ann.slash(talk, "ask", question="and what did Kerry say?")
    assert result.response is not None
    assert "Read as" not in shown(place, result.response)
    await place.ann.send(talk, place.mention("when?"))
    assert "Read as: when (what did Kerry say)?" in newest(place, talk)


async def test_what_is_asked_in_private_is_no_turn_of_a_thread(place: Place) -> None:
    talk = await thread(place)
    await place.ann.slash(talk, "ask", question=COALITION, private=True)
    await place.ann.send(talk, place.mention("and what did Kerry say?"))
    assert "Read as" not in newest(place, talk)


async def test_a_thread_that_is_deleted_is_forgotten(place: Place) -> None:
    talk = await thread(place)
    await place.ann.send(talk, place.mention(COALITION))
    turns = place.bot.app.turns(f"guild-{place.guild.id}")
    assert len(turns.earlier(str(talk.id))) == 1
    place.env.backend.delete_channel(talk.id)
    await place.env.settle()
    assert turns.earlier(str(talk.id)) == []


async def test_two_who_ask_on_at_once_are_both_answered(place: Place) -> None:
    talk = await thread(place)
    await place.ann.send(talk, place.mention(COALITION))
    await place.bob.send(talk, place.mention("and Kerry?"))
    await place.ann.send(talk, place.mention("and about Syria?"))
    assert "Read as: what did Kerry say about Syria?" in newest(place, talk)
    turns = place.bot.app.turns(f"guild-{place.guild.id}")
    assert len(turns.earlier(str(talk.id))) == 3
