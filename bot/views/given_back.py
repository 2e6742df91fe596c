"""Text that is given back to whoever typed it, where it was refused: to be copied, and sent again.

It stands in a code block, where Discord formats nothing and has a button to copy it; what does not
fit, or would end the block, is a file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.core.rendering import printable
from bot.core.texts import Texts
from bot.views.markdown import units

#: Of Discord's 2,000 characters of a message, what is filled.
MOST_CONTENT = 1_900
# What the lines that name two files take at most, in any language.
_FILE_LINES = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A text to be given back: what somebody "typed", what stands there "now", or what
    stood there "before"."""

    name: str
    text: str


def with_given(said: str, given: Sequence[Given], words: Texts) -> tuple[str, list[discord.File]]:
    """What is said, with the texts below it in their order, and the files of those that do not fit.

    The last one is the first to be shown. Of what was typed nothing is said where it is empty.
    """
    if not given:
        return said[:MOST_CONTENT], []
    while units(said) > MOST_CONTENT - _FILE_LINES:
        said = said[: len(said) - max(1, (units(said) - MOST_CONTENT + _FILE_LINES) // 2)]
    room = MOST_CONTENT - _FILE_LINES - units(said)
    lines: list[str] = []
    files: list[discord.File] = []
    for each in reversed(given):
        if not each.text.strip():
            if each.name == "now":
                lines.insert(0, words("notice-now-none"))
            continue
        shown = f"{words(f'notice-{each.name}')}\n{code(each.text)}"
        if units(shown) <= room and fits_code(each.text):
            room -= units(shown)
            lines.insert(0, shown)
            continue
        name = f"{each.name}.txt"
        files.insert(0, discord.File(io.BytesIO(each.text.encode("utf-8", "replace")), name))
        lines.insert(0, words(f"notice-{each.name}-file", file=name))
    return "\n".join([said, *lines]), files


def code(text: str) -> str:
    """Text as a code block."""
    return f"```text\n{text}\n```"


def fits_code(text: str) -> bool:
    """Whether a code block shows a text as it is: one cannot hold its own fence, nor is text shown
    raw that reorders what is around it."""
    return "```" not in text and not text.endswith("`") and printable(text) == text


def typed_in(interaction: discord.Interaction[Any]) -> list[Given]:
    """What was typed into the form that an interaction sends in; nothing where it is none."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return []
    data: Any = interaction.data or {}
    found = "\n".join(text for text in _typed(data.get("components", [])) if text.strip())
    return [Given("typed", found)] if found else []


def _typed(components: Sequence[Any]) -> Iterator[str]:
    for each in components:
        inner = [each["component"]] if "component" in each else each.get("components", [])
        yield from _typed(inner)
        # What is chosen from a list has "values".
        if "value" in each:
            yield str(each["value"])
