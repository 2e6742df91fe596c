"""The answer card: the question, the closest passages, what was searched, and buttons.

Every card fits Discord's limits for Components V2 (4,000 characters of text displays and 40
components a message; Discord developer documentation, "Component Reference") whatever the
passages hold: a page takes as many passages as fit, three at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from discord import ui

from bot.core import rendering
from bot.core.answer import Answer, Citation
from bot.core.excerpts import CUT, excerpt, pieces
from bot.core.texts import Texts
from bot.core.word_match import WordMatch
from bot.views.card_rows import button_rows
from bot.views.markdown import bold, escape, quote, shortened, units

#: A little under Discord's 4,000, counted in UTF-16 units.
MOST_TEXT = 3_900
PASSAGES_A_PAGE = 3
#: Passages that an answer in Discord keeps, for all its pages.
MOST_PASSAGES = 15

# Characters of a passage that are shown, if its best sentence is no longer than that; and what to
# try where even one passage is too long for a card, as one made of Markdown alone may be.
_EXCERPT = 350
_TIGHT = (350, 200, 100)
# Escaping at most doubles these.
_QUESTION, _TITLE, _OUTLET, _NAME = 200, 150, 80, 60
# Libraries that are named; the others are counted.
_NAMED = 4
# An address that is longer, or has what would end it, is no link on a card.
_URL = 400
_CLEAN = re.compile(r"[^\s<>()]+").fullmatch


class AnswerCard(ui.LayoutView):
    """One page of an answer. It has no timeout: its buttons are found again by their ids."""

    def __init__(
        self,
        answer: Answer,
        answer_id: str | None,
        page: int = 0,
        *,
        texts: Texts,
        copy: bool = False,
    ) -> None:
        """``answer_id`` is ``None`` for an answer that could not be kept: it has no buttons.

        A ``page`` that there is none of is the last. A ``copy`` for somebody else than the asker
        does not offer to delete the answer.
        """
        super().__init__(timeout=None)
        page, shown = page_of(answer, page)
        lines = answer_texts(answer, shown)
        if answer_id is None:
            lines.append("-# This answer could not be kept, so it has no buttons.")
        self.add_item(ui.Container(*(ui.TextDisplay(text) for text in lines)))
        if answer_id is not None:
            for row in button_rows(
                answer, answer_id, shown.ranks, page, texts=texts, more=shown.more, copy=copy
            ):
                self.add_item(row)


def answer_texts(answer: Answer, page: Page) -> list[str]:
    """What one page says, as Markdown: above, quotes and sources in turn, below."""
    if answer.citations:
        return [_top(answer), *page.texts, _footer(answer)]
    found = rendering.nothing_found(answer, foreign=_name, when=ago)
    return [heading(answer.question), "\n".join(found), f"-# {answer.receipt}"]


class Page:
    """The passages of one page: their ranks, and quotes and sources in turn as Markdown; and
    whether another follows."""

    def __init__(self) -> None:
        self.ranks: list[int] = []
        self.texts: list[str] = []
        self.more = False


def paginate(answer: Answer) -> Iterator[Page]:
    """The pages of an answer: in order, at most three passages each, each page within bounds.

    Depends on nothing but the answer, so that a page number means the same after a restart. There
    is always one. A page is made when it is asked for, since most are never looked at.
    """
    room = MOST_TEXT - units(_top(answer)) - units(_footer(answer)) - 100
    page, left = Page(), room
    for citation in answer.citations:
        if len(page.ranks) == PASSAGES_A_PAGE:
            page.more = True
            yield page
            page, left = Page(), room
        texts = _passage(citation, room)
        length = sum(map(units, texts))
        if page.ranks and length > left:
            page.more = True
            yield page
            page, left = Page(), room
        page.ranks.append(citation.rank)
        page.texts += texts
        left -= length
    yield page


def page_of(answer: Answer, number: int) -> tuple[int, Page]:
    """The page of that number, from 0, or else the last one; and its number."""
    *_, found = islice(enumerate(paginate(answer)), max(0, number) + 1)
    return found


def heading(question: str) -> str:
    """The question, echoed on one line."""
    return bold(shortened(question, _QUESTION))


def _top(answer: Answer) -> str:
    above = rendering.heading(answer, foreign=_name)
    remarks = rendering.remarks(answer, foreign=_name)
    return "\n".join([heading(answer.question), above, *remarks])


def source(citation: Citation) -> str:
    """Rank, title (a link where the article has an address), outlet, date and paragraph."""
    title = escape(shortened(rendering.title(citation), _TITLE))
    url = citation.url
    if url and len(url) <= _URL and url.startswith(("https://", "http://")) and _CLEAN(url):
        title = f"[{title}](<{url}>)"
    short = rendering.origin_line(citation)
    if citation.outlet and len(citation.outlet) > _OUTLET:
        short = short.replace(
            rendering.printable(citation.outlet), shortened(citation.outlet, _OUTLET), 1
        )
    lines = [f"{citation.rank}\\. {title}", f"-# {escape(short)}"]
    if similar := rendering.similar_line(citation):
        lines.append(f"-# {similar}")
    return "\n".join(lines)


def ago(value: datetime) -> str:
    """A point in time that Discord shows to each reader as how long ago it is."""
    return f"<t:{int(value.timestamp())}:R>"


def _name(text: str) -> str:
    return escape(shortened(text, _NAME))


def _passage(citation: Citation, room: int) -> tuple[str, str]:
    """Quote and source of one passage, in at most ``room`` units together."""
    below = source(citation)
    for limit, hard in ((_EXCERPT, False), *((each, True) for each in _TIGHT)):
        above = quote(_excerpt(citation, limit, hard=hard))
        if units(above) + units(below) <= room:
            break
    return above, below


def _excerpt(citation: Citation, limit: int, *, hard: bool) -> str:
    start = citation.sentence_start
    end = start + len(citation.sentence)
    shown = excerpt(citation.text, start, end, limit, hard=hard)
    before = f"{CUT} " if shown.cut_before else ""
    after = f" {CUT}" if shown.cut_after or shown.cut_sentence else ""
    if shown.cut_sentence:
        inside = bold(shown.sentence)
    else:
        inside = marked(citation, start - len(shown.before), end + len(shown.after))
    return f"{escape(before)}{inside}{escape(after)}"


def marked(citation: Citation, begin: int = 0, end: int | None = None) -> str:
    """A part of a passage as Markdown, its best sentence or two bold."""
    return "".join(
        bold(piece) if mark else escape(piece)
        for piece, mark in pieces(citation.text, citation.marked, begin, end)
    )


def _footer(answer: Answer) -> str:
    """What was searched, how long ago it was indexed in each reader's own words; the receipt.

    Where the match is weak, what the libraries cover is told in full.
    """
    if answer.match is WordMatch.WEAK:
        libraries = answer.libraries[:_NAMED]
        covered = rendering.searched(libraries, foreign=_name, when=ago)
        covered += rendering.outlets(libraries, foreign=_name)
        return "\n".join(f"-# {line}" for line in (*covered, answer.receipt))
    parts: list[str] = []
    for each in answer.libraries:
        indexed = f", indexed {ago(each.changed_at)}" if each.changed_at else ""
        parts.append(f"{_name(each.title)}: {each.articles:,}{indexed}")
    named = parts[:_NAMED]
    if len(parts) > _NAMED:
        named.append(f"{len(parts) - _NAMED} more libraries")
    named.append(answer.receipt)
    return f"-# {' · '.join(named)}"
