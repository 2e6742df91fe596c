"""What becomes of a channel's notebooks, and of what its threads asked, once it is deleted: also of
archived threads, also while the bot is away, and never by an outage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.client import FootnoteBot
from tests.bot.conftest import Place
from tests.bot.notebooks.saving import asked, entries, save
from tests.bot.test_follow_up import COALITION


class Kept:
    """A channel of which a notebook is kept, with two archived threads: an open one in which
    somebody asked, and a private one that has a notebook of its own."""

    def __init__(self, place: Place, channel: ChannelHandle, talk: Any, leaks: Any) -> None:
        self.place, self.channel, self.talk, self.leaks = place, channel, talk, leaks

    @classmethod
    async def make(cls, place: Place) -> Kept:
        channel = place.guild.create_text_channel("brief")
        await save(place, await asked(place, channel=channel))
        real = place.bot.get_channel(channel.id)
        assert isinstance(real, discord.TextChannel)
        private = await real.create_thread(name="Leaks", type=discord.ChannelType.private_thread)
        await private.add_user(discord.Object(place.ann.id))
        opener = await place.ann.send(channel, "a thread")
        made = await opener.create_thread(name="talk")
        talk, leaks = (
            next(each for each in channel.threads if each.id == thread.id)
            for thread in (made, private)
        )
        await place.ann.send(talk, place.mention(COALITION))
        await save(place, await asked(place, channel=leaks))
        kept = cls(place, channel, talk, leaks)
        assert kept.there == (1, 1, 1)
        for thread in (talk, leaks):
            cached = place.bot.get_channel(thread.id)
            assert isinstance(cached, discord.Thread)
            await cached.edit(archived=True)
        await place.env.settle()
        return kept

    @property
    def there(self) -> tuple[int, int, int]:
        """How much there is: of the channel's notebook, the private thread's, and the talk."""
        turns = self.place.bot.app.turns(f"guild-{self.place.guild.id}")
        talked = turns.earlier(str(self.talk.id))
        return (
            len(entries(self.place, self.channel)),
            len(entries(self.place, self.leaks)),
            len(talked),
        )

    def forget(self) -> None:
        """The client knows nothing of any of it any more, as after a restart."""
        guild: Any = self.place.bot.get_guild(self.place.guild.id)
        guild._channels.pop(self.channel.id, None)
        for thread in (self.talk, self.leaks):
            guild._threads.pop(thread.id, None)

    def delete(self) -> None:
        self.place.env.backend.delete_channel(self.channel.id)

    async def delete_unseen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Deletes the channel while the bot is away."""
        with monkeypatch.context() as patch:
            patch.setattr(self.place.env.backend, "emit", lambda *_, **__: None)
            self.delete()
        self.forget()

    async def available(self) -> None:
        """Discord says that the server is there."""
        cog: Any = self.place.bot.get_cog("Threads")
        await cog.on_guild_available(self.place.bot.get_guild(self.place.guild.id))


ALL, NOTHING = (1, 1, 1), (0, 0, 0)


async def test_a_deleted_channel_takes_along_what_is_kept_of_its_archived_threads(
    place: Place,
) -> None:
    kept, other = await Kept.make(place), await Kept.make(place)
    guild = place.bot.get_guild(place.guild.id)
    assert guild is not None
    assert guild.get_thread(kept.talk.id) is guild.get_thread(kept.leaks.id) is None, "archived"
    kept.delete()
    await place.env.settle()
    assert (kept.there, other.there) == (NOTHING, ALL)


async def test_one_that_was_deleted_while_the_bot_was_away_does_so_when_it_is_back(
    place: Place, monkeypatch: pytest.MonkeyPatch, make_bot: Callable[[], FootnoteBot]
) -> None:
    kept, other = await Kept.make(place), await Kept.make(place)
    await kept.delete_unseen(monkeypatch)
    assert kept.there == ALL
    await place.env.restart_bot(make_bot())
    await kept.available()
    assert (kept.there, other.there) == (NOTHING, ALL)


async def test_an_outage_erases_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = await Kept.make(place)
    await kept.delete_unseen(monkeypatch)
    guild = place.bot.get_guild(place.guild.id)
    assert guild is not None
    guild.unavailable = True
    await kept.available()
    assert kept.there == ALL
    guild.unavailable = False
    await kept.available()
    assert kept.there == NOTHING


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, 50001), (404, 0), (404, 10004), (429, 0), (500, 0), (503, 0)],
)
async def test_nothing_is_erased_unless_discord_says_that_the_channel_is_unknown(
    place: Place, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    kept = await Kept.make(place)
    await kept.delete_unseen(monkeypatch)
    real = place.bot.http.request

    async def refused(route: Any, **given: Any) -> Any:
        if route.method == "GET" and "/channels/" in route.url:
            response: Any = type("Response", (), {"status": status, "reason": ""})()
            kinds = {403: discord.Forbidden, 404: discord.NotFound}
            kind = kinds.get(status, discord.HTTPException)
            raise kind(response, {"code": code, "message": "no"})
        return await real(route, **given)

    monkeypatch.setattr(place.bot.http, "request", refused)
    await kept.available()
    assert kept.there == ALL


async def test_nothing_is_erased_while_discord_cannot_be_reached(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = await Kept.make(place)
    await kept.delete_unseen(monkeypatch)

    async def down(*_: Any, **__: Any) -> Any:
        raise OSError("no route to host")

    monkeypatch.setattr(place.bot.http, "request", down)
    await kept.available()
    assert kept.there == ALL


async def test_a_channel_that_the_client_does_not_know_and_that_is_there_keeps_everything(
    place: Place,
) -> None:
    kept = await Kept.make(place)
    kept.forget()
    await kept.available()
    assert kept.there == ALL


async def test_archived_threads_keep_everything_over_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    kept = await Kept.make(place)
    await place.env.restart_bot(make_bot())
    guild: Any = place.bot.get_guild(place.guild.id)
    for thread in (kept.talk, kept.leaks):
        guild._threads.pop(thread.id, None)
    before = len(place.env.http_requests)
    await kept.available()
    assert kept.there == ALL
    assert len(place.env.http_requests) == before, "nothing needed to be asked"


async def test_a_thread_that_is_deleted_takes_its_own_along(place: Place) -> None:
    kept = await Kept.make(place)
    for thread in (kept.talk, kept.leaks):
        place.env.backend.delete_channel(thread.id)
    await place.env.settle()
    assert kept.there == (1, 0, 0)
