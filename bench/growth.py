"""How this project's engine grows with its passages, up to tens of millions.

A corpus is built in parts, as a library's is, made up while it is read: it fits in no memory. The
questions are the same at every size.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from bench import corpus, engines, questions
from bench.cold import memory
from bench.cores import pin
from bench.latency import Latency, samples
from bench.measure import WARMING, Effort, Say, version_of

A_PART = 1_000_000  # passages
SEEN_BY_QUESTIONS = 100_000  # passages that the questions are drawn from
_CHUNK = 10_000


def grown(sizes: Sequence[int], folder: Path, effort: Effort, say: Say) -> list[dict[str, Any]]:
    """Builds and asks this project's engine at each size. Returns a result a size."""
    sets = questions.drawn(corpus.synthetic(SEEN_BY_QUESTIONS), effort.questions + WARMING)
    results = []
    shutil.rmtree(folder, ignore_errors=True)
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        built: dict[Path, dict[str, float]] = {}
        for size in sorted(sizes):
            parts = [
                (first, min(A_PART, size - first), folder / f"{first}-{min(first + A_PART, size)}")
                for first in range(0, size, A_PART)
            ]
            for first, passages, path in parts:
                if path not in built:
                    say(f"{size:,} passages: building {first:,} to {first + passages:,}")
                    built[path] = fresh.submit(_build, path, first, passages).result()
            say(f"{size:,} passages: asking")
            paths = [path for _, _, path in parts]
            asked = fresh.submit(_ask, paths, sets, effort).result()
            seconds = sum(built[path]["cpu"] for path in paths)
            files = [each for path in paths for each in path.rglob("*") if each.is_file()]
            results.append(
                {
                    "passages": size,
                    "version": version_of(engines.OWN),
                    "parts": len(paths),
                    "passages_per_cpu_second": size / seconds,
                    "peak_while_building": max(built[path]["peak"] for path in paths),
                    "bytes": sum(each.stat().st_size for each in files),
                    **asked,
                }
            )
    return results


def _build(path: Path, first: int, passages: int) -> dict[str, float]:
    """CPU seconds, less those of making the passages up, and the most memory in use, in bytes."""
    import resource

    from index import engines as own

    making = 0.0

    def documents() -> Iterator[list[str]]:
        nonlocal making
        source = corpus.streamed(passages, first=first)
        while True:
            begun = process_time()
            chunk = list(islice(source, _CHUNK))
            making += process_time() - begun
            if not chunk:
                return
            yield from chunk

    begun = process_time()
    own.get(engines.OWN).build(path, documents())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"cpu": process_time() - begun - making, "peak": peak}


def _ask(paths: list[Path], sets: dict[str, questions.Questions], effort: Effort) -> dict[str, Any]:
    """Latencies, CPU seconds of opening, and the memory that opening and answering added."""
    from index import engines as own

    pin(effort.core)
    engine: Any = own.get(engines.OWN)
    before = memory()
    begun = process_time()
    snapshot = engine.open(paths[0]) if len(paths) == 1 else _open_parts(engine, paths)
    opening = process_time() - begun
    latencies = {}
    for name, given in sets.items():
        for k in effort.ks:
            for terms in given[:WARMING]:
                snapshot.rank(terms, k)
            rounds = [samples(snapshot.rank, given[WARMING:], k) for _ in range(effort.rounds)]
            latencies[f"{name}/{k}"] = Latency.of(rounds).as_json()
    after = memory()
    added = {key: after[key] - before[key] for key in after} if after and before else None
    return {"latency": latencies, "opening": opening, "memory": added}


def _open_parts(engine: Any, paths: list[Path]) -> Any:
    return engine.open_parts(paths, [None] * len(paths))
