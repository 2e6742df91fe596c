"""What was found, as citations: each passage with its place and its best sentence or two."""

from __future__ import annotations

from math import log
from typing import Any

from bot.core.answer import Citation, Similar
from index.analysis import Analyzer, Query
from index.model import Statistics
from index.results import Found
from index.sentences import sentence_spans
from index.session import Session

# A second sentence is marked if it adds this share of the question's idf to what the best one has.
_ADDS = 0.2

Span = tuple[int, int]


class Citing:
    """Turns what was found for one question into citations."""

    def __init__(
        self,
        analyzer: Analyzer,
        query: Query,
        statistics: Statistics,
        session: Session | None = None,
    ) -> None:
        """``query`` is what was searched for, ``statistics`` those that it was ranked with.

        In the ``session`` that found them, passages need not be analysed anew.
        """
        self._analyzer = analyzer
        self._session = session
        frequencies = statistics.document_frequencies
        # In the question's order: the same terms always give the same sum.
        self._weights = {
            term: log((statistics.passages + 1) / frequencies[term])
            for term in dict.fromkeys(query.terms)
            if term in frequencies
        }
        self._known = tuple(self._weights)

    def cite(
        self, rank: int, found: Found, similar: tuple[Similar, ...] = (), own: int = 0
    ) -> Citation:
        """The citation of what was found, as the one of that rank, with what is folded under it."""
        passage = found.passage
        (start, end), second = self._best_sentences(found)
        return Citation(
            rank=rank,
            score=found.score,
            bm25=found.bm25,
            sentence=passage.text[start:end],
            sentence_start=start,
            second=second,
            similar=similar,
            own=own,
            **quoted(found),
        )

    def _best_sentences(self, found: Found) -> tuple[Span, Span | None]:
        """The sentence whose distinct question terms have the greatest idf in sum; ties: first.

        And the one that adds most to it, if that is enough to be marked as well.
        """
        sentences = self._session.sentences(found, self._known) if self._session else None
        if sentences is None:
            text = found.passage.text
            spans = sentence_spans(text, self._analyzer.language.code)
            sentences = [(each, {*self._analyzer.terms(text[slice(*each)])}) for each in spans]
        if not sentences:
            return (0, len(found.passage.text)), None
        spans, held = [each for each, _ in sentences], [terms for _, terms in sentences]
        best = max(range(len(spans)), key=lambda place: self._weight(held[place]))
        added = [self._weight(terms - held[best]) for terms in held]
        second = max(range(len(spans)), key=lambda place: added[place])
        enough = _ADDS * sum(self._weights.values())
        return spans[best], spans[second] if added[second] >= enough > 0 else None

    def _weight(self, terms: set[str]) -> float:
        return sum(value for term, value in self._weights.items() if term in terms)


def quoted(found: Found) -> dict[str, Any]:
    """The fields of `bot.core.answer.Quote` for what was found."""
    passage = found.passage
    source = passage.source
    return {
        "passage_id": passage.id,
        "text": passage.text,
        "title": source.title,
        "outlet": source.outlet,
        "author": source.author,
        "credit": source.credit,
        "published": source.published,
        "url": source.url,
        "origin": passage.origin,
        "paragraph": passage.paragraph,
        "last_paragraph": passage.last_paragraph,
        "start": passage.start,
        "end": passage.end,
        "sha256": passage.sha256,
        "library": found.library,
    }
