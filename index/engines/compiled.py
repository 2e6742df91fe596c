"""The compiled engine: rank_bm25's scores from a memory-mapped index, by a kernel in C.

docs/engine.md describes the file and the search. It is registered where the kernel was compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index import kernel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from index.bitmap import Bitmap
    from index.hit import Hit
    from index.kernel.segments import Segment
    from index.scoring import Statistics

_FILE = "segment"
_UNFINISHED = "segment.unfinished"


class CompiledSnapshot:
    """One or several parts, ranked as one."""

    def __init__(self, segments: Sequence[Segment], removed: Sequence[Bitmap | None]) -> None:
        """``removed`` are the ordinals that are no longer there, for each part."""
        from index.kernel.corpus import Corpus

        self._segments = segments
        self._corpus = Corpus(segments, removed)
        #: As `index.engine.Snapshot.rank`; the corpus's own, since a call more would be felt.
        self.rank: Callable[..., Sequence[Hit]] = self._corpus.rank

    @property
    def corpus(self) -> Any:
        """The kernel's own handle, valid as long as this snapshot."""
        return self._corpus.handle

    @property
    def statistics(self) -> Statistics:
        return self._corpus.statistics

    def holding(self, term: str) -> Bitmap:
        return self._corpus.holding(term)

    def check(self, *, everything: bool) -> None:
        if everything:
            for segment in self._segments:
                segment.check()
        self._corpus.raise_if_damaged()


class Compiled:
    """A folder a part, with one file in it."""

    name = "compiled"
    keeps_profiles = True

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        from index.kernel.writing import write

        _written(path, lambda file: write(file, documents))

    def open(self, path: Path) -> CompiledSnapshot:
        from index.kernel.segments import Segment

        return CompiledSnapshot([Segment(path / _FILE)], [None])

    def open_parts(
        self, paths: Sequence[Path], removed: Sequence[Bitmap | None]
    ) -> CompiledSnapshot:
        from index.kernel.sharing import shared

        return CompiledSnapshot([shared(path / _FILE) for path in paths], removed)

    def merge(self, paths: Sequence[Path], removed: Sequence[Bitmap | None], into: Path) -> None:
        from index.kernel.writing import merge

        snapshot = self.open_parts(paths, removed)
        _written(into, lambda file: merge(snapshot.corpus, file))


def _written(path: Path, write: Callable[[Path], None]) -> None:
    """Makes the folder ``path`` and, in one step, the file in it, complete and on the disk."""
    from index.disk import to_disk

    path.mkdir(parents=True)
    try:
        write(path / _UNFINISHED)
        to_disk(path / _UNFINISHED)
        (path / _UNFINISHED).rename(path / _FILE)
        to_disk(path)
    except BaseException:
        import shutil  # it loads compressors, which no question needs

        shutil.rmtree(path, ignore_errors=True)
        raise


if kernel.available():
    ENGINE = Compiled()
