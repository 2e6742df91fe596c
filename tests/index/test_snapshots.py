"""Snapshots: built once a generation, published in one step, and never needed to be there."""

from __future__ import annotations

import errno
import gc
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from index import engines, locks
from index.library import Library
from index.locks import locked
from index.snapshots import Snapshots
from tests.articles import APART, add, article
from tests.index.counting import ANALYZER, CHANGED, FIRST, SECOND, Counting, hits, opened, published


@pytest.fixture
def engine() -> Counting:
    return Counting(engines.get())


@pytest.fixture
def snapshots(engine: Counting) -> Snapshots:
    return Snapshots(engine, ANALYZER)


def test_a_generation_is_built_once_and_opened_once(
    snapshots: Snapshots, engine: Counting, library: Library
) -> None:
    add(library, FIRST)
    first = opened(snapshots, library)
    assert opened(snapshots, library) is first
    assert (engine.built, engine.opened) == (1, 1)


def test_titles_are_indexed_once_with_each_passage(snapshots: Snapshots, library: Library) -> None:
    add(library, article(f"Kerry\n\nThe offer.{APART}The refusal.", "3.txt"))
    indexed = opened(snapshots, library)
    assert hits(indexed, "Kerry") == list(indexed.rows)
    assert indexed.snapshot.statistics.terms == 4


def test_a_new_generation_is_built_anew_and_the_old_one_cleared(
    snapshots: Snapshots, engine: Counting, library: Library
) -> None:
    add(library, FIRST)
    old = opened(snapshots, library)
    before = published(library)
    add(library, SECOND)
    assert len(opened(snapshots, library).rows) == 3
    assert engine.built == 2
    # One generation before is kept for those who have just begun to read it.
    assert len(published(library)) == 4
    add(library, CHANGED)
    opened(snapshots, library)
    assert len(published(library)) == 4
    assert not set(published(library)) & set(before)
    assert len(hits(old, "offer")) == 1  # whoever still has it may go on asking


@pytest.mark.parametrize("damage", ["cut", "gone", "empty folder"])
def test_damaged_files_are_built_anew(
    engine: Counting, library: Library, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    add(library, FIRST)
    opened(Snapshots(engine, ANALYZER), library)
    (folder,) = library.index_folder.glob("*.part-*")
    if damage == "gone":
        shutil.rmtree(folder)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if damage == "cut":
            path.write_bytes(path.read_bytes()[:10])
        else:
            path.unlink()
    assert len(hits(opened(Snapshots(engine, ANALYZER), library), "offer")) == 1
    assert engine.built == 2
    assert caplog.text.count("built anew") == 1
    opened(Snapshots(engine, ANALYZER), library)
    assert engine.built == 2


def test_an_index_that_does_not_fit_the_library_is_built_anew(
    engine: Counting, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    add(library, FIRST)
    opened(Snapshots(engine, ANALYZER), library)
    (folder,) = library.index_folder.glob("*.part-*/index")
    shutil.rmtree(folder)
    engine.build(folder, [["offer"]])
    assert len(hits(opened(Snapshots(engine, ANALYZER), library), "offer")) == 1
    assert "something else" in caplog.text
    (folder,) = library.index_folder.glob("*.part-*/index")
    assert engine.open(folder).statistics.passages == 2


def test_what_is_published_is_complete_and_nothing_else_is_left(
    snapshots: Snapshots, engine: Counting, library: Library
) -> None:
    add(library, FIRST)
    opened(snapshots, library)
    manifest, part = published(library)
    with library.reader() as reader:
        assert reader.generation.digest[:16] in manifest.name
        assert snapshots.is_fresh(reader.generation, library.index_folder)
    assert engine.open(part / "index").statistics.passages == 2
    assert not list(library.index_folder.glob(".building-*"))


def test_a_failing_build_publishes_nothing(library: Library) -> None:
    class Failing(Counting):
        def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
            super().build(path, documents)
            raise RuntimeError("half way")

    add(library, FIRST)
    with pytest.raises(RuntimeError, match="half way"):
        opened(Snapshots(Failing(engines.get()), ANALYZER), library)
    assert published(library) == []


def test_what_fails_again_and_again_takes_no_memory(library: Library) -> None:
    class Failing(Counting):
        def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
            raise RuntimeError("half way")

    snapshots = Snapshots(Failing(engines.get()), ANALYZER)
    for number in range(3):
        add(library, article(f"Title {number}\n\nThe offer {number}.", "1.txt"))
        with pytest.raises(RuntimeError, match="half way"):
            opened(snapshots, library)
    gc.collect()  # of what the exceptions hold
    assert not snapshots._opening


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be deleted there")
@pytest.mark.parametrize("all_of_it", [False, True], ids=["library", "folder"])
def test_nothing_is_put_down_of_a_library_that_was_just_deleted(
    tmp_path: Path, all_of_it: bool
) -> None:
    """A question that has begun is answered, and leaves nothing of what is gone."""
    library = Library(tmp_path / "team" / "library.db", "own")
    snapshots = Snapshots(engines.get(), ANALYZER)
    add(library, FIRST)
    with library.reader() as reader:
        if all_of_it:
            shutil.rmtree(library.path.parent)
        else:
            library.delete()
        indexed = snapshots.of(reader, library.index_folder)
        assert len(hits(indexed, "offer")) == 1
    left = [each for each in tmp_path.rglob("*") if not each.name.endswith(".lock")]
    assert all(each in (library.path.parent, library.index_folder) for each in left)
    assert not (all_of_it and left)


def test_a_disk_that_cannot_be_written_still_answers(
    snapshots: Snapshots,
    engine: Counting,
    library: Library,
    caplog: pytest.LogCaptureFixture,
) -> None:
    add(library, FIRST)
    library.index_folder.write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING):
        assert len(hits(opened(snapshots, library), "offer")) == 1
    assert "cannot be kept" in caplog.text


def test_the_open_ones_are_bounded_and_the_last_used_stay(
    snapshots: Snapshots, engine: Counting, tmp_path: Path
) -> None:
    libraries = [Library(tmp_path / f"{n}.db", str(n)) for n in range(40)]
    for library in libraries:
        add(library, SECOND)
        opened(snapshots, library)
        opened(snapshots, libraries[0])  # used all along
    assert engine.opened == 40
    assert len(snapshots._open) == 32
    opened(snapshots, libraries[0])
    opened(snapshots, libraries[39])
    assert engine.opened == 40
    opened(snapshots, libraries[1])
    assert engine.opened == 41


def test_libraries_with_equal_contents_do_not_share_their_rows(
    snapshots: Snapshots, tmp_path: Path
) -> None:
    one, two = Library(tmp_path / "1.db", "1"), Library(tmp_path / "2.db", "2")
    add(one, FIRST)
    add(two, FIRST)
    assert opened(snapshots, one) is not opened(snapshots, two)


def test_what_a_killed_build_left_is_cleared_and_what_another_builds_is_not(
    snapshots: Snapshots, library: Library
) -> None:
    old, new = (library.index_folder / f".building-{name}" for name in ("old", "new"))
    for left in (old, new):
        left.mkdir(parents=True)
        (left / "index").write_text("half an index")
    add(library, article("A title\n\nThe offer was made."))
    with locked(new / ".lock") as held:
        assert held
        opened(snapshots, library)
    assert not old.exists()
    assert new.exists()


def test_who_is_stuck_with_the_folder_s_lock_holds_up_no_answer(
    snapshots: Snapshots, engine: Counting, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.folder._PATIENCE", 0.05)
    library.index_folder.mkdir()
    add(library, FIRST)
    with locked(library.index_folder / ".lock") as held:
        assert held
        assert len(hits(opened(snapshots, library), "offer")) == 1
        assert published(library) == []
    add(library, SECOND)
    assert len(opened(snapshots, library).rows) == 3
    assert len(published(library)) == 2
    assert engine.built == 2


def test_where_there_are_no_locks_what_a_killed_build_left_is_cleared_after_a_day(
    snapshots: Snapshots, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(file: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "_flock", flock)
    old, new = (library.index_folder / f".building-{name}" for name in ("old", "new"))
    for left in (old, new):
        left.mkdir(parents=True)
    os.utime(old, (0, 0))
    add(library, article("A title\n\nThe offer was made."))
    opened(snapshots, library)
    assert len(published(library)) == 2
    assert not old.exists()
    assert new.exists(), "another process may be building there"
