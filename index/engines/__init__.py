"""Engines rank passages for terms, and do nothing else.

One engine a file, found by walking this package: a module here, named as its engine, has an
``ENGINE``, or none where the engine cannot be had. Every engine
gives the scores of rank_bm25's ``BM25Plus`` with k1 0.6 and b 0.4, summed in the question's order,
repeated terms counted again; only passages that hold a term are hits; ties go by ordinal. One
contract test runs over all of them::

    engine = index.engines.get("rank-bm25")
    engine.build(path, [["iran", "reject", "offer"], ["paris"]])
    engine.open(path).rank(["offer"], k=10)     # [Hit(ordinal=0, score=...)]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from index.bitmap import Bitmap
    from index.scoring import Hit, Statistics

#: BM25's term saturation and length normalisation, as measured best on news and encyclopedia text.
K1 = 0.6
B = 0.4

#: What "auto" means: the first of these that is there.
PREFERRED = ("compiled", "rank-bm25")


class Snapshot(Protocol):
    """An immutable index, safe to share between threads."""

    @property
    def statistics(self) -> Statistics:
        """Passages, terms in all, and document frequencies."""
        ...

    def rank(
        self,
        terms: Sequence[str],
        k: int,
        *,
        statistics: Statistics | None = None,
        within: Bitmap | None = None,
    ) -> Sequence[Hit]:
        """The at most ``k`` best passages, best first, equal scores by ascending ordinal.

        ``statistics`` stand in for the snapshot's own, so that several libraries rank as one:
        passages, terms in all, and the frequencies of (at least) these terms. ``within`` limits
        the hits before the best are chosen.
        """
        ...

    def holding(self, term: str) -> Bitmap:
        """The ordinals of the passages that hold a term, in the text or the title."""
        ...


class Engine(Protocol):
    """A way to index and rank."""

    @property
    def name(self) -> str:
        """What config.toml and the command line call it."""
        ...

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        """Writes an index of these passages, each given as its terms, to a new folder ``path``."""
        ...

    def open(self, path: Path) -> Snapshot:
        """Opens what `build` wrote. Raises `StaleIndex` if it is damaged."""
        ...


@runtime_checkable
class GrowingEngine(Engine, Protocol):
    """An engine whose index can be several parts, each as `build` wrote it, searched as one.

    Ordinals count along the parts in their order. Removed passages are never hits and count in no
    statistics, and still occupy their ordinals until they are merged away.
    """

    def open_parts(self, paths: Sequence[Path], removed: Sequence[Bitmap | None]) -> Snapshot:
        """Opens at least one part; for each, which of its own ordinals are removed.

        A part that this process has open already is neither read nor checked again. Raises
        `StaleIndex` if one is damaged.
        """
        ...

    def merge(self, paths: Sequence[Path], removed: Sequence[Bitmap | None], into: Path) -> None:
        """Writes one part of the passages of several that are not removed, in their order.

        Raises `StaleIndex` if a part is damaged, OSError if it cannot be written.
        """
        ...


@runtime_checkable
class KeepingEngine(GrowingEngine, Protocol):
    """An engine whose snapshots have a ``corpus`` of the kernel, and for whose passages profiles
    are kept (`index.profiles`), which the kernel holds against each other."""

    @property
    def keeps_profiles(self) -> bool:
        """Always true."""
        ...


def corpus_of(snapshot: Snapshot) -> Any:
    """The kernel's handle of a `KeepingEngine`'s snapshot."""
    return snapshot.corpus  # type: ignore[attr-defined]


@cache
def _engine(name: str) -> Engine | None:
    """Only the module of that name is loaded: others need what this one may do without."""
    path = f"{__name__}.{name.replace('-', '_')}"
    try:
        module = import_module(path)
    except ModuleNotFoundError as error:
        if not f"{path}.".startswith(f"{error.name}."):
            raise  # something that the engine itself needs
        return None
    engine: Engine | None = getattr(module, "ENGINE", None)
    return engine


def names() -> list[str]:
    """The engines there are, sorted."""
    from pkgutil import iter_modules  # it loads what a question need not wait for

    modules = [module.name.replace("_", "-") for module in iter_modules(__path__)]
    return sorted(name for name in modules if _engine(name))


def get(name: str = "auto") -> Engine:
    """An engine by name. Raises LookupError, naming those there are."""
    chosen = next(each for each in PREFERRED if _engine(each)) if name == "auto" else name
    engine = _engine(chosen)
    if engine is None:
        raise LookupError(f"no engine {name!r}; there are: auto, {', '.join(names())}")
    return engine
