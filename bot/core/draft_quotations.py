"""What a draft quotes: which of its quotations are looked for, and which are not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.draft import Draft
from bot.core.quotations import Quotation, quotations
from bot.core.quoted_words import Sought, sought

#: Words that a quotation must have to be looked for: one alone, in quotation marks or not, is
#: everybody's. And words of one that is looked for at most, and parts between its ellipses and
#: insertions.
FEWEST_WORDS, MOST_WORDS, MOST_PARTS = 2, 1_000, 40


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation of a draft.

    ``text`` is what is seen of it, without its marks; ``line`` is where it begins in the draft's
    file, from 1; ``behind`` is the place in the draft's source right behind it. ``closed`` is
    whether it has its closing mark; ``block`` whether it is a block quote, which needs none.
    ``inner`` are the quotations in it.
    """

    text: str
    sought: Sought
    line: int
    behind: int
    closed: bool = True
    block: bool = False
    inner: tuple[DraftQuotation, ...] = ()

    @property
    def too_long(self) -> bool:
        """Whether it is more than is looked for."""
        return self.count > MOST_WORDS or len(self.sought.parts) > MOST_PARTS

    @property
    def count(self) -> int:
        """How many words it has, those in square brackets not counted."""
        return len(self.sought.words)


def draft_quotations(draft: Draft, most: int) -> tuple[DraftQuotation, ...]:
    """The outer quotations of a draft in order, each with those in it; at most ``most`` of all."""
    shown = draft.shown
    marked = quotations(shown.text, most)
    blocks = [Quotation(start, end, start, end) for start, end in shown.blocks[:most]]
    # A block quote goes before what is in quotation marks in it.
    ordered = sorted([*blocks, *marked], key=lambda each: (each.opens, -each.closes, each.depth))[
        :most
    ]
    return tuple(_nested(draft, ordered, {(each.start, each.end) for each in blocks}))


def _nested(
    draft: Draft, ordered: list[Quotation], blocks: set[tuple[int, int]]
) -> Iterator[DraftQuotation]:
    lines = [match.start() for match in re.finditer("\n", draft.source)]
    at = 0
    while at < len(ordered):
        outer = ordered[at]
        inner = []
        at += 1
        while at < len(ordered) and ordered[at].opens < outer.closes:
            inner.append(_read(draft, ordered[at], lines))
            at += 1
        block = (outer.start, outer.end) in blocks
        yield _read(draft, outer, lines, block=block, inner=tuple(inner))


def _read(
    draft: Draft,
    quotation: Quotation,
    lines: list[int],
    *,
    block: bool = False,
    inner: tuple[DraftQuotation, ...] = (),
) -> DraftQuotation:
    shown = draft.shown
    text = shown.text[quotation.start : quotation.end].strip()
    return DraftQuotation(
        text=text,
        sought=sought(text),
        line=bisect_left(lines, shown.place(quotation.start)) + 1,
        behind=shown.behind(quotation.closes),
        closed=quotation.closed,
        block=block,
        inner=inner,
    )
