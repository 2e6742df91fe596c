"""A draft's quotations, each held against the articles: word for word, differs, or not found."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import log

from bot.core.answer import Searched
from bot.core.answering import Shelf, searched_libraries
from bot.core.checked import Check, Finding, Kind
from bot.core.draft import Draft
from bot.core.draft_quotations import (
    FEWEST_WORDS,
    DraftQuotation,
    draft_quotations,
)
from bot.core.quote_match import Matched, matched
from bot.core.quote_nearest import Nearest, nearest
from bot.core.quoted_place import QuotableArticle
from bot.core.quoted_words import Sought
from index.analysis import Analyzer, Query
from index.operators import NO_OPERATORS, Operators
from index.results import Found, Results
from index.searcher import Searcher
from index.session import Session

#: Quotations of a draft that are looked at: in Discord, and on the command line.
MOST_IN_DISCORD, MOST = 100, 5_000

# Passages that are searched for, and articles of those that are read: for the exact words, and for
# what comes near.
_SEARCHED, _READ, _READ_CLOSELY = 40, 20, 8
# Articles whose words are kept at once, and other articles that are cited.
_KEPT, _ALSO = 64, 3


class QuoteChecker:
    """Checks quotations over libraries. Safe to share between threads."""

    def __init__(self, searcher: Searcher, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one whose terms ``searcher`` searches."""
        self._searcher = searcher
        self._analyzer = analyzer

    def begin(self, draft: Draft, shelves: Sequence[Shelf], most: int) -> Checking:
        """A check of the first ``most`` quotations, still to be done."""
        return Checking(self._searcher, self._analyzer, draft, shelves, most)


class Checking:
    """A check that goes on quotation by quotation, each in a session of its own: for one thread
    at a time."""

    def __init__(
        self,
        searcher: Searcher,
        analyzer: Analyzer,
        draft: Draft,
        shelves: Sequence[Shelf],
        most: int,
    ) -> None:
        self._searcher = searcher
        self._analyzer = analyzer
        self._draft = draft
        self._shelves = shelves
        found = draft_quotations(draft, most + 1)
        self._quotations = found[:most]
        self._beyond = len(found) > most
        self._findings: list[Finding] = []
        self._unchecked = 0
        self._libraries: tuple[Searched, ...] = ()
        self._known: dict[Sought, Finding] = {}
        self._articles: OrderedDict[tuple[str, str], QuotableArticle] = OrderedDict()

    @property
    def count(self) -> int:
        """How many outer quotations there are to look at."""
        return len(self._quotations)

    def steps(self) -> Iterator[None]:
        """Looks at one outer quotation after another, with those in it where need be."""
        for quotation in self._quotations:
            self._look_at(quotation)
            yield

    def result(self) -> Check:
        """What was found so far."""
        return Check(
            name=self._draft.name,
            findings=tuple(self._findings),
            libraries=self._libraries,
            unchecked=self._unchecked,
            beyond=self._beyond,
        )

    def _look_at(self, quotation: DraftQuotation) -> None:
        found = self._finding(quotation)
        if found is None:
            self._unchecked += 1
            return
        lost = found.kind in (Kind.MISSING, Kind.LONG)
        inner = [self._finding(each) for each in quotation.inner] if lost else []
        told = [each for each in inner if each is not None]
        # A mark that nothing closes, and other quotations behind it: it opened none.
        stray = bool(told) and not quotation.closed
        for each in told if stray else [found, *told]:
            self._findings.append(replace(each, number=len(self._findings) + 1))

    def _finding(self, quotation: DraftQuotation) -> Finding | None:
        """What was found of one; ``None`` where there is too little to look for."""
        if quotation.count < FEWEST_WORDS:
            return None
        known = self._known.get(quotation.sought)
        if known is None:
            searched = self._searched(quotation)
            if searched is None:
                return None
            known = self._known[quotation.sought] = searched
        return replace(
            known,
            line=quotation.line,
            behind=quotation.behind,
            closed=quotation.closed,
            block=quotation.block,
        )

    def _searched(self, quotation: DraftQuotation) -> Finding | None:
        finding = Finding(0, quotation.text, quotation.line, quotation.behind, Kind.MISSING)
        if quotation.too_long:
            return replace(finding, kind=Kind.LONG)
        return self._searcher.asked(
            [shelf.library for shelf in self._shelves],
            lambda session: self._looked_for(session, quotation.sought, finding),
        )

    def _looked_for(self, session: Session, sought: Sought, finding: Finding) -> Finding | None:
        search = _Search(session, self._analyzer, self._article)
        phrase = search.phrase(sought)
        if phrase is None:
            return None
        self._libraries = searched_libraries(phrase, self._shelves)
        exact = search.exact(sought, phrase)
        if not exact:
            # Words may also stand on both sides of where passages meet.
            everywhere = search.words(sought)
            exact = search.exact(sought, everywhere)
        if exact:
            return self._exactly(finding, exact)
        near = search.near(sought, everywhere)
        if near is None:
            return finding
        article, found = near
        return replace(
            finding,
            kind=Kind.DIFFERS,
            quote=article.quote(found.start, found.end),
            differences=found.differences,
        )

    def _exactly(self, finding: Finding, exact: list[tuple[QuotableArticle, Matched]]) -> Finding:
        (article, best), *others = sorted(exact, key=lambda each: each[1].worth)
        same = [each for each in others if len(each[1].loose) == len(best.loose)]
        spoken, speaker = article.speech(best.start, best.end, self._analyzer.language.code)
        return replace(
            finding,
            kind=Kind.PUNCTUATION if best.loose else Kind.WORDS,
            quote=article.quote(best.start, best.end),
            differences=best.loose,
            inserted=best.inserted,
            left_out=best.left_out,
            omitted=best.omitted,
            others=len(same),
            also=tuple(each.quote(where.start, where.end) for each, where in same[:_ALSO]),
            spoken=spoken,
            speaker=speaker,
        )

    def _article(self, session: Session, found: Found) -> QuotableArticle:
        key = (found.library, found.passage.sha256)
        if key not in self._articles:
            text, passages = session.article(found)
            self._articles[key] = QuotableArticle.read(found.library, text, passages)
            if len(self._articles) > _KEPT:
                self._articles.popitem(last=False)
        self._articles.move_to_end(key)
        return self._articles[key]


class _Search:
    """One quotation in one session."""

    def __init__(
        self,
        session: Session,
        analyzer: Analyzer,
        read: Callable[[Session, Found], QuotableArticle],
    ) -> None:
        self._session = session
        self._analyzer = analyzer
        self._read = read

    def phrase(self, sought: Sought) -> Results | None:
        """The passages in which the part with most to look for stands; ``None`` if all words are
        small ones, which are not looked for."""
        texts = [sought.text[part.words[0].start : part.words[-1].end] for part in sought.parts]
        text = max(texts, key=lambda each: len(self._analyzer.terms(each)))
        return self._results(text, Operators(phrases=(text,)))

    def words(self, sought: Sought) -> Results:
        """The passages that share most with a quotation."""
        results = self._results(" ".join(word.form for word in sought.words), NO_OPERATORS)
        assert results is not None
        return results

    def exact(self, sought: Sought, results: Results) -> list[tuple[QuotableArticle, Matched]]:
        """The articles that have all words of a quotation, those found first first."""
        read = self._articles(results, _READ)
        found = [(article, matched(sought, article.words)) for article in read]
        return [(article, where) for article, where in found if where is not None]

    def near(self, sought: Sought, results: Results) -> tuple[QuotableArticle, Nearest] | None:
        """The article that comes nearest to a quotation, if that is near enough."""
        weigh = self._weigher(sought)
        best: tuple[QuotableArticle, Nearest] | None = None
        for article in self._articles(results, _READ_CLOSELY):
            found = nearest(sought, article.words, weigh)
            if found is not None and found.near and (best is None or found.worth > best[1].worth):
                best = article, found
        return best

    def _results(self, text: str, operators: Operators) -> Results | None:
        query: Query = self._analyzer.query(text)
        if not query.terms:
            return None
        # Whatever its words are, all of them tell: it is these that are looked for.
        query = replace(query, telling=frozenset(query.terms))
        return self._session.search(query, _SEARCHED, operators=operators, exactly=True)

    def _articles(self, results: Results, most: int) -> Iterator[QuotableArticle]:
        """Articles of what was found, each once."""
        seen: set[tuple[str, int]] = set()
        for each in results.found:
            article = each.library, each.passage.article
            if article not in seen and len(seen) < most:
                seen.add(article)
                yield self._read(self._session, each)

    def _weigher(self, sought: Sought) -> Callable[[str], float]:
        """A word's weight: 0 if it is a common one, else one more than its idf."""
        common = self._analyzer.language.common_words
        terms = {
            word.form: term
            for word in sought.words
            if (term := self._analyzer.term(word.form)) is not None
            and word.form.casefold().replace("'", "") not in common
        }
        statistics = self._session.statistics(set(terms.values()))
        frequencies = statistics.document_frequencies
        weights = {
            form: 1 + log((statistics.passages + 1) / max(1, frequencies.get(term, 1)))
            for form, term in terms.items()
        }
        return lambda form: weights.get(form, 0.0)
