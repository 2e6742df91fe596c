"""How alike the passages of one answer are: worked out from their texts, or from what is kept.

Both ways give the same to the last bit. Texts are always there; what is kept costs a fraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.core.passages_read import PassagesRead
from bot.core.told import article_of
from index.kept import Kept
from index.results import Found
from index.session import Session
from index.statements import SUPPORTERS, Likenesses, StatementProfile, supported
from index.table import Bounds, Place

#: From where on two passages are worth a closer look. The likeness is that of the passages alone,
#: from which on their articles and third passages are asked.
BOUNDS = Bounds(least_terms=0.15, own_terms=1 / 3, promising=0.3)


class Measure(Protocol):
    """Holds passages of one answer against each other."""

    def worth(self, found: Sequence[Found]) -> list[list[int]]:
        """For each passage the places of those before it that are worth a closer look: with
        enough terms in common, and alike enough or of the same text."""
        ...

    def worth_of(self, one: Found, others: Sequence[Found]) -> list[bool]:
        """The same of one and each of others."""
        ...

    def shared(self, one: Found, other: Found) -> float:
        """The share of its terms that the passage with fewer of them has in common with the other;
        1 if it has none."""
        ...

    def likeness(self, one: Found, other: Found) -> float:
        """How alike two passages are, whatever they are from: between 0 and 1."""
        ...

    def likeness_in_articles(self, one: Found, other: Found) -> float:
        """The same, less where their articles tell different stories."""
        ...

    def kinship(self, one: Found, other: Found) -> float:
        """How alike their articles are: between 0 and 1."""
        ...

    def raised(self, shown: Found, told: Found, beside: Sequence[Found]) -> float:
        """The likeness within their articles, raised by those of ``beside`` that are like both."""
        ...

    def names(self, one: Found, other: Found) -> tuple[int, int, int]:
        """How many names and numbers each of them has, and both."""
        ...


class FromTexts:
    """Reads the passages and their articles. Remembers what it was asked."""

    def __init__(self, read: PassagesRead, session: Session) -> None:
        self._read = read
        self._session = session
        self._likenesses = Likenesses(session.everything, read.idfs(session))
        # Of passages alone, and with the articles that they are from.
        self._profiles: dict[str, StatementProfile] = {}
        self._whole_profiles: dict[str, StatementProfile] = {}

    def worth(self, found: Sequence[Found]) -> list[list[int]]:
        return [
            [before for before in range(place) if self._is_worth(found[before], each)]
            for place, each in enumerate(found)
        ]

    def worth_of(self, one: Found, others: Sequence[Found]) -> list[bool]:
        return [self._is_worth(each, one) for each in others]

    def shared(self, one: Found, other: Found) -> float:
        ours, theirs = self._alone(one).terms, self._alone(other).terms
        fewer = min(len(ours), len(theirs))
        return len(ours & theirs) / fewer if fewer else 1.0

    def likeness(self, one: Found, other: Found) -> float:
        return self._likenesses.likeness(self._alone(one), self._alone(other))

    def likeness_in_articles(self, one: Found, other: Found) -> float:
        return self._likenesses.likeness(self._whole(one), self._whole(other))

    def kinship(self, one: Found, other: Found) -> float:
        ours, theirs = self._whole(one).article, self._whole(other).article
        assert ours is not None
        assert theirs is not None
        return self._likenesses.kinship(ours, theirs)

    def raised(self, shown: Found, told: Found, beside: Sequence[Found]) -> float:
        thirds = _thirds(shown, told, beside)
        alike = [(-self.likeness(shown, each), place) for place, each in enumerate(thirds)]
        nearest = sorted(each for each in alike if -each[0] >= BOUNDS.promising)[:SUPPORTERS]
        others = [told, *(thirds[place] for _, place in nearest)]

        def speaks(third: int, place: int) -> float:
            if article_of(others[third]) == article_of(others[place]):
                return 0.0
            return self.likeness_in_articles(others[third], others[place])

        return supported(0, [self.likeness_in_articles(shown, each) for each in others], speaks)

    def names(self, one: Found, other: Found) -> tuple[int, int, int]:
        ours, theirs = self._read.names(one.passage.text), self._read.names(other.passage.text)
        return len(ours), len(theirs), len(ours & theirs)

    def _is_worth(self, one: Found, other: Found) -> bool:
        ours, theirs = self._alone(one).terms, self._alone(other).terms
        shared = len(ours & theirs)
        # Most pairs end at the first of these, so it comes before all that costs more.
        return (
            shared >= BOUNDS.least_terms * min(len(ours), len(theirs))
            and (
                article_of(one) != article_of(other)
                or shared >= BOUNDS.own_terms * (len(ours) + len(theirs) - shared)
            )
            # What every passage says is no statement, unless it is the same text.
            and (
                one.passage.text == other.passage.text
                or self.likeness(one, other) >= BOUNDS.promising
            )
        )

    def _alone(self, found: Found) -> StatementProfile:
        key = found.passage.id
        if key not in self._profiles:
            self._profiles[key] = self._read.profile(found)
        return self._profiles[key]

    def _whole(self, found: Found) -> StatementProfile:
        key = found.passage.id
        if key not in self._whole_profiles:
            article = self._read.article(self._session.article_texts(found))
            self._whole_profiles[key] = replace(self._alone(found), article=article)
        return self._whole_profiles[key]


class FromKept:
    """Asks the kernel. Whatever it is asked may raise `index.table.Unkept`."""

    def __init__(self, kept: Kept, session: Session) -> None:
        self._kept = kept
        self._session = session
        self._places: dict[tuple[str, int], Place] = {}

    def worth(self, found: Sequence[Found]) -> list[list[int]]:
        articles: dict[tuple[str, int], int] = {}
        numbers = [articles.setdefault(article_of(each), len(articles)) for each in found]
        return self._kept.table.worth([*map(self._place, found)], numbers, BOUNDS)

    def worth_of(self, one: Found, others: Sequence[Found]) -> list[bool]:
        articles: dict[tuple[str, int], int] = {article_of(one): 0}
        numbers = [articles.setdefault(article_of(each), len(articles)) for each in others]
        places = [*map(self._place, others)]
        return self._kept.table.worth_of((self._place(one), 0), places, numbers, BOUNDS)

    def shared(self, one: Found, other: Found) -> float:
        return self._kept.table.shared(self._place(one), self._place(other))

    def likeness(self, one: Found, other: Found) -> float:
        return self._kept.table.likeness(self._place(one), self._place(other))

    def likeness_in_articles(self, one: Found, other: Found) -> float:
        ours, theirs = self._place_in_article(one), self._place_in_article(other)
        return self._kept.table.likeness_in_articles(ours, theirs)

    def kinship(self, one: Found, other: Found) -> float:
        return self._kept.table.kinship(self._place_in_article(one), self._place_in_article(other))

    def raised(self, shown: Found, told: Found, beside: Sequence[Found]) -> float:
        table, thirds = self._kept.table, _thirds(shown, told, beside)
        places = [*map(self._place, thirds)]
        nearest = table.nearest(self._place(shown), places, BOUNDS.promising)
        others = [told, *(thirds[place] for place in nearest)]
        article = article_of(told)
        return table.supported(
            self._place_in_article(shown),
            [*map(self._place_in_article, others)],
            [article_of(each) != article for each in others],
        )

    def names(self, one: Found, other: Found) -> tuple[int, int, int]:
        return self._kept.table.names(self._place(one), self._place(other))

    def _place(self, found: Found) -> Place:
        key = (found.library, found.passage.row)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = self._kept.place(self._session.at(found))
        return place

    def _place_in_article(self, found: Found) -> Place:
        return self._kept.place_in_article(self._session.at(found))


def _thirds(shown: Found, told: Found, beside: Sequence[Found]) -> list[Found]:
    """Those of ``beside`` that may speak for the likeness of two: others than these, and of other
    articles than what is shown."""
    both, article = (shown.passage.id, told.passage.id), article_of(shown)
    return [each for each in beside if each.passage.id not in both and article_of(each) != article]
