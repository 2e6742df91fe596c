"""What a team's file keeps for its buttons: answers, and what is kept like them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.answer import Answer
from bot.core.checked import Check
from bot.core.comparison import Comparison
from bot.core.notebook_search import NotebookSearch
from bot.core.unanswered import Unanswered

#: What can be kept.
Keepable = Answer | Comparison | Check | Unanswered | NotebookSearch
#: Their kinds, besides that of answers.
KINDS: dict[type, str] = {
    Comparison: "comparison",
    Check: "check",
    Unanswered: "unanswered",
    NotebookSearch: "search",
}
#: Those of which a day is enough.
BRIEF = frozenset({"unanswered", "search"})
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What all that is kept has: to whom it was given, where, when, and whether in private."""

    id: str
    asker: str
    place: str
    private: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class KeptAnswer(Kept):
    """An answer as it was given. ``shared`` says of a private one that it was shared, and of
    another that it is a copy of such a one, by its asker."""

    answer: Answer
    shared: bool = False


@dataclass(frozen=True, slots=True)
class KeptComparison(Kept):
    """A comparison as it was given, and whether it was shared, as of an answer."""

    comparison: Comparison
    shared: bool = False


@dataclass(frozen=True, slots=True)
class KeptCheck(Kept):
    """A check of a draft as it was given, and whether it was shared, as of an answer."""

    check: Check
    shared: bool = False


@dataclass(frozen=True, slots=True)
class KeptUnanswered(Kept):
    """A question that failed inside."""

    unanswered: Unanswered


@dataclass(frozen=True, slots=True)
class KeptSearch(Kept):
    """What somebody looked for in a notebook."""

    search: NotebookSearch
