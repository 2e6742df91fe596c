"""The words of a language, from pyspellchecker's word lists: what is no slip of the pen."""

from __future__ import annotations

from functools import cache

from index.analysis import Analyzer
from index.vocabulary import Vocabulary


class Dictionary:
    """Known words, lower-case. Loading one takes a tenth of a second and some 30 MB: ask for it
    only where a word is unknown."""

    def __init__(self, code: str) -> None:
        """Raises ValueError for a language that pyspellchecker has no list for."""
        from spellchecker import SpellChecker

        self._words = frozenset(SpellChecker(language=code).word_frequency.keys())
        self._vocabulary = Vocabulary.of(word for word in self._words if word.isalpha())

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def near(self, word: str, edits: int) -> list[tuple[int, str]]:
        """As `Vocabulary.near`."""
        return self._vocabulary.near(word, edits)


def is_word(analyzer: Analyzer, word: str) -> bool:
    """Whether a word as it was written is one of the analyzer's language, or a number."""
    dictionary = get(analyzer.language.code)
    return all(part.isdigit() or part in dictionary for part in analyzer.words(word))


@cache
def get(code: str) -> Dictionary:
    """The dictionary of a language, loaded once."""
    return Dictionary(code)
