"""A corpus: several segments in order, without what was removed from them, ranked as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from index.kernel import encoded, native
from index.kernel.hits import Hits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.bitmap import Bitmap
    from index.hit import Hit
    from index.kernel.segments import Segment
    from index.scoring import Statistics


class Corpus:
    """Immutable, and safe to share between threads.

    Whatever is asked of it raises `StaleIndex` if there is damage in what that needs.
    """

    def __init__(self, segments: Sequence[Segment], removed: Sequence[Bitmap | None]) -> None:
        """``removed`` are the ordinals that are no longer there, for each segment from 0 on."""
        self._lib, self._ffi = native().lib, native().ffi
        #: The kernel's own, for other parts of the kernel; valid as long as this object.
        self.handle: Any = self._ffi.gc(
            self._lib.fn_corpus_new(len(segments)), self._lib.fn_corpus_free
        )
        if not self.handle:
            raise MemoryError
        self._segments = tuple(segments)
        self._kept: list[Any] = []
        for segment, gone in zip(segments, removed, strict=True):
            bits = bytes(gone) if gone else b""
            self._kept.append(bits)
            pointer = self._ffi.from_buffer(bits)
            status = self._lib.fn_corpus_add(self.handle, segment.handle, pointer, len(bits))
            if status:
                self._fail(status)
        self._ordinals = int(self._lib.fn_corpus_ordinals(self.handle))
        # Where the kernel puts its answers: for so many hits each, by threads at once.
        self._rooms: list[tuple[int, Any, Any, Any]] = []
        self._rank = self._lib.fn_rank
        # Document frequencies that were looked up: most terms come again and again.
        self._known: dict[str, int] = {}

    @property
    def statistics(self) -> Statistics:
        """Of the passages that are not removed."""
        from index.kernel.frequencies import Frequencies  # no answer needs them
        from index.scoring import Statistics

        return Statistics(
            passages=int(self._lib.fn_corpus_passages(self.handle)),
            terms=int(self._lib.fn_corpus_tokens(self.handle)),
            document_frequencies=Frequencies(self, self._known),
        )

    def rank(
        self,
        terms: Sequence[str],
        k: int,
        *,
        statistics: Statistics | None = None,
        within: Bitmap | None = None,
    ) -> Sequence[Hit]:
        """As `index.engine.Snapshot.rank`."""
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
            idfs = ffi.new("double[]", self._idfs(statistics, terms))
            average = statistics.terms / statistics.passages if statistics.passages else 0.0
        if within is not None:
            members = bytes(within)
            bits, size = ffi.from_buffer(members or b"\0"), len(members)
        k = min(k, self._ordinals)
        try:
            room = self._rooms.pop()
        except IndexError:
            room = self._room(k)
        if room[0] < k:
            room = self._room(k)
        _, ordinals, scores, found = room
        status = self._rank(
            self.handle, text, len(text), lengths, len(terms), idfs, average, k, bits, size,
            ordinals, scores, found,
        )  # fmt: skip
        if status:
            self._fail(status)
        count = found[0]
        hits = Hits(ffi.buffer(ordinals, 4 * count)[:], ffi.buffer(scores, 8 * count)[:])
        self._rooms.append(room)
        return hits

    def _room(self, k: int) -> tuple[int, Any, Any, Any]:
        new = self._ffi.new
        return k, new("uint32_t[]", k), new("double[]", k), new("uint32_t *")

    def _idfs(self, statistics: Statistics, terms: Sequence[str]) -> list[float]:
        """``log((N + 1) / df)``, as `BM25Plus` has it (Lv and Zhai, CIKM 2011)."""
        idf, passages = self._lib.fn_idf, statistics.passages
        get = statistics.document_frequencies.get
        return [idf(passages, get(term, 0)) for term in terms]

    def holding(self, term: str) -> Bitmap:
        """As `index.engine.Snapshot.holding`."""
        from index.bitmap import Bitmap

        text, bits = encoded(term), bytearray((self._ordinals + 7) // 8)
        pointer = self._ffi.from_buffer(bits) if bits else self._ffi.NULL
        status = self._lib.fn_holding(self.handle, text, len(text), pointer)
        if status:
            self._fail(status)
        return Bitmap.from_bytes(bytes(bits))

    def raise_if_damaged(self) -> None:
        """Raises `StaleIndex` if damage was found, also by those who had no way to tell."""
        status = self._lib.fn_corpus_status(self.handle)
        if status:
            self._fail(status)

    def _fail(self, status: int) -> NoReturn:
        """Raises what a status of the kernel stands for."""
        for segment in self._segments:
            segment.raise_if_damaged()
        if status == self._lib.FN_TOO_LARGE:
            raise OverflowError("more passages than ordinals")
        raise MemoryError


def joined(terms: Sequence[str]) -> tuple[bytes, Any]:
    """Terms as the kernel takes them: in one piece; with lengths, unless zero bytes part them."""
    ffi = native().ffi
    text = encoded("\0".join(terms))
    if text.count(0) == max(len(terms) - 1, 0):
        return text, ffi.NULL
    each = [encoded(term) for term in terms]
    return b"".join(each), ffi.new("uint32_t[]", [len(one) for one in each])
