"""Text in a picture: lines that fit a width, and what a font cannot write.

The font is Noto Sans (SIL Open Font Licence, by the package fontpkg-noto-sans): Pillow's own has no
accented letters. It is drawn without shaping, which is right for Latin, Greek and Cyrillic letters;
a text in others is refused, since boxes or loose letters would be no quotation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bot.core.texts import told
from index.errors import FootnoteError

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

#: What stands for a character that the font lacks.
REPLACEMENT = "\ufffd"

_LEADING = 1.32
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")
_SPACE = re.compile(r"\s+")
# Any size will do to see whether the font has a character.
_PROBE = 30

#: A text, and whether it is bold.
Styled = tuple[str, bool]
Line = list[Styled]


class PictureRefused(FootnoteError):
    """The picture's font cannot write what it would have to."""


class Writer:
    """Breaks text into lines and writes them."""

    def __init__(self) -> None:
        self.replaced = 0

    def lines(self, text: str, size: int, width: int, bold: bool = False) -> list[Line]:
        """One text in lines of at most ``width`` pixels."""
        return self.wrapped([(text, bold)], size, width)

    def wrapped(self, parts: Sequence[Styled], size: int, width: int) -> list[Line]:
        """Text in two styles in lines, broken between words, or within one that is too long."""
        lines: list[Line] = [[]]
        used = 0.0
        for piece, bold in _tokens((self._drawable(text), bold) for text, bold in parts):
            for part in _fitting(piece, size, bold, width):
                long = _font(size, bold).getlength(part)
                if used + long > width and lines[-1]:
                    lines.append([])
                    used = 0.0
                    if part.isspace():
                        continue
                lines[-1].append((part, bold))
                used += long
        return [line for line in lines if line]

    def write(
        self,
        canvas: ImageDraw.ImageDraw,
        x: int,
        y: int,
        lines: Sequence[Line],
        size: int,
        colour: str,
        *,
        mark: str | None = None,
    ) -> int:
        """Writes lines from ``y`` down and returns where they end.

        What is bold is underlined and of the colour ``mark``, if there is one.
        """
        for line in lines:
            at = float(x)
            for text, bold in line:
                font = _font(size, bold)
                ink = mark if mark and bold else colour
                canvas.text((round(at), y), text, ink, font)
                long = font.getlength(text)
                if mark and bold and not text.isspace():
                    under = y + round(size * 1.22)
                    canvas.line((round(at), under, round(at + long), under), ink, 4)
                at += long
            y += line_height(size)
        return y

    def _drawable(self, text: str) -> str:
        """The text as the font can write it. Raises `PictureRefused` for letters it cannot."""
        drawn = []
        for character in unicodedata.normalize("NFC", _SPACE.sub(" ", text)):
            if character == " " or _has(character):
                drawn.append(character)
            elif unicodedata.category(character)[0] in "LM" and character != "\ufe0f":
                raise told(PictureRefused, "compare-picture-refused", character=character)
            elif unicodedata.category(character) not in ("Cf", "Mn"):
                drawn.append(REPLACEMENT)
                self.replaced += 1
        return "".join(drawn)


def _tokens(parts: Iterable[Styled]) -> Iterator[Styled]:
    """Words and the spaces between them."""
    for text, bold in parts:
        word = ""
        for character in text:
            if character == " ":
                if word:
                    yield word, bold
                yield " ", bold
                word = ""
            else:
                word += character
        if word:
            yield word, bold


def _fitting(word: str, size: int, bold: bool, width: int) -> Iterator[str]:
    """A word, in parts where it is longer than a line."""
    font = _font(size, bold)
    while font.getlength(word) > width:
        most = max(
            n for n in range(1, len(word) + 1) if n == 1 or _short_enough(font, word, n, width)
        )
        yield word[:most]
        word = word[most:]
    if word:
        yield word


def _short_enough(font: ImageFont.FreeTypeFont, word: str, length: int, width: int) -> bool:
    return font.getlength(word[:length]) <= width


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    from fontpkg.pil import truetype
    from PIL import ImageFont

    # Basic layout is in every build of Pillow: the same bytes with and without libraqm.
    font = truetype("Noto Sans", size, 700 if bold else 400, layout_engine=ImageFont.Layout.BASIC)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


@cache
def _has(character: str) -> bool:
    """Whether the font has a character, and writes it rightly without shaping."""
    kind = unicodedata.category(character)
    if kind[0] == "M" or (
        kind[0] == "L" and not unicodedata.name(character, "").startswith(_SCRIPTS)
    ):
        return False
    font = _font(_PROBE, False)
    lacking, drawn = font.getmask("\uffff"), font.getmask(character)
    return drawn.size != lacking.size or bytes(drawn) != bytes(lacking)


def line_height(size: int) -> int:
    """Of letters of that size, in pixels."""
    return round(size * _LEADING)


def height(size: int, lines: Sequence[Line]) -> int:
    """Of lines of that size, in pixels."""
    return len(lines) * line_height(size)
