"""What is kept of the passages of a session's libraries, held side by side for one answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.profiles import Profiles
from index.ranking import Asked, Scored, gaps_of, score_of
from index.rescoring import KeptQuestion, KeptSentences
from index.rows import Rows
from index.table import Known, Place, Table

if TYPE_CHECKING:
    from index.indexed import Indexed

#: A passage, or an article: the place of its library among those asked, and its ordinal or row.
At = tuple[int, int]


class Kept:
    """For one answer and one thread."""

    def __init__(
        self, parts: Sequence[Sequence[Profiles]], rows: Sequence[Rows], table: Table
    ) -> None:
        """``parts`` are each library's files, in the order of their ordinals, and ``rows`` what
        passages these are."""
        self.table = table
        self._parts = parts
        self._rows = rows
        self._bases = [_bases(each) for each in parts]
        self._places: dict[At, Place] = {}
        self._articles: dict[At, int] = {}
        self._with_article: set[Place] = set()
        self._sentences: dict[tuple[str, ...], KeptSentences] = {}

    @classmethod
    def of(
        cls, indexed: Sequence[Indexed], passages: int, known: Callable[[], Known]
    ) -> Kept | None:
        """``None`` if an engine keeps nothing. ``passages`` is how many all libraries have, and
        ``known`` gives what is known of their terms."""
        if not indexed or any(each.profiles is None for each in indexed):
            return None
        table = Table([each.snapshot for each in indexed], passages, known())
        return cls(
            [each.profiles or () for each in indexed], [each.rows for each in indexed], table
        )

    def place(self, at: At) -> Place:
        """A passage's place in the table. Raises `Unkept`."""
        place = self._places.get(at)
        if place is None:
            place = self._places[at] = self.table.add(*self._located(*at))
        return place

    def place_in_article(self, at: At) -> Place:
        """The same, with what its article is known too. Raises `Unkept`."""
        place = self.place(at)
        if place not in self._with_article:
            library, ordinal = at
            rows = self._rows[library]
            article = rows.article(ordinal)
            key = library, article
            if key not in self._articles:
                passages = [self._located(library, each) for each in rows.beside(ordinal)]
                self._articles[key] = self.table.add_article(passages)
            self.table.set_article(place, self._articles[key])
            self._with_article.add(place)
        return place

    def scored(self, asked: Asked, hits: Sequence[tuple[At, float]]) -> list[Scored]:
        """As `index.ranking.Reranker.scored`, of hits with the engine's scores. Raises `Unkept`."""
        question = KeptQuestion(asked)
        places = [self.place(at) for at, _ in hits]
        found = []
        for place, gap in zip(places, gaps_of([score for _, score in hits]), strict=True):
            features, held = question.seen(self.table, place, gap)
            found.append(Scored(score_of(features), features, held))
        return found

    def sentences(self, at: At, terms: tuple[str, ...]) -> list[tuple[tuple[int, int], set[str]]]:
        """Where each sentence of a passage begins and ends in its text, and which of some terms it
        holds. Raises `Unkept`."""
        if terms not in self._sentences:
            self._sentences[terms] = KeptSentences(terms)
        return self._sentences[terms].of(self.table, self.place(at))

    def _located(self, library: int, ordinal: int) -> tuple[Profiles, int]:
        bases = self._bases[library]
        part = bisect_right(bases, ordinal) - 1
        return self._parts[library][part], ordinal - bases[part]


def _bases(parts: Sequence[Profiles]) -> list[int]:
    """The ordinal at which each part begins, and that behind the last."""
    bases = [0]
    for each in parts:
        bases.append(bases[-1] + len(each))
    return bases
