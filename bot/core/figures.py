"""Numbers and dates as texts write them, in digits and words. English."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A list a line.
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

_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TEN_WORDS.split(), start=2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_WORDS.split(","), start=1)
    for name in names.split()
}
_WEEKDAYS = _WEEKDAY_WORDS.split()
_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(st|nd|rd|th)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
#: Words, in lower case, that count something or date it.
FIGURE_WORDS = frozenset({*_UNITS, *_TENS, *_SCALES, *_MONTHS, *_WEEKDAYS})


@dataclass(frozen=True, slots=True)
class Number:
    """``unit`` is "$" for any currency's sign before it, "%" behind it, else empty, or the noun
    behind it where whoever reads on finds one."""

    value: float
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class Date:
    """``month`` and ``day`` are 0 where not said; a day of the week is a ``weekday`` from 1.

    ``beside`` are the nearest terms before and behind it.
    """

    year: int
    month: int
    day: int
    weekday: int
    words: str
    beside: frozenset[str] = frozenset()


def number_at(tokens: list[str], place: int) -> tuple[Number, int] | None:
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
    return Number(value, unit, _joined(tokens[start:place])), place


def date_at(tokens: list[str], place: int) -> tuple[Date, int] | None:
    """The date or day of the week that begins at a place, and where it ends."""
    token = tokens[place]
    if match := _ISO.fullmatch(token):
        year, month, day = map(int, match.groups())
        return Date(year, month, day, 0, token), place + 1
    if token.lower() in _WEEKDAYS and token[0].isupper():
        return Date(0, 0, 0, _WEEKDAYS.index(token.lower()) + 1, token), place + 1
    day = _day(token)
    if day and place + 1 < len(tokens) and (month := _month(tokens[place + 1])):
        year, after = _year(tokens, place + 2)
        return Date(year, month, day, 0, _joined(tokens[place:after])), after
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
        return Date(year, month, day, 0, _joined(tokens[place:after])), after
    if _is_year(token):
        return Date(int(token), 0, 0, 0, token), place + 1
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
