"""What a digest is made of: what watches found that nobody was told of, and what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from bot.core.answer import Answer
from bot.core.news import News
from bot.core.watch import Place, Watch

#: Passages of one digest that are shown, and of one watch that are kept to be looked at: the ids of
#: buttons have two digits for their ranks.
MOST_SHOWN = 5
MOST_KEPT = 99


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a watch found and nobody was told of: the passages to quote, the best first, and how
    many new ones there are in all. ``last`` is the number of the latest: what comes afterwards
    waits for another time."""

    watch: Watch
    news: tuple[News, ...]
    passages: int
    since: datetime
    last: int

    @property
    def is_mixed(self) -> bool:
        """Whether some match strongly and others partially."""
        return len({each.match.band for each in self.news}) > 1


@dataclass(frozen=True, slots=True)
class Part:
    """What a digest tells of one watch.

    ``answer`` is the id under which its passages are kept as those of an answer; ``passages``
    counts the new ones in all, ``shown`` the citations that are to be shown. ``counts`` says for
    how many new passages each citation stands, ``added`` when its article was added; ``mixed`` is
    whether some match strongly and others partially.
    """

    watch: str
    answer: str
    passages: int
    shown: int
    counts: tuple[int, ...]
    added: tuple[datetime, ...]
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """A message to one place. ``tries`` counts the attempts to send it, of which the last began at
    ``tried_at``."""

    id: str
    place: Place
    made_at: datetime
    parts: tuple[Part, ...]
    tries: int
    tried_at: datetime | None


def shares(there: Sequence[int]) -> list[int]:
    """How many of so many passages of each watch are shown: each has its turn, until it is full."""
    shares = [0] * len(there)
    for _ in range(max(there, default=0)):
        for place, number in enumerate(there):
            if shares[place] < number and sum(shares) < MOST_SHOWN:
                shares[place] += 1
    return shares


def answer_of(waiting: Waiting) -> Answer:
    """What a watch found, in the form of an answer, so that everything that buttons do with an
    answer's passages works for it."""
    return Answer(
        question=waiting.watch.question,
        libraries=(),
        citations=tuple(
            replace(each.citation, rank=rank)
            for rank, each in enumerate(waiting.news[:MOST_KEPT], start=1)
        ),
        match=waiting.news[0].match.band,
        match_score=waiting.news[0].match.value,
        options=waiting.watch.options,
    )


def part_of(waiting: Waiting, answer_id: str, shown: int) -> Part:
    """What a digest tells of a watch, whose passages are kept under that id."""
    kept = waiting.news[:MOST_KEPT]
    return Part(
        waiting.watch.id,
        answer_id,
        waiting.passages,
        shown,
        tuple(len(news.passages) for news in kept),
        tuple(news.added_at for news in kept),
        waiting.is_mixed,
    )


def parts_json(parts: Sequence[Part]) -> str:
    """The parts of a digest as JSON."""
    return _parts().dump_json(tuple(parts)).decode()


def read_parts(text: str) -> tuple[Part, ...]:
    """Reads what `parts_json` gave. Raises ValueError for anything else."""
    return _parts().validate_json(text)


@cache
def _parts() -> TypeAdapter[tuple[Part, ...]]:
    return TypeAdapter(tuple[Part, ...])
