"""The card of a draft's check: what was found of each quotation, page by page.

It fits Discord's limits for Components V2 (4,000 characters of text displays and 40 components a
message; Discord developer documentation, "Component Reference") whatever the draft quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.core import rendering
from bot.core.check_rendering import CheckWording
from bot.core.checked import Check, Finding
from bot.core.rendering import Wording
from bot.core.texts import Texts
from bot.core.texts import texts as english_texts
from bot.views.card import MOST_TEXT
from bot.views.check_buttons import CheckPageButton, DeleteCheckButton, ShareCheckButton
from bot.views.markdown import ago, bold, escape, shortened, units

FINDINGS_A_PAGE = 8
# Characters that are shown; escaping at most doubles them.
_QUOTED, _TITLE, _ORIGIN, _NAME, _SIDE = 160, 100, 120, 60, 40
_DIFFERENCES = 3
_NAMED = 4
# Units by which another language's words may be longer than the English ones.
_LONGER = 500


class CheckCard(ui.LayoutView):
    """One page of findings. It has no timeout: its buttons are found again by their ids."""

    def __init__(
        self,
        check: Check,
        check_id: str | None,
        page: int = 0,
        *,
        texts: Texts,
        files: Sequence[discord.File | str] = (),
        private: bool = False,
        copy: bool = False,
        shared_by: str | None = None,
    ) -> None:
        """``check_id`` is ``None`` for one that could not be kept: it has no buttons. ``files`` are
        those sent with it, or their names if they were already. A ``private`` card can be shared;
        ``shared_by`` is the id of who did. A ``copy`` for somebody else than the asker does not
        offer to delete it."""
        super().__init__(timeout=None)
        pages = pages_of(check)
        page = min(max(page, 0), len(pages) - 1)
        words = _words(texts)
        lines = [_top(check, words)]
        if shared_by is not None:
            lines.insert(0, f"-# {texts('answer-shared-by', person=f'<@{shared_by}>')}")
        lines += [_finding(each, words, _room(check)) for each in pages[page]]
        if len(pages) > 1:
            lines.append(f"-# {texts('check-page', page=page + 1, pages=len(pages))}")
        if check_id is None:
            lines.append(f"-# {texts('answer-no-buttons')}")
        lines.append(_bottom(check, words))
        parts: list[ui.Item[Any]] = [ui.TextDisplay(line) for line in lines if line]
        parts += [
            ui.File(f"attachment://{each}" if isinstance(each, str) else each) for each in files
        ]
        self.add_item(ui.Container(*parts))
        if check_id is not None:
            buttons: list[ui.Item[Any]] = []
            if page > 0:
                buttons.append(CheckPageButton(check_id, page - 1, texts("answer-back")))
            if page < len(pages) - 1:
                buttons.append(CheckPageButton(check_id, page + 1, texts("answer-more")))
            if private:
                buttons.append(ShareCheckButton(check_id, texts))
            if not copy:
                buttons.append(DeleteCheckButton(check_id, texts))
            if buttons:
                self.add_item(ui.ActionRow(*buttons))


def pages_of(check: Check) -> list[list[Finding]]:
    """The findings page by page; there is always one page. The same in every language: measured in
    English, with room for longer words."""
    words = _words(english_texts())
    room = _room(check)
    pages: list[list[Finding]] = [[]]
    left = room
    for finding in check.findings:
        length = units(_finding(finding, words, room))
        if pages[-1] and (length > left or len(pages[-1]) == FINDINGS_A_PAGE):
            pages.append([])
            left = room
        pages[-1].append(finding)
        left -= length
    return pages


def _room(check: Check) -> int:
    words = _words(english_texts())
    return MOST_TEXT - units(_top(check, words)) - units(_bottom(check, words)) - _LONGER


def _words(texts: Texts) -> CheckWording:
    return CheckWording(
        Wording(texts, _name, ago),
        lambda text: f"*{escape(text)}*",
        most=_DIFFERENCES,
        side=_SIDE,
    )


def _name(text: str) -> str:
    return escape(shortened(text, _NAME))


def _top(check: Check, words: CheckWording) -> str:
    return "\n".join([f"**{words.heading(check)}**", *words.summary(check)])


def _bottom(check: Check, words: CheckWording) -> str:
    return "\n".join(f"-# {line}" for line in words.closing(check, _NAMED))


def _finding(finding: Finding, words: CheckWording, room: int) -> str:
    """A finding in at most ``room`` units: remarks give way first, then the source's name."""
    differences = words.differences(finding)
    outcome = words.outcome(finding)
    lines = [
        f"{finding.number}\\. {bold(shortened(finding.quoted, _QUOTED))}",
        f"{outcome}: {differences}" if differences else outcome,
    ]
    if finding.quote:
        title = escape(shortened(rendering.title(finding.quote), _TITLE))
        origin = escape(shortened(words.wording.origin_line(finding.quote), _ORIGIN))
        lines.append(f"-# {title} · {origin}")
    length = units("\n".join(lines))
    for remark in words.remarks(finding):
        length += units(remark) + 4
        if length > room:
            break
        lines.append(f"-# {remark}")
    return "\n".join(lines)
