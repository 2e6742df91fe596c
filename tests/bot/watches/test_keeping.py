"""Watches are added, listed, chosen and changed by who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.core.settings import SettingsFile
from tests.articles import add, article
from tests.bot.conftest import labels, texts
from tests.bot.watches.conftest import ARRIVED, LACKING, World, id_of, said
from tests.core.newsreading import LANDED, QUESTION


async def test_the_same_question_again_is_the_same_watch(world: World) -> None:
    await world.watch(ping=True)
    again = await world.watch(QUESTION.upper(), actor=world.place.bob, ping=True)
    shown = "\n".join(texts(again.response.components))
    assert shown.startswith(f"**Already watched: {QUESTION}**")
    [watch] = world.watches
    pinged = world.bot.app.watching.watches(world.team).pinged(watch.id)
    assert pinged == [str(each.id) for each in (world.place.ann, world.place.bob)]


async def test_a_channel_that_is_deleted_takes_its_watches_along(world: World) -> None:
    other = world.place.guild.create_text_channel("other")
    await world.watch(channel=other)
    await world.watch()
    cog: Any = world.bot.get_cog("WatchCog")
    await cog.on_guild_channel_delete(world.bot.get_channel(other.id))
    [watch] = world.watches
    assert watch.place.id == str(world.place.channel.id)


async def test_the_list_shows_this_channel_and_ones_own(world: World) -> None:
    other = world.place.guild.create_text_channel("other")
    await world.watch("who landed here?")
    await world.watch("who landed there?", actor=world.place.bob, channel=other)
    listed = await world.place.ann.slash(world.place.channel, "watch list")
    shown = "\n".join(texts(world.place.components(listed.response)))
    assert "who landed here?" in shown
    assert "who landed there?" not in shown
    theirs = await world.place.bob.slash(world.place.channel, "watch list")
    shown = "\n".join(texts(world.place.components(theirs.response)))
    assert shown.startswith("2 watches\n")
    assert f"in <#{other.id}> · at most once an hour · strong word match only" in shown
    ping = id_of(world.place, theirs.response, "Ping me")
    await world.place.bob.click(theirs.response, custom_id=ping)
    buttons = labels(world.place.components(theirs.response))
    assert "Do not ping me" in buttons


async def test_a_long_list_has_pages_within_discords_limits(world: World) -> None:
    for number in range(12):
        await world.pass_by(timedelta(minutes=1))
        await world.watch(f"{'*_~|`' * 80} zeppelin {number}")
    listed = await world.place.ann.slash(world.place.channel, "watch list")
    assert labels(world.place.components(listed.response))[-1] == "More"
    await world.place.ann.click(listed.response, label="More")
    await world.place.ann.click(listed.response, label="More")
    buttons = labels(world.place.components(listed.response))
    assert buttons[-1] == "Back"
    assert buttons.count("Stop watch") == 2
    for _ in range(2):
        stop = id_of(world.place, listed.response, "Stop watch")
        await world.place.ann.click(listed.response, custom_id=stop)
    assert labels(world.place.components(listed.response)).count("Stop watch") == 5


async def test_what_is_typed_chooses_a_watch_or_none(world: World) -> None:
    await world.watch()
    offered = await world.place.ann.autocomplete(
        world.place.channel, "watch remove", "watch", "zepp"
    )
    assert offered == [{"name": QUESTION, "value": world.watches[0].id}]
    for typed in ("nothing of the kind", "0" * 12, "*" * 100):
        refused = await world.place.ann.slash(world.place.channel, "watch remove", watch=typed)
        assert said(refused) == "There is no such watch here. Choose one from the list."
    others = await world.place.bob.slash(
        world.place.channel, "watch remove", watch=world.watches[0].id
    )
    assert said(others).startswith("Only <@")
    done = await world.place.ann.slash(world.place.channel, "watch remove", watch="ZEPPELIN")
    assert said(done) == f"No longer watched: {QUESTION}"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("*" * 400, "There is nothing to search for"),
        ("who is it?", "There is nothing to search for"),
        ("after:never zeppelin", "'never' is no day for after."),
    ],
)
async def test_what_cannot_be_asked_cannot_be_watched(
    world: World, question: str, words: str
) -> None:
    assert words in said(await world.watch(question))
    assert world.watches == []


async def test_a_direct_message_has_watches_of_its_own(world: World) -> None:
    ann = world.place.ann.user
    result = await ann.slash("watch add", question=QUESTION, ping=True)
    assert result.response is not None
    team = f"user-{world.place.ann.id}"
    add(world.bot.app.known(team)[-1].library, article(f"News\n\n{LANDED}", "a.txt"))
    await world.look()
    told = world.told(ann.dm_channel)
    assert len(told) == 1
    assert world.told() == []


async def test_ids_made_by_hand_reach_no_other_team(world: World) -> None:
    card = await world.watch()
    app = world.bot.app
    from bot.core.answer import Options
    from bot.core.watch import Place as Somewhere
    from bot.core.watch import Wanted

    other = app.watching.add(
        "guild-1", Wanted(Somewhere("1"), QUESTION, Options(limit=1)), "1"
    ).watch
    world.place.relabel(card.response, "Stop watch", f"fn:watch:{other.id}:stop")
    assert said(await world.place.ann.click(card.response, label="Stop watch")) == (
        "This watch is not there any more."
    )
    assert app.watching.watches("guild-1").all() == [other]


async def test_an_answer_that_found_nothing_offers_to_watch(world: World) -> None:
    asked = await world.place.ann.slash(world.place.channel, "ask", question=LACKING)
    assert "Watch for this" in labels(asked.response.components)
    world.news(ARRIVED)  # between the answer and the press
    await world.restart()
    added = await world.place.bob.click(asked.response, label="Watch for this")
    assert said(added).startswith(f"**Watching: {LACKING}**\nWhat is new comes here, ")
    assert labels(added.followups[0].components) == ["Ping me", "Stop watch"]
    await world.place.bob.click(added.followups[0], label="Ping me")
    again = await world.place.ann.click(asked.response, label="Watch for this")
    assert said(again).startswith(f"**Already watched: {LACKING}**")
    await world.look()
    [told] = world.told()
    assert told.startswith(f"<@{world.place.bob.id}>\n**Watch: {LACKING}**")
    assert ARRIVED in told


async def test_a_question_that_was_read_on_is_watched_as_it_was_read(world: World) -> None:
    asked = await world.place.ann.slash(
        world.place.channel, "ask", question="when did Khamenei land in Bushehr?"
    )
    form = await world.place.ann.click(asked.response, label="Follow up")
    followed = await world.place.ann.submit_modal(form, {"question": "and Zapatin? -Shiraz"})
    assert f"Read as: {LACKING}" in "\n".join(texts(followed.response.components))
    added = await world.place.ann.click(followed.response, label="Watch for this")
    assert said(added).startswith(f"**Watching: {LACKING}**")
    [watch] = world.watches
    assert (watch.question, watch.options.read_as) == (LACKING, None)
    assert watch.options.operators.excluded == ("Shiraz",), "what was asked beside it counts"
    world.news(ARRIVED)
    await world.look()
    [told] = world.told()
    assert told.startswith(f"**Watch: {LACKING}**")
    assert ARRIVED in told


async def test_an_answer_that_found_something_does_not(world: World) -> None:
    world.news(LANDED)
    asked = await world.place.ann.slash(world.place.channel, "ask", question=QUESTION)
    assert "Watch for this" not in labels(asked.response.components)


async def test_who_asked_in_private_is_told_first_who_will_see_the_question(world: World) -> None:
    asked = await world.place.ann.slash(world.place.channel, "ask", question=LACKING, private=True)
    warned = await world.place.ann.click(asked.response, label="Watch for this")
    assert "Whoever can see this channel will see the question" in said(warned)
    assert world.watches == []
    added = await world.place.ann.click(warned.followups[-1], label="Watch it here")
    assert said(added).startswith(f"**Watching: {LACKING}**")
    assert [watch.question for watch in world.watches] == [LACKING]


async def test_where_the_bot_may_not_write_nothing_is_watched(world: World) -> None:
    asked = await world.place.ann.slash(world.place.channel, "ask", question=LACKING, private=True)
    settings = SettingsFile(world.bot.app.team_file(world.team))
    settings.change(speaks_in=("1",))
    refused = await world.place.ann.click(asked.response, label="Watch for this")
    assert said(refused).startswith("This server wants me to be quiet in this channel")
    assert world.watches == []


async def test_a_channel_where_the_bot_may_only_read_takes_no_watch(world: World) -> None:
    silent = discord.PermissionOverwrite(send_messages=False)
    bot: Any = world.bot.user
    channel = world.place.guild.create_text_channel("archive", overwrites={bot: silent})
    refused = await world.watch(channel=channel)
    assert said(refused).startswith("I may not write in this channel")
    assert world.watches == []
