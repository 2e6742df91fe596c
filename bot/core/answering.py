"""A question to an `Answer`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from bot.core.answer import Answer, Citation, Missing, Options, Searched, Similar
from bot.core.citing import Citing, quoted
from bot.core.corroboration import Corroborator, Voices
from bot.core.receipts import receipt_id
from bot.core.texts import told
from bot.core.told import Statement, led_once, spread
from bot.core.word_match import Match, Rescored, signals, word_match
from index.analysis import Analyzer, Query
from index.dictionary import is_word
from index.errors import QuestionRefused
from index.library import Library
from index.model import Statistics
from index.operators import NO_OPERATORS, Operators, read_operators
from index.results import Found, Results
from index.searcher import Searcher
from index.session import Session
from index.table import Unkept

#: The most characters of a question. A message whose words are searched may be as long as
#: Discord lets it be (`LONGEST_MESSAGE`).
LONGEST_QUESTION = 500
LONGEST_MESSAGE = 4_000
#: The first passages, of which at most two are of one article.
FIRST_PAGE = 5
#: Those of them that all other articles are held against: as many as Discord shows at first.
LOOKED_UP = 3
# Passages that are looked for at least, and beyond those that are shown, since some are folded
# under others. The same for every small limit, which then only says how many are shown.
_DEPTH = 25
_FOLDED = 10
# Of how many of the best the newest are shown first, at least: of all, they would be the worst.
_NEWEST = 10
# Outlets of a library that are named.
_OUTLETS = 5


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library that an asker may read, and its title for people."""

    library: Library
    title: str


class Answerer:
    """Answers questions over libraries. Safe to share between threads."""

    def __init__(self, searcher: Searcher, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one whose terms ``searcher`` searches."""
        self._searcher = searcher
        self._analyzer = analyzer
        self._corroborator = Corroborator(analyzer)

    def answer(
        self, question: str, shelves: Sequence[Shelf], options: Options, *, folding: bool = True
    ) -> Answer:
        """The closest passages, one a statement, with what other articles say of the first ones.

        Without ``folding`` each passage stands for itself, in the order of its score.
        Deterministic: the same question over the same generations gives the same answer. Raises
        `QuestionRefused` for one that is empty, too long, has nothing to search for, or an
        operator that cannot be read.
        """
        query, operators = self.check(question, options)
        return self._searcher.asked(
            [shelf.library for shelf in shelves],
            lambda session: self._answered(
                session, question, query, operators, shelves, options, folding=folding
            ),
        )

    def check(self, question: str, options: Options) -> tuple[Query, Operators]:
        """What would be searched for, and where. Raises `QuestionRefused`."""
        question = cleaned(question)
        longest = LONGEST_MESSAGE if options.message else LONGEST_QUESTION
        if not question:
            raise told(QuestionRefused, "question-none")
        if len(question) > longest:
            raise told(QuestionRefused, "question-too-long", most=longest, length=len(question))
        words, written = (question, NO_OPERATORS) if options.message else read_operators(question)
        words = options.read_as or words
        operators = written.joined(options.operators)
        for phrase in (*operators.phrases, *operators.excluded):
            if not self._analyzer.terms(phrase):
                raise told(QuestionRefused, "question-small-words", phrase=phrase[:40])
        words = " ".join((words, *options.operators.phrases))
        query = self._analyzer.query(words.strip())
        if not query.telling:
            raise told(QuestionRefused, "question-nothing-telling")
        return query, operators

    def read_on(
        self, question: str, earlier: Sequence[str], shelves: Sequence[Shelf]
    ) -> str | None:
        """What a question is read as after earlier ones (`bot.core.conversation.read_on`).

        What is a name, libraries tell where capitals do not. Raises `QuestionRefused` for an
        operator that cannot be read.
        """
        from bot.core.conversation import read_on  # not for those who only ask once

        words, _ = read_operators(cleaned(question))

        @cache
        def is_name(word: str) -> bool:
            libraries = [shelf.library for shelf in shelves]
            return self._searcher.asked(libraries, lambda session: session.is_name(word))

        return read_on(earlier, words, self._analyzer, is_name)

    def _own(self, question: str, results: Results) -> Query:
        """What a question that was read as another asks for itself, corrected as that was."""
        own = self._analyzer.query(read_operators(cleaned(question))[0])
        return own.corrected({each.wrong: (each.term, each.to) for each in results.corrections})

    def _lacks(
        self, query: Query, results: Results, absent: Sequence[str], own: Query | None
    ) -> bool:
        """Whether what is asked for is in no passage: a name, or what no dictionary has.

        What a question has from earlier ones is not asked for; but where no passage has a word of
        its ``own``, it is not answered by those words alone.
        """
        if own is not None:
            if own.telling and own.telling.isdisjoint(results.statistics.document_frequencies):
                return True
            of_its_own = absent_words(own, results.statistics)
            absent = [word for word in absent if word in of_its_own]
        return lacks_a_name(self._analyzer, query, absent)

    def _answered(
        self,
        session: Session,
        question: str,
        query: Query,
        operators: Operators,
        shelves: Sequence[Shelf],
        options: Options,
        *,
        folding: bool,
    ) -> Answer:
        depth = max(options.limit + _FOLDED, _DEPTH)
        exactly = options.exactly or options.message
        results = session.search(query, depth, operators=operators, exactly=exactly)
        emptied = results.emptied
        if emptied and options.anyway:
            results = session.search(query, depth, exactly=exactly)
        absent = absent_words(results.query, results.statistics)
        own = self._own(question, results) if options.read_as is not None else None
        kept_back = not (options.message or options.anyway) and self._lacks(
            query, results, absent, own
        )
        limit = 0 if kept_back else options.limit
        try:
            match, statements = self._told(session, results, limit, operators, folding)
        except Unkept:
            session.forget_kept()
            match, statements = self._told(session, results, limit, operators, folding)
        if own is not None and not _holds(results, own):
            match = match.at_most_partial()
        citations = self._citations(session, results, statements)
        answer = Answer(
            question=cleaned(question),
            libraries=searched_libraries(results, shelves),
            citations=citations,
            match=match.band,
            match_score=match.value,
            corrections=tuple((each.word, each.to) for each in results.corrections),
            missing=Missing(absent, results.apart, emptied, results.undated),
            kept_back=(kept_back and bool(results.found)) or (emptied and not options.anyway),
            operators=operators,
            options=options,
        )
        return replace(answer, receipt=receipt_id(answer))

    def _told(
        self,
        session: Session,
        results: Results,
        limit: int,
        operators: Operators,
        folding: bool,
    ) -> tuple[Match, list[Statement]]:
        """How well the words match, and the at most ``limit`` statements to be shown. Raises
        `Unkept`."""
        voices = self._corroborator.voices(session)
        agree = voices.agree(results.found)
        match = match_of(results.query, results.statistics, results.found, agree)
        if results.corrections:
            match = match.at_most_partial()
        if not limit or not folding:
            return match, [Statement(each) for each in results.found[:limit]]
        return match, self._statements(voices, results, limit, operators)

    def _statements(
        self, voices: Voices, results: Results, limit: int, operators: Operators
    ) -> list[Statement]:
        ordered = spread(voices.fold(results.found, len(results.found)), FIRST_PAGE)
        if operators.newest:
            # Undated ones last; on one day the better one first, since sorting is stable.
            ordered = sorted(
                ordered[: max(limit, _NEWEST)],
                key=lambda each: each.found.passage.source.published or date.min,
                reverse=True,
            )
        ordered = ordered[:limit]
        return led_once([*map(voices.looked_up, ordered[:LOOKED_UP]), *ordered[LOOKED_UP:]])

    def _citations(
        self, session: Session, results: Results, statements: Sequence[Statement]
    ) -> tuple[Citation, ...]:
        citing = Citing(self._analyzer, results.query, results.statistics, session)
        return tuple(
            citing.cite(
                rank,
                each.found,
                tuple(
                    Similar(same_words=told.same_words, copy=told.copy, **quoted(told.found))
                    for told in each.similar
                ),
                each.own,
            )
            for rank, each in enumerate(statements, start=1)
        )


def searched_libraries(results: Results, shelves: Sequence[Shelf]) -> tuple[Searched, ...]:
    """What was searched, as it is kept with an answer."""
    return tuple(
        Searched(
            name=each.library,
            title=shelf.title,
            generation=str(each.generation),
            articles=each.coverage.articles,
            passages=each.coverage.passages,
            dated=each.coverage.dated,
            first=each.coverage.first,
            last=each.coverage.last,
            changed_at=each.coverage.changed_at,
            outlets=each.coverage.outlets[:_OUTLETS],
            outlets_in_all=len(each.coverage.outlets),
            without_outlet=each.coverage.without_outlet,
        )
        for each, shelf in zip(results.searched, shelves, strict=True)
    )


def _holds(results: Results, own: Query) -> bool:
    """Whether the first passage, if there is one, has anything that a question asks for itself."""
    first = results.found[0].seen if results.found else None
    return first is None or not own.telling or not own.telling.isdisjoint(first.held)


def absent_words(query: Query, statistics: Statistics) -> tuple[str, ...]:
    """The telling words of the question that no passage has."""
    absent = query.telling - statistics.document_frequencies.keys()
    words = zip(query.words, query.terms, strict=True)
    return tuple(dict.fromkeys(word for word, term in words if term in absent))


def lacks_a_name(analyzer: Analyzer, query: Query, absent: Iterable[str]) -> bool:
    """Whether a name is among the words that no passage has, or what no dictionary has either."""
    return any(word in query.names or not is_word(analyzer, word) for word in absent)


def match_of(
    query: Query, statistics: Statistics, found: Sequence[Found], agree: Sequence[bool]
) -> Match:
    """How well the first of these passages matches, beside the others that were rescored.

    ``agree`` says of each whether it says the same as the first.
    """
    hits = [
        Rescored(each.seen.features, each.score, each.seen.held, agrees)
        for each, agrees in zip(found, agree, strict=True)
        if each.seen
    ]
    return word_match(signals(query, statistics, hits))


def cleaned(question: str) -> str:
    """Without white space at its ends, and without bytes that a terminal could not decode."""
    return question.encode("utf-8", "replace").decode("utf-8").strip()
