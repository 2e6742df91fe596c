"""Modals that survive a restart: what is sent in is found by the modal's id, like a button.

discord.py keeps a modal in memory while it is filled in. Here it only shows it; what comes back is
answered by whatever is registered for its id, so that nobody types a note for nothing because the
bot was restarted meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.core.answering import LONGEST_QUESTION
from bot.views.notice import tell

if TYPE_CHECKING:
    from bot.client import FootnoteBot

#: What a list may offer (Discord developer documentation, "Component Reference").
MOST_CHOICES = 25
#: What was sent in, by the ids of the fields.
Values = Mapping[str, Sequence[str]]
#: Answers a submission whose id has matched. What it raises is told to the one who sent it in.
Handler = Callable[["discord.Interaction[FootnoteBot]", "re.Match[str]", Values], Awaitable[None]]


class Forms:
    """The modals that are known by their ids."""

    def __init__(self) -> None:
        self._handlers: list[tuple[re.Pattern[str], Handler]] = []

    def add(self, pattern: str, handler: Handler) -> None:
        """Lets ``handler`` answer modals whose id matches a regular expression as a whole."""
        self._handlers.append((re.compile(pattern), handler))

    async def answer(self, interaction: discord.Interaction[FootnoteBot]) -> None:
        """Answers what was sent in. One that nobody answers is left alone."""
        data: Any = interaction.data or {}
        for pattern, handler in self._handlers:
            if match := pattern.fullmatch(data.get("custom_id", "")):
                try:
                    await handler(interaction, match, dict(_values(data.get("components", []))))
                except Exception as error:
                    await tell(interaction, error)
                return


def form(custom_id: str, title: str, *fields: ui.Label[Any]) -> ui.Modal:
    """A modal to be shown. ``title`` is cut to Discord's 45 characters."""
    modal = ui.Modal(title=title[:45], custom_id=custom_id, timeout=None)
    for each in fields:
        modal.add_item(each)
    return modal


def field(
    custom_id: str,
    label: str,
    *,
    about: str = "",
    default: str = "",
    most: int,
    long: bool = False,
    required: bool = False,
) -> ui.Label[Any]:
    """A field to type into: its label (45 characters are shown), what is said ``about`` it below
    that (100), and how much it takes."""
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    return ui.Label(
        text=label[:45],
        description=about[:100] or None,
        component=ui.TextInput(
            custom_id=custom_id,
            style=style,
            default=default[:most] or None,
            max_length=most,
            required=required,
        ),
    )


def question_form(custom_id: str, title: str, label: str, question: str = "") -> ui.Modal:
    """A modal that asks for a question, with one in it to be changed; `typed` reads "question"."""
    typing = field(
        "question", label, default=question, most=LONGEST_QUESTION, long=True, required=True
    )
    return form(custom_id, title, typing)


def choice(custom_id: str, label: str, options: Sequence[discord.SelectOption]) -> ui.Label[Any]:
    """A field to choose one of at most 25 options from."""
    select: ui.Select[Any] = ui.Select(custom_id=custom_id, options=list(options[:MOST_CHOICES]))
    return ui.Label(text=label[:45], component=select)


def typed(values: Values, custom_id: str) -> str:
    """What was typed or chosen in a field; empty if nothing."""
    return next(iter(values.get(custom_id, ())), "")


def _values(components: Sequence[Any]) -> Iterator[tuple[str, list[str]]]:
    for each in components:
        if "component" in each:
            yield from _values([each["component"]])
        elif "components" in each:
            yield from _values(each["components"])
        elif "custom_id" in each:
            given = each.get("values", [each["value"]] if "value" in each else [])
            yield each["custom_id"], [str(value) for value in given]
