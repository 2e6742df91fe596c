"""The comparison card: the question, each wording with its articles, and buttons.

It fits Discord's limits for Components V2 (4,000 characters of text displays and 40 components a
message; Discord developer documentation, "Component Reference") whatever the articles hold: what
there is no room for is counted, and is in the table.
"""

from __future__ import annotations

from discord import ui

from bot.core import comparison_rendering as rendering
from bot.core.comparison import Comparison, Group, Row
from bot.core.rendering import counted
from bot.views.card import MOST_TEXT, heading
from bot.views.comparison_buttons import (
    DeleteComparisonButton,
    ImageButton,
    OpenRowButton,
    OpenRowList,
    TableButton,
)
from bot.views.markdown import escape, quote, shortened, units

# Characters that are shown; escaping at most doubles them.
_WORDING, _NAME, _QUOTE, _LEAST_QUOTE = 120, 90, 200, 80
# Passages that have a button each; more are in a list.
_BUTTONS = 5


class ComparisonCard(ui.LayoutView):
    """A comparison. It has no timeout: its buttons are found again by their ids."""

    def __init__(self, comparison: Comparison, comparison_id: str | None) -> None:
        """``comparison_id`` is ``None`` for one that could not be kept: it has no buttons."""
        super().__init__(timeout=None)
        top = heading(comparison.question)
        if comparison.rows:
            above = [rendering.summary(comparison), *rendering.remarks(comparison, foreign=_name)]
            texts = ["\n".join([top, *above]), *_wordings(comparison, "\n".join([top, *above]))]
            texts.append(f"-# {rendering.CLOSING}")
        else:
            texts = [top, "\n".join(rendering.nothing(comparison, foreign=_name))]
        if comparison_id is None:
            texts.append("-# This comparison could not be kept, so it has no buttons.")
        self.add_item(ui.Container(*(ui.TextDisplay(text) for text in texts)))
        if comparison_id is not None:
            self._add_buttons(comparison, comparison_id)

    def _add_buttons(self, comparison: Comparison, comparison_id: str) -> None:
        rows = comparison.rows
        if len(rows) > _BUTTONS:
            labels = [f"{row.citation.rank}. {shortened(rendering.name(row), 80)}" for row in rows]
            self.add_item(ui.ActionRow(OpenRowList(comparison_id, labels)))
        elif rows:
            self.add_item(
                ui.ActionRow(*(OpenRowButton(comparison_id, row.citation.rank) for row in rows))
            )
        last: list[ui.DynamicItem[ui.Button[object]]] = []
        if rows:
            last += [TableButton(comparison_id), ImageButton(comparison_id)]
        self.add_item(ui.ActionRow(*last, DeleteComparisonButton(comparison_id)))


def _wordings(comparison: Comparison, above: str) -> list[str]:
    """The wordings as Markdown, an article each, as many as there is room for."""
    room = MOST_TEXT - units(above) - units(rendering.CLOSING) - 200
    for limit in (_QUOTE, _LEAST_QUOTE):
        texts, left_out = _within(comparison, room, limit)
        if not left_out:
            break
    if left_out:
        texts.append(f"-# and {counted(left_out, 'more article')}, in the table")
    return texts


def _within(comparison: Comparison, room: int, limit: int) -> tuple[list[str], int]:
    """What fits in ``room`` units, and how many rows do not."""
    texts: list[str] = []
    rows = [(group, row) for group in comparison.groups for row in group.rows]
    for number, (group, row) in enumerate(rows):
        text = _article(row, limit)
        if row is group.rows[0]:
            text = f"{_heading(group)}\n{text}"
        room -= units(text)
        if room < 0:
            return texts, len(rows) - number
        texts.append(text)
    return texts, 0


def _heading(group: Group) -> str:
    """A wording in bold, with what differs from most others underlined."""
    row = group.rows[0]
    more = f", {len(group.rows)} articles" if len(group.rows) > 1 else ""
    if len(row.words) > _WORDING:
        return f"**{escape(shortened(row.words, _WORDING))}**{more}"
    parts = (
        f"__{_flat(text)}__" if differs else _flat(text) for text, differs in rendering.pieces(row)
    )
    return f"**{''.join(parts)}**{more}"


def _article(row: Row, limit: int) -> str:
    """What the article says, and where."""
    shown = rendering.quoted(row, limit=limit)
    # A sentence that cannot be cut, as one without spaces, is cut all the same.
    above = quote(escape(shortened(shown, 2 * limit)))
    named = escape(shortened(rendering.name(row), _NAME))
    below = f"-# {row.citation.rank}\\. {named} · {escape(rendering.place(row))}"
    return f"{above}\n{below}"


def _flat(text: str) -> str:
    """Escaped text on one line, the space at its ends kept."""
    return escape(f"x{text}x".replace("\n", " ").replace("\r", " "))[1:-1]


def _name(text: str) -> str:
    return escape(shortened(text, _NAME))
