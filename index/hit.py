"""A hit, as engines give it."""

from __future__ import annotations


class Hit(tuple[int, float]):
    """A passage that holds a term of the question, by its place in the engine's snapshot.

    It is what a NamedTuple would be. Making one of those takes as long as many a search, and every
    process would wait for it before its first answer.
    """

    __slots__ = ()

    def __new__(cls, ordinal: int, score: float) -> Hit:
        return tuple.__new__(cls, (ordinal, score))

    @property
    def ordinal(self) -> int:
        """Its place."""
        return self[0]

    @property
    def score(self) -> float:
        """What BM25 gives it."""
        return self[1]

    def __getnewargs__(self) -> tuple[int, float]:
        return self[0], self[1]

    def __repr__(self) -> str:
        return f"Hit(ordinal={self[0]!r}, score={self[1]!r})"
