"""Any operators over any libraries: what is found is what satisfies them, told without an index."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from index import engines
from index.analysis import Analyzer
from index.library import Library
from index.model import Article
from index.operators import NO_OPERATORS, Operators
from index.searcher import Searcher
from index.snapshots import Snapshots
from tests.articles import add, article

ANALYZER = Analyzer()
WORDS = ["offer", "offers", "Paris", "Kerry", "the", "of", "US", "Kerry's"]
text_ = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
stated_ = st.fixed_dictionaries(
    {},
    optional={
        "outlet": st.sampled_from(["Middle East Eye", "Eye"]),
        "published": st.sampled_from([date(2014, 9, 15), date(2015, 1, 1)]),
    },
)
# Few enough that all are rescored.
corpus_ = st.lists(st.tuples(st.sampled_from(WORDS), text_, stated_), min_size=1, max_size=18)
operators_ = st.builds(
    Operators,
    phrases=st.lists(text_, max_size=1).map(tuple),
    excluded=st.lists(st.sampled_from(WORDS) | text_, max_size=1).map(tuple),
    sources=st.lists(st.sampled_from(["eye", "Middle", "1", "x"]), max_size=1).map(tuple),
    after=st.sampled_from([None, date(2014, 9, 15), date(2014, 9, 16)]),
    before=st.sampled_from([None, date(2015, 1, 1), date(2015, 1, 2)]),
)


def satisfies(found: Article, operators: Operators) -> bool:
    """As the operators' own words have it, found out without an index."""
    title, text = found.source.title or "", found.text.split("\n\n", 1)[1]

    def has(phrase: str) -> bool:
        words, wanted = ANALYZER.words(text), ANALYZER.words(phrase)
        return any(words[n : n + len(wanted)] == wanted for n in range(len(words)))

    def excludes(phrase: str) -> bool:
        terms = ANALYZER.terms(phrase)
        if len(ANALYZER.words(phrase)) > 1 or not terms:
            return has(phrase)
        return terms[0] in ANALYZER.terms(text) + ANALYZER.terms(title)

    names = [each.lower() for each in (found.source.outlet, found.origin) if each]
    day = found.source.published
    return (
        all(map(has, operators.phrases))
        and not any(map(excludes, operators.excluded))
        and all(any(each.lower() in name for name in names) for each in operators.sources)
        and (operators.after is None or (day is not None and day >= operators.after))
        and (operators.before is None or (day is not None and day < operators.before))
    )


@settings(max_examples=25)
@given(corpus_, operators_, st.integers(0, 18), text_)
def test_what_is_found_is_what_satisfies_the_operators_and_nothing_else(
    corpus: list[tuple[str, str, dict[str, object]]],
    operators: Operators,
    split: int,
    question: str,
) -> None:
    articles = [
        article(f"{title}\n\n{text}", f"{n:02}", **source)
        for n, (title, text, source) in enumerate(corpus)
    ]
    searcher = Searcher(Snapshots(engines.get(), ANALYZER))
    query = ANALYZER.query(f"Kerry {question}")
    with TemporaryDirectory() as name:
        libraries = [Library(Path(name) / f"{part}.db", part) for part in ("one", "two")]
        for library, part in zip(libraries, (articles[:split], articles[split:]), strict=True):
            add(library, *part)
        every = searcher.search(query, libraries, 100, operators=NO_OPERATORS)
        some = searcher.search(query, libraries, 100, operators=operators)
    kept = {each.origin for each in articles if satisfies(each, operators)}
    expected = [each for each in every.found if each.passage.origin in kept]
    assert {(each.passage.id, each.bm25) for each in some.found} == {
        (each.passage.id, each.bm25) for each in expected
    }
    assert some.statistics == every.statistics
    assert some.emptied == (not some.found and bool(every.found) and operators.restrict)
    undated = operators.dated and sum(
        each.source.published is None and satisfies(each, Operators(sources=operators.sources))
        for each in articles
    )
    assert some.undated == undated
    scores = [each.score for each in some.found]
    assert scores == sorted(scores, reverse=True)
