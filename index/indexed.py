"""An index that is open: what an engine gives of one generation of a library."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.bitmap import Bitmap
from index.engine import Snapshot
from index.manifest import Manifest
from index.parts import OpenPart
from index.profiles import Profiles
from index.rows import Rows, live_ordinals
from index.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class Indexed:
    """An engine's snapshot of one generation, and the row id of each ordinal.

    Never changes; compared by identity, since the same generation in other parts has other
    ordinals.
    """

    snapshot: Snapshot
    manifest: Manifest
    parts: Sequence[OpenPart]

    @cached_property
    def rows(self) -> Rows:
        """The row id of each ordinal; removed passages keep theirs."""
        return Rows([part.rows for part in self.parts])

    @cached_property
    def profiles(self) -> tuple[Profiles, ...] | None:
        """Of its passages, in the order of the ordinals; ``None`` if none are kept."""
        kept = tuple(part.profiles for part in self.parts if part.profiles is not None)
        return kept if len(kept) == len(self.parts) else None

    @cached_property
    def live(self) -> Bitmap:
        """The ordinals of the passages that are not removed."""
        return live_ordinals([(len(part.rows), part.removed) for part in self.parts])

    @cached_property
    def ordering(self) -> Hashable:
        """Equal where every ordinal is the same passage's: for what remembers ordinals."""
        return self.manifest.generation, tuple(part.name for part in self.manifest.parts)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All its terms, to find those that are nearly another.

        Those of an engine that cannot look them up are held from when it is first asked for.
        """
        terms = self.snapshot.statistics.document_frequencies
        beginning = getattr(terms, "beginning", None)
        return Vocabulary(beginning) if beginning else Vocabulary.of(terms)
