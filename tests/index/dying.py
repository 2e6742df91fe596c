"""A process that changes a library and its index, and dies at a given instant.

    python -m tests.index.dying LIBRARY ENGINE SEED EVENT

Python tells of every file that is opened, renamed or deleted; at the event of that number the
process kills itself, as SIGKILL does it. With EVENT 0 it lives, and prints how many there were.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

from index.engine import Engine
from index.library import Library
from index.snapshots import Snapshots
from tests.index.counting import ANALYZER
from tests.index.growing import GROWING
from tests.index.lives import asked, change, settle

_FILES = ("open", "os.", "shutil.", "tempfile.")
CHANGES = 9


def live(library: Library, engine: Engine, seed: int) -> None:
    """Each change becomes a part or marks; at last all that is due is merged."""
    snapshots = Snapshots(engine, ANALYZER)
    for number in range(CHANGES):
        change(library, random.Random(seed * CHANGES + number), 3)
        asked(snapshots, library)
    settle(snapshots, library)
    asked(Snapshots(engine, ANALYZER), library)


def main() -> None:
    """Lives or dies."""
    path, name, seed, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    [engine] = [each for each in GROWING if each.name == name]
    events = 0

    def heard(event: str, given: tuple[object, ...]) -> None:
        nonlocal events
        if event.startswith(_FILES) and any(".index" in str(each) for each in given):
            events += 1
            if events == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
    live(Library(path, "news"), engine, seed)
    print(events)  # noqa: T201


if __name__ == "__main__":
    main()
