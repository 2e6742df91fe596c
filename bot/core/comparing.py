"""A question to a `Comparison`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import log

from bot.core.alignment import counts, wording_key
from bot.core.answer import Citation, Options
from bot.core.answering import Answerer, Shelf, absent_words, searched_libraries
from bot.core.candidates import MOST_ARTICLES, Article, Candidate, Passage, closeness
from bot.core.candidates import chosen as chosen_of
from bot.core.candidates import passages as passages_of
from bot.core.citing import quoted
from bot.core.comparison import Comparison, Group, Row
from bot.core.speakers import attribution
from bot.core.wording import Asked, asked
from index.analysis import Analyzer, Query
from index.dictionary import is_word
from index.model import Statistics
from index.results import Found, Results
from index.searcher import Searcher

#: The most articles that are shown side by side.
MOST_ROWS = 12

# Passages that are searched for.
_SEARCHED = 200
# What makes the word behind it part of a handle, a tag or an address.
_HANDLE = ("@", "#", "_", "/", ".")
# Articles without a wording that are named.
_NAMED = 50


class Comparer:
    """Compares wordings over libraries. Safe to share between threads."""

    def __init__(self, searcher: Searcher, analyzer: Analyzer, answerer: Answerer) -> None:
        """``analyzer`` must be the one whose terms ``searcher`` searches."""
        self._searcher = searcher
        self._analyzer = analyzer
        self._answerer = answerer

    def compare(self, question: str, shelves: Sequence[Shelf]) -> Comparison:
        """The closest wording in each article, at most `MOST_ROWS` of them.

        Deterministic: the same question over the same generations gives the same comparison.
        Raises `QuestionRefused` as an answer does.
        """
        query, operators = self._answerer.check(question, Options(limit=MOST_ROWS))
        # A phrase is compared, not demanded: who words it otherwise is what is asked.
        operators = replace(operators, phrases=())
        results = self._searcher.search(
            query,
            [shelf.library for shelf in shelves],
            _SEARCHED,
            operators=operators,
        )
        query = results.query
        libraries = searched_libraries(results, shelves)
        absent = absent_words(query, results.statistics)
        names = tuple(
            word for word in absent if word in query.names or not is_word(self._analyzer, word)
        )
        comparison = Comparison(
            question=question.encode("utf-8", "replace").decode("utf-8").strip(),
            libraries=libraries,
            groups=(),
            articles=sum(each.articles for each in libraries),
            absent=names or absent,
            corrections=tuple((each.word, each.to) for each in results.corrections),
        )
        weights = _idf(query, results.statistics)
        matter = asked(query, weights, 1 + log(results.statistics.passages + 1))
        if names or not matter.content:
            return comparison
        passages = passages_of(self._analyzer, self._about(matter, results.found))
        chosen = chosen_of(matter, passages)
        shown = dict(sorted(chosen.items(), key=lambda item: closeness(item[1]))[:MOST_ROWS])
        return replace(
            comparison,
            groups=self._groups(query, matter, shown, passages),
            worded=len(chosen),
            without=None
            if operators.restrict
            else self._without(results, shelves, comparison.articles, chosen),
        )

    def _about(self, matter: Asked, found: Sequence[Found]) -> list[Found]:
        """What is from articles that mention, in some passage found or their title, who is asked
        about; all of it where the question asks about nobody."""
        if not matter.frame:
            return list(found)
        terms = self._analyzer.terms
        mentioning = {
            (each.library, each.passage.article)
            for each in found
            if not matter.frame.keys().isdisjoint(
                terms(f"{each.passage.source.title or ''}\n{each.passage.text}")
            )
        }
        return [each for each in found if (each.library, each.passage.article) in mentioning]

    def _groups(
        self,
        query: Query,
        matter: Asked,
        chosen: dict[Article, Candidate],
        passages: dict[Article, list[Passage]],
    ) -> tuple[Group, ...]:
        by_key: dict[tuple[str, ...], list[Candidate]] = {}
        for each in chosen.values():  # the closest first
            by_key.setdefault(wording_key(each.wording.words), []).append(each)
        known = self._names(passages)
        usual = {
            word
            for word in {word for key in by_key for word in key}
            if 2 * sum(word in key for key in by_key) > len(by_key)
        }
        groups, rank = [], 1
        for those in by_key.values():
            # By date, undated ones last; what is dated alike stays in the order of closeness.
            those.sort(key=lambda each: each.passage.found.passage.source.published or date.max)
            rows = []
            for each in those:
                rows.append(self._row(query, matter, each, rank, usual, known))
                rank += 1
            groups.append(Group(tuple(rows)))
        return tuple(groups)

    def _row(
        self,
        query: Query,
        matter: Asked,
        candidate: Candidate,
        rank: int,
        usual: set[str],
        known: frozenset[str],
    ) -> Row:
        passage, wording = candidate.passage, candidate.wording
        text = passage.found.passage.text
        sentence = wording.unit.start, wording.unit.end
        said = attribution(
            text,
            sentence,
            passage.quoted,
            known=known,
            capitalised=self._analyzer.language.capitalised,
        )
        start, end = wording.span
        within = [q for q in passage.quoted if q.start <= start and end <= q.end]
        other = [word for word in wording.words if word.key not in usual and counts(word)]
        # Little words are marked only where nothing else differs, and where they are few.
        marked = [word for word in other if word.content] or (other if len(other) < 3 else [])
        return Row(
            citation=_citation(rank, passage.found, sentence),
            wording=(start, end),
            differing=tuple((word.start, word.end) for word in marked),
            quotation=(within[0].start, within[0].end) if within else None,
            speaker=text[slice(*said.name)] if said else None,
            clause=said.clause if said else None,
            lacking=tuple(
                dict.fromkeys(
                    word
                    for word, term in zip(query.words, query.terms, strict=True)
                    if term in matter.content and term not in wording.held
                )
            ),
        )

    def _names(self, passages: dict[Article, list[Passage]]) -> frozenset[str]:
        """Words that have a capital within a sentence somewhere, and are nowhere without one."""
        capital, small = set(), set()
        for those in passages.values():
            for passage in those:
                text = passage.found.passage.text
                for each in passage.units:
                    for place, word in enumerate(each.words):
                        written = text[word.start : word.end]
                        if text[word.start - 1 : word.start] in _HANDLE:
                            continue
                        if not written[0].isupper():
                            small.add(written)
                        elif place and each.quoted[place] == each.quoted[place - 1]:
                            capital.add(written)
        return frozenset(word for word in capital if word.lower() not in small)

    def _without(
        self,
        results: Results,
        shelves: Sequence[Shelf],
        articles: int,
        chosen: dict[Article, Candidate],
    ) -> tuple[str, ...] | None:
        """The titles of the articles without a wording; ``None`` if not all were looked at."""
        found = {(each.library, each.passage.article) for each in results.found}
        if len(results.found) >= _SEARCHED or len(found) > MOST_ARTICLES or articles > _NAMED:
            return None
        titles = []
        for searched, shelf in zip(results.searched, shelves, strict=True):
            with shelf.library.reader() as reader:
                if reader.generation != searched.generation:
                    return None  # changed since: these would not be the articles searched
                titles += [
                    source.title or origin
                    for number, origin, source in reader.origins()
                    if (searched.library, number) not in chosen
                ]
        return tuple(titles)


def _idf(query: Query, statistics: Statistics) -> dict[str, float]:
    """The weight of each term that some passage has, in the question's order.

    One more than its idf: in a small library a name that half of the passages have is still a
    word of the question.
    """
    frequencies = statistics.document_frequencies
    return {
        term: 1 + log((statistics.passages + 1) / frequencies[term])
        for term in dict.fromkeys(query.terms)
        if term in frequencies
    }


def _citation(rank: int, found: Found, sentence: tuple[int, int]) -> Citation:
    return Citation(
        rank=rank,
        score=found.score,
        bm25=found.bm25,
        sentence=found.passage.text[slice(*sentence)],
        sentence_start=sentence[0],
        **quoted(found),
    )
