"""What a search gives: passages with what is known of them, and what was searched."""

from __future__ import annotations

from dataclasses import dataclass

from index.analysis import Query
from index.correction import Correction
from index.model import Generation, Statistics
from index.ranking import Scored
from index.reader import Coverage, StoredPassage


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found: the library it is from, what it is ranked by, of that the
    engine's part; and what rescoring saw, if it was one of the first."""

    library: str
    passage: StoredPassage
    score: float
    bm25: float
    seen: Scored | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """One library as it was when it was searched."""

    library: str
    generation: Generation
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Results:
    """What a search gives.

    ``found`` is best first; ``query`` is what was searched for, after ``corrections``;
    ``statistics`` are those of all the libraries together, for its terms. ``undated`` counts the
    articles that a date left out because they state none; ``emptied`` says that something would
    have been found without the operators; ``apart`` are words of the question that occur, but
    never together.
    """

    query: Query
    found: tuple[Found, ...]
    searched: tuple[Searched, ...]
    statistics: Statistics
    corrections: tuple[Correction, ...] = ()
    undated: int = 0
    emptied: bool = False
    apart: tuple[tuple[str, ...], ...] = ()
