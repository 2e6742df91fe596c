"""A corpus: several segments in order, without what was removed from them, ranked as one."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, Any

from index.kernel import encoded, native
from index.kernel.hits import Hits
from index.kernel.segments import Segment, joined
from index.scoring import Hit, Statistics

if TYPE_CHECKING:
    from index.bitmap import Bitmap


class Corpus:
    """Immutable, and safe to share between threads."""

    def __init__(self, segments: Sequence[Segment], removed: Sequence[Bitmap | None]) -> None:
        """``removed`` are the ordinals that are no longer there, for each segment from 0 on."""
        self._lib, self._ffi = native().lib, native().ffi
        #: The kernel's own, for other parts of the kernel; valid as long as this object.
        self.handle: Any = self._ffi.gc(
            self._lib.fn_corpus_new(len(segments)), self._lib.fn_corpus_free
        )
        if not self.handle:
            raise MemoryError
        self._kept: list[Any] = list(segments)
        for segment, gone in zip(segments, removed, strict=True):
            bits = bytes(gone) if gone else b""
            self._kept.append(bits)
            pointer = self._ffi.from_buffer(bits)
            status = self._lib.fn_corpus_add(self.handle, segment.bytes, pointer, len(bits))
            if status == self._lib.FN_TOO_LARGE:
                raise OverflowError("more passages than ordinals")
            if status != self._lib.FN_OK:
                raise MemoryError
        self._ordinals = int(self._lib.fn_corpus_ordinals(self.handle))
        self._rooms = threading.local()
        self._rank = self._lib.fn_rank

    @property
    def statistics(self) -> Statistics:
        """Of the passages that are not removed."""
        return Statistics(
            passages=int(self._lib.fn_corpus_passages(self.handle)),
            terms=int(self._lib.fn_corpus_tokens(self.handle)),
            document_frequencies=Frequencies(self),
        )

    def rank(
        self,
        terms: Sequence[str],
        k: int,
        *,
        statistics: Statistics | None = None,
        within: Bitmap | None = None,
    ) -> Sequence[Hit]:
        """As `index.engines.Snapshot.rank`."""
        # A small index is searched in less time than Python needs for a few calls: none is here
        # that can be done without.
        if k > self._ordinals:
            k = self._ordinals
        if k <= 0 or not terms:
            return []
        ffi = self._ffi
        lengths = idfs = bits = ffi.NULL
        average, size = 0.0, 0
        text = "\0".join(terms).encode("utf-8", "surrogatepass")
        if text.count(0) != len(terms) - 1:
            text, lengths = joined(terms)
        if statistics is not None:
            idfs = ffi.new("double[]", _idfs(statistics, terms))
            average = statistics.terms / statistics.passages if statistics.passages else 0.0
        if within is not None:
            members = bytes(within)
            bits, size = ffi.from_buffer(members or b"\0"), len(members)
        _, ordinals, scores, found = self._room(k)
        status = self._rank(
            self.handle, text, len(text), lengths, len(terms), idfs, average, k, bits, size,
            ordinals, scores, found,
        )  # fmt: skip
        if status:
            raise MemoryError
        count = found[0]
        return Hits(ffi.buffer(ordinals, 4 * count)[:], ffi.buffer(scores, 8 * count)[:])

    def _room(self, k: int) -> Any:
        """Where the kernel puts its answer: one a thread, for at least ``k`` hits."""
        room = getattr(self._rooms, "room", None)
        if room is None or room[0] < k:
            new = self._ffi.new
            room = (k, new("uint32_t[]", k), new("double[]", k), new("uint32_t *"))
            self._rooms.room = room
        return room

    def holding(self, term: str) -> Bitmap:
        """As `index.engines.Snapshot.holding`."""
        from index.bitmap import Bitmap

        text, bits = encoded(term), bytearray((self._ordinals + 7) // 8)
        pointer = self._ffi.from_buffer(bits) if bits else self._ffi.NULL
        if self._lib.fn_holding(self.handle, text, len(text), pointer) != self._lib.FN_OK:
            raise MemoryError
        return Bitmap.from_bytes(bytes(bits))


def _idfs(statistics: Statistics, terms: Sequence[str]) -> list[float]:
    """``log((N + 1) / df)``, as `BM25Plus` has it (Lv and Zhai, CIKM 2011)."""
    more = statistics.passages + 1
    frequencies = map(statistics.document_frequencies.get, terms)
    return [log(more / frequency) if frequency else 0.0 for frequency in frequencies]


class Frequencies(Mapping[str, int]):
    """In how many of a corpus's passages each term occurs, looked up when asked for."""

    def __init__(self, corpus: Corpus) -> None:
        """``corpus`` stays open as long as this."""
        self._corpus = corpus
        self._lib, self._ffi = native().lib, native().ffi

    def __getitem__(self, term: str) -> int:
        frequency: int | None = self.get(term)
        if frequency is None:
            raise KeyError(term)
        return frequency

    def get(self, term: object, default: Any = None) -> Any:
        """Mapping's own would make an exception of every term that is not there."""
        if not isinstance(term, str):
            return default
        text = encoded(term)
        return self._lib.fn_frequency(self._corpus.handle, text, len(text)) or default

    def __contains__(self, term: object) -> bool:
        return self.get(term) is not None

    def __len__(self) -> int:
        return int(self._lib.fn_corpus_terms(self._corpus.handle))

    def __iter__(self) -> Iterator[str]:
        ffi, handle = self._ffi, self._corpus.handle
        segment, term = ffi.new("uint32_t *"), ffi.new("uint32_t *")
        text, length = ffi.new("char **"), ffi.new("uint32_t *")
        while self._lib.fn_next_term(handle, segment, term, text, length):
            yield ffi.unpack(text[0], length[0]).decode("utf-8", "surrogatepass")

    def beginning(self, start: str, least: int, most: int) -> set[str]:
        """The terms of ``least`` to ``most`` characters that start so, and perhaps some that only
        removed passages hold: all others are left where they are."""
        prefix = encoded(start)
        room, taken, copied = 0, 1 << 20, bytearray()
        while taken > room:
            room, copied = taken, bytearray(taken)
            taken = self._lib.fn_terms_beginning(
                self._corpus.handle, prefix, len(prefix), least, most,
                self._ffi.from_buffer(copied), room,
            )  # fmt: skip
        return set(copied[:taken].decode("utf-8", "surrogatepass").split("\0")[:-1])
