"""What other articles say of a passage: the same statement in them, and copies of it.

A claim no greater than the words bear: that passages are alike, not that they are independent, nor
that what they say is so.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import Lock

from bot.core.told import Statement, Told, article_of, led_once
from index.analysis import Analyzer
from index.duplicates import SAME_WORDS, article_shingles, is_copy, same_words, shingles
from index.model import Generation
from index.results import Found
from index.sentences import sentence_spans
from index.session import Session
from index.statements import SUPPORTERS, Likenesses, StatementProfile, Statements

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
# A likeness of two passages alone from which on their articles and third passages are asked.
_PROMISING = 0.3
# The share of its terms that the passage with fewer of them must have in common with the other to
# be looked at any further.
_LEAST_TERMS = 0.15
# Passages and articles that are remembered.
_PASSAGES = 20_000
_ARTICLES = 500
_STATES = 8
_ARTICLES_AS_SHINGLES = 64  # up to a megabyte each


@dataclass(slots=True)
class _Folding:
    """A statement while passages are folded under it."""

    found: Found
    told: list[Told] = field(default_factory=list)
    own: int = 0


class Corroborator:
    """What can be kept of passages and articles. Safe to share between threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the sessions' terms are made with."""
        self._statements = Statements(analyzer)
        self._analyzer = analyzer
        self._capitalised = analyzer.language.capitalised
        self._profiles: OrderedDict[str, StatementProfile] = OrderedDict()
        self._idfs: OrderedDict[tuple[Generation, ...], dict[str, float]] = OrderedDict()
        self._lock = Lock()
        self.names = lru_cache(maxsize=_PASSAGES)(self._names)
        self.shingles = lru_cache(maxsize=_PASSAGES)(shingles)
        self.article = lru_cache(maxsize=_ARTICLES)(self._statements.article)
        self.article_shingles = lru_cache(maxsize=_ARTICLES_AS_SHINGLES)(article_shingles)

    def voices(self, session: Session) -> Voices:
        """For one answer."""
        return Voices(self, session)

    def profile(self, found: Found) -> StatementProfile:
        """What a passage says, whatever it is from. What rescoring saw need not be read again."""
        key = found.passage.id
        with self._lock:
            if key in self._profiles:
                self._profiles.move_to_end(key)
                return self._profiles[key]
        if found.seen:
            profile = self._statements.profile_of(found.seen.profile.by_sentence())
        else:
            profile = self._statements.profile(found.passage.text)
        with self._lock:
            self._profiles[key] = profile
            if len(self._profiles) > _PASSAGES:
                self._profiles.popitem(last=False)
        return profile

    def idfs(self, session: Session) -> dict[str, float]:
        """What is known of terms in this state of the libraries, for all who ask about it."""
        with self._lock:
            if session.generations not in self._idfs:
                self._idfs[session.generations] = {}
                if len(self._idfs) > _STATES:
                    self._idfs.popitem(last=False)
            self._idfs.move_to_end(session.generations)
            return self._idfs[session.generations]

    def _names(self, text: str) -> frozenset[str]:
        """The terms of what is written as a name or a number, but for days and months."""
        found = set()
        for start, end in sentence_spans(text, self._analyzer.language.code):
            for place, word in enumerate(self._analyzer.raw_words(text[start:end])):
                # The first word of a sentence owes its capital to its place.
                name = place > 0 and word[0].isupper() and word not in self._capitalised
                if name or any(map(str.isdigit, word)):
                    found.add(self._analyzer.term(word) or word)
        return frozenset(found)


class Voices:
    """Holds the passages of one answer against each other. For one thread."""

    def __init__(self, known: Corroborator, session: Session) -> None:
        self._known = known
        self._session = session
        self._likenesses = Likenesses(session.everything, known.idfs(session))
        self._articles: dict[tuple[str, int], str] = {}
        self._told: dict[tuple[str, str], Told | None] = {}
        # Of passages alone, and with the articles that they are from.
        self._profiles: dict[str, StatementProfile] = {}
        self._whole_profiles: dict[str, StatementProfile] = {}

    def fold(self, found: Sequence[Found], limit: int) -> list[Statement]:
        """The first ``limit`` statements among what was found, best first.

        A passage that says the same as a better one of another article is folded under it, and one
        in the same words wherever it stands. Of copies the earliest dated one is shown, at the
        place of the best.
        """
        folding: list[_Folding] = []
        for place, each in enumerate(found):
            for kept in folding:
                told = self.told(kept.found, each, found[: place + 1])
                if told is not None:
                    _put(kept, told)
                    break
            else:
                if len(folding) < limit:
                    folding.append(_Folding(each))
        return led_once([self._earliest(each, found) for each in folding])

    def looked_up(self, statement: Statement) -> Statement:
        """A statement with what all other articles say of it, not only those that were found."""
        neighbours = self._session.neighbours(statement.found, _NEIGHBOURS)
        folding = _Folding(statement.found, list(statement.similar), statement.own)
        for each in neighbours:
            told = self.told(statement.found, each, neighbours)
            if told is not None:
                _put(folding, told)
        return self._earliest(folding, neighbours)

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
            ours = self._known.shingles(lead.passage.text).runs
            theirs = self._known.shingles(instead.passage.text).runs
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
            place > 0
            and article_of(each) != article_of(found[0])
            and self._surely(found[0], each, found)
            for place, each in enumerate(found)
        ]

    def _surely(self, one: Found, other: Found, beside: Sequence[Found]) -> bool:
        told = self.told(one, other, beside)
        return told is not None and (
            told.same_words
            or self._likenesses.likeness(self._profile(one), self._profile(other)) >= SURE
        )

    def told(self, one: Found, other: Found, beside: Sequence[Found]) -> Told | None:
        """What the other passage is to the one; ``None`` if they do not say the same.

        ``beside`` are further passages, whose likeness to both speaks for theirs.
        """
        ours, theirs = self._alone_profile(one), self._alone_profile(other)
        # Most pairs end here, so it comes before all that costs more.
        if len(ours.terms & theirs.terms) < _LEAST_TERMS * min(len(ours.terms), len(theirs.terms)):
            return None
        key = (one.passage.id, other.passage.id)
        if key not in self._told:
            self._told[key] = self._compared(one, other, beside)
        return self._told[key]

    def _compared(self, one: Found, other: Found, beside: Sequence[Found]) -> Told | None:
        known = self._known
        ours, theirs = self._alone_profile(one), self._alone_profile(other)
        one_article = article_of(one) == article_of(other)
        if one_article and 3 * len(ours.terms & theirs.terms) < len(ours.terms | theirs.terms):
            return None
        # What every passage says is no statement, unless it is the same text.
        same = one.passage.text == other.passage.text
        if not same and self._likenesses.likeness(ours, theirs) < _PROMISING:
            return None
        same = same or same_words(
            known.shingles(one.passage.text), known.shingles(other.passage.text)
        )
        if one_article:
            return Told(other, same_words=True, copy=False) if same else None
        if not same and not (
            self._share_names(one, other) and self._supported(one, other, beside) >= SAME_STATEMENT
        ):
            return None
        # Asked also where the passages differ: a trimmed copy may be cut into other ones.
        copy = is_copy(
            known.article_shingles(self._text(one), one.passage.source.credit),
            known.article_shingles(self._text(other), other.passage.source.credit),
        )
        return Told(other, same, copy)

    def _share_names(self, one: Found, other: Found) -> bool:
        ours = self._known.names(one.passage.text)
        theirs = self._known.names(other.passage.text)
        return len(ours & theirs) >= SAME_NAMES * min(len(ours), len(theirs))

    def _supported(self, one: Found, other: Found, beside: Sequence[Found]) -> float:
        """The likeness within their articles, raised by passages that are like both.

        They are asked only where they can make a difference, since they cost the most.
        """
        likeness = self._likenesses.likeness(self._profile(one), self._profile(other))
        if not SAME_STATEMENT / 2 <= likeness < SAME_STATEMENT:
            return likeness

        def raised(shown: Found, told: Found) -> float:
            alike = [
                (-self._alone(shown, each), place, each)
                for place, each in enumerate(beside)
                if each.passage.id not in (shown.passage.id, told.passage.id)
                and article_of(each) != article_of(shown)
            ]
            promising = [each for each in alike if -each[0] >= _PROMISING]
            others = [told, *(each for _, _, each in sorted(promising)[:SUPPORTERS])]
            profiles = [self._profile(each) for each in others]
            return self._likenesses.supported(self._profile(shown), profiles)[0]

        return (raised(one, other) + raised(other, one)) / 2

    def _alone(self, one: Found, other: Found) -> float:
        """The likeness of two passages, whatever they are from."""
        return self._likenesses.likeness(self._alone_profile(one), self._alone_profile(other))

    def _alone_profile(self, found: Found) -> StatementProfile:
        key = found.passage.id
        if key not in self._profiles:
            self._profiles[key] = self._known.profile(found)
        return self._profiles[key]

    def _profile(self, found: Found) -> StatementProfile:
        key = found.passage.id
        if key not in self._whole_profiles:
            article = self._known.article(self._text(found))
            self._whole_profiles[key] = replace(self._alone_profile(found), article=article)
        return self._whole_profiles[key]

    def _text(self, found: Found) -> str:
        """The article of a passage, read once."""
        article = article_of(found)
        if article not in self._articles:
            self._articles[article] = self._session.article_text(found)
        return self._articles[article]


def _put(kept: _Folding, told: Told) -> None:
    """Folds a passage under a statement: an article is counted once, at its best passage."""
    if article_of(told.found) == article_of(kept.found):
        kept.own += told.found.passage.id != kept.found.passage.id
    elif article_of(told.found) not in {article_of(each.found) for each in kept.told}:
        kept.told.append(told)


def _dated(found: Found) -> date:
    return found.passage.source.published or date.max
