"""A process that builds an index while no file may grow beyond some bytes, as on a full disk.

    python -m tests.index.filling LIBRARY BYTES

Prints whether it could answer, and what it was told if not.
"""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

from index.errors import FootnoteError
from index.library import Library
from index.snapshots import Snapshots
from tests.index.counting import ANALYZER
from tests.index.growing import Growing
from tests.index.lives import asked


def main() -> None:
    """Answers, or says why not."""
    library = Library(Path(sys.argv[1]), "news")
    most = int(sys.argv[2])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that writing fails as on a full disk
    with library.reader():  # so that SQLite's own files are there
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        try:
            asked(Snapshots(Growing(), ANALYZER), library)
        except FootnoteError as error:
            print("told:", error)  # noqa: T201
        else:
            print("answered")  # noqa: T201


if __name__ == "__main__":
    main()
