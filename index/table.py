"""The passages of one answer side by side, from what is kept of them, in the kernel.

What `index.ranking` and `index.statements` work out from texts, this gives from kept profiles, to
the last bit, at a fraction of the cost.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from index.engine import Snapshot, corpus_of
from index.kernel import native
from index.profiles import Profiles
from index.statements import (
    CONSTANT,
    FALLING,
    LONGEST_ARTICLE,
    ONE_STORY,
    SUPPORT,
    SUPPORTERS,
    WEIGHTS,
)

#: A passage's place in a `Table`.
Place = int


class Unkept(Exception):
    """A passage has no sound profile: its text has to be read instead."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on two passages are worth a closer look."""

    least_terms: float
    """The share of its terms that the passage with fewer of them shares with the other."""
    own_terms: float
    """The share of all terms of both that two passages of one article share."""
    promising: float
    """Their likeness."""


class Known:
    """What is known of terms in one state of some libraries, from one answer to the next: half a
    megabyte. For one table at a time."""

    def __init__(self) -> None:
        ffi, lib = native().ffi, native().lib
        made = lib.fn_known_new()
        if made == ffi.NULL:
            raise MemoryError
        #: For the kernel.
        self.handle: Any = ffi.gc(made, lib.fn_known_free)


class Table:
    """For one answer and one thread."""

    def __init__(
        self, snapshots: Sequence[Snapshot], passages: int, known: Known | None = None
    ) -> None:
        """``snapshots`` are those of all libraries that are asked, by a `KeepingEngine`;
        ``passages`` is how many these have; ``known`` is for these snapshots alone."""
        ffi, self._lib = native().ffi, native().lib
        self._ffi = ffi
        self._snapshots = snapshots  # they must outlive the table
        handles = ffi.new("const fn_corpus *[]", [*map(corpus_of, snapshots)])
        #: What is known of terms by now.
        self.known = known
        made = self._lib.fn_table_new(
            handles, len(snapshots), log(passages + 1), known.handle if known else ffi.NULL
        )
        if made == ffi.NULL:
            raise MemoryError
        #: For the kernel.
        self.handle: Any = ffi.gc(made, self._lib.fn_table_free)
        self._model = ffi.new(
            "fn_likeness_model *",
            (WEIGHTS.share, WEIGHTS.mass, WEIGHTS.relatives, CONSTANT, ONE_STORY, FALLING, SUPPORT),
        )
        self._profiles: set[Profiles] = set()
        self._names = ffi.new("uint32_t[3]")
        self._nearest = ffi.new("int[]", SUPPORTERS)

    def add(self, profiles: Profiles, ordinal: int) -> Place:
        """Adds a passage. Raises `Unkept`."""
        self._profiles.add(profiles)
        return self._placed(self._lib.fn_table_add(self.handle, profiles.handle, ordinal))

    def add_article(self, passages: Sequence[tuple[Profiles, int]]) -> int:
        """Adds an article, by its passages; its number in the table. Raises `Unkept`."""
        self._profiles.update(profiles for profiles, _ in passages)
        handles = self._ffi.new("fn_profiles *[]", [profiles.handle for profiles, _ in passages])
        ordinals = array("Q", [ordinal for _, ordinal in passages])
        return self._placed(
            self._lib.fn_table_add_article(
                self.handle,
                handles,
                self._ffi.from_buffer("uint64_t[]", ordinals),
                len(passages),
                LONGEST_ARTICLE,
            )
        )

    def set_article(self, place: Place, article: int) -> None:
        """Says what article a passage is from."""
        self._lib.fn_table_set_article(self.handle, place, article)

    def shared(self, one: Place, other: Place) -> float:
        """The share of its terms that the passage with fewer of them has in common with the other;
        1 if it has none."""
        return float(self._lib.fn_likeness_shared(self.handle, one, other))

    def likeness(self, one: Place, other: Place) -> float:
        """As `index.statements.Likenesses.likeness` of passages whose articles are not known."""
        return float(self._lib.fn_likeness(self.handle, self._model, one, other))

    def likeness_in_articles(self, one: Place, other: Place) -> float:
        """The same of passages with their articles, as far as they were added."""
        return float(self._lib.fn_likeness_in_articles(self.handle, self._model, one, other))

    def kinship(self, one: Place, other: Place) -> float:
        """As `index.statements.Likenesses.kinship` of the articles that two places are from; 0 if
        one of these was not added."""
        return float(self._lib.fn_likeness_kinship(self.handle, one, other))

    def names(self, one: Place, other: Place) -> tuple[int, int, int]:
        """How many names and numbers each of two passages has, and both."""
        self._lib.fn_likeness_names(self.handle, one, other, self._names)
        return self._names[0], self._names[1], self._names[2]

    def nearest(self, one: Place, others: Sequence[Place], least: float) -> list[int]:
        """Which of others, by their numbers in the sequence, are most like one, and at least so
        much: the `SUPPORTERS` best, the first of equal ones first."""
        found = self._lib.fn_likeness_nearest(
            self.handle,
            self._model,
            one,
            self._ffi.new("int[]", others),
            len(others),
            least,
            SUPPORTERS,
            self._nearest,
        )
        return self._ffi.unpack(self._nearest, found) if found else []

    def supported(self, shown: Place, others: Sequence[Place], speaks: Sequence[bool]) -> float:
        """As `index.statements.supported`, for the first of others, whose articles were added: a
        further one that does not speak says nothing for it."""
        return float(
            self._lib.fn_likeness_supported(
                self.handle,
                self._model,
                shown,
                self._ffi.new("int[]", others),
                bytes(speaks),
                len(others),
            )
        )

    def promising(self, one: Place, others: Sequence[Place], bounds: Bounds) -> list[bool]:
        """For each of others whether it has the likeness to one that is worth a closer look, or
        the same text."""
        found = bytearray(len(others))
        self._lib.fn_likeness_promising(
            self.handle,
            self._model,
            self._bounds(bounds),
            one,
            self._ffi.new("int[]", others),
            len(others),
            self._ffi.from_buffer("uint8_t[]", found),
        )
        return [*map(bool, found)]

    def worth(
        self, places: Sequence[Place], articles: Sequence[int], bounds: Bounds
    ) -> list[list[int]]:
        """For each place those before it (as numbers of the sequence) that are worth a closer look.

        ``articles`` has one number for each article.
        """
        number = len(places)
        found = bytearray(number * number)
        self._lib.fn_likeness_worth(
            self.handle,
            self._model,
            self._bounds(bounds),
            self._ffi.new("int[]", places),
            self._ffi.new("int[]", articles),
            number,
            self._ffi.from_buffer("uint8_t[]", found),
        )
        rows = (found[row * number : row * number + row] for row in range(number))
        # Nearly all have none.
        return [[n for n, worth in enumerate(row) if worth] if 1 in row else [] for row in rows]

    def worth_of(
        self,
        one: tuple[Place, int],
        others: Sequence[Place],
        articles: Sequence[int],
        bounds: Bounds,
    ) -> list[bool]:
        """For each of others whether one, of which the place and the article's number are given,
        is worth a closer look beside it."""
        number = len(others) + 1
        found = bytearray(number)
        self._lib.fn_likeness_worth_of_last(
            self.handle,
            self._model,
            self._bounds(bounds),
            self._ffi.new("int[]", [*others, one[0]]),
            self._ffi.new("int[]", [*articles, one[1]]),
            number,
            self._ffi.from_buffer("uint8_t[]", found),
        )
        return [*map(bool, found[:-1])]

    def _bounds(self, bounds: Bounds) -> Any:
        return self._ffi.new(
            "fn_likeness_bounds *", (bounds.least_terms, bounds.own_terms, bounds.promising)
        )

    def _placed(self, place: int) -> Place:
        if place == -1:
            raise Unkept
        if place < 0:
            raise MemoryError
        return place
