"""The opened passage: whole, in its surroundings, with its exact place and a copy to paste."""

from __future__ import annotations

import io

import discord
from discord import ui

from bot.core import rendering
from bot.core.answer import Citation
from bot.core.excerpts import CUT
from bot.core.rendering import Wording
from bot.core.surroundings import Surroundings
from bot.core.texts import Texts
from bot.views.card import MOST_TEXT, marked, source
from bot.views.markdown import escape, quote, shortened, units
from bot.views.saving import SaveButton

# Less than this of a neighbour says nothing.
_LEAST_NEIGHBOUR = 60
_MOST_NEIGHBOUR = 400


class OpenedCard(ui.LayoutView):
    """One passage, for the one who opened it. ``file`` is to be sent with it if there is one."""

    def __init__(
        self,
        citation: Citation,
        around: Surroundings,
        texts: Texts,
        save: SaveButton | None = None,
    ) -> None:
        """``save`` saves the passage to the notebook; there is none where nothing is kept."""
        super().__init__(timeout=None)
        wording = Wording(texts)
        copy = wording.plain_copy(citation)
        place = f"-# {escape(shortened(rendering.check_line(citation), 300))}"
        top = source(citation, texts)
        if not around.present:
            top = f"{top}\n{escape(wording.gone(around.removed_at))}"
        passage = _whole(citation)
        code = f"```text\n{copy}\n```"
        # A code block cannot hold its own fence, and a passage made of Markdown leaves no room.
        fits = units(top) + units(passage) + units(place) + units(code) <= MOST_TEXT
        inline = fits and "```" not in copy and not copy.endswith("`")
        self.file = None if inline else discord.File(io.BytesIO(copy.encode()), "quote.txt")
        room = MOST_TEXT - units(top) - units(passage) - units(place) - (units(code) * inline)
        before, after = _neighbours(around, room)
        room -= units(before or "") + units(after or "")

        container: ui.Container[OpenedCard] = ui.Container()
        for text in (top, before, passage, after, _folded(citation, room, wording), place):
            if text:
                container.add_item(ui.TextDisplay(text))
        container.add_item(ui.Separator())
        if self.file is None:
            container.add_item(ui.TextDisplay(code))
        else:
            container.add_item(ui.File(self.file))
        self.add_item(container)
        if save is not None:
            self.add_item(ui.ActionRow(save))


def _whole(citation: Citation) -> str:
    """The whole passage, its best sentence or two bold where there is room for the marks."""
    shown = quote(marked(citation))
    return shown if units(shown) <= MOST_TEXT // 2 else quote(escape(citation.text))


def _folded(citation: Citation, room: int, wording: Wording) -> str | None:
    """The passages of other articles that are folded under it, as many as there is room for."""
    lines: list[str] = []
    for each in citation.similar:
        relation = wording.relation(each)
        where = f"{shortened(rendering.title(each), 100)}. {wording.origin_line(each)}"
        text = shortened(each.text, 200)
        lines.append(f"**{relation[0].upper()}{relation[1:]}**: {escape(text)}\n-# {escape(where)}")
        if units("\n".join(lines)) > room - 100:
            left = len(citation.similar) - len(lines) + 1
            lines[-1] = f"-# {wording.texts('answer-more-articles', count=left)}"
            break
    return "\n".join(lines) or None


def _neighbours(around: Surroundings, room: int) -> tuple[str | None, str | None]:
    """The ends of the passages before and after that are nearest, as small print."""
    each = min(_MOST_NEIGHBOUR, room // 4 - len(CUT))
    if each < _LEAST_NEIGHBOUR:
        return None, None
    before = after = None
    if around.before:
        line = " ".join(around.before.split())
        before = line if len(line) <= each else f"{CUT} {line[-each:].split(' ', 1)[-1]}"
    if around.after:
        line = " ".join(around.after.split())
        after = line if len(line) <= each else f"{line[:each].rsplit(' ', 1)[0]} {CUT}"
    return _small(before), _small(after)


def _small(text: str | None) -> str | None:
    return f"-# {escape(text)}" if text else None
