"""How many questions a member may ask: one count for every way to ask."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from bot.core.texts import told
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot


class TooFast(FootnoteError):
    """More questions than a member may ask in a minute."""


def count_question(bot: FootnoteBot, team: str, user_id: int) -> None:
    """Counts a question. Raises `TooFast` if it is one too many for this member."""
    wait = bot.questions.update_rate_limit((team, user_id), bot.app.clock().timestamp())
    if wait is not None:
        limit = bot.app.config.discord.questions_per_minute
        raise told(TooFast, "notice-too-fast", limit=limit, seconds=ceil(wait))
