"""This project's own engine, through its public interface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.engines import Documents, Pairs

_BASE = "base"


class _Opened:
    def __init__(self, engine: Any, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self.top = engine.open(folder / _BASE).rank

    def add(self, documents: Documents) -> None:
        added = self._folder / "added"
        self._engine.build(added, documents)
        self.top = self._engine.open_parts([self._folder / _BASE, added], [None, None]).rank

    def pairs(self, answer: Any) -> Pairs:
        return [(hit.ordinal, hit.score) for hit in answer]


class Compiled:
    name = "compiled"
    package = "index"
    settings = "a segment a build; additions are a second segment"
    largest = 2**31
    grows = True

    def build(self, folder: Path, documents: Documents) -> None:
        from index import engines

        engines.get(self.name).build(folder / _BASE, documents)

    def open(self, folder: Path) -> _Opened:
        from index import engines

        return _Opened(engines.get(self.name), folder)


PEER = Compiled()
