"""Private answers to be shared, and what is said of it."""

from __future__ import annotations

from typing import Any

from tests.bot.conftest import Place

QUESTION = "who rejected the offer?"
COMMANDS = {
    "ask": {"question": QUESTION},
    "check": {"text": 'He said "because they have dirty hands".'},
    "compare": {"question": "did Khamenei say American hands are dirty?"},
}


async def asked(place: Place) -> Any:
    result = await place.ann.slash(place.channel, "ask", question=QUESTION, private=True)
    assert result.response is not None and result.response.ephemeral
    return result.response


def told(result: Any) -> str:
    (message,) = result.followups
    assert message.ephemeral
    return str(message.content)
