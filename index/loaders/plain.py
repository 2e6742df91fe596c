"""Plain text, as it is saved from web pages: title, paragraphs, and the furniture around them.

Nothing is moved, joined or normalised: a paragraph is a span of the file's own characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise, zip_longest

from index.errors import ArticleRefused
from index.loaders.furniture import is_furniture
from index.model import Article, Paragraph, Source

SUFFIXES = (".txt", ".text", "")

_LINE = re.compile(r"[^\r\n\u0085\u2028\u2029]+")
# White space, and the characters that look like it: byte-order mark, zero-width space, joiner.
_EDGES = "".join(map(chr, filter(lambda c: chr(c).isspace(), range(0x3001)))) + "\ufeff\u200b\u2060"
_LINE_END = re.compile(r"\r\n|[\r\n\u0085\u2028\u2029]")

_LONGEST_TITLE = 200
_DATE_FORMATS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%A, %B %d, %Y")
# A date below this many lines is the date of something else.
_HEADING_LINES = 4

# A hard-wrapped file: no line longer than this, and most line breaks stand where the next word
# would not have fitted.
_WIDEST_WRAP = 120
_WRAPPED_SHARE = 0.7
_FEWEST_BREAKS = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """One line or, in a hard-wrapped file, one paragraph; ``gap`` says a blank line is above."""

    start: int
    end: int
    gap: bool


def load(data: bytes, origin: str, source: Source) -> Article:
    """Reads a UTF-8 text file. What ``source`` states goes before what the text states.

    Raises `ArticleRefused` for a file that is empty, binary, not UTF-8, or nothing but furniture.
    """
    text = _decoded(data)
    lines = list(_lines(text))
    if not lines:
        raise ArticleRefused("the file is empty", key="article-empty")
    if _is_wrapped(text, lines):
        lines = list(_joined(text, lines))
    kept: list[tuple[int, _Line]] = []
    block = 0
    for line in lines:
        if is_furniture(text[line.start : line.end]):
            block += 1
        else:
            kept.append((block, line))
    source, kept = _heading(text, source, kept)
    if not kept:
        raise ArticleRefused(
            "the file holds no paragraph that could be quoted", key="article-no-paragraph"
        )
    paragraphs = tuple(
        Paragraph(number, line.start, line.end, block)
        for number, (block, line) in enumerate(kept, start=1)
    )
    return Article(origin, text, sha256(data).hexdigest(), source, paragraphs)


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise ArticleRefused("the file is empty", key="article-empty")
    if b"\0" in data:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise ArticleRefused(
                "the file is UTF-16 or UTF-32, not UTF-8 text", key="article-utf16"
            )
        raise ArticleRefused("the file is binary, not UTF-8 text", key="article-zeros")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleRefused(
            f"not UTF-8 text: byte 0x{data[error.start]:02x} at position {error.start};"
            " save the file as UTF-8",
            key="article-not-utf8",
            byte=f"{data[error.start]:02x}",
            position=str(error.start),
        ) from None
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    if controls * 100 > len(text):
        raise ArticleRefused("the file is binary, not text", key="article-binary")
    return text


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank, without the white space at their ends."""
    previous = 0
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip(_EDGES))
        end = match.end() - (len(line) - len(line.rstrip(_EDGES)))
        if start < end:
            gap = len(_LINE_END.findall(text, previous, start)) > 1
            yield _Line(start, end, gap)
            previous = end


def _is_wrapped(text: str, lines: list[_Line]) -> bool:
    """Whether line breaks inside blocks come from a margin and not from paragraphs.

    A margin breaks a line exactly where its next word would have passed the longest line. Lines of
    furniture were broken by nothing, and say nothing of it.
    """
    width = _width(text, lines)
    if width > _WIDEST_WRAP:
        return False
    prose = [not is_furniture(text[line.start : line.end]) for line in lines]
    breaks = forced = 0
    for (line, following), both in zip(pairwise(lines), map(all, pairwise(prose)), strict=True):
        if both and not following.gap:
            word = text[following.start : following.end].split(maxsplit=1)[0]
            breaks += 1
            forced += line.end - line.start + 1 + len(word) > width
    return breaks >= _FEWEST_BREAKS and forced >= breaks * _WRAPPED_SHARE


def _joined(text: str, lines: list[_Line]) -> Iterator[_Line]:
    """The lines of each block as one; a line of furniture that no margin broke stands alone."""
    width = _width(text, lines)
    first = last = lines[0]
    alone = len(lines) > 1 and _is_alone(text, lines[0], lines[1], width)
    for line, following in zip_longest(lines[1:], lines[2:]):
        ends = line.gap or alone
        alone = following is not None and _is_alone(text, line, following, width)
        if ends or alone:
            yield _Line(first.start, last.end, first.gap)
            first = line
        last = line
    yield _Line(first.start, last.end, first.gap)


def _width(text: str, lines: list[_Line]) -> int:
    """The longest line that is not furniture, in characters; 0 if there is none."""
    prose = (line for line in lines if not is_furniture(text[line.start : line.end]))
    return max((line.end - line.start for line in prose), default=0)


def _is_alone(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether a line is furniture that no margin broke: the next one's first word would have fitted
    behind it, or it passes the margin itself."""
    if following.gap:
        return False
    word = text[following.start : following.end].split(maxsplit=1)[0]
    length = line.end - line.start
    broken = length <= width < length + 1 + len(word)
    return not broken and is_furniture(text[line.start : line.end])


def _heading(
    text: str, source: Source, kept: list[tuple[int, _Line]]
) -> tuple[Source, list[tuple[int, _Line]]]:
    """Takes title and date line off the top; the source with what they state, and the rest."""
    rest = list(kept)
    heading = [_one_line(text[line.start : line.end]) for _, line in rest[:_HEADING_LINES]]
    if source.title is None and len(rest) > 1 and _is_title(heading[0]):
        source = replace(source, title=heading[0])
        del rest[0]
    elif source.title in heading and len(rest) > 1:
        del rest[heading.index(source.title)]
    for index, (_, line) in enumerate(rest[: _HEADING_LINES - 1]):
        stated = _date(text[line.start : line.end])
        if stated is not None and len(rest) > 1:
            source = replace(source, published=source.published or stated)
            del rest[index]
            break
    return source, rest


def _one_line(text: str) -> str:
    """A title that a margin broke, put together again; what is too long for one as it is."""
    if len(text) > 2 * _LONGEST_TITLE:
        return text
    return " ".join(part.strip() for part in _LINE_END.split(text))


def _is_title(line: str) -> bool:
    """A first line is the title unless it reads like a paragraph."""
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ",", ";"))


def _date(line: str) -> date | None:
    """The date that a line consists of, or ``None``."""
    for form in _DATE_FORMATS:
        try:
            # A date line has no zone: it is the publisher's calendar day.
            return datetime.strptime(line, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
