"""A question to an `Answer`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from bot.core.answer import Answer, Citation, Searched
from index.analysis import Analyzer, Query
from index.errors import QuestionRefused
from index.library import Library
from index.model import Statistics
from index.searcher import Found, Results, Searcher
from index.sentences import sentence_spans

#: The most characters of a question. A message whose words are searched may be as long as
#: Discord lets it be (`LONGEST_MESSAGE`).
LONGEST_QUESTION = 500
LONGEST_MESSAGE = 4_000


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

    def answer(
        self,
        question: str,
        shelves: Sequence[Shelf],
        limit: int,
        *,
        message: bool = False,
    ) -> Answer:
        """The at most ``limit`` closest passages.

        ``message`` says that it is no question, but a message whose sources are sought: it may be
        longer, and a name that no passage has does not keep back what else is found.
        Deterministic: the same question over the same generations gives the same answer. Raises
        `QuestionRefused` for one that is empty, too long, or has nothing to search for.
        """
        query = self.check(question, message=message)
        results = self._searcher.search(query, [shelf.library for shelf in shelves], limit)
        absent = _absent(query, results.statistics)
        names = () if message else tuple(word for word in absent if word in query.names)
        cite = _Citing(self._analyzer, query, results.statistics)
        return Answer(
            question=query.text,
            libraries=_searched(results, shelves),
            citations=tuple(cite(rank, found) for rank, found in enumerate(results.found, start=1))
            if not names
            else (),
            absent=names or absent,
        )

    def check(self, question: str, *, message: bool = False) -> Query:
        """What would be searched for. Raises `QuestionRefused`."""
        question = _cleaned(question)
        longest = LONGEST_MESSAGE if message else LONGEST_QUESTION
        if not question:
            raise QuestionRefused("There is no question. Ask, for example: who rejected the offer?")
        if len(question) > longest:
            raise QuestionRefused(
                f"A question may have at most {longest:,} characters; this one has"
                f" {len(question):,}. Ask for one thing at a time."
            )
        query = self._analyzer.query(question)
        if not query.telling:
            raise QuestionRefused(
                "There is nothing to search for in that question: it has only common words or"
                " symbols. Name a person, a place or a thing."
            )
        return query


class _Citing:
    """Turns what was found for one question into citations."""

    def __init__(self, analyzer: Analyzer, query: Query, statistics: Statistics) -> None:
        self._analyzer = analyzer
        self._weights = {
            term: log((statistics.passages + 1) / frequency)
            for term, frequency in statistics.document_frequencies.items()
            if term in query.terms
        }

    def __call__(self, rank: int, found: Found) -> Citation:
        passage = found.passage
        start, end = self._best_sentence(passage.text)
        return Citation(
            rank=rank,
            score=found.score,
            bm25=found.bm25,
            passage_id=passage.id,
            text=passage.text,
            sentence=passage.text[start:end],
            sentence_start=start,
            title=passage.source.title,
            outlet=passage.source.outlet,
            author=passage.source.author,
            credit=passage.source.credit,
            published=passage.source.published,
            url=passage.source.url,
            origin=passage.origin,
            paragraph=passage.paragraph,
            start=passage.start,
            end=passage.end,
            sha256=passage.sha256,
            library=found.library,
        )

    def _best_sentence(self, text: str) -> tuple[int, int]:
        """The sentence whose distinct question terms have the greatest idf in sum; ties: first."""

        def weight(span: tuple[int, int]) -> float:
            terms = set(self._analyzer.terms(text[span[0] : span[1]]))
            # Summed in the question's order, so that equal sets give equal floats.
            return sum(value for term, value in self._weights.items() if term in terms)

        language = self._analyzer.language.code
        return max(sentence_spans(text, language), key=weight, default=(0, len(text)))


def _searched(results: Results, shelves: Sequence[Shelf]) -> tuple[Searched, ...]:
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
        )
        for each, shelf in zip(results.searched, shelves, strict=True)
    )


def _absent(query: Query, statistics: Statistics) -> tuple[str, ...]:
    """The telling words of the question that no passage has."""
    absent = query.telling - statistics.document_frequencies.keys()
    words = zip(query.words, query.terms, strict=True)
    return tuple(dict.fromkeys(word for word, term in words if term in absent))


def _cleaned(question: str) -> str:
    """Without white space at its ends, and without bytes that a terminal could not decode."""
    return question.encode("utf-8", "replace").decode("utf-8").strip()
