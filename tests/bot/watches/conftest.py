"""A server whose own library news comes to, and the bot that looks there when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from simcord.builders import ChannelHandle

from bot.client import FootnoteBot
from bot.core.digests import Digests
from bot.core.lookout import STILL
from bot.core.watch import Watch
from index.library import Library
from tests.articles import add, article
from tests.bot.conftest import MovingClock, Place, texts, walk
from tests.bot.openapi import COMPONENTS_V2
from tests.core.newsreading import LANDED, QUESTION

HOUR = timedelta(hours=1)
LACKING = "when did Zapatin land in Bushehr?"
ARRIVED = LANDED.replace("The zeppelin", "Zapatin")


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
