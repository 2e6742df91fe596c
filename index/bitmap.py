"""A set of ordinals, packed: how a filter reaches an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Bitmap:
    """An immutable set of ordinals, one bit each, lowest bit first.

    The bytes are laid out so that a compiled engine can read them through the buffer protocol:
    ordinal ``i`` is bit ``i % 8`` of byte ``i // 8``. Ordinals beyond the last byte are not in it.
    """

    __slots__ = ("_bits",)

    def __init__(self, ordinals: Iterable[int] = ()) -> None:
        """Raises ValueError for a negative ordinal."""
        members = sorted(set(ordinals))
        if members and members[0] < 0:
            raise ValueError(f"an ordinal cannot be negative: {members[0]}")
        bits = bytearray(members[-1] // 8 + 1 if members else 0)
        for ordinal in members:
            bits[ordinal >> 3] |= 1 << (ordinal & 7)
        self._bits = bytes(bits)

    def __contains__(self, ordinal: int) -> bool:
        byte = ordinal >> 3
        return 0 <= byte < len(self._bits) and bool(self._bits[byte] >> (ordinal & 7) & 1)

    def __iter__(self) -> Iterator[int]:
        for index, byte in enumerate(self._bits):
            for bit in range(8):
                if byte >> bit & 1:
                    yield index * 8 + bit

    def __len__(self) -> int:
        return int.from_bytes(self._bits, "little").bit_count()

    def __bytes__(self) -> bytes:
        return self._bits
