"""Where a message and a passage say different numbers, dates, or yes and no, of the same thing.

Words only, and no verdict: a difference is told only where both plainly speak of the same thing,
since a false one is worse than none. A number counts with the noun behind it, a date where each
side has just one, a negation with the word that it stands before. English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from bot.core.answer import Answer, Citation
from bot.core.figures import FIGURE_WORDS, Date, Number, date_at, number_at
from index.analysis import Analyzer

# Content words of the message that the passage must share before anything is compared: this many,
# and this part of them. For a negation, more: it turns a whole statement round.
_LEAST, _PART, _MOST_PART = 2, 0.34, 0.5

# English words, a list a line.
_NEGATION_WORDS = "not never no none nobody nothing neither nor without cannot"
# "not only", "no longer": these deny nothing, or something else.
_NOT_ONLY = "only just merely simply necessarily"
_NO_LONGER = "longer doubt matter one wonder"
# Words between a negation and what it denies.
_PASSED_WORDS = """
be been being to have has had do does did is are was were will would ever yet even really
the a an any of
"""

_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}|[$€£]|\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?(?![^\W\d_])|%"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[.;:!?]"
)
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_NO_NEGATION = {"not": frozenset(_NOT_ONLY.split()), "no": frozenset(_NO_LONGER.split())}
_PASSED = frozenset(_PASSED_WORDS.split())
_REACH = 4
# Differences that are told of one passage.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """What a message has and what the passage has instead, in their own words.

    ``kind`` is "number", "date" or "negation".
    """

    kind: str
    message: str
    passage: str


@dataclass(frozen=True, slots=True)
class _Side:
    """One side in parts: its content terms, those in order that may be names, numbers, dates, and
    denied terms with their words."""

    terms: frozenset[str]
    names: tuple[str, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    denied: dict[str, str]
    words: dict[str, str]


class Differences:
    """Compares messages with passages. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` tells which words are the same in other forms."""
        self._analyzer = analyzer

    def between(self, message: str, passage: str, around: str = "") -> tuple[Difference, ...]:
        """What a sentence of a message and a passage say differently, in the message's order.

        Nothing, if whom the message names first is not in the passage nor in what stands
        ``around`` it: of somebody else another number may be as true.
        """
        mine, theirs = self._side(message), self._side(passage)
        first = mine.names[:1]
        if not theirs.terms.issuperset(first) and first[0] not in self._analyzer.terms(around):
            return ()
        shared = mine.terms & theirs.terms
        if len(shared) < _LEAST or len(shared) < _PART * len(mine.terms):
            return ()
        found = [*_numbers(mine, theirs), *_dates(mine, theirs)]
        if len(shared) >= _MOST_PART * len(mine.terms):
            found += _negations(mine, theirs)
        return tuple(found)

    def _side(self, text: str) -> _Side:
        tokens = _TOKEN.findall(text)
        numbers: list[Number] = []
        dates: list[Date] = []
        denied: dict[str, str] = {}
        words: dict[str, str] = {}
        place = 0
        while place < len(tokens):
            for read in (date_at, number_at):
                found = read(tokens, place)
                if found is not None:
                    break
            if found is None:
                place += 1
                continue
            what, after = found
            if isinstance(what, Date):
                dates.append(replace(what, beside=self._beside(tokens, place, after)))
            else:
                unit = what.unit or self._unit(tokens, after)
                if unit:
                    numbers.append(Number(what.value, unit, what.words))
            place = after
        for place, token in enumerate(tokens):
            term = self._analyzer.term(token) if token[0].isalpha() else None
            if term and token.lower() not in _NEGATIONS:
                words.setdefault(term, token)
            if target := self._denied(tokens, place):
                denied.setdefault(*target)
        terms = frozenset(term for term, word in words.items() if word.lower() not in FIGURE_WORDS)
        # At the beginning of a sentence every word has a capital: there, too, rather none is told.
        names = tuple(term for term in words if term in terms and self._is_name(words[term]))
        return _Side(terms, names, tuple(numbers), tuple(dates), denied, words)

    def _is_name(self, word: str) -> bool:
        language = self._analyzer.language
        return (
            word[0].isupper()
            and word not in language.capitalised
            and word.lower().replace("’", "").replace("'", "") not in language.common_words
        )

    def _beside(self, tokens: list[str], place: int, after: int) -> frozenset[str]:
        """The nearest term before and behind a date, in the same clause."""
        found = set()
        for side in (reversed(tokens[:place]), tokens[after:]):
            for token in side:
                if not token[0].isalpha():
                    break
                if term := self._analyzer.term(token):
                    found.add(term)
                    break
        return frozenset(found)

    def _unit(self, tokens: list[str], place: int) -> str:
        """The noun that a number counts: the next word that says something, at most two on."""
        for token in tokens[place : place + 2]:
            if not token[0].isalpha() or token.lower() in _NEGATIONS:
                return ""
            if term := self._analyzer.term(token):
                return term
        return ""

    def _denied(self, tokens: list[str], place: int) -> tuple[str, str] | None:
        """The term that a negation at a place denies, with the words from the one to the other."""
        word = tokens[place].lower().replace("’", "'")
        if word not in _NEGATIONS and not word.endswith("n't"):
            return None
        after = tokens[place + 1].lower() if place + 1 < len(tokens) else ""
        if after in _NO_NEGATION.get(word, ()):
            return None
        for end in range(place + 1, min(place + 1 + _REACH, len(tokens))):
            token = tokens[end]
            if not token[0].isalpha():
                return None
            if token.lower() in _PASSED:
                continue
            term = self._analyzer.term(token)
            return (term, " ".join(tokens[place : end + 1])) if term else None
        return None


def differences(answer: Answer, citation: Citation) -> tuple[Difference, ...]:
    """What a message whose sources were sought, and the best sentences of one of them, say
    differently: three at most. None where the answer is to a question."""
    if not answer.options.message:
        return ()
    said = " ".join(citation.text[start:end] for start, end in citation.marked)
    around = f"{citation.title or ''}\n{citation.text}"
    return _compared()(answer.question, said, around)[:_TOLD]


@cache
def _compared() -> Callable[[str, str, str], tuple[Difference, ...]]:
    return Differences(Analyzer("en")).between


def _numbers(mine: _Side, theirs: _Side) -> Iterator[Difference]:
    """Numbers of one thing, where the passage has that thing with other numbers only."""
    for number in mine.numbers:
        others = [each for each in theirs.numbers if each.unit == number.unit]
        if others and all(each.value != number.value for each in others):
            yield Difference("number", number.words, others[0].words)


def _dates(mine: _Side, theirs: _Side) -> Iterator[Difference]:
    """A date, where each side has just one, and they cannot be the same day.

    A day of the week has to stand beside the same word: "said on Monday" does not date what is
    said.
    """
    if len(mine.dates) != 1 or len(theirs.dates) != 1:
        return
    one, other = mine.dates[0], theirs.dates[0]
    if one.weekday and other.weekday and one.beside.isdisjoint(other.beside):
        return
    pairs = (
        (one.year, other.year),
        (one.month, other.month),
        (one.day, other.day),
        (one.weekday, other.weekday),
    )
    if any(left and right and left != right for left, right in pairs):
        yield Difference("date", one.words, other.words)


def _negations(mine: _Side, theirs: _Side) -> Iterator[Difference]:
    """What one side denies and the other says; not of whom."""
    for term, words in mine.denied.items():
        if term in theirs.words and term not in {*theirs.denied, *mine.names}:
            yield Difference("negation", words, theirs.words[term])
    for term, words in theirs.denied.items():
        if term in mine.words and term not in {*mine.denied, *theirs.names}:
            yield Difference("negation", mine.words[term], words)
