"""An engine that counts, two articles to index with it, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from index.analysis import Analyzer
from index.engine import Engine, Snapshot
from index.indexed import Indexed
from index.library import Library
from index.snapshots import Snapshots
from tests.articles import APART, article

FIRST = article(f"First\n\nThe offer was made.{APART}It was rejected.", "1.txt")
SECOND = article("Second\n\nThe conference opened in Paris.", "2.txt")
CHANGED = article("First\n\nThe offer was withdrawn in Geneva.", "1.txt")
ANALYZER = Analyzer()


class Counting:
    """An engine that does what another does, and counts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name
        self.built = 0
        self.opened = 0

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        self.built += 1
        self._engine.build(path, documents)

    def open(self, path: Path) -> Snapshot:
        self.opened += 1
        return self._engine.open(path)


def opened(snapshots: Snapshots, library: Library) -> Indexed:
    with library.reader() as reader:
        return snapshots.of(reader, library.index_folder)


def published(library: Library) -> list[Path]:
    """The manifests and the parts' folders."""
    return sorted(each for each in library.index_folder.iterdir() if each.name[0] != ".")


def hits(indexed: Indexed, question: str) -> list[int]:
    terms = ANALYZER.terms(question)
    return [indexed.rows[hit.ordinal] for hit in indexed.snapshot.rank(terms, 10)]
