"""What an engine is: it ranks passages for terms, and does nothing else.

`index.engines` has those that there are. Every engine gives the scores of rank_bm25's ``BM25Plus``
with k1 0.6 and b 0.4, summed in the question's order, repeated terms counted again; only passages
that hold a term are hits; ties go by ordinal. One contract test runs over all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from index.bitmap import Bitmap
    from index.hit import Hit
    from index.scoring import Statistics


class Snapshot(Protocol):
    """An immutable index, safe to share between threads.

    Whatever is asked of it raises `StaleIndex` if there is damage in what that needs: never is an
    answer made of it.
    """

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

    def check(self, *, everything: bool) -> None:
        """Raises `StaleIndex` if there is damage: in ``everything``, or in what was used so far.

        What is asked of a snapshot finds damage by itself, as far as it uses it. This is for what
        reads the kernel's ``corpus``, and for those who want to know the rest.
        """
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
        """Opens what `build` wrote. Raises `StaleIndex` if it is damaged, as far as it is read."""
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
        `StaleIndex` as `open` does.
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
    return snapshot.corpus  # type: ignore[attr-defined]  # a KeepingEngine's has it
