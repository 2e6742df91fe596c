"""Passages saved from answers, and what is told and shown of them."""

from __future__ import annotations

from typing import Any

from simcord.results import InteractionResult

from bot.core.notebook import Notebook
from bot.core.notebook_entry import Entry
from tests.bot.conftest import Place

QUESTION = "who rejected the offer?"


async def asked(place: Place, actor: Any = None, channel: Any = None, **options: Any) -> Any:
    result = await (actor or place.ann).slash(
        channel or place.channel, "ask", question=QUESTION, **options
    )
    assert result.response is not None
    return result.response


def entries(place: Place, channel: Any = None) -> list[Entry]:
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    return Notebook(file, str((channel or place.channel).id)).entries()


async def save(place: Place, card: Any, actor: Any = None, **values: Any) -> Any:
    actor = actor or place.ann
    modal = await actor.click(card, label="Save")
    return await actor.submit_modal(modal, {"rank": ["1"], "note": ""} | values)


def told(result: InteractionResult) -> str:
    """The one message, for one person alone, that something brought."""
    (message,) = result.followups or [result.response]
    assert message is not None and message.ephemeral
    return str(message.content)


async def shown(place: Place, actor: Any = None, **options: Any) -> Any:
    result = await (actor or place.ann).slash(place.channel, "notebook show", **options)
    assert result.response is not None and result.response.ephemeral
    return result.response
