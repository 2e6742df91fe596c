"""Profiles of passages in a file beside an engine's, so that no question has to make them.

One file a part of an index, in the order of its ordinals; the kernel reads it where it is mapped
(``index/kernel/profiles.h`` has the format). Words are kept as 64-bit hashes, 1.8 kB a passage:
enough to hold them against a question and against each other, and nothing to read a text from.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from index.bitmap import Bitmap
from index.errors import StaleIndex
from index.kernel import hash_of, native
from index.mapping import mapped
from index.profile import Profile, Profiler
from index.statements import BEGINNING, LONGEST

_MAGIC = 0x31464F5250544E46
_VERSION = 2
_HEADER = 40
_NO_TERM = 0xFFFF
#: Bits of what a passage may hold, in the order of ``FN_KIND_...``.
KINDS = ("name", "date", "number")

#: The kernel's hash of a term or a word, remembered: most are common.
term_hash: Callable[[str], int] = lru_cache(maxsize=1 << 18)(hash_of)


def record(profile: Profile, text: str) -> bytes:
    """A passage's profile as the file has it; nothing for one that is too long."""
    distinct = sorted({term for term in profile.terms if term is not None})
    if len(text) > LONGEST or len(distinct) >= _NO_TERM:
        return b""
    place = {term: number for number, term in enumerate(distinct)}
    ends = [0] * len(profile.spans)
    for end, sentence in enumerate(profile.sentences, start=1):
        ends[sentence] = end
    for number in range(1, len(ends)):
        ends[number] = max(ends[number], ends[number - 1])  # a sentence without words
    kinds = sum(1 << bit for bit, kind in enumerate(KINDS) if kind in profile.kinds)
    eights = array(
        "Q",
        [
            hash_of(text),
            *map(term_hash, distinct),
            *(term_hash(term[:BEGINNING]) if len(term) >= BEGINNING else 0 for term in distinct),
            *sorted(map(term_hash, profile.names)),
            *map(term_hash, profile.words),
        ],
    )
    counts = array("H", [kinds, len(distinct), len(profile.names), len(profile.words), len(ends)])
    twos = array("H", [_NO_TERM if term is None else place[term] for term in profile.terms])
    twos.extend(ends)
    twos.extend(place for span in profile.spans for place in span)
    body = b"".join(
        (
            counts.tobytes(),
            bytes(2),
            len(text).to_bytes(4, "little"),
            eights.tobytes(),
            twos.tobytes(),
            bytes(-2 * len(twos) % 8),
        )
    )
    return _checksum(body) + body


class ProfilesWriter:
    """Writes a file of profiles, one passage after the other. A context manager: the file is whole
    once it is left without an exception."""

    def __init__(self, path: Path) -> None:
        """``path`` is a new file in a folder that is published as a whole."""
        self._file = path.open("xb")
        self._offsets = array("Q", [_HEADER])

    def __enter__(self) -> Self:
        self._file.write(bytes(_HEADER))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._file:
            if kind is None:
                self._finish()

    def terms(self, text: str, profiler: Profiler) -> list[str]:
        """Puts down a passage's profile, and gives its terms: what the analyzer makes of it."""
        profile = profiler.profile(text)
        self.put(record(profile, text))
        if profile.touching:  # a word across two sentences is another one in each
            return profiler.analyzer.terms(text)
        return [term for term in profile.terms if term is not None]

    def put(self, made: bytes) -> None:
        """Puts down the next passage's record, as `record` made it."""
        self._file.write(made)
        self._offsets.append(self._offsets[-1] + len(made))

    def _finish(self) -> None:
        passages = len(self._offsets) - 1
        offsets = self._offsets.tobytes()
        self._file.write(offsets + _checksum(offsets))
        length = self._offsets[-1] + len(offsets) + 8
        header = array("Q", [_MAGIC, _VERSION, passages, length]).tobytes()
        self._file.seek(0)
        self._file.write(header + _checksum(header))


class Profiles:
    """A file of profiles, mapped. Safe to share between threads; outlives the file's name."""

    def __init__(self, path: Path) -> None:
        """Raises `StaleIndex` if it is missing or damaged."""
        ffi, lib = native().ffi, native().lib
        try:
            self._bytes = mapped(path)
        except (OSError, ValueError) as error:
            raise StaleIndex(f"{path.name} cannot be read: {error}") from error
        self._buffer = ffi.from_buffer("uint8_t[]", self._bytes)
        fault = lib.fn_profiles_fault(self._buffer, len(self._bytes))
        if fault != ffi.NULL:
            raise StaleIndex(f"{path.name}: {ffi.string(fault).decode()}")
        opened = lib.fn_profiles_open(self._buffer, len(self._bytes))
        if opened == ffi.NULL:
            raise MemoryError
        #: For the kernel.
        self.handle: Any = ffi.gc(opened, lib.fn_profiles_close)

    def __len__(self) -> int:
        return int(native().lib.fn_profiles_passages(self.handle))

    def record(self, ordinal: int) -> bytes:
        """A passage's record, unchecked."""
        length = native().ffi.new("size_t *")
        start = native().lib.fn_profiles_record(self.handle, ordinal, length)
        return bytes(self._bytes[start : start + length[0]])


def merge(parts: Iterable[tuple[Profiles, Bitmap | None]], path: Path) -> None:
    """Writes one file of what is left of several, in their order; each with what is removed."""
    with ProfilesWriter(path) as writer:
        for profiles, removed in parts:
            for ordinal in range(len(profiles)):
                if removed is None or ordinal not in removed:
                    writer.put(profiles.record(ordinal))


def _checksum(of: bytes) -> bytes:
    lib = native().lib
    return int(lib.fn_checksum_of(of, len(of))).to_bytes(8, "little")
