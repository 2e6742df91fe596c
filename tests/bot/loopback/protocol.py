"""The numbers and shapes of Discord's API that more than one part of the server speaks in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]

#: The bot's token, as `DISCORD_TOKEN` must hold it.
TOKEN = "loopback.bot.token"
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15  # message flags
REPLY, COMMAND_REPLY = 19, 20  # kinds of messages; a plain one is 0
SLASH, MESSAGE_MENU = 1, 3  # kinds of commands
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4  # kinds of interactions
ACKS = {4: "message", 5: "defer", 6: "defer update", 7: "update", 8: "choices", 9: "modal"}
BUTTON = 2  # kind of component
MEMBER_MAY = sum(1 << bit for bit in (6, 10, 11, 14, 15, 16, 31, 38))  # read, write, commands
OWNER_MAY = (1 << 50) - 1


@dataclass
class Request:
    """One request of the bot. `json` is the body or a form's `payload_json`; `files` are the
    uploads, by the names of their form fields."""

    method: str
    path: str
    params: dict[str, str]
    json: Any
    files: dict[str, tuple[str, bytes]]


class RefusalError(Exception):
    """An error of Discord's API."""

    def __init__(self, status: int, code: int, words: str) -> None:
        """`code` is Discord's own, beside the HTTP status."""
        super().__init__(words)
        self.status, self.code, self.words = status, code, words


def components(holder: JSON) -> Iterator[JSON]:
    """Every component inside a message or component, in the order of reading."""
    inside = [*holder.get("components", ()), *filter(None, [holder.get("accessory")])]
    for part in inside:
        yield part
        yield from components(part)
