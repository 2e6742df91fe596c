"""In how many passages of a corpus each term occurs: see `index.kernel.corpus`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from index.kernel import encoded, native

if TYPE_CHECKING:
    from index.kernel.corpus import Corpus


_MOST_KNOWN = 20_000


class Frequencies(Mapping[str, int]):
    """In how many of a corpus's passages each term occurs, looked up when asked for."""

    def __init__(self, corpus: Corpus, known: dict[str, int]) -> None:
        """``corpus`` stays open as long as this; ``known`` is what was looked up in it before, and
        takes up what is now, of some ten thousand terms."""
        self._corpus = corpus
        self._known = known
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
        frequency = self._known.get(term)
        if frequency is None:
            text = encoded(term)
            frequency = self._lib.fn_frequency(self._corpus.handle, text, len(text))
            if frequency < 0:
                self._corpus.raise_if_damaged()
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[term] = frequency
        return frequency or default

    def __contains__(self, term: object) -> bool:
        return self.get(term) is not None

    def __len__(self) -> int:
        count = int(self._lib.fn_corpus_terms(self._corpus.handle))
        self._corpus.raise_if_damaged()
        return count

    def __iter__(self) -> Iterator[str]:
        ffi, handle = self._ffi, self._corpus.handle
        segment, term = ffi.new("uint32_t *"), ffi.new("uint32_t *")
        text, length = ffi.new("char **"), ffi.new("uint32_t *")
        while self._lib.fn_next_term(handle, segment, term, text, length):
            yield ffi.unpack(text[0], length[0]).decode("utf-8", "surrogatepass")
        self._corpus.raise_if_damaged()

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
        self._corpus.raise_if_damaged()
        return set(copied[:taken].decode("utf-8", "surrogatepass").split("\0")[:-1])
