"""Several processes follow one library at once, and full disks: nobody gets a wrong answer."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from index.bitmap import Bitmap
from index.library import Library
from index.snapshots import Snapshots
from tests.articles import add
from tests.index.counting import ANALYZER
from tests.index.growing import Growing
from tests.index.lives import asked, change, from_scratch, manifests, parts, settle
from tests.index.stored import CHANGED, FIRST, SECOND

ROOT = Path(__file__).resolve().parents[2]


def started(module: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.index.{module}", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_processes_that_change_ask_and_merge_at_once_answer_exactly(library: Library) -> None:
    change(library, random.Random(0), 30, names=200)
    crowd = [started("crowding", library.path, seed, 25) for seed in (1, 2, 3)]
    told = [each.communicate(timeout=300)[1] for each in crowd]
    assert [each.returncode for each in crowd] == [0, 0, 0], told
    # Nobody took away what another was about to open.
    assert not any("built anew" in each for each in told), told
    snapshots = Snapshots(Growing(), ANALYZER)
    assert asked(snapshots, library) == from_scratch(Growing(), library)
    add(library, FIRST)
    asked(snapshots, library)
    assert not list(library.index_folder.glob(".building-*"))
    assert len(manifests(library)) <= 2
    assert len(parts(library)) <= 20


def test_a_part_that_is_not_needed_any_more_goes_all_at_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_there: list[str] = []
    rmtree = shutil.rmtree

    def deleting(path: Path, *arguments: object, **named: object) -> None:
        still_there.extend({Path(path).name} & {*parts(library)})
        rmtree(path, *arguments, **named)  # type: ignore[arg-type]

    snapshots = Snapshots(Growing(), ANALYZER)
    for seed in range(3):
        change(library, random.Random(seed), 20)
        asked(snapshots, library)
    before = parts(library)
    monkeypatch.setattr("index.folder.shutil.rmtree", deleting)
    settle(snapshots, library)
    assert {*before} - {*parts(library)}
    # Before a file of it is deleted, the whole folder has another name.
    assert not still_there


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
@pytest.mark.parametrize("grown", [False, True])
def test_where_no_file_may_grow_the_asker_is_told_and_the_next_is_answered(
    library: Library, grown: bool
) -> None:
    change(library, random.Random(1), 20)
    if grown:
        asked(Snapshots(Growing(), ANALYZER), library)
        change(library, random.Random(2), 5)
    expected = from_scratch(Growing(), library)
    told = set()
    for most in (0, 1, 64, 200, 400, 800, 1_600, 100_000):
        done = started("filling", library.path, most)
        out, err = done.communicate(timeout=60)
        assert done.returncode == 0, err
        told.add(out.split()[0])
        assert out.startswith(("answered", "told: Library 'news' cannot be indexed: "))
        if not grown:
            assert manifests(library) == [] or out.startswith("answered")
    assert told == {"answered", "told:"}
    assert asked(Snapshots(Growing(), ANALYZER), library) == expected
    assert not list(library.index_folder.glob(".building-*"))


class Full(Growing):
    """There is room everywhere but in the library's own folder."""

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        super().build(path, documents)
        if ".index" in str(path):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_where_the_library_s_disk_is_full_another_serves(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    add(library, FIRST)
    asked(Snapshots(Growing(), ANALYZER), library)
    before = (manifests(library), parts(library))
    add(library, SECOND)
    snapshots = Snapshots(Full(), ANALYZER)
    assert asked(snapshots, library) == from_scratch(Growing(), library)
    assert "cannot be kept in its folder: [Errno 28]" in caplog.text
    assert (manifests(library), parts(library)) == before
    assert asked(Snapshots(Growing(), ANALYZER), library) == from_scratch(Growing(), library)


def test_what_cannot_be_read_for_a_moment_is_not_cleared_away(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the parts of what was just published, nor of the generation before."""
    snapshots = Snapshots(Growing(), ANALYZER)
    for given in (FIRST, SECOND):
        add(library, given)
        asked(snapshots, library)
    with library.reader() as before:
        add(library, CHANGED)
        read = Path.read_bytes

        def failing(path: Path) -> bytes:
            if path.suffix == ".json" and list(library.index_folder.glob("*-3-*.json")):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return read(path)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "read_bytes", failing)
            asked(snapshots, library)
        told = caplog.text
        caplog.clear()
        engine = Growing()
        Snapshots(engine, ANALYZER).of(before, library.index_folder)
        assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
        assert (engine.built, caplog.text) == (0, "")
        assert "stays for now" in told
    add(library, FIRST)
    asked(snapshots, library)
    assert len(manifests(library)) == 2, "the next to publish clears it away"


def test_a_merge_that_went_wrong_leaves_all_as_it_was(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    class Damaging(Growing):
        def merge(
            self, paths: Sequence[Path], removed: Sequence[Bitmap | None], into: Path
        ) -> None:
            super().merge(paths, removed, into)
            [file] = into.iterdir()
            file.write_bytes(file.read_bytes()[:-9])

    snapshots = Snapshots(Damaging(), ANALYZER)
    chance = random.Random(3)
    for _ in range(14):
        change(library, chance, 1, names=500)
        asked(snapshots, library)
    before = (manifests(library), parts(library))
    settle(snapshots, library)
    assert "were not merged" in caplog.text
    assert (manifests(library), parts(library)) == before
    engine = Growing()
    assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
    assert not engine.built


def test_a_merge_for_which_there_is_no_room_leaves_all_as_it_was(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    class FullMerge(Growing):
        def merge(self, *given: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    snapshots = Snapshots(FullMerge(), ANALYZER)
    chance = random.Random(3)
    for _ in range(14):
        change(library, chance, 1, names=500)
        asked(snapshots, library)
    before = (manifests(library), parts(library))
    settle(snapshots, library)
    assert "were not merged" in caplog.text
    assert (manifests(library), parts(library)) == before
    assert asked(snapshots, library) == from_scratch(Growing(), library)
