"""One of several processes that change a library and follow it at once.

    python -m tests.index.crowding LIBRARY SEED ROUNDS

Each answer is held against an index built from scratch of the very state that was read.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from index.library import Library
from index.snapshots import Snapshots
from tests.index.counting import ANALYZER
from tests.index.growing import Growing
from tests.index.lives import change, seen, settle


def crowd(library: Library, seed: int, rounds: int) -> None:
    """Changes, asks, merges, and starts anew now and then."""
    chance = random.Random(seed)
    snapshots = Snapshots(Growing(), ANALYZER, background=bool(seed % 2))
    for _ in range(rounds):
        if chance.random() < 0.6:
            change(library, chance, 2, wait=30.0)
        if chance.random() < 0.3:
            settle(snapshots, library)
        if chance.random() < 0.3:
            snapshots.close()
            snapshots = Snapshots(Growing(), ANALYZER, background=bool(seed % 2))
        with library.reader() as reader, tempfile.TemporaryDirectory() as elsewhere:
            given = seen(snapshots.of(reader, library.index_folder))
            expected = seen(Snapshots(Growing(), ANALYZER).of(reader, Path(elsewhere)))
            assert given == expected, reader.generation
    snapshots.close()


if __name__ == "__main__":
    crowd(Library(Path(sys.argv[1]), "news"), int(sys.argv[2]), int(sys.argv[3]))
