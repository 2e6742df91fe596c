"""A real client in a simulated Discord, every request of which is checked when a test ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import discord
import pytest
import pytest_asyncio
from simcord import interactions
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env

from bot.client import FootnoteBot, create_bot
from bot.config import Config
from bot.core.app import App, open_app
from tests.bot.loopback import LoopbackDiscord
from tests.bot.openapi import complaints, missing_reason, rule_complaints
from tests.bot.processes import ROOT, VARIABLE, configured, judge
from tests.clocks import MovingClock as MovingClock

#: What can be done with an answer that has passages, besides deleting it: its buttons, in order.
DOING = ["Save", "Helpful", "Not helpful", "Follow up"]
#: And with one that has none.
LOST = ["Change question", "Watch for this", "Follow up"]


@pytest.fixture
def moving_clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def bot_app(
    config: Config,
    moving_clock: MovingClock,
    new_id: Callable[[], str],
    new_uuid: Callable[[], UUID],
) -> App:
    """What the bot asks, with a clock that a test may move. The sample articles are indexed."""
    app = open_app(config, clock=moving_clock, new_id=new_id, new_uuid=new_uuid)
    app.sync()
    return app


@pytest.fixture
def make_bot(config: Config, bot_app: App) -> Callable[[], FootnoteBot]:
    """Makes a client over the same state, as a restart does."""

    def make() -> FootnoteBot:
        bot = create_bot(config, app=bot_app)
        bot.shard_count = 1  # Discord says how many; the simulated one wants to be told
        return bot

    return make


@pytest.fixture
def simcord_bot(make_bot: Callable[[], FootnoteBot]) -> FootnoteBot:
    """The client that simcord's own fixture runs."""
    return make_bot()


@dataclass
class Place:
    """A server with a channel and three people in it, and the bot."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    ann: MemberActor
    bob: MemberActor
    moderator: MemberActor
    #: What the people read, by their ids, where that is not American English.
    locales: dict[int, str]

    @property
    def bot(self) -> FootnoteBot:
        assert isinstance(self.env.bot, FootnoteBot)
        return self.env.bot

    async def speak(self, locale: str) -> None:
        """Gives the server another language."""
        self.env.backend.edit_guild(self.guild.id, {"preferred_locale": locale})
        await self.env.settle()

    def mention(self, text: str) -> str:
        assert self.bot.user is not None
        return f"<@{self.bot.user.id}> {text}"

    def components(self, message: Any) -> list[dict[str, Any]]:
        """A message's components as they are on the wire."""
        channel_id = getattr(message, "channel_id", None) or message.channel.id
        return list(self.env.backend.get_message(channel_id, message.id).components)

    def options(self, message: Any) -> list[str]:
        """The values that a message's first list offers."""
        return [
            option["value"]
            for each in walk(self.components(message))
            for option in each.get("options", [])
        ]

    def last_seen(self, message: Any) -> Any:
        """A message as it is on the wire now, whatever it was edited to."""
        channel_id = getattr(message, "channel_id", None) or message.channel.id
        return self.env.backend.get_message(channel_id, message.id)

    def relabel(self, message: Any, label: str, custom_id: str) -> None:
        """Gives a button another id, as somebody may who makes requests by hand."""
        for each in walk(self.components(message)):
            if each.get("label") == label:
                each["custom_id"] = custom_id

    def last(self, channel: ChannelHandle | None = None) -> Any:
        """The newest message of a channel as it is on the wire."""
        channel = channel or self.channel
        newest = channel.last_message
        assert newest is not None
        return self.env.backend.get_message(channel.id, newest.id)


@pytest.fixture
def locales(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Which language whose interactions say that they read, which simcord says is English."""
    found: dict[int, str] = {}
    plain = interactions.base_payload

    def base_payload(backend: Any, **given: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = plain(backend, **given)
        payload["locale"] = found.get(given["user_id"], "en-US")
        if given["guild_id"] is not None:
            payload["guild_locale"] = backend.get_guild(given["guild_id"]).preferred_locale
        return record, payload

    monkeypatch.setattr(interactions, "base_payload", base_payload)
    return found


@pytest.fixture
async def place(simcord_env: Env, locales: dict[int, str]) -> AsyncIterator[Place]:
    """The bot in a server, its commands synced. Whatever it sends must be what Discord takes."""
    env = simcord_env
    assert isinstance(env.bot, FootnoteBot)
    await env.bot.tree.sync()
    guild = env.create_guild()
    channel = guild.create_text_channel("general")
    may_delete = discord.Permissions(manage_messages=True)
    moderators = guild.create_role("moderators", permissions=may_delete)
    yield Place(
        env,
        guild,
        channel,
        ann=guild.add_member(env.create_user("ann")),
        bob=guild.add_member(env.create_user("bob")),
        moderator=guild.add_member(env.create_user("mod"), roles=[moderators]),
        locales=locales,
    )
    assert rule_complaints(env.http_requests) == []
    if missing_reason() is None:
        assert complaints(env.http_requests) == []


@pytest.fixture(scope="module")
def process_environment() -> Iterator[None]:
    """The processes run this checkout's code and know nothing of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.delenv(VARIABLE, raising=False)
        patch.delenv("FOOTNOTE_CONFIG", raising=False)
        yield


@pytest_asyncio.fixture(loop_scope="module")
async def server() -> AsyncIterator[LoopbackDiscord]:
    """A server of the test's own, with nothing running; judges what is sent to it."""
    async with LoopbackDiscord() as server:
        yield server
        judge(server)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a config.toml, where the program is to be run; only its state is added."""
    yield configured(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} <= {"config.toml", ".env", "state"}


@contextmanager
def a_fault(place: Place) -> Iterator[None]:
    """While it lasts, no question can be answered."""
    app = place.bot.app

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a bug")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "answer", broken)
        yield


async def together(place: Place, *acts: Coroutine[Any, Any, Any]) -> list[Any]:
    """What several people do at the same time brings, in their order.

    The simulated Discord lets one act at a time, so that a test is told what each one brought;
    here its guard is down, and the bot has them all before it has answered any.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.env, "_begin_operation", lambda _label: None)
        patch.setattr(place.env, "_end_operation", lambda: None)
        return await asyncio.gather(*acts)


def sent_before_it_is_read(place: Place, patch: pytest.MonkeyPatch) -> list[str]:
    """Takes the paths of the requests that are made from now on before a question is read that
    follows others."""
    before: list[str] = []
    real, start = place.bot.app.following, len(place.env.http_requests)

    def recording(*args: Any, **kwargs: Any) -> Any:
        before.extend(each.path for each in place.env.http_requests[start:])
        return real(*args, **kwargs)

    patch.setattr(place.bot.app, "following", recording)
    return before


def texts(components: list[dict[str, Any]]) -> list[str]:
    """Every text display, in order."""
    return [each["content"] for each in walk(components) if each["type"] == 10]


def labels(components: list[dict[str, Any]]) -> list[str]:
    """Every button's label, in order."""
    return [each["label"] for each in walk(components) if each["type"] == 2]


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, the outer before the inner."""
    for each in components:
        yield each
        yield from walk(each.get("components", []))
        for one in ("accessory", "component"):
            if one in each:
                yield from walk([each[one]])
