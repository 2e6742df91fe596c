"""Text to terms: what the index is made of, and what a question is turned into.

An English text becomes Unicode words, apart at hyphens and underscores, without possessives,
accents and case, stemmed by Snowball's English stemmer through PyStemmer; "U.S." is ``us``,
"3,000" is ``3000``. Typographic quotes, soft hyphens and non-breaking spaces make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import Stemmer

from index import languages

#: Part of an index's identity: raise it with any change that gives other terms for the same text.
ANALYSIS_VERSION = 2

_APOSTROPHES = "'’‘ʼ＇"  # typewriter, right and left single, modifier letter, full width
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width space and joiners
# Python's \w lacks combining marks: without them a decomposed "é" would end its word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094d\u20d0-\u20ff"
)
_LETTER = rf"(?:[^\W_{_APOSTROPHES}]|[{_MARKS}{_INVISIBLE}])"
# What no word begins with is passed over first: most of the time goes into looking for them.
_TOKEN = re.compile(
    rf"""
    (?= [^\W_] | [{_MARKS}{_INVISIBLE}] ) (?:
      (?<![\w.]) [^\W\d_] (?: \.[^\W\d_] )+ (?!\w) \.?      # U.S., one letter each
      (?: [{_APOSTROPHES}]s (?!\w) )?                       # and U.S.'s
    | (?<![\d,.]) \d{{1,3}} (?: ,\d{{3}} )+ (?!\d|,\d) (?: \.\d+ )? (?!\w)   # 3,000  1,250.75
    | (?<![\w.]) \d+ \.\d+ (?![\w.]*\d)                     # 2.5
    | {_LETTER}++ (?: [{_APOSTROPHES}] {_LETTER}++ )*+      # words, don't, O’Brien
    )
    """,
    re.VERBOSE,
)
_OPENING = " \t\u00a0\"'“”‘’«»([{*_"
_SENTENCE_ENDS = ".!?:;…\n\r—–-"
_PLAIN_APOSTROPHE = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_INVISIBLE, None)}
)


class Token(NamedTuple):
    """A word of a text: where it stands, and its term, or ``None`` for a stop word."""

    start: int
    end: int
    term: str | None


@dataclass(frozen=True, slots=True)
class Query:
    """A question as search sees it.

    ``terms`` are in the question's order, repetitions kept; ``words`` are the same as they were
    written, and ``names`` those among them that are written as names are. ``telling`` are the
    terms of which a passage must hold one to be an answer: all but common words. ``asks`` is what
    the question asks with ("who", "how many"), ``None`` where it does not say. Question words are
    no terms: they are kept here for what ranks the hits.
    """

    text: str
    terms: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    telling: frozenset[str]
    asks: str | None

    def corrected(self, corrections: Mapping[str, tuple[str, str]]) -> Query:
        """The same question with some terms, and their words, in the place of others."""
        if not corrections:
            return self
        pairs = [
            corrections.get(term, (term, word))
            for term, word in zip(self.terms, self.words, strict=True)
        ]
        wrong = {
            word for term, word in zip(self.terms, self.words, strict=True) if term in corrections
        }
        return replace(
            self,
            terms=tuple(term for term, _ in pairs),
            words=tuple(word for _, word in pairs),
            names=tuple(word for word in self.names if word not in wrong),
            telling=frozenset(corrections.get(term, (term, ""))[0] for term in self.telling),
        )


class Analyzer:
    """Turns texts of one language into terms. Safe to share between threads."""

    def __init__(self, language: str = "en") -> None:
        """Raises LookupError for a language that there is no file for."""
        self.language = languages.get(language)
        self._stemmer = Stemmer.Stemmer(self.language.stemmer)
        # A Stemmer keeps state while it works, so one call at a time; the cache spares most calls.
        self._lock = Lock()
        #: The term of a word as it was written, ``None`` for a stop word.
        self.term: Callable[[str], str | None] = lru_cache(maxsize=1 << 17)(self._uncached_term)
        self._word = lru_cache(maxsize=1 << 17)(_plain_word)

    @property
    def version(self) -> str:
        """Names this way of analysing: an index made under another name must be made anew."""
        return f"{self.language.code}{ANALYSIS_VERSION}"

    def terms(self, text: str) -> list[str]:
        """The terms of a text in order, stop words left out."""
        return [term for raw in _TOKEN.findall(text) if (term := self.term(raw)) is not None]

    def raw_words(self, text: str) -> list[str]:
        """The words of a text in order, stop words included, as they are written."""
        return _TOKEN.findall(text)

    def tokens(self, text: str) -> Iterator[Token]:
        """The words of a text in order with their places, stop words included."""
        for match in _TOKEN.finditer(text):
            yield Token(match.start(), match.end(), self.term(match.group()))

    def words(self, text: str) -> list[str]:
        """The words of a text in order, stop words included, as phrases are compared: without
        case, accents and possessives, but not stemmed."""
        return [word for raw in _TOKEN.findall(text) if (word := self._word(raw))]

    @staticmethod
    def singular(word: str) -> str:
        """A word as it was written, without a possessive."""
        return _without_possessive(word.translate(_PLAIN_APOSTROPHE))

    def query(self, text: str) -> Query:
        """A question's terms, its words as written, and what it asks with."""
        # In a question that is all capitals, "WHO" and "IS" are only shouted.
        shouted = not any(character.islower() for character in text)
        source = text.lower() if shouted else text
        # Lower-casing changes no length except for a few letters; be exact about those.
        written = text if len(source) == len(text) else source
        tokens = list(self.tokens(source))
        asked, asks = self._asks([source[token.start : token.end] for token in tokens])
        terms, words, names, telling = [], [], [], set()
        for place, token in enumerate(tokens):
            # "many" in "how many" asks for a number; no passage needs to hold it.
            if token.term is None or place in asked:
                continue
            word = written[token.start : token.end]
            terms.append(token.term)
            words.append(word)
            folded = _folded(word)
            if not {folded, folded.replace("'", "")} & self.language.common_words:
                telling.add(token.term)
            if begins_like_a_name(written, token) and not self.is_capitalised(word):
                names.append(word)
        if not any(word[0].islower() for word in text.split()):
            names = []  # shouted, or in title case
        return Query(text, tuple(terms), tuple(words), tuple(names), frozenset(telling), asks)

    def is_capitalised(self, word: str) -> bool:
        """Whether a word has a capital without being a name, also as "December's" and "Fridays"."""
        singular = self.singular(word)
        return bool({singular, singular.removesuffix("s")} & self.language.capitalised)

    def _asks(self, words: list[str]) -> tuple[range, str | None]:
        """What a question asks with, and the places of its words."""
        folded = [_without_possessive(_folded(word)) for word in words]
        for start in range(len(folded)):
            for asked in self.language.question_words:
                if tuple(folded[start : start + len(asked)]) == asked:
                    return range(start, start + len(asked)), " ".join(asked)
        return range(0), None

    def _uncached_term(self, raw: str) -> str | None:
        capitals = _without_possessive(raw.translate(_PLAIN_APOSTROPHE))
        if capitals in self.language.capitals:
            return capitals.lower()
        folded = _folded(raw)
        if folded in self.language.stop_words:
            return None
        plain = _without_possessive(folded).replace("'", "")
        if not plain or plain in self.language.stop_words:
            return None
        with self._lock:
            return str(self._stemmer.stemWord(plain))


def begins_like_a_name(text: str, token: Token) -> bool:
    """Whether a word has a capital that it does not owe to the beginning of a sentence."""
    before = text[: token.start].rstrip(_OPENING)
    return text[token.start].isupper() and before != "" and before[-1] not in _SENTENCE_ENDS


def _without_possessive(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'S")


def _plain_word(raw: str) -> str:
    """A word as it is before stemming."""
    return _without_possessive(_folded(raw)).replace("'", "")


def _folded(raw: str) -> str:
    """A word without case, accents, invisible characters, and the dots or commas inside it."""
    plain = raw.translate(_PLAIN_APOSTROPHE).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    if "." in plain and not plain[0].isdigit():
        plain = plain.replace(".", "")
    return plain.replace(",", "")
