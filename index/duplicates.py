"""Copies of one text: the same words in another passage, one article under two titles.

A text becomes the set of its shingles: every run of five words, folded, so that quotation marks,
dashes, accents and case make no difference. How much of one text another holds is the share of its
shingles found there: containment (Broder, "On the resemblance and containment of documents", 1997).

The sets are exact. An answer holds some 20 articles against each other, 190 pairs at most, each a
fraction of a millisecond; MinHash estimates resemblance, which a trimmed copy has little of, and is
for corpora of which not every pair can be looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

#: A shingle: words side by side.
Run = tuple[str, ...]
#: Words of a shingle: a name with its titles is shorter.
SHINGLE = 5
#: A passage's words are another's from this containment on. One word changed costs five shingles.
SAME_WORDS = 0.8
#: Texts of fewer shingles are the same only if all their words are.
FEWEST = 4
#: One article is a copy of another from this containment on ...
COPY = 0.5
#: ... or from this where both bear the same credit: desks trim and rewrite what an agency sends.
CREDITED_COPY = 0.35
#: ... or, where hardly a word stands outside quotation marks, from this.
QUOTED_COPY = 0.9

# What comes after is not read; the longest news articles have a tenth of it.
_LONGEST = 40_000
# Articles of fewer, quotations aside, say too little of their own to tell whose they are.
_FEWEST_OWN = 15
# Credits stand at an article's beginning and end.
_EDGE = 3_000
_WORD = re.compile(r"[^\W_]+")
# Apostrophes inside words, and what cannot be seen.
_NOTHING = re.compile("['’‘ʼ＇](?<=\\w.)(?=\\w)|[\u00ad\u200b-\u200d\u2060\ufeff]")
# A quotation ends with its paragraph: newspapers close only the last one of several.
_QUOTED = re.compile(r'"[^"“”«»\n]{1,2000}"?|“[^"“”«»\n]{1,2000}["”]?|«[^"“”«»\n]{1,2000}»?')
# Looking for these first is quicker than the expression.
_CREDITED = tuple(
    f"{each} by" for each in ("reporting", "writing", "written", "editing", "edited", "compiled")
)
_BYLINE = re.compile(rf"\b(?:{'|'.join(_CREDITED)})\b([^();\n]{{3,200}})", re.IGNORECASE)
# "(AP)", "LONDON (Reuters) -", "REUTERS -", "AP:"
_AGENCY = re.compile(
    r"\(([A-Za-z][A-Za-z -]{1,30})\)|^[ \t]*([A-Za-z][A-Za-z -]{1,30}?) ?(?:[-–—:]{1,2}) ", re.M
)
_AGENCIES = {
    "afp": "afp",
    "agence france presse": "afp",
    "ani": "ani",
    "ansa": "ansa",
    "ap": "ap",
    "associated press": "ap",
    "dpa": "dpa",
    "efe": "efe",
    "ians": "ians",
    "pa": "pa",
    "press association": "pa",
    "pti": "pti",
    "reuters": "reuters",
    "tass": "tass",
    "the associated press": "ap",
    "upi": "upi",
    "xinhua": "xinhua",
}


@dataclass(frozen=True, slots=True)
class Shingles:
    """A passage's words and the runs of five among them. May be kept for good."""

    words: tuple[str, ...]
    runs: frozenset[Run]


@dataclass(frozen=True, slots=True)
class ArticleShingles:
    """An article's shingles, those outside quotation marks, and whom it credits."""

    whole: frozenset[Run]
    own: frozenset[Run]
    credits: frozenset[str]


def shingles(text: str) -> Shingles:
    """A passage's shingles; of a longer text, those of its first 40,000 characters."""
    words = _words(text[:_LONGEST])
    return Shingles(words, _runs(words))


def article_shingles(text: str, credit: str | None = None) -> ArticleShingles:
    """An article's shingles. ``text`` best has no furniture: two articles of one site share that.

    ``credit`` is what the article's `Source` states; credit lines in the text are found anyway.
    """
    text = text[:_LONGEST]
    words: list[str] = []
    own: set[Run] = set()
    # A run across a quotation that was taken out would be nobody's words.
    for outside, quotation in _quotations(text):
        ours = _words(outside)
        own |= _runs(ours)
        words += ours
        words += _words(quotation)
    return ArticleShingles(_runs(tuple(words)), frozenset(own), _credits(text, credit))


def containment(one: AbstractSet[Run], other: AbstractSet[Run]) -> float:
    """The share of the smaller set that the larger one has, between 0 and 1; 0 of nothing."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def same_words(one: Shingles, other: Shingles) -> bool:
    """Whether two passages are the same words: one is in the other, but for a few words of it.

    Symmetric. Trimming and other punctuation make no difference.
    """
    if min(len(one.runs), len(other.runs)) < FEWEST:
        return one.words == other.words and bool(one.words)
    return containment(one.runs, other.runs) >= SAME_WORDS


def is_copy(one: ArticleShingles, other: ArticleShingles) -> bool:
    """Whether one article repeats the other, whole or trimmed. Symmetric.

    What counts is their own words: two articles may quote one man at length and be no copies. A
    credit that both bear lets fewer words do, and is never enough by itself.
    """
    whole = containment(one.whole, other.whole)
    if min(len(one.own), len(other.own)) < _FEWEST_OWN:
        enough = min(len(one.whole), len(other.whole)) >= _FEWEST_OWN
        return enough and whole >= QUOTED_COPY
    needed = COPY if one.credits.isdisjoint(other.credits) else CREDITED_COPY
    return min(whole, containment(one.own, other.own)) >= needed


def _words(text: str) -> tuple[str, ...]:
    # Folding may make a text many times as long.
    plain = unicodedata.normalize("NFKD", _NOTHING.sub("", text)).casefold()[:_LONGEST]
    marks = () if plain.isascii() else [*filter(unicodedata.combining, set(plain))]
    if marks:
        plain = plain.translate(dict.fromkeys(map(ord, marks)))
    return tuple(_WORD.findall(plain))


def _quotations(text: str) -> Iterator[tuple[str, str]]:
    """The text in turns: what stands outside quotation marks, and the quotation behind it."""
    position = 0
    for quotation in _QUOTED.finditer(text):
        yield text[position : quotation.start()], quotation[0]
        position = quotation.end()
    yield text[position:], ""


def _runs(words: tuple[str, ...]) -> frozenset[Run]:
    return frozenset(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _credits(text: str, credit: str | None) -> frozenset[str]:
    """Who reported it: agencies, and the names of a credit line as one."""
    edges = text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]}\n{text[-_EDGE:]}"
    if credit:
        edges += f"\n({credit[:_EDGE]})"
    found = set()
    lower = edges.lower()
    if any(each in lower for each in _CREDITED):
        for byline in _BYLINE.finditer(edges):
            found.add(" ".join(_words(byline[1])))
    for agency in _AGENCY.finditer(edges):
        name = " ".join(_words(agency[1] or agency[2]))
        if name in _AGENCIES:
            found.add(_AGENCIES[name])
    found.discard("")
    return frozenset(found)
