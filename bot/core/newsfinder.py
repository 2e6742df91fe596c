"""What is new in a team's libraries that answers a question.

A passage is news if it was added since somebody last looked, its words were not there before, and
it matches the question as well as is wanted. It is judged as in an answer, with one difference:
of the passages that are better only new ones of its own article are its rivals. So what is known
already does not hide what is new, and what comes in one go is judged much as if it came one by one.
docs/watches.md has the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from bot.core.answer import Options, Similar
from bot.core.answering import Answerer, Shelf, absent_words, lacks_a_name, match_of
from bot.core.citing import Citing, quoted
from bot.core.corroboration import Corroborator, Voices
from bot.core.news import Looked, News, Words
from bot.core.passages_read import PassagesRead
from bot.core.told import Statement, article_of
from bot.core.word_match import PARTIAL, STRONG, Match, WordMatch
from index.additions import Additions
from index.analysis import Analyzer, Query
from index.bitmap import Bitmap
from index.fingerprints import Fingerprints, fingerprint
from index.model import Generation
from index.operators import Operators
from index.ranking import RESCORED
from index.results import Found
from index.searcher import Searcher
from index.session import Session
from index.table import Unkept

#: The best passages of all, new and old, that are held against each other. What is worse is one of
#: a crowd, whatever its words.
DEPTH = 100

#: The value from which on a match is as good as is wanted.
LEAST = {WordMatch.STRONG: STRONG, WordMatch.PARTIAL: PARTIAL}

T = TypeVar("T")


class Newsfinder:
    """Looks for news. Safe to share between threads; keeps nothing that matters."""

    def __init__(self, searcher: Searcher, analyzer: Analyzer, answerer: Answerer) -> None:
        """``analyzer`` and ``answerer`` must be of the ``searcher``'s terms."""
        self._searcher = searcher
        self._answerer = answerer
        self.analyzer = analyzer
        self.corroborator = Corroborator(analyzer)
        self.read = PassagesRead(analyzer)

    def look(
        self,
        question: str,
        options: Options,
        shelves: Sequence[Shelf],
        seen: Mapping[str, Generation],
        known: Iterable[bytes],
        *,
        least: WordMatch = WordMatch.STRONG,
        settled: bool = True,
    ) -> Looked:
        """What came since the generations that were ``seen``, by library, and answers a question.

        ``known`` are fingerprints of what was there before, and ``least`` is how well a passage
        must match. The question is searched for as it is written: a name that no library has yet
        is what people wait for. As long as what is being added has not ``settled``, a library of
        which nothing was seen yet is left for later: half of one is no measure.

        Deterministic. Raises what `Answerer.check` and reading a library raise.
        """
        query, operators = self._answerer.check(question, options)
        prints = Fingerprints(known)

        def ask(session: Session) -> Looked:
            additions = session.additions(seen, all_else=settled)
            looking = _Looking(self, session, additions, query, operators)
            news, words = _kept_or_read(session, lambda: looking.news(prints, least))
            return Looked(news, words, additions.generations)

        return self._searcher.asked([shelf.library for shelf in shelves], ask)

    def known(
        self,
        question: str,
        options: Options,
        shelves: Sequence[Shelf],
        seen: Mapping[str, Generation] | None = None,
    ) -> Looked:
        """What is known when somebody begins to look: no news, but the words of all that might be
        taken for some later.

        ``seen`` are the states that count as known; those of now if there are none. Raises what
        `look` raises.
        """
        query, operators = self._answerer.check(question, options)
        names = [shelf.library.name for shelf in shelves]

        def ask(session: Session) -> Looked:
            known = seen
            if known is None:
                known = dict(zip(names, session.generations, strict=True))
            additions = session.additions(known)
            looking = _Looking(self, session, additions, query, operators)
            words = _kept_or_read(session, lambda: looking.words(additions.old, additions.is_old))
            absent = absent_words(query, session.statistics(query.terms))
            return Looked((), words, known, absent)

        return self._searcher.asked([shelf.library for shelf in shelves], ask)


class _Looking:
    """One look. For one thread."""

    def __init__(
        self,
        finder: Newsfinder,
        session: Session,
        additions: Additions,
        query: Query,
        operators: Operators,
    ) -> None:
        self._finder = finder
        self._session = session
        self._additions = additions
        self._query = query
        self._statistics = session.statistics(query.terms)
        self._operators = operators

    def news(self, known: Fingerprints, least: WordMatch) -> tuple[tuple[News, ...], Words]:
        """What answers among what is new, best first; and the words of all that might have."""
        ranked = self._ranked(self._additions.new)
        might = [
            (each, self._fingerprint(each))
            for each in ranked
            if self._additions.is_new(each) and self._might_match(each)
        ]
        words = tuple(printed for _, printed in might)
        fresh = {
            _key(each)
            for each, printed in might
            if printed not in known and not self._additions.was_there(each)
        }
        absent = absent_words(self._query, self._statistics)
        if not fresh or lacks_a_name(self._finder.analyzer, self._query, absent):
            return (), words
        voices = self._finder.corroborator.voices(self._session)
        matches = {
            key: match
            for key, match in self._judged(voices, ranked, fresh).items()
            if match.value >= LEAST[least]
        }
        found = [
            (each, statement)
            for each in ranked
            if _key(each) in matches
            and not self._is_repeated(statement := voices.looked_up(Statement(each)))
        ]
        return tuple(self._told(voices, found, matches)), words

    def _judged(
        self, voices: Voices, ranked: Sequence[Found], fresh: AbstractSet[tuple[str, int]]
    ) -> dict[tuple[str, int], Match]:
        """How well each of the fresh passages matches.

        What comes together is rival to each other, and of two good ones the better would count for
        less: so an article's best passage, if it matches at all, matches no worse than a worse one
        of another article.
        """
        matches = {}
        reached = Match(WordMatch.WEAK, 0.0)
        # Of the last ones it is not known what stands close behind them.
        judged = len(ranked) if len(ranked) < DEPTH else DEPTH - RESCORED
        for place in reversed(range(judged)):
            each = ranked[place]
            if _key(each) not in fresh:
                continue
            article = article_of(each)
            better = [
                other
                for other in ranked[:place]
                if article_of(other) == article and _key(other) in fresh
            ]
            hits = [each, *better, *ranked[place + 1 :]][:RESCORED]
            match = match_of(self._query, self._statistics, hits, voices.agree(hits))
            reached = max(reached, match, key=lambda match: match.value)
            lifted = not better and match.band is not WordMatch.WEAK
            matches[_key(each)] = reached if lifted else match
        return matches

    def words(self, among: Sequence[Bitmap], is_among: Callable[[Found], bool]) -> Words:
        """The words of those of these passages that might match, the best of them."""
        return tuple(
            self._fingerprint(each)
            for each in self._ranked(among)
            if is_among(each) and self._might_match(each)
        )

    def _ranked(self, among: Sequence[Bitmap]) -> tuple[Found, ...]:
        """The best of all passages; none if none of these might match."""
        if not any(among):
            return ()
        # Most of the time nothing of what came has to do with the question: that is soon seen.
        if not any(map(self._might_match, self._search(RESCORED, among))):
            return ()
        return self._session.rescored(self._query, self._statistics, self._search(DEPTH))

    def _search(self, k: int, among: Sequence[Bitmap] | None = None) -> tuple[Found, ...]:
        results = self._session.search(
            self._query, k, operators=self._operators, exactly=True, among=among
        )
        return results.found

    def _might_match(self, found: Found) -> bool:
        """Whether a passage would match if nothing else did."""
        alone = match_of(self._query, self._statistics, [found], [True])
        return alone.band is not WordMatch.WEAK

    def _is_repeated(self, statement: Statement) -> bool:
        """Whether a passage that was there before has the same words, or is of a copy."""
        return not self._additions.is_new(statement.found) or any(
            (each.same_words or each.copy) and not self._additions.is_new(each.found)
            for each in statement.similar
        )

    def _fingerprint(self, found: Found) -> bytes:
        return fingerprint(self._finder.read.shingles(found.passage.text))

    def _told(
        self,
        voices: Voices,
        found: Sequence[tuple[Found, Statement]],
        matches: Mapping[tuple[str, int], Match],
    ) -> Iterator[News]:
        """The passages with what says the same elsewhere, copies and the same words once."""
        every = [each for each, _ in found]
        citing = Citing(self._finder.analyzer, self._query, self._statistics, self._session)
        told: set[tuple[str, int]] = set()
        for each, statement in found:
            if _key(each) in told:
                continue
            copies = [
                other
                for other in every
                if other is not each
                and _key(other) not in told
                and (same := voices.told(each, other, every))
                and (same.same_words or same.copy)
            ]
            together = (each, *copies)
            told.update(map(_key, together))
            similar = tuple(
                Similar(same_words=other.same_words, copy=other.copy, **quoted(other.found))
                for other in statement.similar
            )
            yield News(
                citing.cite(1, statement.found, similar, statement.own),
                matches[_key(each)],
                self._additions.added_at(statement.found),
                tuple((other.library, other.passage.id) for other in together),
            )


def _kept_or_read(session: Session, work: Callable[[], T]) -> T:
    """What a session gives from what is kept, or else from texts."""
    try:
        return work()
    except Unkept:
        session.forget_kept()
        return work()


def _key(found: Found) -> tuple[str, int]:
    return found.library, found.passage.row
