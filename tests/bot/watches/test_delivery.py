"""A digest is sent once, whatever happens on its way; what is refused pauses its watches."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.core.answer import Options
from bot.core.digests import Digests
from bot.core.settings import SettingsFile
from bot.core.team_file import TeamUnusable
from bot.core.watch import Pause, Wanted
from bot.core.watch import Place as WatchPlace
from tests.bot.conftest import texts
from tests.bot.watches.conftest import HOUR, World, said
from tests.core.newsreading import LANDED, QUESTION

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


async def test_what_was_sent_before_a_channel_became_quiet_is_not_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watch()
    world.news(LANDED)
    accepted_unheard(world, monkeypatch)
    await world.look()
    settings = SettingsFile(world.bot.app.team_file(world.team))
    settings.change(speaks_in=("1",))
    await world.pass_by(HOUR)
    await world.look()
    settings.change(speaks_in=None)
    [watch] = world.watches
    world.bot.app.watching.watches(world.team).resume(watch.id)
    await world.pass_by(2 * HOUR)
    await world.look()
    assert len(world.told()) == 1
    assert not world.digests.are_on_their_way()


async def test_a_digest_that_discord_did_not_take_waits_for_the_end_of_a_mute(
    world: World,
) -> None:
    await world.watch()
    world.news(LANDED)
    path = f"/channels/{world.place.channel.id}/messages"
    world.place.env.inject_error("POST", path, status=503, times=1)
    await world.look()
    await world.place.ann.slash(
        world.place.channel, "watch mute", watch=world.watches[0].id, days=2
    )
    for _ in range(3):
        await world.pass_by(timedelta(hours=15))
        await world.look()
    assert (len(world.sent()), world.told()) == (1, [])
    await world.restart()
    await world.pass_by(timedelta(hours=4))
    for _ in range(2):
        await world.look()
    assert [LANDED in each for each in world.told()] == [True]
    await world.pass_by(2 * HOUR)
    await world.look()
    assert len(world.told()) == 1
    assert not world.digests.are_on_their_way()


async def test_a_digest_that_was_taken_before_a_mute_is_not_told_again_after_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watch()
    world.news(LANDED)
    accepted_unheard(world, monkeypatch)
    await world.look()
    watches = world.bot.app.watching.watches(world.team)
    watches.mute(world.watches[0].id, world.clock() + 3 * HOUR)
    for _ in range(5):
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
