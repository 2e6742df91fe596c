"""What is kept of a passage's words, to know them again once the passage itself is gone.

A removed article leaves no text in its library. Its words are known by their shingles
(`index.duplicates`), each as four bytes of a hash: nobody can read them, and two passages of 150
shingles share one by chance once in 200,000 pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from hashlib import blake2b

from index.duplicates import FEWEST, SAME_WORDS, Shingles

_FEW, _MANY = b"w", b"s"
_ITEM = "I"


def fingerprint(passage: Shingles) -> bytes:
    """What is kept of a passage: at most some 4,000 bytes."""
    if len(passage.runs) < FEWEST:
        return _FEW + blake2b(" ".join(passage.words).encode(), digest_size=16).digest()
    hashes = {
        int.from_bytes(blake2b(" ".join(run).encode(), digest_size=4).digest(), "little")
        for run in passage.runs
    }
    return _MANY + array(_ITEM, sorted(hashes)).tobytes()


class Fingerprints:
    """Passages that are known by their fingerprints."""

    def __init__(self, known: Iterable[bytes]) -> None:
        self._few: set[bytes] = set()
        self._many: list[set[int]] = []
        for each in known:
            self.add(each)

    def add(self, known: bytes) -> None:
        """One more."""
        if known.startswith(_FEW):
            self._few.add(known)
        else:
            self._many.append(_hashes(known))

    def __contains__(self, passage: bytes) -> bool:
        """Whether one of them has the same words, as `index.duplicates.same_words` says it."""
        if passage.startswith(_FEW):
            return passage in self._few
        ours = _hashes(passage)
        return any(
            len(ours & theirs) >= SAME_WORDS * min(len(ours), len(theirs)) for theirs in self._many
        )


def _hashes(kept: bytes) -> set[int]:
    found = array(_ITEM)
    found.frombytes(kept[1:])
    return set(found)
