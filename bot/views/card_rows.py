"""The rows of buttons below an answer: two, or three where it has more ways to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.core.answer import Answer
from bot.core.texts import Texts
from bot.views.again import AgainButton
from bot.views.buttons import DeleteButton, OpenButton, PageButton
from bot.views.change import ChangeButton
from bot.views.follow_up import FollowUpButton
from bot.views.saving import SaveButton
from bot.views.share import ShareButton
from bot.views.votes import VoteButton
from bot.views.watch_buttons import WatchForButton

#: Buttons that a row holds (Discord developer documentation, "Component Reference").
ROW = 5


def button_rows(
    answer: Answer,
    answer_id: str,
    ranks: Sequence[int],
    page: int,
    *,
    texts: Texts,
    more: bool,
    private: bool = False,
    copy: bool = False,
) -> list[ui.ActionRow[Any]]:
    """The rows: to read on above, to do something with the answer below.

    ``ranks`` are those of the passages on this page, ``more`` whether another page follows. A
    ``private`` card is seen by one person alone, a ``copy`` is for somebody else than the asker.
    Ways to ask on or again stand below where there is room, else above, else in a row of their own.
    """
    first: list[ui.Item[Any]] = [OpenButton(answer_id, rank, texts) for rank in ranks]
    if page > 0:
        first.append(PageButton(answer_id, page - 1, texts("answer-back")))
    if more:
        first.append(PageButton(answer_id, page + 1, texts("answer-more")))
    second = _doing(answer, answer_id, ranks[0] if ranks else 1, texts, private=private, copy=copy)
    last: list[ui.Item[Any]] = [] if copy else [DeleteButton(answer_id, texts)]
    again, on = _again(answer, answer_id, texts), _on(answer, answer_id, texts)
    room = ROW - len(second) - len(last)
    asking = [*again, *on]
    below, left = asking[:room], asking[room:]
    above = left[: ROW - len(first)] if first else []
    if not answer.citations:
        # Asking otherwise comes before waiting for it.
        second[1:1] = [each for each in below if each in again]
        below = [each for each in below if each in on]
    rows = [[*first, *above], [*second, *below, *last], left[len(above) :]]
    return [ui.ActionRow(*row) for row in rows if row]


def _doing(
    answer: Answer,
    answer_id: str,
    first: int,
    texts: Texts,
    *,
    private: bool,
    copy: bool,
) -> list[ui.Item[Any]]:
    """What can be done with the answer besides deleting it: four at most."""
    share = [ShareButton(answer_id, texts)] if private and not copy else []
    if not answer.citations:
        watch = [] if answer.options.message else [WatchForButton(answer_id, texts)]
        return [ChangeButton(answer_id, texts), *watch, *share]
    return [
        SaveButton(answer_id, first, texts),
        VoteButton(answer_id, "yes", texts),
        VoteButton(answer_id, "no", texts),
        *share,
    ]


def _again(answer: Answer, answer_id: str, texts: Texts) -> list[ui.Item[Any]]:
    """The ways to ask the same in another way, what matters most first."""
    buttons: list[ui.Item[Any]] = []
    if answer.kept_back:
        buttons.append(AgainButton(answer_id, "anyway", texts))
    if answer.corrections or answer.options.read_as is not None:
        buttons.append(AgainButton(answer_id, "exactly", texts))
    return buttons


def _on(answer: Answer, answer_id: str, texts: Texts) -> list[ui.Item[Any]]:
    """The way to ask on: a message that was looked up is no question to ask on from."""
    return [] if answer.options.message else [FollowUpButton(answer_id, texts)]
