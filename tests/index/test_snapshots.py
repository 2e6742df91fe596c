"""Snapshots: built once a generation, published in one step, and never needed to be there."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from index import engines
from index.library import Library
from index.snapshots import Snapshots
from tests.articles import APART, add, article
from tests.index.counting import ANALYZER, FIRST, SECOND, Counting, hits, opened, published


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
    assert hits(indexed, "Kerry") == indexed.rows
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
    assert len(published(library)) == 1
    assert published(library) != before
    assert len(hits(old, "offer")) == 1  # whoever still has it may go on asking


@pytest.mark.parametrize("damage", ["cut", "gone", "empty folder"])
def test_damaged_files_are_built_anew(
    engine: Counting, library: Library, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    add(library, FIRST)
    opened(Snapshots(engine, ANALYZER), library)
    (folder,) = published(library)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if damage == "cut":
            path.write_bytes(path.read_bytes()[:10])
        else:
            path.unlink()
    if damage == "gone":
        folder.rmdir()
    assert len(hits(opened(Snapshots(engine, ANALYZER), library), "offer")) == 1
    assert engine.built == 2
    assert ("built anew" in caplog.text) == (damage != "gone")
    opened(Snapshots(engine, ANALYZER), library)
    assert engine.built == 2


def test_an_index_that_does_not_fit_the_library_is_built_anew(
    engine: Counting, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    add(library, FIRST)
    opened(Snapshots(engine, ANALYZER), library)
    (folder,) = published(library)
    shutil.rmtree(folder)
    engine.build(folder, [["offer"]])
    assert len(opened(Snapshots(engine, ANALYZER), library).rows) == 2
    assert "does not fit" in caplog.text
    assert engine.open(folder).statistics.passages == 2


def test_what_is_published_is_complete_and_nothing_else_is_left(
    snapshots: Snapshots, engine: Counting, library: Library
) -> None:
    add(library, FIRST)
    opened(snapshots, library)
    (folder,) = published(library)
    with library.reader() as reader:
        assert folder.name == snapshots.folder_name(reader.generation)
        assert snapshots.is_fresh(reader.generation, library.index_folder)
    assert engine.open(folder).statistics.passages == 2


def test_a_failing_build_publishes_nothing(library: Library) -> None:
    class Failing(Counting):
        def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
            super().build(path, documents)
            raise RuntimeError("half way")

    add(library, FIRST)
    with pytest.raises(RuntimeError, match="half way"):
        opened(Snapshots(Failing(engines.get()), ANALYZER), library)
    assert published(library) == []


@pytest.mark.parametrize("in_the_way", ["folder", "index"])
def test_a_disk_that_cannot_be_written_still_answers(
    snapshots: Snapshots,
    engine: Counting,
    library: Library,
    in_the_way: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    add(library, FIRST)
    if in_the_way == "folder":
        library.index_folder.write_text("a file where the folder should be")
    else:
        library.index_folder.mkdir()
        with library.reader() as reader:
            name = snapshots.folder_name(reader.generation)
        (library.index_folder / name).write_text("a file where the index should be")
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


def test_what_a_killed_build_left_is_cleared_after_a_day(
    snapshots: Snapshots, library: Library
) -> None:
    old, new = (library.index_folder / f".building-{name}" for name in ("old", "new"))
    for left in (old, new):
        left.mkdir(parents=True)
    os.utime(old, (0, 0))
    add(library, article("A title\n\nThe offer was made."))
    opened(snapshots, library)
    assert not old.exists()
    assert new.exists(), "another process may be building there"
