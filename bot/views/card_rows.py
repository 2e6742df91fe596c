"""The two rows of buttons below an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.core.answer import Answer
from bot.views.again import AgainButton
from bot.views.buttons import DeleteButton, OpenButton, PageButton

#: Buttons that a row holds (Discord developer documentation, "Component Reference").
ROW = 5


def button_rows(
    answer: Answer,
    answer_id: str,
    ranks: Sequence[int],
    page: int,
    *,
    more: bool,
    copy: bool = False,
) -> list[ui.ActionRow[Any]]:
    """The rows: to read on above, to do something with the answer below.

    ``ranks`` are those of the passages on this page, ``more`` whether another page follows. A
    ``copy`` is for somebody else than the asker. What the second row has no room for goes to the
    first, and else is left out: what matters least stands last in `_second`.
    """
    first: list[ui.Item[Any]] = [OpenButton(answer_id, rank) for rank in ranks]
    if page > 0:
        first.append(PageButton(answer_id, page - 1, "Back"))
    if more:
        first.append(PageButton(answer_id, page + 1, "More"))
    second = _second(answer, answer_id, copy=copy)
    spare = ROW - len(first)
    over = second[ROW:]
    rows = [[*first, *over[:spare]], second[:ROW]]
    return [ui.ActionRow(*row) for row in rows if row]


def _second(answer: Answer, answer_id: str, *, copy: bool) -> list[ui.Item[Any]]:
    """What can be done with an answer, what matters most first."""
    buttons: list[ui.Item[Any]] = []
    if answer.kept_back:
        buttons.append(AgainButton(answer_id, "anyway"))
    if answer.corrections:
        buttons.append(AgainButton(answer_id, "exactly"))
    if not copy:
        buttons.append(DeleteButton(answer_id))
    return buttons
