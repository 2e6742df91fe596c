"""A passage as ranking and comparing see it: its words in order, each with its term and sentence.

Making a profile takes some 100 microseconds, which a question over many passages cannot spend on
each; `index.profiles` keeps them ready beside an engine's files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from index.analysis import Analyzer
from index.sentences import sentence_spans

#: Raise it with any change that makes another profile of the same text.
PROFILE_VERSION = 3

_YEAR = re.compile(r"[12]\d{3}")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Profile:
    """A passage's words in lower case, stop words included, each with its term (``None`` for a
    stop word) and the number of its sentence.

    ``kinds`` says whether there is a name, a date or a number; ``names`` are the terms of all that
    is written as a name or a number, but for days and months. ``spans`` are where the sentences
    stand in the text.
    """

    words: tuple[str, ...]
    terms: tuple[str | None, ...]
    sentences: tuple[int, ...]
    kinds: frozenset[str]
    names: frozenset[str]
    spans: tuple[tuple[int, int], ...]

    @property
    def touching(self) -> bool:
        """Whether somewhere no space parts two sentences: only there a word of the text may be two
        here."""
        return any(one[1] == other[0] for one, other in pairwise(self.spans))

    def by_sentence(self) -> list[list[str]]:
        """The terms of each sentence, stop words left out."""
        found: list[list[str]] = [[] for _ in range(max(self.sentences, default=-1) + 1)]
        for term, sentence in zip(self.terms, self.sentences, strict=True):
            if term is not None:
                found[sentence].append(term)
        return found


class _Word(NamedTuple):
    """What is known of a word as it was written, at the beginning of a sentence and elsewhere."""

    lower: str
    term: str | None
    kinds: frozenset[str]
    kinds_first: frozenset[str]
    name: str | None
    name_first: str | None


class Profiler:
    """Makes profiles. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the engine's terms are made with."""
        self.analyzer = analyzer
        self._word = lru_cache(maxsize=1 << 17)(self._uncached_word)

    def profile(self, text: str) -> Profile:
        """The profile of a passage's text."""
        analyzer, look = self.analyzer, self._word
        words: list[_Word] = []
        sentences: list[int] = []
        kinds: set[frozenset[str]] = set()
        names: set[str | None] = set()
        spans = sentence_spans(text, analyzer.language.code)
        for number, (start, end) in enumerate(spans):
            found = [look(each) for each in analyzer.raw_words(text[start:end])]
            if not found:
                continue
            words += found
            sentences += [number] * len(found)
            # The first word of a sentence owes its capital to its place.
            kinds.add(found[0].kinds_first)
            names.add(found[0].name_first)
            kinds.update([each.kinds for each in found[1:]])
            names.update([each.name for each in found[1:]])
        return Profile(
            tuple([each.lower for each in words]),
            tuple([each.term for each in words]),
            tuple(sentences),
            frozenset().union(*kinds),
            frozenset(name for name in names if name is not None),
            tuple(spans),
        )

    def _uncached_word(self, written: str) -> _Word:
        capitalised = written in self.analyzer.language.capitalised
        # Most words are letters alone, and in no need of a closer look.
        letters = written.isalpha()
        number = not letters and _DIGIT.search(written) is not None
        date = number or capitalised or _YEAR.fullmatch(written) is not None
        upper = written[0].isupper()
        term = self.analyzer.term(written)
        capital = upper and not capitalised
        digits = not letters and any(map(str.isdigit, written))
        return _Word(
            lower=written.lower(),
            term=term,
            kinds=_kinds(number, date, upper),
            kinds_first=_kinds(number, date, False),
            name=(term or written) if capital or digits else None,
            name_first=(term or written) if digits else None,
        )


@lru_cache(maxsize=8)
def profiler_of(analyzer: Analyzer) -> Profiler:
    """The one profiler of an analyzer: what it learnt of words serves all that is indexed."""
    return Profiler(analyzer)


@cache
def _kinds(number: bool, date: bool, name: bool) -> frozenset[str]:
    told = {"number": number, "date": date, "name": name}
    return frozenset(kind for kind, there in told.items() if there)
