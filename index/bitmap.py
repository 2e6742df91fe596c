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

    @classmethod
    def below(cls, size: int) -> Bitmap:
        """All ordinals from 0 to ``size - 1``."""
        return cls._of((1 << size) - 1)

    @classmethod
    def from_bytes(cls, bits: bytes) -> Bitmap:
        """What `bytes` of a bitmap gives, as a bitmap again."""
        bitmap = cls()
        bitmap._bits = bits.rstrip(b"\0")
        return bitmap

    @classmethod
    def _of(cls, number: int) -> Bitmap:
        bitmap = cls()
        bitmap._bits = number.to_bytes((number.bit_length() + 7) // 8, "little")
        return bitmap

    def __and__(self, other: Bitmap) -> Bitmap:
        return self._of(self._number & other._number)

    def __or__(self, other: Bitmap) -> Bitmap:
        return self._of(self._number | other._number)

    def __sub__(self, other: Bitmap) -> Bitmap:
        return self._of(self._number & ~other._number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bitmap) and self._number == other._number

    def __hash__(self) -> int:
        return hash(self._number)

    def __contains__(self, ordinal: int) -> bool:
        byte = ordinal >> 3
        return 0 <= byte < len(self._bits) and bool(self._bits[byte] >> (ordinal & 7) & 1)

    def __iter__(self) -> Iterator[int]:
        for index, byte in enumerate(self._bits):
            if not byte:
                continue
            for bit in range(8):
                if byte >> bit & 1:
                    yield index * 8 + bit

    def __len__(self) -> int:
        return self._number.bit_count()

    def __bytes__(self) -> bytes:
        return self._bits

    @property
    def _number(self) -> int:
        # Python's integers do whole words at a time what a loop over bytes would do singly.
        return int.from_bytes(self._bits, "little")
