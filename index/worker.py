"""A process that writes a stretch of a library's passages to parts, for `index.building`.

It gets its job as JSON on its standard input, and tells how far it is by lines of JSON on its
standard output: numbers of passages, and at last its parts, or why there are none. It ends early
if the library is in another state by now, or if nobody listens any more.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index import engines
from index.analysis import Analyzer
from index.errors import FootnoteError
from index.library import Library
from index.model import Generation
from index.parts import write_parts


def main() -> None:
    """Does the one job."""
    try:
        _tell(_done(json.load(sys.stdin)))
    except BrokenPipeError:
        # Nobody listens any more, nor to what Python would complain of when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, FootnoteError) as error:
        _tell({"failed": str(error)})


def _done(job: dict[str, Any]) -> object:
    library = Library(Path(job["library"]), "library")
    with library.reader() as reader:
        if reader.generation != Generation(**job["generation"]):
            return {"failed": "the library has changed meanwhile"}
        parts = write_parts(
            engines.get(job["engine"]),
            Analyzer(job["language"]),
            reader.history.stretch(job["after"], job["last"]),
            Path(job["inside"]),
            most_terms=job["most_terms"],
            progress=_tell,
        )
    return [asdict(part) for part in parts]


def _tell(what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - what the one who started it reads
