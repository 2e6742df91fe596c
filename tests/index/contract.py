"""What the tests of every engine share: passages as terms, and how a snapshot is made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.engine import Snapshot

Documents = Sequence[Sequence[str]]
Make = Callable[[Documents], Snapshot]

PASSAGES = [
    ["iran", "reject", "offer"],
    ["pari", "confer", "iran", "iran"],
    [],
    ["offer", "offer", "kerri", "pari", "syria"],
    ["iran", "reject", "offer"],
]
