"""What other articles say of a passage: the same statement in them, and copies of it.

A claim no greater than the words bear: that passages are alike, not that they are independent, nor
that what they say is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.core.measuring import BOUNDS, FromKept, FromTexts, Measure
from bot.core.passages_read import PassagesRead
from bot.core.told import Statement, Told, article_of, led_once
from index.analysis import Analyzer
from index.duplicates import SAME_WORDS, is_copy, same_words
from index.neighbours import neighbours
from index.results import Found
from index.session import Session

#: At or above this likeness two passages are said to report the same. Lower than
#: `index.statements.SAME`, for which all passages of a library support each other: here only those
#: that an answer has at hand do. tests/core/test_seed_statements.py holds what it reaches.
SAME_STATEMENT = 0.48
#: At or above this likeness they surely do.
SURE = 0.8
#: The share of names and numbers that the passage with fewer of them must have in common with the
#: other: the same sentence about another man is another statement.
SAME_NAMES = 0.2

# Passages of other articles that are held against one that is shown.
_NEIGHBOURS = 12
# The share of its terms that the passage with fewer has in common with one of the same words, as
# good as always: each term that is lacking is lacking in up to five runs of five words.
_LEAST_OF_SAME_WORDS = 0.5
# The kinship of an article and its copy at least: 0.37 is the least of ECB+'s, 0.39 that of a sixth
# of an article and the whole. Reading articles for their shingles costs the most of all.
_LEAST_OF_COPIES = 0.3


@dataclass(slots=True)
class _Folding:
    """A statement while passages are folded under it."""

    found: Found
    told: list[Told] = field(default_factory=list)
    own: int = 0
    place: int = 0


class Corroborator:
    """Makes `Voices`. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the sessions' terms are made with."""
        self._read = PassagesRead(analyzer)

    def voices(self, session: Session) -> Voices:
        """For one answer."""
        return Voices(self._read, session)


class Voices:
    """Holds the passages of one answer against each other. For one thread."""

    def __init__(self, read: PassagesRead, session: Session) -> None:
        """``session`` is the one that the passages are from. What passages are asked for may raise
        `Unkept`: then the session has to forget what is kept, and others be made."""
        self._read = read
        self._session = session
        self._measure: Measure = (
            FromKept(session.kept, session) if session.kept else FromTexts(read, session)
        )
        self._articles: dict[tuple[str, int], str] = {}
        self._told: dict[tuple[str, int, str, int], Told | None] = {}
        self._looked_at: tuple[tuple[tuple[str, int], ...], list[list[int]]] | None = None

    def fold(self, found: Sequence[Found], limit: int) -> list[Statement]:
        """The first ``limit`` statements among what was found, best first.

        A passage that says the same as a better one of another article is folded under it, and one
        in the same words wherever it stands. Of copies the earliest dated one is shown, at the
        place of the best.
        """
        folding: list[_Folding] = []
        for place, (each, worth) in enumerate(zip(found, self._worth(found), strict=True)):
            for kept in folding:
                if kept.place in worth:
                    told = self._looked_into(kept.found, each, found[: place + 1])
                    if told is not None:
                        _put(kept, told)
                        break
            else:
                if len(folding) < limit:
                    folding.append(_Folding(each, place=place))
        return led_once([self._earliest(each, found) for each in folding])

    def looked_up(self, statement: Statement) -> Statement:
        """A statement with what all other articles say of it, not only those that were found."""
        found = neighbours(self._session, statement.found, _NEIGHBOURS, BOUNDS)
        promising = [
            each
            for each in found
            if each.passage.text == statement.found.passage.text
            or self._measure.likeness(statement.found, each) >= BOUNDS.promising
        ]
        folding = _Folding(statement.found, list(statement.similar), statement.own)
        worth = self._measure.worth_of(statement.found, promising)
        for each, is_worth in zip(promising, worth, strict=True):
            told = self._looked_into(statement.found, each, promising) if is_worth else None
            if told is not None:
                _put(folding, told)
        return self._earliest(folding, promising)

    def _earliest(self, folding: _Folding, beside: Sequence[Found]) -> Statement:
        """The statement, led by the earliest dated of its copies.

        Only by a passage that has the words of the one that was found, and so all that was asked
        for; and only if it says the same as all the others: else they would stand under a passage
        that is not theirs.
        """
        lead = folding.found
        statement = Statement(lead, tuple(folding.told), folding.own)
        dated = [each for each in folding.told if each.copy and _dated(each.found) < _dated(lead)]
        for earliest in sorted(dated, key=lambda each: _dated(each.found)):
            instead = replace(earliest.found, score=lead.score, bm25=lead.bm25, seen=lead.seen)
            ours = self._read.shingles(lead.passage.text).runs
            theirs = self._read.shingles(instead.passage.text).runs
            if len(ours & theirs) < SAME_WORDS * len(ours):
                continue
            others = [lead, *(each.found for each in folding.told if each is not earliest)]
            told = [self.told(instead, each, beside) for each in others]
            if all(told):
                return Statement(instead, tuple(each for each in told if each))
        return statement

    def agree(self, found: Sequence[Found]) -> list[bool]:
        """For each passage whether another article surely says the same in it as the first does.

        Surer than for folding: what is taken for agreement is no rival of the first any more.
        """
        return [
            0 in worth
            and article_of(each) != article_of(found[0])
            and self._surely(found[0], each, found)
            for each, worth in zip(found, self._worth(found), strict=True)
        ]

    def _worth(self, found: Sequence[Found]) -> list[list[int]]:
        """As `Measure.worth`, worked out once for all who ask."""
        key = tuple((each.library, each.passage.row) for each in found)
        if self._looked_at is None or self._looked_at[0] != key:
            self._looked_at = key, self._measure.worth(found)
        return self._looked_at[1]

    def _surely(self, one: Found, other: Found, beside: Sequence[Found]) -> bool:
        told = self._looked_into(one, other, beside)
        return told is not None and (
            told.same_words or self._measure.likeness_in_articles(one, other) >= SURE
        )

    def told(self, one: Found, other: Found, beside: Sequence[Found]) -> Told | None:
        """What the other passage is to the one; ``None`` if they do not say the same.

        ``beside`` are further passages, whose likeness to both speaks for theirs.
        """
        # Most pairs end here, so it comes before all that costs more.
        [worth] = self._measure.worth_of(one, [other])
        return self._looked_into(one, other, beside) if worth else None

    def _looked_into(self, one: Found, other: Found, beside: Sequence[Found]) -> Told | None:
        """The same of two that are worth it."""
        # Not by their ids: one file in two libraries has the same in both.
        key = (one.library, one.passage.row, other.library, other.passage.row)
        if key not in self._told:
            self._told[key] = self._compared(one, other, beside)
        return self._told[key]

    def _compared(self, one: Found, other: Found, beside: Sequence[Found]) -> Told | None:
        read = self._read
        same = one.passage.text == other.passage.text
        if not same and self._measure.shared(one, other) >= _LEAST_OF_SAME_WORDS:
            same = same_words(read.shingles(one.passage.text), read.shingles(other.passage.text))
        if article_of(one) == article_of(other):
            return Told(other, same_words=True, copy=False) if same else None
        if not same and not (
            self._share_names(one, other) and self._supported(one, other, beside) >= SAME_STATEMENT
        ):
            return None
        # Asked also where the passages differ: a trimmed copy may be cut into other ones.
        copy = self._measure.kinship(one, other) >= _LEAST_OF_COPIES and is_copy(
            read.article_shingles(self._text(one), one.passage.source.credit),
            read.article_shingles(self._text(other), other.passage.source.credit),
        )
        return Told(other, same, copy)

    def _share_names(self, one: Found, other: Found) -> bool:
        ours, theirs, both = self._measure.names(one, other)
        return both >= SAME_NAMES * min(ours, theirs)

    def _supported(self, one: Found, other: Found, beside: Sequence[Found]) -> float:
        """The likeness within their articles, raised by passages that are like both.

        They are asked only where they can make a difference, since they cost the most.
        """
        likeness = self._measure.likeness_in_articles(one, other)
        if not SAME_STATEMENT / 2 <= likeness < SAME_STATEMENT:
            return likeness
        measure = self._measure
        return (measure.raised(one, other, beside) + measure.raised(other, one, beside)) / 2

    def _text(self, found: Found) -> str:
        """The article of a passage, read once."""
        article = article_of(found)
        if article not in self._articles:
            self._articles[article] = "\n\n".join(self._session.article_texts(found))
        return self._articles[article]


def _put(kept: _Folding, told: Told) -> None:
    """Folds a passage under a statement: an article is counted once, at its best passage."""
    if article_of(told.found) == article_of(kept.found):
        kept.own += told.found.passage.id != kept.found.passage.id
    elif article_of(told.found) not in {article_of(each.found) for each in kept.told}:
        kept.told.append(told)


def _dated(found: Found) -> date:
    return found.passage.source.published or date.max
