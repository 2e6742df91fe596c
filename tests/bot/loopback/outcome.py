"""What the bot did about one thing that a person did."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from tests.bot.loopback.protocol import EPHEMERAL, JSON


@dataclass
class Outcome:
    """What the bot did about one act, as soon as it has shown something, offered choices, opened a
    modal or deleted the message. Its messages are live: later edits show up in them."""

    id: str  # of the interaction, or of the message that a person wrote
    kind: int = 0  # of the interaction; 0 for a written message
    source: JSON | None = None  # the message that was written or clicked
    private: bool = False  # done in direct messages
    started: float = field(default_factory=time.monotonic)
    ack: str | None = None  # a value of ACKS; for a written message "typing" or "message"
    seconds: float | None = None  # from the act to the acknowledgement
    original: JSON | None = None  # what "@original" stands for
    messages: list[JSON] = field(default_factory=list)  # shown or edited, the latest last
    choices: list[JSON] | None = None
    modal: JSON | None = None
    deleted: bool = False  # the bot has deleted what "@original" stands for

    @property
    def message(self) -> JSON | None:
        """The message that was shown or edited last."""
        return self.messages[-1] if self.messages else None

    @property
    def ephemeral(self) -> bool:
        """Whether only the one who acted sees that message."""
        return bool(self.message and self.message["flags"] & EPHEMERAL)

    def acknowledge(self, ack: str) -> None:
        """Notes the first sign of life; later ones change nothing."""
        if self.ack is None:
            self.ack, self.seconds = ack, time.monotonic() - self.started

    def show(self, message: JSON) -> JSON:
        """Notes a message as shown, or as edited if it is there already; returns it."""
        self.messages = [*(m for m in self.messages if m is not message), message]
        return message

    def settled(self) -> bool:
        """Whether there is something for a test to look at."""
        return bool(self.messages or self.deleted or self.ack in ("choices", "modal"))
