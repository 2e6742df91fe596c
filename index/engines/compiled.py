"""The compiled engine: rank_bm25's scores from a memory-mapped index, by a kernel in C.

docs/engine.md describes the file and the search. It is registered where the kernel was compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import kernel
from index.disk import to_disk

if TYPE_CHECKING:
    from index.bitmap import Bitmap
    from index.scoring import Hit, Statistics

_FILE = "segment"
_UNFINISHED = "segment.unfinished"


class CompiledSnapshot:
    """One or several parts, ranked as one."""

    def __init__(self, parts: Sequence[Path], removed: Sequence[Bitmap | None]) -> None:
        """Raises `StaleIndex` if a part is damaged."""
        from index.kernel.corpus import Corpus
        from index.kernel.segments import opened

        self._corpus = Corpus([opened(path / _FILE) for path in parts], removed)
        # Here, and not in the corpus, which they refer to: what nobody asks any more goes at once.
        self._statistics = self._corpus.statistics
        #: As `index.engines.Snapshot.rank`; the corpus's own, since a call more would be felt.
        self.rank: Callable[..., Sequence[Hit]] = self._corpus.rank

    @property
    def corpus(self) -> Any:
        """The kernel's own handle, valid as long as this snapshot."""
        return self._corpus.handle

    @property
    def statistics(self) -> Statistics:
        return self._statistics

    def holding(self, term: str) -> Bitmap:
        return self._corpus.holding(term)


class Compiled:
    """A folder a part, with one file in it."""

    name = "compiled"
    keeps_profiles = True

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        from index.kernel.segments import write

        _written(path, lambda file: write(file, documents))

    def open(self, path: Path) -> CompiledSnapshot:
        return self.open_parts([path], [None])

    def open_parts(
        self, paths: Sequence[Path], removed: Sequence[Bitmap | None]
    ) -> CompiledSnapshot:
        return CompiledSnapshot(paths, removed)

    def merge(self, paths: Sequence[Path], removed: Sequence[Bitmap | None], into: Path) -> None:
        from index.kernel.segments import merge

        snapshot = self.open_parts(paths, removed)
        _written(into, lambda file: merge(snapshot.corpus, file))


def _written(path: Path, write: Callable[[Path], None]) -> None:
    """Makes the folder ``path`` and, in one step, the file in it, complete and on the disk."""
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
