"""A question held against kept profiles: `index.ranking` from what is kept, in the kernel."""

from __future__ import annotations

from array import array
from typing import Any

from index.kernel import native
from index.profiles import KINDS, term_hash
from index.ranking import NEAR, Asked, Features
from index.table import Place, Table

_MOST_TERMS = 64
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


def can_be_kept(asked: Asked) -> bool:
    """Whether the kernel can hold a question against what is kept: not one whose words have to be
    compared letter by letter, nor a very long one."""
    return (
        not asked.unknown
        and len(asked.weights) <= _MOST_TERMS
        and len(asked.phrase) <= _MOST_PHRASES
    )


_C_TYPES = {"Q": "uint64_t", "d": "double", "I": "uint32_t"}
