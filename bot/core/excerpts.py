"""The part of a passage that is shown where there is no room for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: What stands where a passage was cut.
CUT = "[...]"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Verbatim parts of a passage: before, the best sentence, after; and where it was cut."""

    before: str
    sentence: str
    after: str
    cut_before: bool
    cut_after: bool
    cut_sentence: bool = False


def pieces(
    text: str, marked: Sequence[tuple[int, int]], begin: int = 0, end: int | None = None
) -> list[tuple[str, bool]]:
    """``text[begin:end]`` in pieces, and whether each is marked.

    ``marked`` are spans of ``text`` in their order, apart from each other. One that is not wholly
    inside is not marked.
    """
    end = len(text) if end is None else end
    found = []
    for first, last in marked:
        if begin <= first and last <= end:
            found += [(text[begin:first], False), (text[first:last], True)]
            begin = last
    found.append((text[begin:end], False))
    return [(piece, mark) for piece, mark in found if piece]


def excerpt(text: str, start: int, end: int, limit: int, *, hard: bool = False) -> Excerpt:
    """About ``limit`` characters around the best sentence ``text[start:end]``.

    The sentence is whole even if it is longer, unless ``hard``: then it is cut, too. Elsewhere
    cuts fall between words. What is left over goes to the text after, then to the text before.
    """
    if hard and end - start > limit:
        stop = max(_back_to_space(text, start, start + limit), start + limit // 2)
        return Excerpt("", text[start:stop].rstrip(), "", start > 0, False, cut_sentence=True)
    room = max(0, limit - (end - start))
    after_end = len(text)
    before_start = 0
    if len(text) > max(limit, end - start):
        after = min(len(text) - end, max(room // 2, room - start))
        after_end = end + after
        before_start = max(0, start - (room - after))
        if after_end < len(text):
            after_end = _back_to_space(text, end, after_end)
        if before_start > 0:
            before_start = _on_to_space(text, before_start, start)
    return Excerpt(
        before=text[before_start:start],
        sentence=text[start:end],
        after=text[end:after_end].rstrip(),
        cut_before=before_start > 0,
        cut_after=text[after_end:].strip() != "",
    )


def _back_to_space(text: str, least: int, position: int) -> int:
    """The last position up to ``position`` before which a word ends; or itself, in a long word."""
    for place in range(position, least, -1):
        if place == len(text) or text[place].isspace():
            return place
    return position if position - least > 100 else least


def _on_to_space(text: str, position: int, most: int) -> int:
    """The first position from ``position`` on at which a word begins."""
    for place in range(position, most):
        if text[place - 1].isspace() and not text[place].isspace():
            return place
    return most
