"""The passages of other articles that share most with a passage."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log10
from typing import TYPE_CHECKING

from index.results import Found
from index.table import Bounds

if TYPE_CHECKING:
    from index.kept import Kept
    from index.session import EngineHit, Session

# Terms by which they are looked for, and passages of the same article that may stand among them.
_SHARED = 16
_OWN = 5


def neighbours(session: Session, found: Found, k: int, bounds: Bounds) -> Sequence[Found]:
    """The at most ``k`` passages of other articles that share most with a passage, best first.

    They are looked for by its rarest terms, and not rescored. Those that share little of these
    terms' idf are left out; so are, where passages are kept, those that promise nothing under
    ``bounds``. Raises `Unkept`.
    """
    terms = session.analyzer.terms(found.passage.text)
    everything = session.everything
    wanted = everything.rarest(tuple(dict.fromkeys(terms)), _SHARED)
    if not wanted or everything.passages < 2:
        return []
    statistics = session.statistics(wanted)
    # BM25+ gives every passage the sum of the idfs, whatever it holds.
    frequencies = statistics.document_frequencies
    given = sum(log((statistics.passages + 1) / frequencies[term]) for term in wanted)
    hits = session.hits(wanted, statistics, [None] * len(session.indexed), k + _OWN)
    most = max((hit[0] for hit in hits), default=0.0) - given
    least = _least_shared(everything.passages) * most
    near = [hit for hit in hits if hit[0] - given >= least]
    if session.kept:
        return session.read(_promising(session, session.kept, found, near, k, bounds))
    article = (found.library, found.passage.article)
    read = session.read(near)
    return [each for each in read if (each.library, each.passage.article) != article][:k]


def _promising(
    session: Session,
    kept: Kept,
    found: Found,
    near: Sequence[EngineHit],
    k: int,
    bounds: Bounds,
) -> list[EngineHit]:
    """The first ``k`` of other articles, without those that need not be read."""
    here = session.at(found)
    article = (here[0], found.passage.article)
    rows = [each.rows for each in session.indexed]
    others = [hit for hit in near if (hit[1], rows[hit[1]].article(hit[2])) != article][:k]
    places = [kept.place((library, ordinal)) for _, library, ordinal in others]
    promising = kept.table.promising(kept.place(here), places, bounds)
    return [hit for hit, is_promising in zip(others, promising, strict=True) if is_promising]


def _least_shared(passages: int) -> float:
    """The share of a passage's own score that a neighbour must have to be read.

    In a small library about one story nothing is rare, and in a large one what is shared by
    chance is common: 0.05 at 100 passages, 0.2 from 100,000 on. Of ECB+'s pairs of sentences that
    report one event and look alike, 19 in 20 share that much.
    """
    return max(0.0, min(0.2, 0.05 * (log10(passages) - 1)))
