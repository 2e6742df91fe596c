"""The comparison card: the question, each wording with its articles, and buttons.

It fits Discord's limits for Components V2 (4,000 characters of text displays and 40 components a
message; Discord developer documentation, "Component Reference") whatever the articles hold: what
there is no room for is counted, and is in the table.
"""

from __future__ import annotations

from discord import ui

from bot.core.comparison import Comparison, Group, Row
from bot.core.comparison_rendering import ComparisonWording, pieces, quoted
from bot.core.texts import Texts
from bot.views.card import MOST_TEXT, heading
from bot.views.comparison_buttons import (
    DeleteComparisonButton,
    ImageButton,
    OpenRowButton,
    OpenRowList,
    ShareComparisonButton,
    TableButton,
)
from bot.views.markdown import escape, quote, shortened, units

# Characters that are shown; escaping at most doubles them.
_WORDING, _NAME, _QUOTE, _LEAST_QUOTE = 120, 90, 200, 80
# Passages that have a button each; more are in a list.
_BUTTONS = 5


class ComparisonCard(ui.LayoutView):
    """A comparison. It has no timeout: its buttons are found again by their ids."""

    def __init__(
        self,
        comparison: Comparison,
        comparison_id: str | None,
        *,
        texts: Texts,
        private: bool = False,
        shared_by: str | None = None,
    ) -> None:
        """``comparison_id`` is ``None`` for one that could not be kept: it has no buttons.

        A ``private`` one can be shared. ``shared_by`` is whose a copy for everybody is.
        """
        super().__init__(timeout=None)
        words = ComparisonWording(texts, _name)
        top = heading(comparison.question)
        if comparison.rows:
            above = "\n".join([top, words.summary(comparison), *words.remarks(comparison)])
            lines = [above, *_wordings(comparison, above, words), f"-# {words.closing}"]
        else:
            lines = [top, "\n".join(words.nothing(comparison))]
        if comparison_id is None:
            lines.append(f"-# {texts('compare-no-buttons')}")
        if shared_by:
            lines.insert(0, f"-# {texts('answer-shared-by', person=f'<@{shared_by}>')}")
        self.add_item(ui.Container(*(ui.TextDisplay(line) for line in lines)))
        if comparison_id is not None:
            self._add_buttons(comparison, comparison_id, words, private=private)

    def _add_buttons(
        self,
        comparison: Comparison,
        comparison_id: str,
        words: ComparisonWording,
        *,
        private: bool,
    ) -> None:
        texts = words.texts
        rows = comparison.rows
        if len(rows) > _BUTTONS:
            labels = [f"{row.citation.rank}. {shortened(words.name(row), 80)}" for row in rows]
            self.add_item(ui.ActionRow(OpenRowList(comparison_id, texts, labels)))
        elif rows:
            self.add_item(
                ui.ActionRow(
                    *(OpenRowButton(comparison_id, row.citation.rank, texts) for row in rows)
                )
            )
        last: list[ui.DynamicItem[ui.Button[object]]] = []
        if rows:
            last += [TableButton(comparison_id, texts), ImageButton(comparison_id, texts)]
        if private:
            last.append(ShareComparisonButton(comparison_id, texts))
        self.add_item(ui.ActionRow(*last, DeleteComparisonButton(comparison_id, texts)))


def _wordings(comparison: Comparison, above: str, words: ComparisonWording) -> list[str]:
    """The wordings as Markdown, an article each, as many as there is room for."""
    room = MOST_TEXT - units(above) - units(words.closing) - 200
    for limit in (_QUOTE, _LEAST_QUOTE):
        shown, left_out = _within(comparison, room, limit, words)
        if not left_out:
            break
    if left_out:
        shown.append(f"-# {words.texts('compare-more-articles', count=left_out)}")
    return shown


def _within(
    comparison: Comparison, room: int, limit: int, words: ComparisonWording
) -> tuple[list[str], int]:
    """What fits in ``room`` units, and how many rows do not."""
    shown: list[str] = []
    rows = [(group, row) for group in comparison.groups for row in group.rows]
    for number, (group, row) in enumerate(rows):
        text = _article(row, limit, words)
        if row is group.rows[0]:
            text = f"{_heading(group, words.texts)}\n{text}"
        room -= units(text)
        if room < 0:
            return shown, len(rows) - number
        shown.append(text)
    return shown, 0


def _heading(group: Group, texts: Texts) -> str:
    """A wording in bold, with what differs from most others underlined."""
    row = group.rows[0]
    if len(row.words) > _WORDING:
        wording = escape(shortened(row.words, _WORDING))
    else:
        wording = "".join(
            f"__{_flat(text)}__" if differs else _flat(text) for text, differs in pieces(row)
        )
    if len(group.rows) == 1:
        return f"**{wording}**"
    return texts("compare-wording-of", wording=f"**{wording}**", count=len(group.rows))


def _article(row: Row, limit: int, words: ComparisonWording) -> str:
    """What the article says, and where."""
    shown = quoted(row, limit=limit)
    # A sentence that cannot be cut, as one without spaces, is cut all the same.
    above = quote(escape(shortened(shown, 2 * limit)))
    named = escape(shortened(words.name(row), _NAME))
    below = f"-# {row.citation.rank}\\. {named} · {escape(words.place(row))}"
    return f"{above}\n{below}"


def _flat(text: str) -> str:
    """Escaped text on one line, the space at its ends kept."""
    return escape(f"x{text}x".replace("\n", " ").replace("\r", " "))[1:-1]


def _name(text: str) -> str:
    return escape(shortened(text, _NAME))
