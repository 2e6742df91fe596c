"""One writer at a time, and readers that keep what they saw."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.errors import LibraryBusy
from index.library import Library
from index.writer import Outcome
from tests.articles import add, texts
from tests.index.stored import CHANGED, FIRST, SECOND, everything, generation

_HOLD = """
import sys
from pathlib import Path
from index.library import Library
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
