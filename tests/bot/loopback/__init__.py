"""A Discord of one guild, on loopback, for a bot that runs in a process of its own.

`LoopbackDiscord` serves the HTTP API v10 and the gateway on a free port of 127.0.0.1, as far as
a bot needs them, after Discord's developer documentation. A test makes people act (`mention`,
`slash`, `click`, ...) and gets an `Outcome`: what the bot did about it. Every request is kept in
`requests`, in the form that `tests.bot.openapi` judges. As Discord does, it refuses requests
without the bot's token, a second or late acknowledgement, and edits of what is not the bot's.

`launcher` and `running` start the bot's process, pointed at the server.
"""

from tests.bot.loopback.launcher import Program, launcher, running
from tests.bot.loopback.outcome import Outcome
from tests.bot.loopback.protocol import (
    COMPONENTS_V2,
    EPHEMERAL,
    JSON,
    LOADING,
    TOKEN,
    Request,
    components,
)
from tests.bot.loopback.server import LoopbackDiscord

__all__ = [
    "COMPONENTS_V2",
    "EPHEMERAL",
    "JSON",
    "LOADING",
    "TOKEN",
    "LoopbackDiscord",
    "Outcome",
    "Program",
    "Request",
    "components",
    "launcher",
    "running",
]
