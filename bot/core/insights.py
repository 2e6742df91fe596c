"""What a team asks and does not find, from the answers that are still kept. Nobody is named.

The words of private questions are their askers' own: they are counted, and not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.core.answer import Answer, Quote
from bot.core.kept import KeptAnswer
from bot.core.votes import Tally
from bot.core.word_match import WordMatch

Key = TypeVar("Key", str, tuple[str, str])

#: Entries of each list.
MOST = 10
# Passages of an answer that are seen at first: those that count as quoted.
_SEEN = 3


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question for which nothing was quoted, or only weakly matching passages."""

    question: str
    times: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the votes on its answers."""

    question: str
    receipt: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Quoted:
    """An article, and in how many answers it was quoted among the first passages."""

    quote: Quote
    times: int


@dataclass(frozen=True, slots=True)
class Insights:
    """A team's questions from ``since`` on.

    ``asked`` counts all of them, ``private`` the private ones among them; ``strong``, ``partial``,
    ``weak`` and ``none`` say how well passages matched, ``none`` that none was quoted. ``lacking``
    are words that no searched passage had, with the number of questions that had them. ``helpful``
    and ``unhelpful`` count votes. Each list has the most frequent first.
    """

    since: datetime
    asked: int
    private: int
    matches: Mapping[WordMatch, int]
    none: int
    helpful: int
    unhelpful: int
    unanswered: tuple[Unanswered, ...]
    lacking: tuple[tuple[str, int], ...]
    least_helpful: tuple[Judged, ...]
    quoted: tuple[Quoted, ...]


def insights(
    answers: Iterable[KeptAnswer], tallies: Mapping[str, Tally], since: datetime
) -> Insights:
    """What answers given from ``since`` on have to tell; ``tallies`` are votes by answer's id.

    One question asked several times is one entry of a list: with the same words, whatever their
    case and spaces. Ties go by the words.
    """
    asked = private = none = 0
    matches: Counter[WordMatch] = Counter()
    unanswered: Counter[str] = Counter()
    wording: dict[str, str] = {}
    nothing: set[str] = set()
    lacking: Counter[str] = Counter()
    votes: dict[str, tuple[str, Tally]] = {}
    quoted: Counter[tuple[str, str]] = Counter()
    quotes: dict[tuple[str, str], Quote] = {}
    total = Tally()
    for kept in answers:
        answer = kept.answer
        asked += 1
        private += kept.private
        if answer.citations:
            matches[answer.match] += 1
        else:
            none += 1
        for article, quote in _quoted(answer).items():
            quoted[article] += 1
            quotes.setdefault(article, quote)
        tally = tallies.get(kept.id, Tally())
        total = _added(total, tally)
        if kept.private:
            continue
        key = " ".join(answer.question.casefold().split())
        wording.setdefault(key, answer.question)
        for word in {each.casefold() for each in answer.missing.absent}:
            lacking[word] += 1
        if not answer.citations or answer.match is WordMatch.WEAK:
            unanswered[key] += 1
            if not answer.citations:
                nothing.add(key)
        if tally != Tally():
            _, before = votes.get(key, ("", Tally()))
            votes[key] = (answer.receipt, _added(before, tally))
    return Insights(
        since=since,
        asked=asked,
        private=private,
        matches={each: matches[each] for each in WordMatch},
        none=none,
        helpful=total.helpful,
        unhelpful=total.unhelpful,
        unanswered=tuple(
            Unanswered(wording[key], times, key not in nothing) for key, times in _most(unanswered)
        ),
        lacking=tuple(_most(lacking)),
        least_helpful=tuple(_least_helpful(votes, wording)),
        quoted=tuple(Quoted(quotes[article], times) for article, times in _most(quoted)),
    )


def _quoted(answer: Answer) -> dict[tuple[str, str], Quote]:
    """The articles that an answer quotes among its first passages, each once."""
    found: dict[tuple[str, str], Quote] = {}
    for citation in answer.citations[:_SEEN]:
        found.setdefault((citation.sha256, citation.origin), citation)
    return found


def _least_helpful(
    votes: Mapping[str, tuple[str, Tally]], wording: Mapping[str, str]
) -> list[Judged]:
    """The questions that more people found unhelpful than helpful, by how many more."""
    judged = [
        Judged(wording[key], receipt, tally)
        for key, (receipt, tally) in votes.items()
        if tally.unhelpful > tally.helpful
    ]
    judged.sort(key=lambda each: (each.tally.helpful - each.tally.unhelpful, each.question))
    return judged[:MOST]


def _added(one: Tally, other: Tally) -> Tally:
    return Tally(one.helpful + other.helpful, one.unhelpful + other.unhelpful)


def _most(counted: Counter[Key]) -> list[tuple[Key, int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:MOST]
