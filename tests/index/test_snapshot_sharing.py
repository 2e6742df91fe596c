"""Snapshots shared by threads, processes and generations: built once, cleared away under nobody."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, BrokenBarrierError

import pytest

from index import engines
from index.engine import Snapshot
from index.folder import IndexFolder
from index.indexed import Indexed
from index.library import Library
from index.locks import locked
from index.snapshots import Snapshots
from tests.articles import add
from tests.index.counting import ANALYZER, FIRST, SECOND, Counting, hits, opened, published


@pytest.fixture
def engine() -> Counting:
    return Counting(engines.get())


@pytest.fixture
def snapshots(engine: Counting) -> Snapshots:
    return Snapshots(engine, ANALYZER)


def test_another_instance_opens_what_was_built(engine: Counting, library: Library) -> None:
    add(library, FIRST)
    for _ in range(2):
        assert len(hits(opened(Snapshots(engine, ANALYZER), library), "offer")) == 1
    assert (engine.built, engine.opened) == (1, 2)


_OPEN = """
import sys
from pathlib import Path
from index import engines
from index.analysis import Analyzer
from index.library import Library
from index.locks import locked
from index.snapshots import Snapshots
library = Library(Path(sys.argv[1]), "news")
with library.reader() as reader:
    snapshots = Snapshots(engines.get(), Analyzer())
    print(snapshots.is_fresh(reader.generation, library.index_folder))
    print(list(snapshots.of(reader, library.index_folder).rows))
"""


_HOLD = """
import os, sys
from pathlib import Path
from index.locks import locked
if os.getuid() == 0:
    os.setuid(65534)  # root may write everywhere
with locked(Path(sys.argv[1]), shared=True) as held:
    print(held, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a lock there cannot be shared")
def test_who_may_only_read_an_index_keeps_it_from_being_cleared_away() -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = IndexFolder(Path(name, "library.index"), "compiled", "en")
        with folder.building():
            pass
        (lock,) = folder.path.iterdir()
        lock.chmod(0o444)
        folder.path.chmod(0o555)
        with subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(lock)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "True\n"
            with locked(lock) as alone:
                assert alone is False
            other.communicate()
        with locked(lock) as alone:
            assert alone is True


def test_another_process_opens_what_was_built(snapshots: Snapshots, library: Library) -> None:
    add(library, FIRST)
    rows = opened(snapshots, library).rows
    before = [each.stat().st_mtime_ns for each in published(library)]
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(library.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["True", str(list(rows))]
    assert [each.stat().st_mtime_ns for each in published(library)] == before


def test_a_reader_of_before_gets_the_snapshot_of_before(
    snapshots: Snapshots, library: Library
) -> None:
    add(library, FIRST)
    with library.reader() as reader:
        add(library, SECOND)
        assert len(opened(snapshots, library).rows) == 3
        assert len(snapshots.of(reader, library.index_folder).rows) == 2


def test_many_at_once_build_one_index(library: Library) -> None:
    add(library, FIRST, SECOND)
    several = [Snapshots(engines.get(), ANALYZER) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda each: hits(opened(each, library), "offer"), several))
    assert found == [found[0]] * 8
    assert len(published(library)) == 2


def test_threads_that_ask_for_one_new_generation_build_one_index(library: Library) -> None:
    """A second one that came to build would meet the first there, which waits for it a while."""
    add(library, FIRST, SECOND)
    meeting, start = Barrier(2), Barrier(4)

    class Meeting(Counting):
        def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
            super().build(path, documents)
            with suppress(BrokenBarrierError):
                meeting.wait(timeout=0.5)

    engine = Meeting(engines.get())
    snapshots = Snapshots(engine, ANALYZER)

    def ask(_: int) -> Indexed:
        start.wait()
        return opened(snapshots, library)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert (engine.built, engine.opened) == (1, 1)
    assert all(each is found[0] for each in found)


def test_a_build_that_fails_is_tried_again_by_the_next(library: Library) -> None:
    class FailingOnce(Counting):
        def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
            super().build(path, documents)
            if self.built == 1:
                raise RuntimeError("half way")

    add(library, FIRST)
    snapshots = Snapshots(FailingOnce(engines.get()), ANALYZER)
    with pytest.raises(RuntimeError, match="half way"):
        opened(snapshots, library)
    assert len(hits(opened(snapshots, library), "offer")) == 1


def test_a_newer_generation_that_clears_away_what_was_just_published_does_no_harm(
    engine: Counting, library: Library
) -> None:
    class Cleared(Snapshots):
        def _in_place(self, folder: IndexFolder, indexed: Indexed) -> Indexed:
            for path in published(library):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            return super()._in_place(folder, indexed)

    add(library, FIRST)
    assert len(hits(opened(Cleared(engine, ANALYZER), library), "offer")) == 1
    assert engine.built == 1
    assert published(library) == []


def test_a_newer_generation_that_clears_away_what_is_being_opened_does_no_harm(
    library: Library,
) -> None:
    class Cleared(Counting):
        def open(self, path: Path) -> Snapshot:
            if path.parent.parent == library.index_folder:
                shutil.rmtree(path.parent)
            return super().open(path)

    add(library, FIRST)
    opened(Snapshots(engines.get(), ANALYZER), library)
    engine = Cleared(engines.get())
    assert len(hits(opened(Snapshots(engine, ANALYZER), library), "offer")) == 1
    assert engine.built == 1
