"""Words that can be searched for by what they are nearly."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: The known words that start so, and have so many letters at least and at most.
Beginning = Callable[[str, int, int], Iterable[str]]


class Vocabulary:
    """Known words. Safe to share between threads."""

    def __init__(self, beginning: Beginning) -> None:
        """``beginning`` looks words up, in any order; that has no influence."""
        self._beginning = beginning

    @classmethod
    def of(cls, words: Iterable[str]) -> Vocabulary:
        """A vocabulary that holds the words itself."""
        by_letter: dict[str, list[str]] = {}
        for word in sorted(words):
            by_letter.setdefault(word[:1], []).append(word)

        def beginning(start: str, least: int, most: int) -> Iterable[str]:
            return (each for each in by_letter.get(start, ()) if least <= len(each) <= most)

        return cls(beginning)

    def near(self, word: str, edits: int) -> list[tuple[int, str]]:
        """The words that begin with the same letter and differ by 1 to ``edits`` edits.

        Each with its number of edits, fewest first, then by the alphabet. An edit is a letter
        inserted, deleted or replaced, or two neighbours swapped (optimal string alignment
        distance, Boytsov 2011).
        """
        least, most = max(0, len(word) - edits), len(word) + edits
        candidates = [each for each in self._beginning(word[:1], least, most) if each != word]
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        return sorted((int(distance), each) for each, distance, _ in found)
