"""The button below a fault that asks the same question again, for whoever asked it."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.core.kept import KeptAnswer, KeptUnanswered
from bot.core.team import AnswerExpired, Team
from bot.core.team_file import TeamUnusable
from bot.core.texts import Texts, told
from bot.core.unanswered import Unanswered
from bot.limits import count_question
from bot.manner import manner
from bot.views.asking import following, respond
from bot.views.buttons import ANSWER, KeptButton, NotHere
from bot.views.notice import tell
from bot.views.thread import open_thread
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)


class TryAgainButton(KeptButton, template=rf"fn:try:{ANSWER}"):
    """Asks a question again that failed inside. It is kept until it has been answered, a day at
    most, so that a press after a restart still finds it."""

    defers = False

    def __init__(self, question_id: str, words: Texts) -> None:
        super().__init__(question_id, 0, words("notice-try-again"), f"fn:try:{question_id}")

    def look_up(self, team: Team) -> KeptUnanswered:
        return team.kept_unanswered(self.answer_id)

    async def press(
        self, interaction: discord.Interaction[FootnoteBot], kept: KeptUnanswered
    ) -> None:
        bot = interaction.client
        if kept.asker != str(interaction.user.id):
            raise told(NotHere, "notice-not-yours")
        if kept.id in bot.trying:
            raise told(NotHere, "notice-trying")
        bot.trying.add(kept.id)
        try:
            await _ask(interaction, kept)
        finally:
            bot.trying.discard(kept.id)


async def _ask(interaction: discord.Interaction[FootnoteBot], kept: KeptUnanswered) -> None:
    """Answers in a message of its own, as private as it was asked for. What goes wrong is told
    below another such button."""
    bot, asked = interaction.client, kept.unanswered
    private = True
    try:
        how = await manner(bot, interaction, private=kept.private, library=asked.options.library)
        private = how.private
        team = bot.team_key(interaction)
        count_question(bot, team, interaction.user.id)
        earlier = await bot.in_thread(_earlier, bot.team_of(interaction), asked.earlier)
        # Acknowledged first: how it is read is looked up when searches have room.
        await interaction.response.defer(ephemeral=private, thinking=True)
        if asked.way == "answer":
            options = await following(
                bot, team, asked.question, earlier, asked.options, how.library
            )
            card, message = await respond(interaction, asked.question, options, private=private)
        else:
            await _in_another_way(interaction, asked, how.library, private=private)
        # It is answered: nothing is kept of it but the answer, if not now, then in a day.
        with contextlib.suppress(TeamUnusable):
            await bot.in_thread(bot.team_of(interaction).drop, kept.id)
    except Exception as error:
        words = await bot.texts(interaction, private=True)
        again = None if isinstance(error, FootnoteError) else below_fault(kept.id, words)
        await tell(interaction, error, instead=not private, view=again)
        return
    if asked.thread:
        try:
            await open_thread(interaction, card, message, asked.question, private=private)
        except Exception as error:
            await tell(interaction, error)


async def _in_another_way(
    interaction: discord.Interaction[FootnoteBot],
    asked: Unanswered,
    library: str | None,
    *,
    private: bool,
) -> None:
    """Shows what was to come of it, where that is no answer."""
    from bot.views.comparing import compare  # cards carry buttons that lead here
    from bot.views.finding import find_sources

    show = compare if asked.way == "comparison" else find_sources
    await show(interaction, asked.question, library, private=private)


def _earlier(team: Team, ids: tuple[str, ...]) -> list[KeptAnswer]:
    """Those of the answers before a question that are kept still."""
    found = []
    for answer_id in ids:
        with contextlib.suppress(AnswerExpired):
            found.append(team.kept(answer_id))
    return found


def below_fault(question_id: str, words: Texts) -> ui.View:
    """The button in a row of its own."""
    view = ui.View(timeout=None)
    view.add_item(TryAgainButton(question_id, words))
    return view


async def keep_unanswered(
    bot: FootnoteBot,
    where: discord.Interaction[Any] | discord.Message,
    error: BaseException,
    asked: Unanswered | None,
    *,
    private: bool | None,
) -> str | None:
    """Keeps a question that failed inside; its id, or ``None`` where it was refused, is not known,
    or cannot be kept, which is logged.

    ``where`` is the command, press or message that asked it. Where it is not known whether it was
    asked in ``private``, it was.
    """
    asker = where.user if isinstance(where, discord.Interaction) else where.author
    place = where.channel_id if isinstance(where, discord.Interaction) else where.channel.id
    return await keep_failed(
        bot,
        bot.team_key(where),
        error,
        asked,
        asker=asker.id,
        place=place,
        private=private is not False,
    )


async def keep_failed(
    bot: FootnoteBot,
    team: str,
    error: BaseException,
    asked: Unanswered | None,
    *,
    asker: int,
    place: int | None,
    private: bool,
) -> str | None:
    """The same where there is neither a message nor a command."""
    if asked is None or isinstance(error, FootnoteError):
        return None
    try:
        return await bot.in_thread(
            bot.app.team(team).keep, asked, asker=str(asker), place=str(place), private=private
        )
    except TeamUnusable as unusable:
        log.warning("%s A question that failed cannot be tried again.", unusable)
        return None


async def tell_asker(
    interaction: discord.Interaction[FootnoteBot],
    error: BaseException,
    asked: Unanswered | None,
    *,
    private: bool | None,
) -> None:
    """Tells whoever asked what went wrong; below a fault, a button asks again."""
    bot = interaction.client
    kept = await keep_unanswered(bot, interaction, error, asked, private=private)
    words = await bot.texts(interaction, private=True)
    again = below_fault(kept, words) if kept else None
    await tell(interaction, error, instead=private is not True, view=again)
