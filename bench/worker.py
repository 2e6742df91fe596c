"""One engine in a process of its own, asked by the coordinator in turns."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench import corpus, engines
from bench.cores import pin
from bench.engines import Opened, Pairs
from bench.latency import Sample, samples

ADDED = 100  # passages
_CONTEXT = get_context("spawn")


class Failed(Exception):
    """An engine could not do what was asked of it."""


class Worker:
    """A process that holds one engine; every method waits for its answer. Raises `Failed`."""

    def __init__(self, name: str, folder: Path, core: int | None) -> None:
        """``folder`` is where the index is, or is to be."""
        self.name = name
        self._connection, theirs = _CONTEXT.Pipe()
        arguments = (theirs, name, folder, core)
        self._process = _CONTEXT.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def build(self, corpus_folder: Path) -> dict[str, float]:
        """Builds an index of a saved corpus: CPU and wall seconds."""
        return self._call("build", corpus_folder)

    def open(self) -> None:
        self._call("open")

    def ask(self, warm: list[list[str]], asked: list[list[str]], k: int) -> list[Sample]:
        """Asks some questions to warm up, and then those that count."""
        return self._call("ask", warm, asked, k)

    def answers(self, asked: list[list[str]], k: int) -> list[Pairs]:
        return self._call("answers", asked, k)

    def best(self, asked: list[list[str]], k: int) -> list[Pairs]:
        """Of rank_bm25's kind only: the best ``k`` hits, and all that score as the last of them."""
        return self._call("best", asked, k)

    def add(self) -> dict[str, float]:
        """If it grows: adds `ADDED` passages until one is found; CPU and wall seconds."""
        return self._call("add")

    def close(self) -> None:
        self._connection.close()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _call(self, name: str, *arguments: Any) -> Any:
        try:
            self._connection.send((name, arguments))
            succeeded, result = self._connection.recv()
        except (EOFError, OSError) as error:
            self._process.join(10)
            raise Failed(f"its process ended with {self._process.exitcode}") from error
        if not succeeded:
            raise Failed(result)
        return result


def _serve(connection: Connection, name: str, folder: Path, core: int | None) -> None:
    pin(core)
    server = _Server(engines.get(name), folder)
    while True:
        try:
            method, arguments = connection.recv()
        except EOFError:
            return
        try:
            connection.send((True, getattr(server, method)(*arguments)))
        except Exception:  # whatever a package raises, the coordinator tells
            connection.send((False, traceback.format_exc()))


class _Server:
    def __init__(self, peer: engines.Peer, folder: Path) -> None:
        self._peer = peer
        self._folder = folder
        self._opened: Opened | None = None

    @property
    def _index(self) -> Opened:
        if self._opened is None:
            raise RuntimeError("the index is not open")
        return self._opened

    def build(self, corpus_folder: Path) -> dict[str, float]:
        documents = list(corpus.Corpus.load(corpus_folder).documents())
        gc.freeze()
        self._folder.mkdir(parents=True)
        return _timed(lambda: self._peer.build(self._folder, documents))

    def open(self) -> None:
        self._opened = self._peer.open(self._folder)
        gc.freeze()

    def ask(self, warm: list[list[str]], asked: list[list[str]], k: int) -> list[Sample]:
        for terms in warm:
            self._index.top(terms, k)
        return samples(self._index.top, asked, k)

    def answers(self, asked: list[list[str]], k: int) -> list[Pairs]:
        return [self._index.pairs(self._index.top(terms, k)) for terms in asked]

    def best(self, asked: list[list[str]], k: int) -> list[Pairs]:
        from bench.agreement import best_hits

        bm25: Any = self._index
        return [best_hits(bm25.bm25, terms, k) for terms in asked]

    def add(self) -> dict[str, float]:
        index: Any = self._index
        passages = corpus.additions(ADDED)
        wanted = passages[-1][-1:]
        found = 0

        def add() -> None:
            nonlocal found
            index.add(passages)
            found = len(list(index.top(wanted, 10)))

        spent = _timed(add)
        if not found:
            raise RuntimeError("what was added is not found")
        return spent


def _timed(work: Callable[[], Any]) -> dict[str, float]:
    gc.disable()
    cpu, wall = process_time(), perf_counter()
    work()
    spent = {"cpu": process_time() - cpu, "wall": perf_counter() - wall}
    gc.enable()
    return spent
