"""What is told to one person alone: refusals, limits and faults."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.faults import fault_id
from bot.core.team import AnswerExpired
from bot.core.texts import Texts, texts, told
from bot.replies import reply_to
from bot.views.given_back import MOST_CONTENT, Given, typed_in, with_given
from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.client import FootnoteBot

log = logging.getLogger(__name__)

#: Seconds that a notice stands in a channel.
NOTICE_SECONDS = 30.0
_REMEMBERED = 1_000


def reported(error: BaseException) -> FootnoteError:
    """What to tell of an error: itself, or the id under which a fault is logged, which this does.

    `Texts.error` has the words.
    """
    if isinstance(error, FootnoteError):
        return error
    fault = fault_id()
    log.error("%s: this is a bug in Footnote", fault, exc_info=error)
    return told(FootnoteError, "notice-fault", fault=fault)


def in_words(error: BaseException, words: Texts, after_fault: str = "") -> str:
    """What to tell of an error. ``after_fault`` is as of `tell`."""
    said = words.error(reported(error))
    if after_fault and not isinstance(error, FootnoteError):
        said = f"{said}\n{words(after_fault)}"
    return said


async def tell(
    interaction: discord.Interaction[Any],
    error: BaseException,
    *,
    instead: bool = False,
    view: ui.View | None = None,
    given: Sequence[Given] = (),
    after_fault: str = "",
) -> None:
    """Tells the one who did something what went wrong, and nobody else, in their own language.

    ``instead`` says that it stands for an answer that was acknowledged for everybody. ``view`` are
    the buttons below it. ``given`` are texts to show with it; what was typed into a form is given
    back without being asked for. ``after_fault`` is the key of what to do where it was a fault of
    ours that nothing can be tried again from.
    """
    own = await interaction.client.texts(interaction, private=True)
    said = in_words(error, own, after_fault)
    words, files = with_given(said, (*given, *typed_in(interaction)), own)
    if instead and interaction.response.is_done():
        await _retract(interaction, words, view, files)
    else:
        await tell_privately(interaction, words, view, files)


async def tell_privately(
    interaction: discord.Interaction[Any],
    text: str,
    view: ui.View | None = None,
    files: Sequence[discord.File] = (),
) -> None:
    """A message that only the one who did something sees, cut to Discord's 2,000 characters."""
    text = text[:MOST_CONTENT]
    below: Any = {} if view is None else {"view": view}
    if files:
        below["files"] = list(files)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True, **below)
        else:
            await interaction.response.send_message(text, ephemeral=True, **below)
    except discord.HTTPException as error:
        # The interaction is too old, or Discord is down: there is nobody left to tell.
        log.warning("could not tell %r: %s", text, error)


async def _retract(
    interaction: discord.Interaction[Any],
    words: str,
    view: ui.View | None,
    files: Sequence[discord.File],
) -> None:
    """Takes back an acknowledgement that everybody sees, and tells one person why.

    The first follow-up after a deferral takes the deferral's place, in public, and one whose
    deferral was deleted may find no place at all: so the deferral first becomes a message.
    """
    public = await interaction.client.texts(interaction, private=False)
    with contextlib.suppress(discord.HTTPException):
        await interaction.edit_original_response(content=public("notice-unanswered"))
    await tell_privately(interaction, words, view, files)
    with contextlib.suppress(discord.HTTPException):
        await interaction.delete_original_response()


class Notices:
    """Errors waiting for the one whom they concern, while their notice stands in a channel."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, tuple[FootnoteError, str | None]] = OrderedDict()
        self._standing: dict[tuple[int, int], float] = {}

    def put(self, error: FootnoteError, question: str | None = None) -> str:
        """Keeps what is to be told, and the id of the question that can be asked again; its
        unguessable key."""
        key = secrets.token_hex(6)
        self._waiting[key] = (error, question)
        while len(self._waiting) > _REMEMBERED:
            self._waiting.popitem(last=False)
        return key

    def stands(self, place: int, person: int, now: float) -> bool:
        """Whether a notice of this kind to a person stands in a channel.

        If not, one does from ``now`` on, in seconds of the event loop's clock.
        """
        self._standing = {key: until for key, until in self._standing.items() if until > now}
        if (place, person) in self._standing:
            return True
        self._standing[place, person] = now + NOTICE_SECONDS
        return False

    def get(self, key: str) -> tuple[FootnoteError, str | None] | None:
        """What is to be told, and what can be asked again; ``None`` after a restart."""
        return self._waiting.get(key)


class NoticeButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"fn:notice:(?P<asker>\d+):(?P<key>[0-9a-f]{12})(?::(?P<question>[0-9a-f]{12}))?",
):
    """Tells what a notice is about to the one whom it concerns. What can be asked again can be so
    after a restart, too, when nobody knows any more what went wrong."""

    def __init__(self, asker: int, key: str, words: Texts, question: str | None = None) -> None:
        """``question`` is the id of what can be asked again."""
        self.asker = asker
        self.key = key
        self.question = question
        again = f":{question}" if question else ""
        button: ui.Button[Any] = ui.Button(
            label=words("notice-show"), custom_id=f"fn:notice:{asker}:{key}{again}"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(int(match["asker"]), match["key"], texts(), match["question"])

    async def callback(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        try:
            await self._show(interaction)
        except Exception as error:
            await tell(interaction, error)

    async def _show(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        own = await interaction.client.texts(interaction, private=True)
        if interaction.user.id != self.asker:
            await tell_privately(interaction, own("notice-not-yours"))
        elif waiting := interaction.client.notices.get(self.key):
            error, question = waiting
            await tell_privately(interaction, own.error(error), _below(question, own))
        else:
            kept = await self._kept(interaction)
            said = own("notice-expired-again" if kept else "notice-expired")
            await tell_privately(interaction, said, _below(kept, own))
            # What would have deleted it after 30 seconds ended with the process that posted it.
            if interaction.message is not None:
                with contextlib.suppress(discord.HTTPException):
                    await interaction.message.delete()

    async def _kept(self, interaction: discord.Interaction[FootnoteBot]) -> str | None:
        """The id of what can be asked again, as long as it is kept."""
        bot = interaction.client
        if self.question is None:
            return None
        try:
            await bot.in_thread(bot.team_of(interaction).kept_unanswered, self.question)
        except AnswerExpired:
            return None
        return self.question


def _below(question: str | None, words: Texts) -> ui.View | None:
    """The button that asks a kept question again, if there is one."""
    from bot.views.try_again import below_fault  # which tells of faults with what is here

    return below_fault(question, words) if question else None


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """A notice that Discord does not take: the channel is closed, or the message is gone."""
    try:
        yield
    except discord.HTTPException as error:
        # There is no way left to tell.
        log.warning("a notice could not be sent: %s", error)


async def notify(
    bot: FootnoteBot,
    message: discord.Message,
    error: BaseException,
    *,
    once: bool,
    question: str | None = None,
) -> None:
    """Answers a message that cannot be answered: privately as far as Discord lets us.

    In a server that is one line with a button, which deletes itself after 30 seconds; a direct
    message is private already. ``once`` says that, while such a line stands, a second one for the
    same person would only add to the flood that it is about. ``question`` is the id of what can be
    asked again.
    """
    words = await bot.texts(message, private=False)
    telling = reported(error)
    with _unheard():
        if isinstance(message.channel, discord.DMChannel):
            below: Any = {"view": _below(question, words)} if question else {}
            await reply_to(message, words.error(telling), **below)
            return
        now = asyncio.get_running_loop().time()
        if once and bot.notices.stands(message.channel.id, message.author.id, now):
            return
        line = _line(bot, message.author.id, telling, question, words)
        await reply_to(message, **line)


async def notify_in(
    bot: FootnoteBot,
    send: Callable[..., Awaitable[object]],
    person: int,
    error: BaseException,
    words: Texts,
    *,
    question: str | None = None,
) -> None:
    """The same where there is no message to answer: ``send`` writes the line, as a channel's
    method of that name does, and its button tells the rest to ``person``."""
    telling = reported(error)
    with _unheard():
        await send(**_line(bot, person, telling, question, words))


def _line(
    bot: FootnoteBot, person: int, telling: FootnoteError, question: str | None, words: Texts
) -> dict[str, Any]:
    """The message that stands for what one person is told, for 30 seconds."""
    view = ui.View(timeout=None)
    view.add_item(NoticeButton(person, bot.notices.put(telling, question), words, question))
    return {
        "content": words("notice-unanswered"),
        "view": view,
        "delete_after": NOTICE_SECONDS,
    }
