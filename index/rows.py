"""Which passage an ordinal is: row ids, and their articles', in files that are mapped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Literal, overload

import numpy as np
import numpy.typing as npt

from index.bitmap import Bitmap
from index.errors import StaleIndex
from index.mapping import mapped

Ids = npt.NDArray[np.int64]
_TYPE = np.dtype("<i8")
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


class PartRows:
    """Row id and article of each passage of one part, both ascending: 16 bytes a passage."""

    def __init__(self, rows: Ids, articles: Ids) -> None:
        """One row id and one article's id a passage."""
        self.rows = rows
        self.articles = articles

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def sha256(self) -> str:
        """The checksum of the file."""
        checksum = sha256(_bytes(self.rows))
        checksum.update(_bytes(self.articles))
        return checksum.hexdigest()

    def write(self, path: Path) -> None:
        """Writes a new file. Raises OSError."""
        with path.open("xb") as file:
            file.write(_bytes(self.rows))
            file.write(_bytes(self.articles))

    @classmethod
    def open(cls, path: Path, passages: int, checksum: str) -> PartRows:
        """Maps what `write` wrote. Raises `StaleIndex` if it is not that."""
        try:
            size = path.stat().st_size
            if size != 2 * passages * _TYPE.itemsize:
                raise StaleIndex(f"{path.parent.name}: the list of rows has another length")
            ids = np.frombuffer(mapped(path) if size else b"", _TYPE)
        except (OSError, ValueError) as error:
            raise StaleIndex(f"{path.parent.name}: rows cannot be read: {error}") from error
        if sha256(ids.view(np.uint8).data).hexdigest() != checksum:
            raise StaleIndex(f"{path.parent.name}: the list of rows is damaged")
        return cls(ids[:passages], ids[passages:])

    def without(self, removed: Bitmap | None) -> PartRows:
        """Those that are not removed."""
        if removed is None:
            return self
        live = ~_mask(removed, len(self))
        return PartRows(self.rows[live], self.articles[live])

    def ordinals(self, rows: Sequence[int]) -> list[int]:
        """The places of row ids. Raises `StaleIndex` for one that is not here."""
        wanted = np.asarray(rows, _TYPE)
        places = np.searchsorted(self.rows, wanted)
        if len(wanted) and (
            places[-1] >= len(self) or not np.array_equal(self.rows[places], wanted)
        ):
            raise StaleIndex("a row is missing that the library removed")
        return [int(place) for place in places]


class Rows(Sequence[int]):
    """Row ids by ordinal, over all parts. Those of removed passages keep their place."""

    def __init__(self, parts: Sequence[PartRows]) -> None:
        """``parts`` in the order of their ordinals."""
        self._parts = parts
        self._ends = list(accumulate(map(len, parts)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, ordinal: int) -> int: ...
    @overload
    def __getitem__(self, ordinal: slice) -> list[int]: ...
    def __getitem__(self, ordinal: int | slice) -> int | list[int]:
        if isinstance(ordinal, slice):
            return [self[each] for each in range(*ordinal.indices(len(self)))]
        part, place = self._located(ordinal)
        return int(self._parts[part].rows[place])

    def __iter__(self) -> Iterator[int]:
        for part in self._parts:
            yield from map(int, part.rows)

    def article(self, ordinal: int) -> int:
        """The id of a passage's article."""
        part, place = self._located(ordinal)
        return int(self._parts[part].articles[place])

    def beside(self, ordinal: int) -> range:
        """The ordinals of the passages of the article that a passage is from."""
        number, place = self._located(ordinal)
        articles = self._parts[number].articles
        article, first, last = articles[place], place, place + 1
        # They are few, and so sooner passed one by one than looked for among all.
        while first > 0 and articles[first - 1] == article:
            first -= 1
        while last < len(articles) and articles[last] == article:
            last += 1
        if first > 0 and last < len(articles):
            return range(ordinal - place + first, ordinal - place + last)
        # Others may be in the parts beside.
        ordinals, begin = [], 0
        for part in self._parts:
            ends = [int(np.searchsorted(part.articles, article, side)) for side in _SIDES]
            ordinals += [begin + end for end in ends if ends[0] < ends[1]]
            begin += len(part)
        return range(ordinals[0], ordinals[-1])

    def of_articles(self, articles: Collection[int]) -> Bitmap:
        """The ordinals of the passages of these articles."""
        wanted = np.array(sorted(articles), _TYPE)
        mask = np.zeros(len(self), bool)
        begin = 0
        for part in self._parts:
            # Articles ascend with the rows, so each article is one stretch.
            first = np.searchsorted(part.articles, wanted, "left")
            last = np.searchsorted(part.articles, wanted, "right")
            for one, other in zip(first[first < last], last[first < last], strict=True):
                mask[begin + one : begin + other] = True
            begin += len(part)
        return _packed(mask)

    def _located(self, ordinal: int) -> tuple[int, int]:
        """The part that an ordinal is in, and its place there."""
        if not 0 <= ordinal < len(self):
            raise IndexError(f"no passage has the ordinal {ordinal}")
        part = bisect_right(self._ends, ordinal)
        return part, ordinal - (self._ends[part - 1] if part else 0)


def live_ordinals(parts: Iterable[tuple[int, Bitmap | None]]) -> Bitmap:
    """The ordinals that are not removed, over parts of so many passages each."""
    live = [~_mask(removed, size) if removed else np.ones(size, bool) for size, removed in parts]
    return _packed(np.concatenate(live)) if live else Bitmap()


def _bytes(ids: Ids) -> bytes:
    return ids.astype(_TYPE, copy=False).tobytes()


def _packed(mask: npt.NDArray[np.bool_]) -> Bitmap:
    return Bitmap.from_bytes(np.packbits(mask, bitorder="little").tobytes())


def _mask(bitmap: Bitmap, size: int) -> npt.NDArray[np.bool_]:
    bits = np.frombuffer(bytes(bitmap), np.uint8)
    mask = np.zeros(size, bool)
    held = np.unpackbits(bits, count=min(size, 8 * len(bits)), bitorder="little")
    mask[: len(held)] = held
    return mask
