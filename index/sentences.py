"""Sentences of a passage, by Wikimedia's sentencex, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

_WINDOW = 4_000
# White space of more than one byte between a capital and a full stop makes sentencex 1.0.32 panic.
# It is shown plain spaces instead, in the same places.
_SPACES = {ord(each): " " for each in map(chr, range(128, 0x3001)) if each.isspace()}
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)")


def sentence_spans(text: str, language: str = "en") -> list[tuple[int, int]]:
    """``(start, end)`` of each sentence in code points, white space at either end left out.

    A blank line always ends a sentence. A single line break does not: in hard-wrapped text it
    stands anywhere.
    """
    spans = []
    for first, last in _boundaries(text, language):
        for start, end in _lines(text, first, last):
            piece = text[start:end]
            left = start + len(piece) - len(piece.lstrip())
            right = end - (len(piece) - len(piece.rstrip()))
            if left < right:
                spans.append((left, right))
    return spans


def _boundaries(text: str, language: str) -> Iterator[tuple[int, int]]:
    """sentencex's sentences.

    Its cost may grow with the square of the length: a very long paragraph is taken in windows,
    whose ends may cut a sentence in two.
    """
    position = 0
    while position < len(text):
        stop = position + _WINDOW
        if stop < len(text):
            space = text.rfind(" ", position, stop)
            stop = space if space > position else stop
        window = text[position:stop].translate(_SPACES)
        for boundary in get_sentence_boundaries(language, window):
            yield position + boundary["start_index"], position + boundary["end_index"]
        position = stop


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a span between blank lines."""
    parts = []
    for gap in _BLANK_LINE.finditer(text, start, end):
        parts.append((start, gap.start()))
        start = gap.end()
    return [*parts, (start, end)]
