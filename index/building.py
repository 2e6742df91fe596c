"""Parts of an index from a library's passages: by all cores, in bounded memory.

Each worker is a process of its own that reads a range of rows from the library's file, in a
transaction of the same generation, and writes parts of as many terms as its share of the memory
holds. Few passages are written by the process that asks: workers take a moment to start.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from index import engines
from index.analysis import Analyzer
from index.engine import Engine, GrowingEngine
from index.manifest import Part
from index.parts import write_parts
from index.reader import Reader

log = logging.getLogger(__name__)

#: Passages that are done, and those to be done: for whoever shows how far it is.
Progress = Callable[[int, int], object]

#: Passages from which on a second process is worth its start.
WORTH_A_WORKER = 20_000
# Bytes that an engine holds for a term of the part it is writing, and those of a process before.
_BYTES_A_TERM = 32
_BYTES_A_PROCESS = 64 << 20
# Bytes that an engine holds for each passage while it merges parts.
_BYTES_A_MERGED_PASSAGE = 64
_LEAST_TERMS = 100_000


def logged(name: str) -> Progress:
    """Logs each tenth of a build that takes long, of the library of that name."""
    tenths = 0

    def progress(done: int, total: int) -> None:
        nonlocal tenths
        if is_long(total) and 10 * done // total > tenths:
            tenths = 10 * done // total
            log.info("index of '%s': %d of %d passages", name, done, total)

    return progress


@dataclass(frozen=True, slots=True)
class Building:
    """How indexes are built: in how much memory, and by how many processes at most."""

    memory: int = 1 << 30
    processes: int = 0

    def workers(self, passages: int) -> int:
        """How many processes share so many passages; one is this one."""
        most = self.processes or _cores()
        affordable = max(1, self.memory // (4 * _BYTES_A_PROCESS))
        return max(1, min(most, affordable, passages // WORTH_A_WORKER))

    @property
    def largest(self) -> int:
        """How many passages parts may be merged to."""
        return self.memory // _BYTES_A_MERGED_PASSAGE

    def most_terms(self, workers: int) -> int:
        """How many terms each of so many processes may hold at once."""
        share = self.memory // workers - _BYTES_A_PROCESS
        return max(_LEAST_TERMS, share // _BYTES_A_TERM)


def build(
    engine: Engine,
    analyzer: Analyzer,
    reader: Reader,
    after: int,
    inside: Path,
    how: Building,
    progress: Progress,
) -> list[Part]:
    """Writes the live passages with row ids above ``after`` to new parts in a folder.

    An engine that cannot grow gets them all in one. Raises OSError.
    """
    last = reader.history.last_row()
    total = min(reader.history.live(), last - after)
    grows = isinstance(engine, GrowingEngine)
    workers = how.workers(total) if grows and is_known(engine) else 1
    done = 0

    def further(passages: int) -> None:
        nonlocal done
        done += passages
        progress(done, total)

    if workers > 1:
        from index.workers import by_workers  # not for those who only ask

        job = {
            "library": str(reader.path),
            "generation": asdict(reader.generation),
            "engine": engine.name,
            "language": analyzer.language.code,
            "inside": str(inside),
            "most_terms": how.most_terms(workers),
        }
        parts = by_workers(job, _ranges(after, last, workers), further)
        if parts is not None:
            return parts
        log.warning("index of '%s' is built by one process alone", reader.name)
        done = 0

    return write_parts(
        engine,
        analyzer,
        reader.history.stretch(after, last),
        inside,
        most_terms=how.most_terms(1) if grows else None,
        progress=further,
    )


def is_long(passages: int) -> bool:
    """Whether building so many takes so long that nobody else should do the same meanwhile."""
    return passages >= WORTH_A_WORKER


def is_known(engine: Engine) -> bool:
    """Whether another process has the engine by its name."""
    return engine.name in engines.names() and engines.get(engine.name) is engine


def _ranges(after: int, last: int, workers: int) -> list[tuple[int, int]]:
    """Neighbouring ranges of rows, above the one and up to the other."""
    bounds = [after + (last - after) * place // workers for place in range(workers + 1)]
    return list(pairwise(bounds))


def _cores() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux
    return len(allowed(0)) if allowed else os.cpu_count() or 1
