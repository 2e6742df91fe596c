"""The answer card: the question, the closest passages, what was searched, and buttons.

Every card fits Discord's limits for Components V2 (4,000 characters of text displays and 40
components a message; Discord developer documentation, "Component Reference") whatever the
passages hold: a page takes as many passages as fit, three at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from discord import ui

from bot.core import rendering
from bot.core.answer import Answer, Citation
from bot.core.excerpts import CUT, excerpt, pieces
from bot.core.rendering import Wording
from bot.core.texts import Texts
from bot.core.texts import texts as english_texts
from bot.core.word_match import WordMatch
from bot.views.card_rows import button_rows
from bot.views.markdown import ago, bold, escape, quote, shortened, units

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
# Units by which another language's words on a page may be longer than the English ones.
_LONGER = 400
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
        private: bool = False,
        copy: bool = False,
        shared_by: str | None = None,
    ) -> None:
        """``answer_id`` is ``None`` for an answer that could not be kept: it has no buttons.

        A ``page`` that there is none of is the last. A ``private`` card is seen by one person
        alone. A ``copy`` for somebody else than the asker does not offer to delete the answer.
        ``shared_by`` is the id of who shared it.
        """
        super().__init__(timeout=None)
        self.answer_id = answer_id
        page, shown = page_of(answer, page)
        lines = answer_texts(answer, shown, texts)
        if shared_by is not None:
            lines.insert(0, f"-# {texts('answer-shared-by', person=f'<@{shared_by}>')}")
        if answer_id is None:
            lines.append(f"-# {texts('answer-no-buttons')}")
        self.add_item(ui.Container(*(ui.TextDisplay(text) for text in lines)))
        if answer_id is not None:
            for row in button_rows(
                answer,
                answer_id,
                shown.ranks,
                page,
                texts=texts,
                more=shown.more,
                private=private,
                copy=copy,
            ):
                self.add_item(row)


def answer_texts(answer: Answer, page: Page, texts: Texts) -> list[str]:
    """What one page says, as Markdown: above, quotes and sources in turn, below."""
    if answer.citations:
        return page.texts(texts)
    found = _wording(texts).nothing_found(answer)
    return [heading(answer.question), "\n".join(found), f"-# {answer.receipt}"]


class Page:
    """The passages of one page, each with its quote as Markdown; and whether another follows."""

    def __init__(self, answer: Answer, top: str, footer: str) -> None:
        """``top`` and ``footer`` are what stands above and below all passages in English."""
        self.answer = answer
        self.top, self.footer = top, footer
        #: Quotes, what stands below them in English, and whose they are.
        self.passages: list[tuple[str, str, Citation]] = []
        self.more = False

    @property
    def ranks(self) -> list[int]:
        """The ranks of the passages."""
        return [citation.rank for _, _, citation in self.passages]

    def texts(self, texts: Texts) -> list[str]:
        """What the page says in a language: above, quotes and sources in turn, below."""
        if texts is english_texts():  # as it was measured
            passages = [part for quoted, below, _ in self.passages for part in (quoted, below)]
            return [self.top, *passages, self.footer]
        found = [_top(self.answer, texts)]
        for quoted, _, citation in self.passages:
            found += [quoted, _below(self.answer, citation, texts)]
        return [*found, _footer(self.answer, texts)]


def paginate(answer: Answer) -> Iterator[Page]:
    """The pages of an answer: in order, at most three passages each, each page within bounds.

    Depends on nothing but the answer, so that a page number means the same after a restart and in
    every language: it is measured in English, with room for longer words. There is always one. A
    page is made when it is asked for, since most are never looked at.
    """
    english = english_texts()
    around = _top(answer, english), _footer(answer, english)
    room = MOST_TEXT - sum(map(units, around)) - _LONGER
    page, left = Page(answer, *around), room
    for citation in answer.citations:
        if len(page.passages) == PASSAGES_A_PAGE:
            page.more = True
            yield page
            page, left = Page(answer, *around), room
        below = _below(answer, citation, english)
        quoted = quoted_within(citation, room - units(below))
        length = units(quoted) + units(below)
        if page.passages and length > left:
            page.more = True
            yield page
            page, left = Page(answer, *around), room
        page.passages.append((quoted, below, citation))
        left -= length
    yield page


def page_of(answer: Answer, number: int) -> tuple[int, Page]:
    """The page of that number, from 0, or else the last one; and its number."""
    *_, found = islice(enumerate(paginate(answer)), max(0, number) + 1)
    return found


def heading(question: str) -> str:
    """The question, echoed on one line."""
    return bold(shortened(question, _QUESTION))


def _wording(texts: Texts) -> Wording:
    return Wording(texts, _name, ago, _line)


def _top(answer: Answer, texts: Texts) -> str:
    wording = _wording(texts)
    above = [heading(answer.question), wording.heading(answer), *wording.remarks(answer)]
    return "\n".join(above)


def source(citation: Citation, texts: Texts) -> str:
    """Rank, title (a link where the article has an address), outlet, date and paragraph."""
    title = escape(shortened(rendering.title(citation), _TITLE))
    url = citation.url
    if url and len(url) <= _URL and url.startswith(("https://", "http://")) and _CLEAN(url):
        title = f"[{title}](<{url}>)"
    wording = _wording(texts)
    short = wording.origin_line(citation)
    if citation.outlet and len(citation.outlet) > _OUTLET:
        short = short.replace(
            rendering.printable(citation.outlet), shortened(citation.outlet, _OUTLET), 1
        )
    lines = [f"{citation.rank}\\. {title}", f"-# {escape(short)}"]
    if similar := wording.similar_line(citation):
        lines.append(f"-# {similar}")
    return "\n".join(lines)


def _name(text: str) -> str:
    return escape(shortened(text, _NAME))


def _line(text: str) -> str:
    return escape(shortened(text, _QUESTION))


def quoted_within(citation: Citation, room: int) -> str:
    """The quote of one passage in at most ``room`` units, or as short as it can be."""
    for limit, hard in ((_EXCERPT, False), *((each, True) for each in _TIGHT)):
        shown = quote(_excerpt(citation, limit, hard=hard))
        if units(shown) <= room:
            break
    return shown


def _below(answer: Answer, citation: Citation, texts: Texts) -> str:
    """What stands below a quote: its source, and what a message says otherwise."""
    differing = _wording(texts).differs(answer, citation)
    return "\n".join([source(citation, texts), *differing])


def first_passage(answer: Answer, limit: int, texts: Texts) -> str:
    """The first passage of an answer, about ``limit`` characters of it, with what stands below,
    and above it what no passage has."""
    citation = answer.citations[0]
    remarks = [f"-# {line}" for line in _wording(texts).remarks(answer)]
    quoted = quote(_excerpt(citation, limit, hard=True))
    below = _below(answer, citation, texts).removeprefix(f"{citation.rank}\\. ")
    return "\n".join([*remarks, quoted, below])


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


def _footer(answer: Answer, texts: Texts) -> str:
    """What was searched, how long ago it was indexed in each reader's own words; the receipt.

    Where the match is weak, what the libraries cover is told in full.
    """
    if answer.match is WordMatch.WEAK:
        libraries = answer.libraries[:_NAMED]
        wording = _wording(texts)
        covered = [*wording.searched(libraries), *wording.outlets(libraries), answer.receipt]
        return "\n".join(f"-# {line}" for line in covered)
    parts: list[str] = []
    for each in answer.libraries:
        title = _name(rendering.library_title(each.name, each.title, texts))
        held = texts("answer-library", title=title, articles=each.articles)
        if each.changed_at:
            held = texts(
                "answer-library-indexed",
                title=title,
                articles=each.articles,
                when=ago(each.changed_at),
            )
        parts.append(held)
    named = parts[:_NAMED]
    if len(parts) > _NAMED:
        named.append(texts("answer-more-libraries", count=len(parts) - _NAMED))
    named.append(answer.receipt)
    return f"-# {' · '.join(named)}"
