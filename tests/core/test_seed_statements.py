"""What the samples report twice: a floor for `index.statements`, over a table made by reading.

The table lists every pair of passages of two samples that report the same statement, each passage
by its file and words that it begins with; docs/statements.md has the criterion. All other pairs
across articles are wrong. Passages are cut by the library, so one may hold several of the table's.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.core.corroboration import Corroborator
from bot.core.told import Statement
from index import engines
from index.analysis import Analyzer
from index.files import files
from index.indexer import Report, index_files, read_article
from index.library import Library
from index.model import Statistics
from index.passages import cut
from index.results import Found
from index.searcher import Searcher
from index.snapshots import Snapshots
from index.sources import Sources
from index.statements import SAME, Likenesses, StatementProfile, Statements

TABLE = Path(__file__).with_name("seed_statements.jsonl")


class Told(NamedTuple):
    """A passage of the samples."""

    origin: str
    text: str
    profile: StatementProfile

    def has(self, place: list[str]) -> bool:
        """Whether the table's file and words are in this passage."""
        origin, words = place
        return self.origin == origin and words in " ".join(self.text.split())


def read(seeds: Path, *, articles: bool) -> tuple[list[Told], Statistics]:
    """The samples' passages with or without what they are from, and the statistics of them all."""
    analyzer = Analyzer()
    makes = Statements(analyzer)
    sources = Sources()
    told = []
    for file in files([seeds], lambda name, reason: pytest.fail(f"{name}: {reason}")):
        article = read_article(file, sources)
        texts = [article.text[passage.start : passage.end] for passage in cut(article)]
        whole = makes.article(texts) if articles else None
        told += [Told(article.origin, each, makes.profile(each, whole)) for each in texts]
    frequencies = Counter(term for each in told for term in set(analyzer.terms(each.text)))
    return told, Statistics(len(told), sum(frequencies.values()), frequencies)


def right(told: list[Told]) -> set[tuple[int, int]]:
    """The pairs of passages, by their places, that the table holds."""
    pairs = set()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = [[row[key][0], " ".join(row[key][1].split())] for key in ("one", "other")]
        ones, others = (
            [number for number, each in enumerate(told) if each.has(place)] for place in places
        )
        assert ones and others, f"no passage has the words of {line}"
        pairs.update((one, other) for one in ones for other in others)
    return pairs


@pytest.mark.parametrize(
    ("articles", "precision", "recall"),
    [
        pytest.param(False, 80.0, 40.0, id="passages alone"),
        pytest.param(True, 80.0, 36.0, id="with their articles"),
    ],
)
def test_what_is_said_to_report_the_same_does(
    seeds: Path, articles: bool, precision: float, recall: float
) -> None:
    told, statistics = read(seeds, articles=articles)
    pairs = right(told)
    comparison = Likenesses(statistics)
    scores: dict[tuple[int, int], float] = {}
    for place, each in enumerate(told):
        others = [n for n, other in enumerate(told) if other.origin != each.origin]
        found = comparison.supported(each.profile, [told[n].profile for n in others])
        scores.update({(place, n): score for n, score in zip(others, found, strict=True)})
    proposed = {
        (one, other)
        for one, other in combinations(range(len(told)), 2)
        if (one, other) in scores and (scores[one, other] + scores[other, one]) / 2 >= SAME
    }
    hits = len(proposed & pairs)
    reached = (100 * hits / len(proposed), 100 * hits / len(pairs))
    print(f"precision {reached[0]:.1f}, recall {reached[1]:.1f}")  # noqa: T201
    assert reached[0] >= precision, reached
    assert reached[1] >= recall, reached


def test_what_is_looked_up_for_a_passage_says_the_same(library: Library, seeds: Path) -> None:
    """As answers do it: with the neighbours that the engine finds, and not all passages at once."""
    told, _ = read(seeds, articles=False)
    pairs = right(told)
    places = {(each.origin, each.text): place for place, each in enumerate(told)}
    analyzer = Analyzer()
    searcher = Searcher(Snapshots(engines.get(), analyzer))
    proposed = set()
    index_files(library, list(files([seeds], lambda name, reason: pytest.fail(reason))), Report())
    with searcher.session([library]) as session, library.reader() as reader:
        voices = Corroborator(analyzer).voices(session)
        for passage in reader.passages(reader.rows()).values():
            here = places[passage.origin, passage.text]
            shown = Statement(Found(library.name, passage, 1.0, 1.0))
            for each in voices.looked_up(shown).similar:
                there = each.found.passage
                proposed.add((here, places[there.origin, there.text]))
    hits = sum(pair in pairs or pair[::-1] in pairs for pair in proposed)
    reached = (100 * hits / len(proposed), 100 * hits / (2 * len(pairs)))
    print(f"precision {reached[0]:.1f}, recall {reached[1]:.1f}")  # noqa: T201
    assert reached[0] >= 82.0, reached
    assert reached[1] >= 22.0, reached
