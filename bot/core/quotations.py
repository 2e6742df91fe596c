"""Quotations in a text: whose words are somebody's, and not the reporter's.

Straight, curly, German and angled quotation marks are read, nested ones and those of British style
too; an apostrophe is none, nor are inches. A quotation that is not closed ends with its paragraph,
as where a newspaper closes only the last paragraph of several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]

# More than this is no article but an attempt to keep us busy; what follows counts as unquoted.
_MOST = 1_000
_DEEPEST = 3

_DOUBLE = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‟": "”", "”": "”", "＂": "＂"}
_SINGLE = {"‘": "’", "‚": "‘’", "'": "'", "‹": "›", "›": "‹"}
_CLOSING = {**_DOUBLE, **_SINGLE}
_MARK = re.compile(f"[{re.escape(''.join(sorted({*_CLOSING, *''.join(_CLOSING.values())})))}]")
_PARAGRAPH_END = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)|\Z")
_INSERTION = re.compile(r"\[[^\[\]\n]{1,200}\]")
_OMISSION = re.compile(r"\[\s?(?:…|\.\s?\.\s?\.)\s?\]|…|\.\s?\.\s?\.(?:\s?\.)?")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/“„«‘‚\"':,]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted span: ``text[start:end]`` without its marks, ``text[opens:closes]`` with them.

    ``closed`` is whether it has its closing mark; ``depth`` counts the quotations around it.
    """

    start: int
    end: int
    opens: int
    closes: int
    closed: bool = True
    depth: int = 0


def quotations(text: str, most: int = _MOST) -> tuple[Quotation, ...]:
    """The quotations of a text in order, an outer one before those inside it; ``most`` at most.

    Where a paragraph leaves one open, and the next closes it without having opened one, that
    paragraph's beginning is quoted as well. Takes time proportional to the text's length,
    whatever it holds.
    """
    found: list[Quotation] = []
    start = 0
    carried = ""
    for gap in _PARAGRAPH_END.finditer(text):
        carried = _in_paragraph(text, start, gap.start(), found, carried)
        start = gap.end()
        if len(found) >= most:
            break
    found.sort(key=lambda each: (each.start, each.depth))
    return tuple(found[:most])


def insertions(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """What an editor put in square brackets, the brackets included, omissions left out."""
    end = len(text) if end is None else end
    return tuple(
        match.span()
        for match in _INSERTION.finditer(text, start, end)
        if _OMISSION.fullmatch(match.group()) is None
    )


def omissions(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The places where an ellipsis says that words were left out, with or without brackets."""
    end = len(text) if end is None else end
    return tuple(match.span() for match in _OMISSION.finditer(text, start, end))


def _in_paragraph(text: str, first: int, last: int, found: list[Quotation], carried: str) -> str:
    """Adds the quotations of one paragraph; the mark of one that it leaves open, else "".

    ``carried`` is that of the paragraph before.
    """
    marks = [match.start() for match in _MARK.finditer(text, first, last)]
    closable = _closable(text, marks, first, last)
    inches = _inches(text, marks, first, last)
    if carried and (place := _closes(text, marks, first, last, carried)) is not None:
        begins = first + len(text[first:place]) - len(text[first:place].lstrip())
        if begins < place:
            found.append(Quotation(begins, place, first, place + 1))
        marks = marks[marks.index(place) + 1 :]
    opened: list[int] = []
    for place in marks:
        mark = text[place]
        if place in inches:
            continue
        # The innermost that this mark may close; what was opened inside it and not closed was
        # no quotation mark.
        for depth in range(len(opened) - 1, -1, -1):
            if mark in _CLOSING[text[opened[depth]]] and _may_close(text, place, first, last):
                opening = opened[depth]
                del opened[depth:]
                if place > opening + 1:
                    found.append(
                        Quotation(opening + 1, place, opening, place + 1, True, len(opened))
                    )
                break
        else:
            if (
                mark in _CLOSING
                and len(opened) < _DEEPEST
                and _may_open(text, place, first, last)
                and (mark not in _SINGLE or place in closable)
            ):
                opened.append(place)
    # Only a double mark may stay open; a single one is more often an apostrophe.
    unclosed = [place for place in opened if text[place] in _DOUBLE]
    if unclosed:
        opening = unclosed[0]
        end = first + len(text[first:last].rstrip())
        if opening + 1 < end:
            found.append(Quotation(opening + 1, end, opening, end, False, 0))
            return text[opening]
    return ""


def _closes(text: str, marks: list[int], first: int, last: int, carried: str) -> int | None:
    """The place of the first double mark, if it closes what the paragraph before left open."""
    for place in marks:
        if text[place] in _DOUBLE or text[place] in _CLOSING[carried]:
            closes = text[place] in _CLOSING[carried] and _may_close(text, place, first, last)
            return place if closes and place > first else None
    return None


def _inches(text: str, marks: list[int], first: int, last: int) -> set[int]:
    """The straight marks behind a digit that close nothing, since the next one does."""
    straight = [place for place in marks if text[place] == '"']
    return {
        place
        for place, following in pairwise(straight)
        if text[place - 1 : place].isdigit()
        and not text[following - 1].isdigit()
        and _may_close(text, following, first, last)
        and not _may_open(text, following, first, last)
    }


def _closable(text: str, marks: list[int], first: int, last: int) -> set[int]:
    """The single marks after which one follows that may close them, in the same paragraph."""
    ahead: set[str] = set()
    found = set()
    for place in reversed(marks):
        if text[place] in _SINGLE and ahead & set(_SINGLE[text[place]]):
            found.add(place)
        after_s = text[place - 1 : place].lower() == "s" and text[place + 1 : place + 2] == " "
        # "the boys' game" has an apostrophe, not the end of a quotation.
        if _may_close(text, place, first, last) and not (text[place] in "'’" and after_s):
            ahead.add(text[place])
    return found


def _may_open(text: str, place: int, first: int, last: int) -> bool:
    before = text[place - 1] if place > first else " "
    after = text[place + 1] if place + 1 < last else " "
    if text[place] in "“„«‘‚‹‟" and not before.isalnum():
        return not after.isspace() or text[place] == "«"  # French has a space inside
    return _BEFORE_OPENING.match(before) is not None and not after.isspace()


def _may_close(text: str, place: int, first: int, last: int) -> bool:
    after = text[place + 1] if place + 1 < last else " "
    if text[place] in "'’‘":
        return not after.isalnum() and place > first and not text[place - 1].isspace()
    if text[place] in '"＂”':  # which open as well, behind a space
        return after.isspace() or (place > first and not text[place - 1].isspace())
    return True
