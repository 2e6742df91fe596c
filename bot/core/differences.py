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
from index.analysis import Analyzer

# Content words of the message that the passage must share before anything is compared: this many,
# and this part of them. For a negation, more: it turns a whole statement round.
_LEAST, _PART, _MOST_PART = 2, 0.34, 0.5

# English words, a list a line.
_UNIT_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTH_WORDS = """
january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,
september sept sep, october oct, november nov, december dec
"""
_WEEKDAY_WORDS = "monday tuesday wednesday thursday friday saturday sunday"
_NEGATION_WORDS = "not never no none nobody nothing neither nor without cannot"
# "not only", "no longer": these deny nothing, or something else.
_NOT_ONLY = "only just merely simply necessarily"
_NO_LONGER = "longer doubt matter one wonder"
# Words between a negation and what it denies.
_PASSED_WORDS = """
be been being to have has had do does did is are was were will would ever yet even really
the a an any of
"""

_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_WORDS.split(","), start=1)
    for name in names.split()
}
_WEEKDAYS = _WEEKDAY_WORDS.split()
_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}|[$€£]|\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?(?![^\W\d_])|%"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[.;:!?]"
)
_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(st|nd|rd|th)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
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
class _Number:
    value: float
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class _Date:
    """``month`` and ``day`` are 0 where not said; a day of the week is a ``weekday`` from 1.

    ``beside`` are the nearest terms before and behind it.
    """

    year: int
    month: int
    day: int
    weekday: int
    words: str
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Side:
    """One side in parts: its content terms, those in order that may be names, numbers, dates, and
    denied terms with their words."""

    terms: frozenset[str]
    names: tuple[str, ...]
    numbers: tuple[_Number, ...]
    dates: tuple[_Date, ...]
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
        numbers: list[_Number] = []
        dates: list[_Date] = []
        denied: dict[str, str] = {}
        words: dict[str, str] = {}
        place = 0
        while place < len(tokens):
            for read in (_date_at, _number_at):
                found = read(tokens, place)
                if found is not None:
                    break
            if found is None:
                place += 1
                continue
            what, after = found
            if isinstance(what, _Date):
                dates.append(replace(what, beside=self._beside(tokens, place, after)))
            else:
                unit = what.unit or self._unit(tokens, after)
                if unit:
                    numbers.append(_Number(what.value, unit, what.words))
            place = after
        for place, token in enumerate(tokens):
            term = self._analyzer.term(token) if token[0].isalpha() else None
            if term and token.lower() not in _NEGATIONS:
                words.setdefault(term, token)
            if target := self._denied(tokens, place):
                denied.setdefault(*target)
        counted = {*_UNITS, *_TENS, *_SCALES, *_MONTHS, *_WEEKDAYS}
        terms = frozenset(term for term, word in words.items() if word.lower() not in counted)
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


def _number_at(tokens: list[str], place: int) -> tuple[_Number, int] | None:
    """The number that begins at a place, in digits or words, and where it ends.

    "One" is more often no number than one.
    """
    start = place
    unit = "$" if tokens[place] in "$€£" else ""
    place += bool(unit)
    if place >= len(tokens):
        return None
    if match := _NUMBER.fullmatch(tokens[place]):
        if match[2] or _is_year(tokens[place]):
            return None
        value = float(match[1].replace(",", ""))
        place += 1
    else:
        word = tokens[place].lower()
        if word in _TENS:
            value = float(_TENS[word])
            place += 1
            if place < len(tokens) and 0 < _UNITS.get(tokens[place].lower(), 0) < 10:
                value += _UNITS[tokens[place].lower()]
                place += 1
        elif word in _UNITS and word != "one":
            value = float(_UNITS[word])
            place += 1
        else:
            return None
    while place < len(tokens) and tokens[place].lower() in _SCALES:
        value *= _SCALES[tokens[place].lower()]
        place += 1
    if place < len(tokens) and tokens[place].lower() in ("%", "percent"):
        unit = "%"
        place += 1
    return _Number(value, unit, _joined(tokens[start:place])), place


def _date_at(tokens: list[str], place: int) -> tuple[_Date, int] | None:
    """The date that begins at a place, and where it ends."""
    token = tokens[place]
    if match := _ISO.fullmatch(token):
        year, month, day = map(int, match.groups())
        return _Date(year, month, day, 0, token), place + 1
    if token.lower() in _WEEKDAYS and token[0].isupper():
        return _Date(0, 0, 0, _WEEKDAYS.index(token.lower()) + 1, token), place + 1
    day = _day(token)
    if day and place + 1 < len(tokens) and (month := _month(tokens[place + 1])):
        year, after = _year(tokens, place + 2)
        return _Date(year, month, day, 0, _joined(tokens[place:after])), after
    if month := _month(token):
        after = place + 1
        if after < len(tokens) and tokens[after] == ".":
            after += 1
        day = _day(tokens[after]) if after < len(tokens) else 0
        if day:
            after += 1
        year, end = _year(tokens, after)
        after = end if year else after if day else place + 1
        if not day and not year and token.lower() in ("may", "march", "mar"):
            return None  # more often a verb
        return _Date(year, month, day, 0, _joined(tokens[place:after])), after
    if _is_year(token):
        return _Date(int(token), 0, 0, 0, token), place + 1
    return None


def _month(token: str) -> int:
    return _MONTHS.get(token.lower(), 0) if token[0].isupper() else 0


def _day(token: str) -> int:
    match = _NUMBER.fullmatch(token)
    return int(match[1]) if match and match[1].isdecimal() and 1 <= int(match[1]) <= 31 else 0


def _year(tokens: list[str], place: int) -> tuple[int, int]:
    """The year at a place, 0 if there is none, and where it ends."""
    if place < len(tokens) and _is_year(tokens[place]):
        return int(tokens[place]), place + 1
    return 0, place


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdecimal() and 1500 <= int(token) <= 2100


def _joined(tokens: list[str]) -> str:
    text = " ".join(tokens)
    return re.sub(r"([$€£]) ", r"\1", text).replace(" %", "%").replace(" .", ".")
