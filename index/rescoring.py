"""A question held against kept profiles: `index.ranking` from what is kept, in the kernel."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from index.kernel import native
from index.profiles import KINDS, term_hash
from index.ranking import NEAR, Asked, Features
from index.table import Place, Table, Unkept

#: Terms of a question that the kernel tells apart.
MOST_TERMS = 64
_MOST_SENTENCES = 256
_MOST_PHRASES = 1_024


class KeptQuestion:
    """A question, prepared for being held against passages of a table."""

    def __init__(self, asked: Asked) -> None:
        """``asked`` must be one that `can_be_kept`."""
        ffi = native().ffi
        self._terms = tuple(asked.weights)
        place = {term: number for number, term in enumerate(self._terms)}
        written = [(word, term) for term, words in asked.written.items() for word in sorted(words)]
        self._arrays: list[array[int] | array[float]] = [
            array("Q", map(term_hash, self._terms)),
            array("d", asked.weights.values()),
            array("Q", [term_hash(word) for word, _ in written]),
            array("I", [place[term] for _, term in written]),
            array("I", [place[term] for pair in asked.pairs for term in pair]),
            array("d", [asked.pair(*pair) for pair in asked.pairs]),
            array("Q", [term_hash(word) for pair in sorted(asked.phrase) for word in pair]),
        ]
        term, weight, word, term_of, pair, pair_weight, phrase = (
            ffi.from_buffer(f"{_C_TYPES[each.typecode]}[]", each) for each in self._arrays
        )
        self._question: Any = ffi.new(
            "fn_asked *",
            (
                len(self._terms),
                term,
                weight,
                asked.total,
                len(written),
                word,
                term_of,
                len(asked.pairs),
                pair,
                pair_weight,
                asked.pairs_total,
                len(asked.phrase),
                phrase,
                0 if asked.kind is None else 1 << KINDS.index(asked.kind),
                NEAR,
            ),
        )
        self._features = ffi.new("double[8]")

    def seen(self, table: Table, place: Place, gap: float) -> tuple[Features, frozenset[str]]:
        """The features of a passage, and the terms of the question that it holds."""
        held = native().lib.fn_rescore(table.handle, place, self._question, self._features)
        terms = frozenset(term for bit, term in enumerate(self._terms) if held >> bit & 1)
        return Features(gap, *self._features), terms


class KeptSentences:
    """The sentences of passages of a table, with which of some terms each holds."""

    def __init__(self, terms: Sequence[str]) -> None:
        """``terms`` are at most `MOST_TERMS`."""
        ffi = native().ffi
        self._terms = terms
        self._hashes = ffi.new("uint64_t[]", [*map(term_hash, terms)])
        self._spans = ffi.new("uint16_t[]", 2 * _MOST_SENTENCES)
        self._held = ffi.new("uint64_t[]", _MOST_SENTENCES)

    def of(self, table: Table, place: Place) -> list[tuple[tuple[int, int], set[str]]]:
        """Where each sentence begins and ends in the text, and the terms that it holds."""
        number = native().lib.fn_sentences(
            table.handle,
            place,
            self._hashes,
            len(self._terms),
            self._spans,
            self._held,
            _MOST_SENTENCES,
        )
        if number > _MOST_SENTENCES:
            raise Unkept
        return [
            (
                (self._spans[2 * each], self._spans[2 * each + 1]),
                {term for bit, term in enumerate(self._terms) if self._held[each] >> bit & 1},
            )
            for each in range(number)
        ]


def can_be_kept(asked: Asked) -> bool:
    """Whether the kernel can hold a question against what is kept: not one whose words have to be
    compared letter by letter, nor a very long one."""
    return (
        not asked.unknown
        and len(asked.weights) <= MOST_TERMS
        and len(asked.phrase) <= _MOST_PHRASES
    )


_C_TYPES = {"Q": "uint64_t", "d": "double", "I": "uint32_t"}
