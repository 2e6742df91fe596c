"""Words that can be searched for by what they are nearly."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Vocabulary:
    """Words by their first letter. Safe to share between threads once it is made."""

    def __init__(self, words: Iterable[str]) -> None:
        """``words`` in any order; the order has no influence."""
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(words):
            self._by_letter.setdefault(word[:1], []).append(word)

    def near(self, word: str, edits: int) -> list[tuple[int, str]]:
        """The words that begin with the same letter and differ by 1 to ``edits`` edits.

        Each with its number of edits, fewest first, then by the alphabet. An edit is a letter
        inserted, deleted or replaced, or two neighbours swapped (optimal string alignment
        distance, Boytsov 2011).
        """
        candidates = [
            each
            for each in self._by_letter.get(word[:1], ())
            if abs(len(each) - len(word)) <= edits and each != word
        ]
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        return sorted((int(distance), each) for each, distance, _ in found)
