"""What a search found, as the kernel gave it: hits are made of it one by one, when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import overload

from index.hit import Hit


class Hits(Sequence[Hit]):
    """The best passages, best first. Equal to a list of the same hits."""

    __slots__ = ("_ordinals", "_scores")
    __hash__ = None  # type: ignore[assignment]  # as lists, which cannot be hashed

    def __init__(self, ordinals: bytes, scores: bytes) -> None:
        """Numbers of 32 bits, and doubles, in the machine's order."""
        self._ordinals, self._scores = ordinals, scores

    @property
    def ordinals(self) -> memoryview[int]:
        """The hits' ordinals, in order."""
        return memoryview(self._ordinals).cast("I")

    @property
    def scores(self) -> memoryview[float]:
        """The hits' scores, in order."""
        return memoryview(self._scores).cast("d")

    def __len__(self) -> int:
        return len(self._ordinals) // 4

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return list(self)[index]
        return Hit(self.ordinals[index], self.scores[index])

    def __iter__(self) -> Iterator[Hit]:
        # Without a frame of Python's for each of them.
        pairs = zip(self.ordinals, self.scores, strict=True)
        return map(tuple.__new__, repeat(Hit), pairs)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Hits):
            return self.ordinals == other.ordinals and self.scores == other.scores
        return isinstance(other, list) and list(self) == other

    def __repr__(self) -> str:
        return repr(list(self))
