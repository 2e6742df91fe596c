"""One writer at a time, and readers that keep what they saw."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from index.errors import LibraryBusy, LibraryUnusable
from index.library import Library
from index.reader import Reader
from index.snapshots import Snapshots
from index.writer import Outcome
from tests.articles import add, article, texts
from tests.index.counting import ANALYZER
from tests.index.growing import Growing
from tests.index.stored import CHANGED, FIRST, SECOND, everything, generation

_HOLD = """
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from index.library import Library
from index.reader import Reader
with Library(Path(sys.argv[1]), "news").writer() as writer, writer.change() as change:
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_a_reader_sees_all_of_a_replacement_or_nothing(library: Library) -> None:
    add(library, FIRST)
    with library.writer() as writer, writer.change() as change:
        change.add(CHANGED, CHANGED.origin)
        assert texts(library) == [FIRST.text[each.start : each.end] for each in FIRST.paragraphs]
    assert texts(library) == ["The offer was withdrawn in Geneva."]


def test_a_second_writer_is_told_that_the_library_is_busy(library: Library) -> None:
    add(library, FIRST)
    again = Library(library.path, library.name)
    with library.writer(), pytest.raises(LibraryBusy, match="'news' is being written to"):
        add(again, SECOND)
    assert add(again, SECOND) == [Outcome.ADDED]


def test_a_writer_of_another_process_keeps_this_one_out_but_no_reader(library: Library) -> None:
    add(library, FIRST)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(library.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        with pytest.raises(LibraryBusy):
            add(library, SECOND)
        assert len(texts(library)) == 2
        other.communicate()
    assert other.returncode == 0
    assert add(library, SECOND) == [Outcome.ADDED]


def test_a_writer_that_was_killed_leaves_no_lock_and_no_half(library: Library) -> None:
    add(library, FIRST)
    held = everything(library)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(library.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        other.kill()
    assert everything(library) == held
    assert add(library, SECOND) == [Outcome.ADDED]


def test_a_reader_keeps_its_snapshot_while_a_writer_commits(library: Library) -> None:
    add(library, FIRST)
    with library.reader() as reader:
        before = reader.generation
        add(library, CHANGED, SECOND)
        assert [text for _, text in reader.documents()] == [
            "The offer was made in Baghdad.",
            "It was rejected in Tehran.",
        ]
        assert reader.coverage().articles == 1
        assert generation(library).counter == before.counter + 1


def test_a_library_that_is_being_written_is_not_deleted(library: Library) -> None:
    add(library, FIRST)
    with library.writer(), pytest.raises(LibraryBusy):
        Library(library.path, library.name).delete()
    assert len(texts(library)) == 2


@pytest.fixture
def unwritable(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that this process may only read, and somebody else may write."""
    access, folder = os.access, library.path.parent
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != folder and access(path, mode))
    add(library, *(article(f"Title {n}\n\n{'word ' * 300}", f"{n}.txt") for n in range(20)))
    return library


@pytest.mark.parametrize("reads_on", [False, True])
def test_what_is_written_while_it_is_read_without_locks_is_told_and_no_damage(
    unwritable: Library, reads_on: bool
) -> None:
    def read(reader: Reader) -> None:
        with unwritable.writer() as writer, writer.change() as change:
            for number in range(0, 20, 2):
                change.remove_location(f"{number}.txt")
            for number in range(100, 200):
                given = article(f"Other {number}\n\n{'other ' * 300}", f"{number}.txt")
                change.add(given, given.origin)
        if reads_on:
            list(reader.documents())  # SQLite itself says that the file is malformed

    with pytest.raises(LibraryUnusable, match="written to while"), unwritable.reader() as reader:
        read(reader)
    with unwritable.reader() as reader:
        assert len(reader.articles()) == 110


def test_no_index_is_kept_of_what_was_written_while_it_was_read(unwritable: Library) -> None:
    class Writing(Growing):
        def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
            super().build(path, documents)
            add(unwritable, SECOND)

    snapshots = Snapshots(Writing(), ANALYZER)
    with pytest.raises(LibraryUnusable, match="written to while"), unwritable.reader() as reader:
        snapshots.of(reader, unwritable.index_folder)
    assert not snapshots.is_open(reader.generation)
    assert not list(unwritable.index_folder.glob("*.json"))
