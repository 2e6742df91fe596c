"""What a digest says, to whom, and how often."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import discord

from bot.core.lookout import STILL
from bot.core.settings import SettingsFile
from tests.bot.conftest import labels, texts
from tests.bot.watches.conftest import ARRIVED, HOUR, LACKING, World, said
from tests.core.newsreading import AGAIN, LANDED, QUESTION

NAMES = ("Ali", "Bea", "Cem", "Dan", "Eva", "Fay", "Gil", "Han")


async def test_what_is_new_comes_to_the_channel_once(world: World) -> None:
    added = await world.watch()
    assert texts(added.response.components) == [
        f"**Watching: {QUESTION}**\n"
        "What is new comes here, at most once an hour; strong word match only.\n"
        'No passage has "zeppelin" yet.'
    ]
    assert labels(added.response.components) == ["Ping me", "Stop watch"]
    await world.look()
    assert world.told() == []
    world.news(LANDED)
    await world.look()
    [told] = world.told()
    heading, new, quote, title, source = told.split("\n")
    assert heading == f"**Watch: {QUESTION}**"
    assert new == "1 new passage · strong word match"
    assert quote == f"> **{LANDED}**"
    assert title == "1\\. Late news"
    assert re.fullmatch(r"-# Outlet and date not stated · paragraph 1 · added <t:\d+:R>", source)
    [message] = world.messages()
    assert labels(list(message.components)) == ["Open 1", "Save", "Mute a week", "Stop watch"]
    await world.look()
    await world.pass_by(2 * HOUR)
    await world.look()
    assert len(world.told()) == 1


async def test_its_buttons_work_after_a_restart(world: World) -> None:
    await world.watch()
    world.news(LANDED)
    await world.look()
    await world.restart()
    [message] = world.place.channel.history()[-1:]
    opened = await world.place.bob.click(message, label="Open 1")
    shown = "\n".join(texts(opened.followups[0].components))
    assert opened.followups[0].ephemeral
    assert LANDED in shown
    assert "SHA-256" in shown
    saving = await world.place.bob.click(message, label="Save")
    await world.place.bob.submit_modal(saving, {"note": "to be asked about"})
    refused = await world.place.bob.click(message, label="Mute a week")
    assert said(refused) == f"Only <@{world.place.ann.id}> or a moderator can change this watch."
    muted = await world.place.ann.click(message, label="Mute a week")
    assert said(muted).startswith("Muted until <t:")
    [watch] = world.watches
    assert watch.is_muted(world.clock())
    stopped = await world.place.moderator.click(message, label="Stop watch")
    assert said(stopped) == f"No longer watched: {QUESTION}"
    assert world.watches == []
    again = await world.place.ann.click(message, label="Stop watch")
    assert said(again) == "This watch is not there any more."


async def test_a_channel_hears_once_an_hour_at_most_and_of_everything(world: World) -> None:
    world.news("A zeppelin is a kind of ship.")
    await world.watch()
    await world.watch("who was surprised to see a zeppelin in Bushehr?")
    world.news(LANDED)
    await world.look()
    assert len(world.told()) == 1
    world.news(AGAIN, "Nobody was surprised to see a zeppelin in Bushehr on the day after.")
    await world.look()
    await world.pass_by(HOUR - 4 * STILL)
    await world.look()
    assert len(world.told()) == 1
    await world.pass_by(4 * STILL)
    await world.look()
    told = world.told()
    assert len(told) == 2
    assert told[1].count("Watch: ") == 2, "one digest for both watches"
    assert AGAIN in told[1]
    await world.pass_by(2 * HOUR)
    await world.look()
    assert len(world.told()) == 2


async def test_at_most_five_passages_and_the_number_of_the_rest(world: World) -> None:
    await world.watch()
    world.news(
        *(
            f"A zeppelin did land in Bushehr, where {name} had hung up lantern {number}."
            for number, name in enumerate(NAMES, start=40)
        )
    )
    await world.look()
    [told] = world.told()
    assert "8 new passages" in told
    assert told.count("\n> ") == 5
    assert told.endswith("-# And 3 more.")
    [message] = world.messages()
    buttons = labels(list(message.components))
    assert buttons == [*(f"Open {rank}" for rank in range(1, 6)), "All 8", "Save",
                       "Mute a week", "Stop watch"]  # fmt: skip
    result = await world.place.bob.click(world.place.channel.history()[-1], label="All 8")
    [page] = result.followups
    assert page.ephemeral
    assert labels(page.components)[-1] == "More"
    await world.place.bob.click(page, label="More")
    assert labels(world.place.components(page)) == ["Open 6", "Open 7", "Open 8", "Back"]


async def test_every_passage_is_within_reach_also_after_a_restart(world: World) -> None:
    await world.watch(partial=True)
    names = [*NAMES, "Ida", "Jon", "Kim", "Lea", "Mia", "Ned", "Oda", "Pia", "Rex"]
    world.news(
        *(
            f"A zeppelin did land in Bushehr, where {name} had hung up lantern {number}."
            for number, name in enumerate(names, start=40)
        )
    )
    await world.look()
    await world.restart()
    result = await world.place.bob.click(world.place.channel.history()[-1], label="All 17")
    [page] = result.followups
    for _ in range(3):
        await world.place.bob.click(page, label="More")
    assert labels(world.place.components(page)) == ["Open 16", "Open 17", "Back"]
    opened = await world.place.bob.click(page, label="Open 17")
    assert "had hung up lantern" in "\n".join(texts(opened.followups[0].components))


async def test_copies_and_what_is_read_again_raise_no_alarm(world: World) -> None:
    world.news(LANDED)
    await world.watch()
    world.news(LANDED, f"“{LANDED.upper()}”")
    world.library.delete()
    world.news(LANDED)
    await world.look()
    await world.look()
    assert world.told() == []
    world.news(AGAIN)
    await world.look()
    assert len(world.told()) == 1


async def test_only_who_asked_for_it_is_pinged(world: World) -> None:
    card = await world.watch(ping=True)
    assert said(await world.place.bob.click(card.response, label="Ping me")) == (
        "You will be pinged when something new comes."
    )
    world.news(f"{LANDED} @everyone <@{world.place.moderator.id}>")
    await world.look()
    [told] = world.told()
    assert told.startswith(f"<@{world.place.ann.id}> <@{world.place.bob.id}>\n")
    [request] = world.sent()
    mentions = request.json["allowed_mentions"]
    assert mentions["parse"] == []
    assert sorted(map(str, mentions["users"])) == sorted(
        str(each.id) for each in (world.place.ann, world.place.bob)
    )


async def test_of_more_than_discord_pings_the_first_who_asked_are(world: World) -> None:
    await world.watch()
    [watch] = world.watches
    people = [str(10**18 + number) for number in range(120)]
    for each in people:
        world.bot.app.watching.watches(world.team).subscribe(watch.id, each, ping=True)
    world.news(LANDED)
    await world.look()
    [told] = world.told()
    assert told.split("\n")[0] == " ".join(f"<@{each}>" for each in people[:100])
    assert LANDED in told
    [request] = world.sent()
    assert [str(each) for each in request.json["allowed_mentions"]["users"]] == people[:100]


async def test_without_anybody_who_asked_nobody_is(world: World) -> None:
    await world.watch()
    world.news(LANDED)
    await world.look()
    [request] = world.sent()
    assert not any(request.json["allowed_mentions"].values())


async def test_muted_watches_are_quiet_and_tell_afterwards(world: World) -> None:
    await world.watch()
    [watch] = world.watches
    muted = await world.place.ann.slash(world.place.channel, "watch mute", watch=watch.id, days=2)
    assert said(muted).startswith("Muted until <t:")
    world.news(LANDED)
    await world.look()
    await world.pass_by(timedelta(days=1))
    await world.look()
    assert world.told() == []
    await world.pass_by(timedelta(days=1))
    await world.look()
    assert len(world.told()) == 1


async def test_hostile_passages_fit_a_digest_and_ping_nobody(world: World) -> None:
    for number in range(5):
        await world.pass_by(timedelta(minutes=1))
        await world.watch(f"when did zeppelin {number + 40} land in Bushehr? {'*_~|`' * 60}")
    marks = "*_~|`" * 150
    world.news(
        *(
            f"On Monday zeppelin {number + 40} did land in Bushehr {marks} @everyone."
            for number in range(5)
        )
    )
    await world.look()
    assert len(world.told()) == 1


async def test_german_members_read_german(world: World) -> None:
    SettingsFile(world.bot.app.team_file(world.team)).change(language="de")
    card = await world.watch("wann landete der zeppelin in Bushehr?")
    shown = "\n".join(texts(card.response.components))
    assert shown.startswith("**Wird beobachtet: wann landete der zeppelin in Bushehr?**")
    assert "Neues kommt hierher, höchstens einmal pro Stunde; nur starke Wort" in shown
    assert labels(card.response.components) == ["Ping mich an", "Beenden"]
    await world.watch()
    world.news(LANDED)
    await world.look()
    message = world.place.last()
    told = "\n".join(texts(list(message.components)))
    assert "**Beobachtet: " in told
    assert "1 neue Passage · starke Wortübereinstimmung" in told
    assert labels(list(message.components)) == [
        "Öffnen 1", "Merken" if "Merken" in labels(list(message.components)) else "Speichern",
        "Eine Woche stumm", "Beenden",
    ]  # fmt: skip


async def test_the_digest_comes_to_the_thread_where_it_was_asked(world: World) -> None:
    channel: Any = world.bot.get_channel(world.place.channel.id)
    await channel.create_thread(name="Talks", type=discord.ChannelType.public_thread)
    (thread,) = world.place.channel.threads
    asked = await world.place.ann.slash(thread, "ask", question=LACKING)
    await world.place.ann.click(asked.response, label="Watch for this")
    world.news(ARRIVED)
    await world.look()
    assert len(world.told(thread)) == 1
    assert world.told() == []
    cog: Any = world.bot.get_cog("WatchCog")
    await cog.on_guild_channel_delete(channel)
    assert world.watches == [], "a channel takes those of its threads along"
