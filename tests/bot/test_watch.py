"""Watches in a server: added, told once, muted and stopped, whatever happens in between."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
from simcord.builders import ChannelHandle

from bot.client import FootnoteBot
from bot.core.answer import Options
from bot.core.digest import Digest
from bot.core.digests import Digests
from bot.core.lookout import STILL
from bot.core.settings import SettingsFile
from bot.core.team_file import TeamUnusable
from bot.core.watch import Pause, Wanted, Watch
from bot.core.watch import Place as WatchPlace
from index.errors import LibraryUnusable
from index.library import Library
from tests.articles import add, article
from tests.bot.conftest import MovingClock, Place, labels, texts, walk
from tests.bot.openapi import COMPONENTS_V2
from tests.core.newsreading import AGAIN, LANDED, QUESTION

HOUR = timedelta(hours=1)
NAMES = ("Ali", "Bea", "Cem", "Dan", "Eva", "Fay", "Gil", "Han")


class World:
    """A server whose own library news comes to, and the bot that looks there when it is told to."""

    def __init__(
        self, place: Place, clock: MovingClock, make_bot: Callable[[], FootnoteBot]
    ) -> None:
        self.place = place
        self.clock = clock
        self._make_bot = make_bot
        self._names = iter(range(999))
        # Discord and the bot have one time; what happens by itself would only disturb.
        clock.now = place.env.now()
        self._stop_loops()

    def _stop_loops(self) -> None:
        self.cog.rounds.cancel()
        housekeeping: Any = self.bot.get_cog("Housekeeping")
        housekeeping.clear.cancel()

    async def pass_by(self, time: timedelta) -> None:
        """Time passes, for the bot and for Discord."""
        self.clock.pass_by(time)
        await self.place.env.advance_time(time.total_seconds())

    @property
    def bot(self) -> FootnoteBot:
        return self.place.bot

    @property
    def cog(self) -> Any:
        cog = self.bot.get_cog("LookoutCog")
        assert cog is not None
        return cog

    @property
    def team(self) -> str:
        return f"guild-{self.place.guild.id}"

    @property
    def digests(self) -> Digests:
        return self.bot.app.watching.digests(self.team)

    @property
    def watches(self) -> list[Watch]:
        return self.bot.app.watching.watches(self.team).all()

    @property
    def library(self) -> Library:
        return self.bot.app.known(self.team)[-1].library

    async def watch(self, question: str = QUESTION, actor: Any = None, **options: Any) -> Any:
        channel = options.pop("channel", self.place.channel)
        actor = actor or self.place.ann
        result = await actor.slash(channel, "watch add", question=question, **options)
        assert result.response is not None
        return result

    def news(self, *passages: str) -> None:
        for each in passages:
            add(self.library, article(f"Late news\n\n{each}", f"{next(self._names)}.txt"))

    async def look(self) -> None:
        """One round, once what was added is still."""
        await self.cog.round()
        await self.pass_by(STILL)
        await self.cog.round()

    async def restart(self) -> None:
        await self.place.env.restart_bot(self._make_bot())
        self._stop_loops()

    def messages(self, channel: ChannelHandle | None = None) -> list[Any]:
        """The digests of a channel, as they are on the wire."""
        channel = channel or self.place.channel
        found = [
            self.place.env.backend.get_message(channel.id, each.id) for each in channel.history()
        ]
        return [each for each in found if "new passage" in "\n".join(texts(list(each.components)))]

    def sent(self) -> list[Any]:
        """The requests that were to bring a digest."""
        return [
            each
            for each in self.place.env.http_requests
            if isinstance(each.json, dict)
            and each.json.get("enforce_nonce")
            and each.json.get("flags", 0) & COMPONENTS_V2
        ]

    def told(self, channel: ChannelHandle | None = None) -> list[str]:
        return ["\n".join(texts(list(each.components))) for each in self.messages(channel)]


@pytest.fixture
async def world(
    place: Place, moving_clock: MovingClock, make_bot: Callable[[], FootnoteBot]
) -> World:
    return World(place, moving_clock, make_bot)


def said(result: Any) -> str:
    """The one ephemeral message that a press or a command brought."""
    told = result.followups[-1] if result.followups else result.response
    assert told.ephemeral
    return told.content or "\n".join(texts(told.components))


def id_of(place: Place, message: Any, label: str, number: int = 0) -> str:
    """The id of one of several buttons of a label."""
    ids = [each["custom_id"] for each in walk(place.components(message))
           if each.get("label") == label]  # fmt: skip
    return str(ids[number])


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


STEPS = ("make", "begin", "sent")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
async def test_whenever_the_bot_stops_it_is_told_once(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str, before: bool
) -> None:
    await world.watch()
    world.news(LANDED)
    real = getattr(Digests, step)

    def crash(self: Digests, *arguments: Any) -> Any:
        if not before:
            real(self, *arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(Digests, step, crash)
    with pytest.raises(KeyboardInterrupt):
        await world.look()
    monkeypatch.undo()
    await world.restart()
    for _ in range(3):
        await world.look()
        await world.pass_by(timedelta(minutes=2))
    assert len(world.told()) == 1
    await world.pass_by(2 * HOUR)
    await world.look()
    assert len(world.told()) == 1
    assert not world.digests.are_on_their_way()


async def test_what_comes_while_the_bot_is_away_is_told_when_it_is_back(world: World) -> None:
    await world.watch()
    await world.look()
    world.news(LANDED)
    await world.restart()
    await world.look()
    assert len(world.told()) == 1


async def test_the_same_question_again_is_the_same_watch(world: World) -> None:
    await world.watch(ping=True)
    again = await world.watch(QUESTION.upper(), actor=world.place.bob, ping=True)
    shown = "\n".join(texts(again.response.components))
    assert shown.startswith(f"**Already watched: {QUESTION}**")
    [watch] = world.watches
    pinged = world.bot.app.watching.watches(world.team).pinged(watch.id)
    assert pinged == [str(each.id) for each in (world.place.ann, world.place.bob)]


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


async def test_without_anybody_who_asked_nobody_is(world: World) -> None:
    await world.watch()
    world.news(LANDED)
    await world.look()
    [request] = world.sent()
    assert not any(request.json["allowed_mentions"].values())


async def test_a_refusal_pauses_the_watch_once_and_its_owner_is_told(world: World) -> None:
    await world.watch()
    world.news(LANDED)
    world.place.env.inject_error(
        "POST", f"/channels/{world.place.channel.id}/messages", status=403, code=50013,
        message="Missing Permissions",
    )  # fmt: skip
    for _ in range(4):
        await world.look()
    assert len(world.sent()) == 1, "nobody tries again"
    [watch] = world.watches
    assert (watch.paused, watch.waiting) == (Pause.FORBIDDEN, 1)
    listed = await world.place.ann.slash(world.place.channel, "watch list")
    shown = "\n".join(texts(world.place.components(listed.response)))
    assert "paused: I may not write there any more · 1 new passage waiting" in shown
    assert said(listed) == (
        f"A watch of yours does not tell any more: {QUESTION}"
        " (paused: I may not write there any more)"
    )
    again = await world.place.ann.slash(world.place.channel, "watch list")
    assert again.followups == [], "once"
    await world.place.ann.click(again.response, label="Go on")
    await world.look()
    assert len(world.told()) == 1


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [(404, 10003, Pause.GONE), (403, 50001, Pause.FORBIDDEN), (400, 50083, Pause.REFUSED)],
)
async def test_each_refusal_has_its_reason(
    world: World, status: int, code: int, reason: Pause
) -> None:
    await world.watch()
    world.news(LANDED)
    world.place.env.inject_error(
        "POST",
        f"/channels/{world.place.channel.id}/messages",
        status=status,
        code=code,
        message="x",
    )
    await world.look()
    assert [each.paused for each in world.watches] == [reason]


@pytest.mark.parametrize("status", [503, 401, 403])
async def test_where_discord_is_down_it_is_tried_again_and_told_once(
    world: World, status: int
) -> None:
    await world.watch()
    world.news(LANDED)
    path = f"/channels/{world.place.channel.id}/messages"
    world.place.env.inject_error("POST", path, status=status, code=0, times=1)
    await world.look()
    assert world.told() == []
    assert [each.paused for each in world.watches] == [None]
    await world.look()
    assert world.told() == [], "not at once"
    await world.pass_by(timedelta(minutes=1))
    await world.look()
    assert len(world.told()) == 1


async def test_a_quiet_channel_pauses_and_takes_none(world: World) -> None:
    await world.watch()
    other = world.place.guild.create_text_channel("other")
    settings = SettingsFile(world.bot.app.team_file(world.team))
    settings.change(speaks_in=(str(other.id),))
    world.news(LANDED)
    await world.look()
    assert [each.paused for each in world.watches] == [Pause.QUIET]
    assert said(await world.watch("who landed?")).startswith("This server wants me to be quiet")
    assert len(world.watches) == 1


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


async def test_a_library_nobody_can_read_holds_up_no_other_team(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.watch()
    team = f"user-{world.place.bob.id}"
    await world.place.bob.user.slash("watch add", question=QUESTION)
    file = world.bot.app.known(team)[-1].library.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("not a database at all" * 500)
    world.news(LANDED)
    await world.look()
    assert len(world.told()) == 1
    assert "cannot be used" in caplog.text


async def test_where_nobody_watches_nothing_is_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("nothing to look for")

    monkeypatch.setattr(world.bot.app, "sync", never)
    monkeypatch.setattr(world.bot.app.watching, "look", never)
    await world.look()
    assert not [each for each in walk([]) if each]


LACKING = "when did Zapatin land in Bushehr?"
ARRIVED = LANDED.replace("The zeppelin", "Zapatin")


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


async def test_an_answer_that_found_something_does_not(world: World) -> None:
    world.news(LANDED)
    asked = await world.place.ann.slash(world.place.channel, "ask", question=QUESTION)
    assert "Watch for this" not in labels(asked.response.components)


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


async def test_a_watch_in_a_forum_that_is_answered_tells_there(world: World) -> None:
    forum = world.place.guild.create_forum_channel("questions")
    settings = SettingsFile(world.bot.app.team_file(world.team))
    settings.change(speaks_in=("1",), forums=(str(forum.id),))
    channel = world.place.channel
    world.bot.app.watching.add(
        world.team,
        Wanted(WatchPlace(str(channel.id), str(forum.id)), QUESTION, Options(limit=1)),
        str(world.place.ann.id),
    )
    world.news(LANDED)
    await world.look()
    assert [each.paused for each in world.watches] == [None]
    assert len(world.told()) == 1


def accepted_unheard(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord takes the next digest, and nobody hears of it."""
    real = Digests.sent

    def crash(self: Digests, *arguments: Any) -> None:
        monkeypatch.setattr(Digests, "sent", real)
        raise TeamUnusable("no room")

    monkeypatch.setattr(Digests, "sent", crash)


@pytest.mark.parametrize("error", [None, aiohttp.ClientError(), TimeoutError()])
async def test_while_nobody_can_look_whether_it_was_sent_it_is_not_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    await world.watch()
    world.news(LANDED)
    accepted_unheard(world, monkeypatch)
    await world.look()
    assert (len(world.told()), world.digests.are_on_their_way()) == (1, True)
    await world.pass_by(HOUR)  # longer than Discord knows a nonce
    path = f"/channels/{world.place.channel.id}/messages"
    real = discord.PartialMessageable.history
    if error is None:
        world.place.env.inject_error("GET", path, status=503, times=1)
    else:

        async def unreachable(*_: Any, **__: Any) -> Any:
            raise error
            yield

        monkeypatch.setattr(discord.PartialMessageable, "history", unreachable)
    await world.look()
    monkeypatch.setattr(discord.PartialMessageable, "history", real)
    assert len(world.told()) == 1
    await world.pass_by(HOUR)
    await world.look()
    assert len(world.told()) == 1
    assert not world.digests.are_on_their_way()


async def test_what_expired_on_its_way_is_told_all_the_same(world: World) -> None:
    await world.watch()
    world.news(LANDED)
    path = f"/channels/{world.place.channel.id}/messages"
    world.place.env.inject_error("POST", path, status=503, times=1)
    await world.look()
    await world.pass_by(timedelta(days=45))
    world.bot.app.expire()
    for _ in range(2):
        await world.look()
    assert [LANDED in each for each in world.told()] == [True]


async def test_a_fault_of_one_team_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await world.watch()
    other = f"user-{world.place.bob.id}"
    await world.place.bob.user.slash("watch add", question=QUESTION)
    assert world.team < other, "so that the fault comes first"
    real = Digests.to_send

    def broken(self: Digests) -> list[Digest]:
        if self._file.path.parent.name == other:
            return real(self)
        raise ValueError("a bug")

    monkeypatch.setattr(Digests, "to_send", broken)
    for team in (world.team, other):
        add(world.bot.app.known(team)[-1].library, article(f"Late news\n\n{LANDED}", "late.txt"))
    await world.look()
    [request] = world.sent()
    [watch] = world.bot.app.watching.watches(other).all()
    assert f"/channels/{watch.place.id}/" in request.path
    assert "a bug" in caplog.text


async def test_one_watch_that_cannot_look_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watch("who went away?")
    await world.watch()
    look = world.bot.app.watching.look

    def broken(team: str, watch: Watch, **how: Any) -> int:
        if watch.question == "who went away?":
            raise LibraryUnusable("this library cannot be used")
        return look(team, watch, **how)

    monkeypatch.setattr(world.bot.app.watching, "look", broken)
    world.news(LANDED)
    await world.look()
    assert len(world.told()) == 1


async def test_nobody_is_pinged_back_into_a_private_thread(world: World) -> None:
    channel: Any = world.bot.get_channel(world.place.channel.id)
    await channel.create_thread(name="Talks", type=discord.ChannelType.private_thread)
    (thread,) = world.place.channel.threads
    discord_thread: Any = world.bot.get_channel(channel.id).get_thread(thread.id)
    for each in (world.place.ann, world.place.bob):
        await discord_thread.add_user(discord.Object(each.id))
    await world.watch(channel=thread, ping=True)
    await world.watch(channel=thread, ping=True, actor=world.place.bob)
    await discord_thread.remove_user(discord.Object(world.place.bob.id))
    world.news(LANDED)
    await world.look()
    [told] = world.told(thread)
    assert told.startswith(f"<@{world.place.ann.id}>\n")
    [request] = world.sent()
    assert [str(each) for each in request.json["allowed_mentions"]["users"]] == [
        str(world.place.ann.id)
    ]
