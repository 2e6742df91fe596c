"""Who and what there is on the server, and how to wait for it to change."""

from __future__ import annotations

import asyncio
import copy
import datetime
import itertools
import time
from collections.abc import Callable
from typing import Any

from tests.bot.loopback.outcome import Outcome
from tests.bot.loopback.protocol import (
    COMPONENTS_V2,
    EPHEMERAL,
    JSON,
    LOADING,
    RefusalError,
    Request,
    components,
)


class World:
    """One guild with one channel, its owner, a member and the bot; and the member's direct
    messages with the bot. It knows nothing of sockets."""

    def __init__(self, *, shards: int = 1, timeout: float = 20.0, deadline: float = 3.0) -> None:
        self.shards, self.timeout, self.deadline = shards, timeout, deadline
        self.url = ""  # known once the server is up
        self.counter = itertools.count(1)
        self.bot = self._user("footnote", bot=True)
        self.owner, self.member = self._user("ana"), self._user("ben")
        self.guild_id = self.snowflake()
        self.channel: JSON = {"id": self.snowflake(), "type": 0, "name": "general", "position": 0}
        self.channel["permission_overwrites"] = []
        self.dm: JSON = {"id": self.snowflake(), "type": 1, "recipients": [self.member]}
        self.actor, self.here = self.member, self.channel
        self.commands: list[JSON] = []
        self.messages: dict[str, JSON] = {}
        self.requests: list[Request] = []
        self.unknown: list[str] = []  # requests for which this server has no route
        self.acts: dict[str, Outcome] = {}  # by interaction token, or by id of a written message
        self._changed = asyncio.Event()

    def tell(self) -> None:
        """Wakes every wait, to look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, wanted: Callable[[], Any], what: str, within: float | None = None) -> Any:
        """What `wanted` returns as soon as that is true. TimeoutError says `what` did not come."""
        limit = self.timeout if within is None else within
        try:
            async with asyncio.timeout(limit):
                while not (value := wanted()):
                    await self._changed.wait()
                return value
        except TimeoutError:
            raise TimeoutError(f"{what} did not come within {limit} s") from None

    def snowflake(self) -> str:
        """An id that is dated now, as Discord's are: discord.py tells a message's age by it."""
        return str((int(time.time() * 1000) - 1420070400000 << 22) + next(self.counter) % 4096)

    def member_of(self, user: JSON) -> JSON:
        """A user as a member of the guild."""
        joined = "2024-01-01T00:00:00+00:00"
        return {"user": user, "roles": [], "joined_at": joined, "flags": 0, "nick": None}

    def members(self) -> list[JSON]:
        """Everyone in the guild."""
        return [self.member_of(user) for user in (self.bot, self.owner, self.member)]

    def place(self, channel: str) -> JSON:
        """The channel of that id."""
        for place in (self.channel, self.dm):
            if place["id"] == channel:
                return place
        raise RefusalError(404, 10003, "Unknown Channel")

    def found(self, message: str) -> JSON:
        """The message of that id."""
        if message not in self.messages:
            raise RefusalError(404, 10008, "Unknown Message")
        return self.messages[message]

    def write(self, place: JSON, author: JSON, sent: Request | None = None, **fields: Any) -> JSON:
        """A new message of these fields and of what the bot has sent."""
        message: JSON = {"id": self.snowflake(), "channel_id": place["id"], "author": author}
        message |= {"timestamp": _now(), "edited_timestamp": None, "type": 0, "flags": 0}
        message |= {"tts": False, "pinned": False, "mention_everyone": False, "mentions": []}
        message |= {"mention_roles": [], "content": "", "embeds": [], "components": []}
        self.messages[message["id"]] = message = {**message, "attachments": [], **fields}
        if sent is not None:
            self._fill(message, sent)
        return message

    def edit(self, message: JSON, sent: Request) -> None:
        """Changes a message to what the bot has sent; a deferred one is one from now on."""
        message["flags"] &= ~LOADING
        message["edited_timestamp"] = _now()
        self._fill(message, sent)

    def located(self, message: JSON) -> JSON:
        """A message as events tell of it: with where it is."""
        if message["channel_id"] == self.dm["id"]:
            return {**message, "channel_type": 1}
        return {**message, "guild_id": self.guild_id, "member": self.member_of(message["author"])}

    def _user(self, name: str, bot: bool = False) -> JSON:
        plain = {"username": name, "discriminator": "0", "global_name": name.title()}
        return {"id": self.snowflake(), **plain, "avatar": None, "bot": bot}

    def _fill(self, message: JSON, sent: Request) -> None:
        for key, nothing in (("content", ""), ("embeds", []), ("components", [])):
            if key in sent.json:
                message[key] = copy.deepcopy(sent.json[key]) or nothing
        lasting = message["flags"] & (EPHEMERAL | LOADING | COMPONENTS_V2)
        message["flags"] = lasting | (sent.json.get("flags") or 0)
        for number, part in enumerate(components(message), 1):
            part.setdefault("id", number)  # every component that Discord sends has one
        if "attachments" in sent.json:
            kept = {item["id"]: item for item in message["attachments"]}
            message["attachments"] = [
                kept.get(str(item["id"])) or self._upload(*sent.files[f"files[{item['id']}]"])
                for item in sent.json["attachments"]
            ]

    def _upload(self, name: str, content: bytes) -> JSON:
        url = f"{self.url}/attachments/{(number := self.snowflake())}/{name}"
        size = len(content)
        return {"id": number, "filename": name, "size": size, "url": url, "proxy_url": url}


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()
