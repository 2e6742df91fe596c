"""A comparison as a picture: wordings on the left, the articles that have them on the right.

It is for a phone, so it is narrow and its letters are large. Words that differ are underlined and
bold, not only of another colour. The same comparison gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.comparison import Comparison, Group, Row
from bot.core.comparison_rendering import ComparisonWording, pieces, quoted_parts
from bot.core.excerpts import CUT
from bot.core.picture_text import REPLACEMENT, Styled, Writer, height
from bot.core.rendering import printable, title
from bot.core.texts import Texts

if TYPE_CHECKING:
    from PIL import ImageDraw

#: Discord's limit on a file's description (developer documentation, "Attachment Object").
MOST_ALT = 1_024

# All in pixels.
_WIDTH, _MARGIN, _PAD, _GAP = 1_080, 40, 24, 8
_LEFT = 400
_HEADING, _WORDING, _TEXT = 42, 38, 30
_INK, _QUIET, _LINE, _PAPER, _DIFFERS, _BAND = (
    "#1b1b1f",
    "#5a5a63",
    "#c9c9d1",
    "#ffffff",
    "#8a1c00",
    "#f4f4f7",
)
# Characters of a question, a wording and an article's name; more is cut.
_MOST_QUESTION, _MOST_WORDING, _MOST_NAME = 200, 160, 120
_MOST_QUOTE = 170


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and its text for those who do not see it: at most 1,024 UTF-16 units."""

    png: bytes
    alt: str


def draw(comparison: Comparison, texts: Texts) -> Picture:
    """Draws a comparison that has rows, in a language.

    Raises `PictureRefused` where a letter is none of Latin, Greek or Cyrillic.
    """
    from PIL import Image, ImageDraw

    page = _Page(comparison, texts)
    image = Image.new("RGB", (_WIDTH, page.height), _PAPER)
    page.paint(ImageDraw.Draw(image))
    file = io.BytesIO()
    # Few colours: a palette makes it a quarter of the size, and letters stay smooth.
    image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return Picture(file.getvalue(), alt_text(comparison, texts, page.replaced))


def alt_text(comparison: Comparison, texts: Texts, replaced: int = 0) -> str:
    """What the picture shows, in at most 1,024 UTF-16 units; what is left out is counted."""
    words = ComparisonWording(texts)
    question, summary = _short(comparison.question, 200), words.summary(comparison)
    first = texts("compare-picture", question=question, summary=summary)
    last = [words.closing]
    if replaced:
        last.insert(0, texts("compare-picture-replaced", count=replaced, sign=REPLACEMENT))
    tail = " ".join(last)
    parts = [first]
    groups = comparison.groups
    for number, group in enumerate(groups):
        names = "; ".join(_short(words.name(row), 60) for row in group.rows[:4])
        if len(group.rows) > 4:
            more = len(group.rows) - 4
            names = texts("compare-picture-more-names", names=names, count=more)
        wording = _short(group.words, 100)
        part = texts("compare-picture-wording", wording=wording, names=names)
        left = texts("compare-picture-more", count=len(groups) - number)
        if _units(" ".join([*parts, part, left, tail])) > MOST_ALT:
            parts.append(left)
            break
        parts.append(part)
    return " ".join([*parts, tail])


class _Page:
    """Everything that is painted, laid out before the picture is made."""

    def __init__(self, comparison: Comparison, texts: Texts) -> None:
        words = ComparisonWording(texts)
        self._writer = Writer()
        inner = _WIDTH - 2 * _MARGIN
        lines = self._writer.lines
        self._question = lines(_short(comparison.question, _MOST_QUESTION), _HEADING, inner, True)
        self._summary = lines(words.summary(comparison), _TEXT, inner)
        self._remarks = [
            line for each in words.remarks(comparison) for line in lines(each, _TEXT, inner)
        ]
        self._closing = lines(words.closing, _TEXT, inner)
        self._blocks = [_Block(group, self._writer, words) for group in comparison.groups]

    @property
    def replaced(self) -> int:
        """How many characters the font lacks."""
        return self._writer.replaced

    @property
    def height(self) -> int:
        """In pixels."""
        above = _MARGIN + height(_HEADING, self._question) + _PAD
        above += height(_TEXT, self._summary) + height(_TEXT, self._remarks) + _PAD
        below = _PAD + height(_TEXT, self._closing) + _MARGIN
        return above + sum(each.height for each in self._blocks) + below

    def paint(self, canvas: ImageDraw.ImageDraw) -> None:
        """Paints from the top down."""
        write = self._writer.write
        y = write(canvas, _MARGIN, _MARGIN, self._question, _HEADING, _INK) + _PAD
        y = write(canvas, _MARGIN, y, self._summary, _TEXT, _QUIET)
        y = write(canvas, _MARGIN, y, self._remarks, _TEXT, _QUIET) + _PAD
        top = y
        for block in self._blocks:
            block.paint(canvas, y, self._writer)
            canvas.line((_MARGIN, y, _WIDTH - _MARGIN, y), _LINE, 2)
            y += block.height
        for x in (_MARGIN, _MARGIN + _LEFT, _WIDTH - _MARGIN):
            canvas.line((x, top, x, y), _LINE, 2)
        canvas.line((_MARGIN, y, _WIDTH - _MARGIN, y), _LINE, 2)
        write(canvas, _MARGIN, y + _PAD, self._closing, _TEXT, _QUIET)


class _Block:
    """One wording and its articles."""

    def __init__(self, group: Group, writer: Writer, words: ComparisonWording) -> None:
        self._wording = writer.wrapped(_wording(group.rows[0]), _WORDING, _LEFT - 2 * _PAD)
        width = _WIDTH - 2 * _MARGIN - _LEFT - 2 * _PAD
        self._articles = [
            (
                writer.lines(_short(_article(row, words), _MOST_NAME), _TEXT, width, True),
                writer.wrapped(quoted_parts(row, _MOST_QUOTE), _TEXT, width),
                writer.lines(words.place(row), _TEXT - 2, width),
            )
            for row in group.rows
        ]

    @property
    def height(self) -> int:
        right = sum(
            _PAD + 2 * _GAP + height(_TEXT, name) + height(_TEXT, quote) + height(_TEXT - 2, place)
            for name, quote, place in self._articles
        )
        return max(height(_WORDING, self._wording) + _PAD, right) + _PAD

    def paint(self, canvas: ImageDraw.ImageDraw, top: int, writer: Writer) -> None:
        canvas.rectangle((_MARGIN, top, _MARGIN + _LEFT, top + self.height), _BAND)
        writer.write(
            canvas, _MARGIN + _PAD, top + _PAD, self._wording, _WORDING, _INK, mark=_DIFFERS
        )
        x, y = _MARGIN + _LEFT + _PAD, top
        for number, (name, quote, place) in enumerate(self._articles):
            if number:
                half = y + _PAD // 2
                canvas.line((_MARGIN + _LEFT, half, _WIDTH - _MARGIN, half), _LINE, 1)
            y = writer.write(canvas, x, y + _PAD, name, _TEXT, _INK)
            y = writer.write(canvas, x, y + _GAP, quote, _TEXT, _INK)
            y = writer.write(canvas, x, y + _GAP, place, _TEXT - 2, _QUIET)


def _wording(row: Row) -> list[Styled]:
    """The wording in parts, cut where it is very long."""
    parts: list[Styled] = []
    room = _MOST_WORDING
    for text, differs in pieces(row):
        if len(text) > room:
            return [*parts, (f"{text[:room].rstrip()} {CUT}", False)]
        parts.append((text, differs))
        room -= len(text)
    return parts


def _article(row: Row, words: ComparisonWording) -> str:
    named, heading = words.name(row), " ".join(title(row.citation).split())
    return named if named.startswith(heading) else f"{named}: {heading}"


def _short(text: str, most: int) -> str:
    line = " ".join(printable(text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
