"""What engines derive from libraries: built once a generation, published in one step, shared.

A library's ``.index`` folder holds one folder an engine and generation. It is complete as soon as
it has that name, since it is renamed into place; whatever is damaged, missing or in the way is
built anew from the library. A disk that cannot be written only makes the next start slower.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from time import time

from index.analysis import Analyzer
from index.engines import Engine, Snapshot
from index.errors import StaleIndex
from index.model import Generation
from index.reader import Reader
from index.vocabulary import Vocabulary

log = logging.getLogger(__name__)

_OPEN_AT_ONCE = 32
_BUILDING = ".building-"
_ABANDONED = 86_400.0  # seconds


@dataclass(frozen=True)
class Indexed:
    """An engine's snapshot of one generation, and the row id of each ordinal."""

    snapshot: Snapshot
    rows: list[int]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All its terms, to find those that are nearly another; made when first asked for."""
        return Vocabulary(self.snapshot.statistics.document_frequencies)


class Snapshots:
    """The snapshots that are open, the least recently used closed first. Safe between threads."""

    def __init__(self, engine: Engine, analyzer: Analyzer) -> None:
        """``engine`` ranks, over the terms that ``analyzer`` makes."""
        self.engine = engine
        self.analyzer = analyzer
        self._open: OrderedDict[Generation, Indexed] = OrderedDict()
        self._opening: dict[Generation, Lock] = {}
        self._lock = Lock()

    def of(self, reader: Reader, folder: Path) -> Indexed:
        """The snapshot of exactly what ``reader`` sees; ``folder`` is the library's own."""
        with self._lock:
            opening = self._opening.setdefault(reader.generation, Lock())
        # One thread builds; those that want the same generation wait for it.
        with opening:
            with self._lock:
                if reader.generation in self._open:
                    self._open.move_to_end(reader.generation)
                    return self._open[reader.generation]
            indexed = self._indexed(reader, folder)
            with self._lock:
                self._open[reader.generation] = indexed
                self._opening.pop(reader.generation, None)
                while len(self._open) > _OPEN_AT_ONCE:
                    self._open.popitem(last=False)
            return indexed

    def _indexed(self, reader: Reader, folder: Path) -> Indexed:
        indexed = Indexed(self._opened(reader, folder), reader.rows())
        if indexed.snapshot.statistics.passages != len(indexed.rows):
            log.warning("index of '%s' does not fit the library: building it anew", reader.name)
            shutil.rmtree(folder / self.folder_name(reader.generation), ignore_errors=True)
            indexed = Indexed(self._opened(reader, folder), indexed.rows)
        return indexed

    def is_fresh(self, generation: Generation, folder: Path) -> bool:
        """Whether the files of that generation are there already."""
        return (folder / self.folder_name(generation)).is_dir()

    def folder_name(self, generation: Generation) -> str:
        """The name says all that the files depend on."""
        state = f"{generation.uuid[:8]}-{generation.counter}-{generation.digest[:16]}"
        return f"{self.engine.name}-{self.analyzer.version}-{state}"

    def _opened(self, reader: Reader, folder: Path) -> Snapshot:
        final = folder / self.folder_name(reader.generation)
        if final.is_dir():
            try:
                return self.engine.open(final)
            except StaleIndex as error:
                log.warning("index of '%s' is built anew: %s", reader.name, error)
                shutil.rmtree(final, ignore_errors=True)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder, prefix=_BUILDING) as building:
                built = self._built(reader, Path(building))
                # Opened before it is published: from then on a newer one may clear it away.
                snapshot = self.engine.open(built)
                self._publish(built, final)
                return snapshot
        except OSError as error:
            log.warning("index of '%s' cannot be kept in its folder: %s", reader.name, error)
        with tempfile.TemporaryDirectory(prefix="footnote-") as elsewhere:
            return self.engine.open(self._built(reader, Path(elsewhere)))

    def _built(self, reader: Reader, inside: Path) -> Path:
        """Builds an index inside a folder; a passage's terms are its title's, once, and its own."""
        path = inside / "index"
        terms = self.analyzer.terms
        self.engine.build(
            path, (terms(title or "") + terms(text) for title, text in reader.documents())
        )
        return path

    def _publish(self, built: Path, final: Path) -> None:
        """Puts it in place in one step, and clears away what older generations left."""
        try:
            built.rename(final)
        except OSError:
            if not final.is_dir():  # else another process was faster, with the same contents
                raise
        for old in final.parent.glob(f"{self.engine.name}-*"):
            if old != final:
                shutil.rmtree(old, ignore_errors=True)
        # What a process left that was killed while it built; not what another is building now.
        for left in final.parent.glob(f"{_BUILDING}*"):
            if left != built.parent and time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
