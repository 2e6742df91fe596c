"""The words of a text as quotations are held against it, and of a quotation as what to look for.

Quotation marks, dashes, white space and what cannot be seen make no difference; all else does,
and is told: a word's ``form`` keeps its capitals and its ``gap`` the punctuation before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.core.quotations import Span, insertions, omissions

_APOSTROPHES = "'’‘ʼ＇"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f\u20d0-\u20ff"
_LETTER = rf"(?:[^\W_]|[{_MARKS}{_INVISIBLE}])"
_WORD = re.compile(
    rf"""
      (?<![\w.]) [^\W\d_] (?: \.[^\W\d_] )+ (?!\w) \.?       # U.S., one letter each
    | (?<![\d.,:]) \d+ (?: [.,:]\d+ )+ (?!\w)                # 3,000  2.5  10:30
    | (?=[^\W_]) {_LETTER}+ (?: [{_APOSTROPHES}] {_LETTER}+ )*
    | [%‰$€£¥&+=§°]                                          # as good as words
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_INVISIBLE, None)})
_NO_GAP = re.compile(rf"[\s{_INVISIBLE}\"“”„‟«»‹›＂'’‘‚‛ʼ＇`´′″]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]+")
# Words that may stand in an article where a quotation has something in square brackets.
_INSERTED = 8
# Words that may be left out where a quotation has an ellipsis: between parts of three words or
# more, and where one of them is shorter, which says less of what it belongs to.
_OMITTED, _OMITTED_SHORT, _SHORT = 150, 15, 3


class QuotedWord(NamedTuple):
    """A word at ``text[start:end]``.

    ``key`` is what makes it the same word; ``form`` is how it is written; ``gap`` is the
    punctuation between it and the word before.
    """

    start: int
    end: int
    key: str
    form: str
    gap: str


def quoted_words(text: str, start: int = 0, end: int | None = None) -> list[QuotedWord]:
    """The words of ``text[start:end]`` with offsets into ``text``. Takes time linear in it."""
    end = len(text) if end is None else end
    found: list[QuotedWord] = []
    last = start
    for match in _WORD.finditer(text, start, end):
        raw = match.group()
        form = raw.translate(_PLAIN)
        if not form.isascii():
            form = unicodedata.normalize("NFC", form)
        key = form.casefold()
        if "." in key and not key[0].isdigit():
            key = key.replace(".", "")
        elif "," in key and _GROUPED.fullmatch(key):
            key = key.replace(",", "")
        if key:
            found.append(QuotedWord(match.start(), match.end(), key, form, gap(text, last, match)))
            last = match.end()
    return found


def gap(text: str, start: int, match: re.Match[str]) -> str:
    """The punctuation between a place and a word, without what makes no difference."""
    between = text[start : match.start()]
    return "" if between in ("", " ") else plain_gap(between)


def plain_gap(between: str) -> str:
    """Punctuation without quotation marks and white space, every dash as a hyphen."""
    return _DASHES.sub("-", _NO_GAP.sub("", between)).replace("…", "...")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a quotation that must stand side by side.

    ``bracket`` is what stands in square brackets before them, where they follow on an insertion;
    ``most`` is how many words an article may have between the part before and this one.
    """

    words: tuple[QuotedWord, ...]
    most: int = 0
    bracket: str | None = None
    omission: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """A quotation as what to look for: its parts in their order, and its last punctuation.

    Offsets are into ``text``, which is the quotation without brackets around single letters.
    """

    text: str
    parts: tuple[Part, ...]
    tail: str

    @property
    def words(self) -> tuple[QuotedWord, ...]:
        """All words but those in brackets."""
        return tuple(word for part in self.parts for word in part.words)


def sought(text: str) -> Sought:
    """What a quotation, without its marks, says that an article has.

    An ellipsis, in brackets or not, is a place where words may be left out, whatever the article
    has there. So is what stands in square brackets, for a few words: it is the writer's own, and
    may replace something; "[t]he" is only "the".
    """
    text = _without_changed_letters(text)
    cuts = [(*span, False) for span in omissions(text)]
    inside = [each for each in insertions(text) if not any(a <= each[0] < b for a, b, _ in cuts)]
    cuts += [(*_with_its_word(text, span), True) for span in inside]
    cuts.sort()
    parts: list[Part] = []
    bracket: list[str] = []
    position, omission = 0, False
    for start, end, inserted in [*cuts, (len(text), len(text), False)]:
        words = tuple(quoted_words(text, position, max(position, start)))
        if words:
            most = _most_between(parts, words, omission, bracket)
            shown = " ".join(bracket) if bracket else None
            parts.append(Part(words, most if parts else 0, shown, omission))
            omission, bracket = False, []
        if inserted:
            bracket.append(text[start:end])
        elif end > start:
            omission = True
        position = max(position, end)
    last = parts[-1].words[-1].end if parts else 0
    return Sought(text, tuple(parts), plain_gap(text[last:]))


def _most_between(
    parts: Sequence[Part], words: Sequence[QuotedWord], omission: bool, bracket: Sequence[str]
) -> int:
    if not parts:
        return 0
    most = 0
    if omission:
        short = min(len(parts[-1].words), len(words)) < _SHORT
        most += _OMITTED_SHORT if short else _OMITTED
    if bracket:
        most += max(_INSERTED, len(quoted_words(" ".join(bracket))))
    return most


def _without_changed_letters(text: str) -> str:
    """ "[T]he" as "The": its first letter may be another case anyway."""
    return re.sub(r"\[([^\W\d_])\](?=[^\W\d_])", r"\1", text)


def _with_its_word(text: str, span: Span) -> Span:
    """An insertion with the word that it is part of: "report[ed]" is all the writer's own."""
    start, end = span
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end
