"""What a question says of where to look: phrases, exclusions, sources, dates, and the order.

    who rejected "US offer" -Kerry source:"Middle East Eye" after:2014-09 before:2015 sort:newest

Typographic quotes count like straight ones, since phones make them. What is not quite one of
these is left in the question as words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.errors import QuestionRefused

#: Phrases, exclusions and sources of one question, each kind.
MOST = 10
_OPEN, _CLOSE = '"“”„‟«»＂', '"“”‟«»＂'
_QUOTED = rf"[{_OPEN}](?P<{{name}}>[^{_OPEN}]*)[{_CLOSE}]"
_WORD = rf"[^\W\d_][^\s{_OPEN}]*"
_OPERATOR = re.compile(
    rf"""
      (?<!\S) (?P<key>source|before|after|sort) :
          (?: {_QUOTED.format(name="quoted_value")} | (?P<value>[^\s{_OPEN}]+) )
    | (?<!\S) [-−] (?: {_QUOTED.format(name="excluded_phrase")} | (?P<excluded>{_WORD}) )
    | (?<!\w) {_QUOTED.format(name="phrase")} (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What phrases, exclusions and sources are called where there are too many.
_CALLED = {"phrases": "phrases", "excluded": "excluded words", "sources": "sources"}
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Operators:
    """What passages must be besides close to the question.

    Each of ``phrases`` must stand in the passage, word for word, and none of ``excluded``, which
    are words or phrases. The article's outlet, file name or address must contain one of
    ``sources``; it must be dated on ``after`` or later, and earlier than ``before``. ``newest``
    orders what is found by date.
    """

    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    newest: bool = False

    @property
    def restrict(self) -> bool:
        """Whether they leave any passage out."""
        return bool(self.phrases or self.excluded or self.sources or self.dated)

    @property
    def dated(self) -> bool:
        """Whether they leave out articles by their date, and so all that state none."""
        return self.after is not None or self.before is not None

    def joined(self, other: Operators) -> Operators:
        """Both together: all phrases, exclusions and sources, the narrower of the dates.

        Raises `QuestionRefused` if that is too much, or if no day can be in between.
        """
        both = Operators(
            phrases=_unique((*self.phrases, *other.phrases), "phrases"),
            excluded=_unique((*self.excluded, *other.excluded), "excluded"),
            sources=_unique((*self.sources, *other.sources), "sources"),
            after=max((each for each in (self.after, other.after) if each), default=None),
            before=min((each for each in (self.before, other.before) if each), default=None),
            newest=self.newest or other.newest,
        )
        if both.after and both.before and both.after >= both.before:
            raise QuestionRefused(
                f"No day is on or after {both.after} and before {both.before}. Widen the dates.",
                key="question-no-day-between",
                after=str(both.after),
                before=str(both.before),
            )
        return both


#: A question that says nothing of where to look.
NO_OPERATORS = Operators()


def read_operators(text: str) -> tuple[str, Operators]:
    """A question's own words, quoted phrases among them, and the operators taken out of it.

    Raises `QuestionRefused` for a date or an order that cannot be read.
    """
    found: dict[str, list[str]] = {"phrase": [], "excluded": [], "source": []}
    single: dict[str, str] = {}

    def taken(match: re.Match[str]) -> str:
        parts = {name: value for name, value in match.groupdict().items() if value is not None}
        if "key" in parts:
            key = parts["key"].lower()
            value = parts.get("quoted_value", parts.get("value", "")).strip()
            if key == "source":
                found["source"].append(value)
            else:
                single[key] = value
            return " "
        if "phrase" in parts:
            found["phrase"].append(parts["phrase"].strip())
            return f" {parts['phrase']} "
        found["excluded"].append((parts.get("excluded_phrase") or parts["excluded"]).strip())
        return " "

    words = " ".join(_OPERATOR.sub(taken, text).split()) if _OPERATOR.search(text) else text
    operators = Operators(
        phrases=tuple(each for each in found["phrase"] if each),
        excluded=tuple(each for each in found["excluded"] if each),
        sources=tuple(each for each in found["source"] if each),
        after=read_day(single["after"], "after") if "after" in single else None,
        before=read_day(single["before"], "before") if "before" in single else None,
        newest=_is_newest(single["sort"]) if "sort" in single else False,
    )
    return words, NO_OPERATORS.joined(operators)


def given_operators(
    *,
    phrases: Sequence[str] = (),
    excluded: Sequence[str] = (),
    sources: Sequence[str] = (),
    after: str | None = None,
    before: str | None = None,
    newest: bool = False,
) -> Operators:
    """Operators that were given apart from the question, as options of a command.

    Raises `QuestionRefused` for a date that cannot be read.
    """
    return NO_OPERATORS.joined(
        Operators(
            phrases=tuple(each.strip() for each in phrases if each.strip()),
            excluded=tuple(each.strip() for each in excluded if each.strip()),
            sources=tuple(each.strip() for each in sources if each.strip()),
            after=read_day(after, "after") if after else None,
            before=read_day(before, "before") if before else None,
            newest=newest,
        )
    )


def read_day(text: str, name: str) -> date:
    """A day, or the first one of a month or year. Raises `QuestionRefused`."""
    match = _DAY.fullmatch(text.strip())
    try:
        if match:
            return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        pass  # no such month or day: told below
    raise QuestionRefused(
        f"'{text[:20]}' is no day for {name}. Write a year, a month or a day: 2014, 2014-09 or"
        " 2014-09-15.",
        key="question-no-day",
        typed=text[:20],
        name=name,
    )


def _is_newest(value: str) -> bool:
    if value.lower() in ("newest", "relevance"):
        return value.lower() == "newest"
    raise QuestionRefused(
        f"Answers cannot be sorted by '{value[:20]}': write sort:newest.",
        key="question-no-order",
        typed=value[:20],
    )


def _unique(values: Sequence[str], kind: str) -> tuple[str, ...]:
    unique = tuple(dict.fromkeys(values))
    if len(unique) > MOST:
        raise QuestionRefused(
            f"{len(unique):,} {_CALLED[kind]} are too many: at most {MOST} are looked for.",
            key=f"question-too-many-{kind}",
            count=len(unique),
            most=MOST,
        )
    return unique
