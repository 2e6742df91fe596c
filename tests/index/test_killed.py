"""A process that is killed at any instant of writing, publishing or merging costs no answer.

``FOOTNOTE_KILLS`` says how many instants are tried. bench/growing.py kills at random times over a
large library.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.engine import Engine
from index.library import Library
from index.snapshots import Snapshots
from tests.index.counting import ANALYZER
from tests.index.dying import live
from tests.index.growing import GROWING
from tests.index.lives import asked, change, from_scratch

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("FOOTNOTE_KILLS", "24"))


def run(library: Library, engine: Engine, event: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.index.dying", library.path, engine.name, "1", str(event)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.fixture(scope="module", params=GROWING, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine that can grow."""
    given: Engine = request.param
    return given


@pytest.fixture(scope="module")
def events(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How often a life that is not cut short touches the index's folder."""
    library = Library(tmp_path_factory.mktemp("alive") / "library.db", "news")
    done = run(library, engine, 0)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("number", range(KILLS // len(GROWING)))
def test_whoever_comes_after_a_killed_process_answers_exactly(
    library: Library, engine: Engine, events: int, number: int
) -> None:
    # Spread over the whole life, each somewhere in its own stretch.
    stretch = events * len(GROWING) / KILLS
    event = 1 + int((number + random.Random(number).random()) * stretch)
    done = run(library, engine, min(event, events))
    assert done.returncode == -signal.SIGKILL, done.stderr
    snapshots = Snapshots(engine, ANALYZER)
    if not library.exists():
        change(library, random.Random(0), 3)
    assert asked(snapshots, library) == from_scratch(engine, library)
    live(library, engine, 2)
    assert asked(snapshots, library) == from_scratch(engine, library)
    left = [each.name for each in library.index_folder.glob(".building-*")]
    assert left == [], "what the killed one left is cleared away"
