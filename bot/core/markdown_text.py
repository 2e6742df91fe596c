"""What a reader sees of a Markdown text, and where it stands in there.

As much of CommonMark (0.31) and its common extensions as may stand in and around a quotation:
emphasis, links, code, escapes, references, HTML, block quotes, front matter. Written for offsets,
which Markdown parsers do not keep within a line, and in time linear in the text, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate

from bot.core.quotations import Span

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?!---).*\n){0,200}---[ \t]*(?:\n|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# Where links lead: "[name]: address", but not a footnote's text.
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:")
_PREFIX = re.compile(r"(?: {0,3}>[ \t]?)*(?: {0,3}#{1,6}[ \t]+)?")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,100}\]:")
# What ends a block quote: who said it, behind a dash.
_SIGNED = re.compile(r"\s*(?:[—–―]|--?[ \t])")
_INLINE = re.compile(
    r"""
      (?P<escape> \\[!-/:-@\[-`{-~] )
    | (?P<code> ``(?:[^`\n]|`(?!`)){1,500}`` | `[^`\n]{1,500}` )
    | (?P<link> \]\( [^\s()"<>]{0,1000} (?: \([^\s()"<>]{0,200}\) [^\s()"<>]{0,200} )?
                (?: [ \t]+ (?: "[^"\n]{0,200}" | '[^'\n]{0,200}' ) )? [ \t]* \) )
    | (?P<note> \[\^[^\]\s]{1,100}\] )
    | (?P<tag> <(?:https?://[^\s<>]{1,1000}|/?[A-Za-z][^<>\n]{0,500})> )
    | (?P<url> https?://[^\s<>"“”'’\[\]()]{1,1000} )
    | (?P<entity> &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}); )
    | (?P<emphasis> [*_]{1,3} | ~~ | \|\| | == )
    | (?P<open> !?\[ )
    | (?P<close> \] )
    """,
    re.VERBOSE,
)
_MARKS = re.compile("[\"'“”„‟‘’‚«»‹›＂]")


class MarkdownText:
    """``text`` is what is seen of ``source``; ``blocks`` are the paragraphs of its block quotes,
    without a last line that says after a dash whose they are."""

    def __init__(self, source: str) -> None:
        self.source = source
        reading = _Reading(source)
        self._whole = reading.whole
        # What is seen between two deletions: where it begins in the text and in the source.
        self._written = [0, *(end for _, end in reading.deleted)]
        ends = [*(start for start, _ in reading.deleted), len(source)]
        lengths = [end - start for start, end in zip(self._written, ends, strict=True)]
        self._seen = [0, *accumulate(lengths)][:-1]
        self.text = "".join(
            reading.masked[start:end] for start, end in zip(self._written, ends, strict=True)
        )
        blocks = ((self.seen(start), self.seen(end)) for start, end in reading.blocks)
        self.blocks = [(start, end) for start, end in blocks if self.text[start:end].strip()]

    def seen(self, place: int) -> int:
        """Where what stands at a place of the source, or behind it, is in the text."""
        at = bisect_right(self._written, place) - 1
        following = self._seen[at + 1] if at + 1 < len(self._seen) else len(self.text)
        return min(self._seen[at] + place - self._written[at], following)

    def place(self, offset: int) -> int:
        """Where the character at an offset of the text stands in the source."""
        at = bisect_right(self._seen, offset) - 1
        return self._written[at] + offset - self._seen[at]

    def behind(self, offset: int) -> int:
        """Where something may be put into the source, right behind the text up to an offset: not
        within a link, which can hold no other."""
        place = self.place(offset - 1) + 1 if offset else 0
        at = bisect_left(self._whole, (place, 0)) - 1
        if at >= 0 and self._whole[at][0] < place < self._whole[at][1]:
            return self._whole[at][1]
        return place


class _Reading:
    """One pass over a source: ``masked`` is as long as it, ``deleted`` are the spans of that of
    which nothing is seen, ``whole`` those that nothing can be put into."""

    def __init__(self, source: str) -> None:
        self.masked = "".join(_masked(source))
        self.deleted: list[Span] = []
        self.whole: list[Span] = []
        self.blocks: list[Span] = []
        self._replaced: dict[int, str] = {}
        self._opened: list[Span] = []
        for line in _LINE.finditer(self.masked):
            self._read_line(*line.span())
        self.deleted.sort()
        if self._replaced:
            characters = list(self.masked)
            for place, character in self._replaced.items():
                characters[place] = character
            self.masked = "".join(characters)

    def _read_line(self, start: int, stop: int) -> None:
        prefix = _PREFIX.match(self.masked, start, stop)
        begins = prefix.end() if prefix else start
        blank = not self.masked[begins:stop].strip()
        if begins > start:
            self.deleted.append((start, begins))
        if blank:
            self._opened.clear()
        elif ">" in self.masked[start:begins] and not _SIGNED.match(self.masked, begins, stop):
            end = stop - self.masked.endswith("\n", start, stop)
            if self.blocks and self.blocks[-1][1] + 1 == start:
                self.blocks[-1] = self.blocks[-1][0], end
            else:
                self.blocks.append((begins, end))
        note = _FOOTNOTE.match(self.masked, begins, stop)
        if note:
            self.deleted.append(note.span())
            begins = note.end()
        for match in _INLINE.finditer(self.masked, begins, stop):
            self._read_inline(match, begins, stop)

    def _read_inline(self, match: re.Match[str], begins: int, stop: int) -> None:
        kind, (first, last) = match.lastgroup, match.span()
        if kind == "escape":
            self.deleted.append((first, first + 1))
        elif kind == "code":
            ticks = 2 if match.group().startswith("``") else 1
            self.deleted += [(first, first + ticks), (last - ticks, last)]
            for mark in _MARKS.finditer(self.masked, first, last):
                self._replaced[mark.start()] = "\ufffc"
        elif kind == "entity":
            shown = unescape(match.group())
            if len(shown) == 1 and unicodedata.category(shown) != "Cc":
                self._replaced[first] = shown
                self.deleted.append((first + 1, last))
                self.whole.append((first, last))
        elif kind in ("tag", "note"):
            self.deleted.append((first, last))
        elif kind == "emphasis":
            before = self.masked[first - 1] if first > begins else " "
            after = self.masked[last] if last < stop else " "
            between = before.isalnum() and after.isalnum()
            if not between and not (before.isspace() and after.isspace()):
                self.deleted.append((first, last))
        elif kind == "open":
            self._opened.append((first, last))
        elif kind in ("link", "close") and self._opened:
            opened = self._opened.pop()
            if kind == "link":
                self.deleted += [opened, (first, last)]
                while self.whole and self.whole[-1][0] > opened[0]:
                    self.whole.pop()  # an image in a link
                self.whole.append((opened[0], last))


def _masked(source: str) -> Iterator[str]:
    """The source with blanks in the place of what is no text: code, comments, where links lead."""
    source = "".join(_without_comments(source))
    front = _FRONT_MATTER.match(source)
    position = front.end() if front else 0
    yield _blank(source[:position])
    fence = ""
    for line in _LINE.finditer(source, position):
        text = line.group()
        found = _FENCE.match(text)
        if fence:
            if found and found[1].startswith(fence) and not text[found.end() :].strip():
                fence = ""
            yield _blank(text)
        elif found and not ("`" in found[1] and "`" in text[found.end() :]):
            fence = found[1]
            yield _blank(text)
        else:
            yield _blank(text) if _DEFINITION.match(text) else text


def _without_comments(source: str) -> Iterator[str]:
    position = 0
    while (start := source.find("<!--", position)) >= 0:
        end = source.find("-->", start + 4)
        if end < 0:
            break
        yield source[position:start]
        yield _blank(source[start : end + 3])
        position = end + 3
    yield source[position:]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
