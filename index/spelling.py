"""How passages write a term: a sample of those that hold it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from index.analysis import Analyzer, begins_like_a_name
from index.indexed import Indexed
from index.reader import Reader

# Passages that are read of each library.
_READ = 20

#: A library in the middle of a search.
Opened = tuple[Reader, Indexed]


def spellings(term: str, opened: Sequence[Opened], analyzer: Analyzer) -> Counter[str]:
    """The words that a term is written as, in passages and their titles, without possessives."""
    return Counter(
        analyzer.singular(text[token.start : token.end])
        for passage, title in _holding(term, opened)
        for text in (passage, title)
        for token in analyzer.tokens(text)
        if token.term == term
    )


def is_name(word: str, opened: Sequence[Opened], analyzer: Analyzer) -> bool:
    """Whether passages write a word with a capital more often than not.

    Capitals at a sentence's beginning, and in titles, say nothing.
    """
    term = analyzer.term(word)
    if term is None:
        return False
    capital = plain = 0
    for text, _ in _holding(term, opened):
        for token in analyzer.tokens(text):
            if token.term == term:
                capital += begins_like_a_name(text, token)
                plain += text[token.start].islower()
    return capital > plain


def _holding(term: str, opened: Sequence[Opened]) -> Iterator[tuple[str, str]]:
    """Text and title of some passages that hold a term."""
    for reader, indexed in opened:
        some = islice(indexed.snapshot.holding(term), _READ)
        for passage in reader.passages(indexed.rows[ordinal] for ordinal in some).values():
            yield passage.text, passage.source.title or ""
