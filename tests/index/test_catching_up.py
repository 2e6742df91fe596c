"""What an index starts from, what it costs to follow, and what it must not start from."""

from __future__ import annotations

import logging
import random
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from index.bitmap import Bitmap
from index.engine import Snapshot
from index.library import Library
from index.snapshots import Snapshots
from tests.articles import add, article
from tests.index.counting import ANALYZER
from tests.index.growing import Growing
from tests.index.lives import asked, change, from_scratch, manifests, parts, seen, settle
from tests.index.stored import (
    CHANGED,
    FIRST,
    SECOND,
    back_up,
    generation,
    raw,
    restore,
)
from tests.index.test_history import unmigrated


class Noting(Growing):
    """Notes how many passages it was given each time."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[int] = []

    def build(self, path: Path, documents: Iterable[Sequence[str]]) -> None:
        self.given.append(0)

        def noted() -> Iterator[Sequence[str]]:
            for document in documents:
                self.given[-1] += 1
                yield document

        super().build(path, noted())


@pytest.fixture
def engine() -> Noting:
    return Noting()


def test_only_what_was_added_is_written(engine: Noting, library: Library) -> None:
    change(library, random.Random(1), 30, names=1_000)
    asked(Snapshots(engine, ANALYZER), library)
    add(library, FIRST)
    snapshots = Snapshots(engine, ANALYZER)
    asked(snapshots, library)
    assert engine.given[1:] == [2]
    add(library, SECOND)
    asked(snapshots, library)
    assert engine.given[1:] == [2, 1]
    assert len(parts(library)) == 3


def test_what_was_only_removed_writes_no_part(engine: Noting, library: Library) -> None:
    add(library, FIRST, SECOND)
    snapshots = Snapshots(engine, ANALYZER)
    asked(snapshots, library)
    with library.writer() as writer, writer.change() as changed:
        changed.remove_location(SECOND.origin)
    assert asked(snapshots, library)[0] == 2
    assert (engine.given, len(parts(library))) == ([3], 1)


def test_a_part_of_which_nothing_is_left_goes(engine: Noting, library: Library) -> None:
    for given in (FIRST, SECOND):
        add(library, given)
        snapshots = Snapshots(engine, ANALYZER)
        asked(snapshots, library)
    add(library, CHANGED)  # in the place of the first
    assert asked(snapshots, library) == from_scratch(Growing(), library)
    with library.reader() as reader:
        indexed = snapshots.of(reader, library.index_folder)
        assert list(indexed.rows) == reader.rows()
    for name in (CHANGED.origin, SECOND.origin):
        with library.writer() as writer, writer.change() as changed:
            changed.remove_location(name)
        assert asked(snapshots, library) == from_scratch(Growing(), library)
    add(library, FIRST)
    assert asked(snapshots, library) == from_scratch(Growing(), library)


def test_parts_that_are_open_are_not_looked_at_again(
    engine: Noting, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, FIRST)
    snapshots = Snapshots(engine, ANALYZER)
    asked(snapshots, library)

    def refuse(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("index.snapshots.open_part", refuse)
    add(library, SECOND)
    assert asked(snapshots, library)[0] == 3
    with pytest.raises(LookupError):
        asked(Snapshots(engine, ANALYZER), library)


def test_a_backup_that_went_another_way_is_not_caught_up_from(
    library: Library, engine: Noting, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add(library, FIRST)
    back_up(library, tmp_path / "backup.db")
    for number in range(3):
        add(library, article(f"Other {number}\n\nThe treaty of Geneva.", f"{number}.txt"))
        asked(Snapshots(engine, ANALYZER), library)
    went = generation(library)
    restore(tmp_path / "backup.db", library)
    for number in range(5):  # below, at, and above the counter of what was built
        add(library, article(f"This {number}\n\nThe summit in Paris.", f"{number}.txt"))
        assert generation(library).uuid == went.uuid
        assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
    assert "built anew" not in caplog.text


def test_a_backup_that_is_restored_in_the_middle_of_a_merge_loses_nothing(
    library: Library, tmp_path: Path
) -> None:
    class Restoring(Growing):
        def merge(
            self, paths: Sequence[Path], removed: Sequence[Bitmap | None], into: Path
        ) -> None:
            super().merge(paths, removed, into)
            restore(tmp_path / "backup.db", library)
            for number in (3, 4):
                add(library, article(f"This {number}\n\nThe summit in Paris.", f"{number}.txt"))
                asked(Snapshots(Growing(), ANALYZER), library)

    add(library, FIRST, SECOND)
    snapshots = Snapshots(Restoring(), ANALYZER)
    asked(snapshots, library)
    back_up(library, tmp_path / "backup.db")
    with library.writer() as writer, writer.change() as changed:
        changed.remove_location(FIRST.origin)
    snapshots.prepare(library)
    assert snapshots.engine.merged == 1  # type: ignore[attr-defined]
    assert asked(Snapshots(Growing(), ANALYZER), library) == from_scratch(Growing(), library)


def test_what_a_backup_left_behind_keeps_nothing_from_being_merged(
    library: Library, engine: Noting, tmp_path: Path
) -> None:
    add(library, FIRST)
    back_up(library, tmp_path / "backup.db")
    for number in range(40):
        add(library, article(f"Other {number}\n\nThe treaty of Geneva.", "other.txt"))
    asked(Snapshots(engine, ANALYZER), library)
    restore(tmp_path / "backup.db", library)
    snapshots = Snapshots(engine, ANALYZER)
    for number in range(12):
        add(library, article(f"This {number}\n\nThe summit in Paris.", f"{number}.txt"))
        snapshots.prepare(library)
    assert asked(snapshots, library) == from_scratch(Growing(), library)
    with library.reader() as reader:
        assert snapshots.parts(reader.generation, library.index_folder) < 8


def test_which_of_two_equal_articles_was_removed_makes_another_generation(
    library: Library, tmp_path: Path
) -> None:
    """A backup is restored, and then the other one removed: no index of the one may serve."""
    with library.writer() as writer, writer.change() as changed:
        for location in ("one/1.txt", "other/1.txt"):
            changed.add(FIRST, location, exists=lambda _: True)
    back_up(library, tmp_path / "backup.db")
    went = []
    for location in ("one/1.txt", "other/1.txt"):
        restore(tmp_path / "backup.db", library)
        with library.writer() as writer, writer.change() as changed:
            changed.remove_location(location)
        went.append(generation(library))
        assert asked(Snapshots(Growing(), ANALYZER), library) == from_scratch(Growing(), library)
    assert went[0] != went[1]


def test_an_index_of_before_a_backup_is_caught_up_from(
    library: Library, engine: Noting, tmp_path: Path
) -> None:
    """What the backup has in common with what came after it is known by its digest."""
    add(library, FIRST, SECOND)
    asked(Snapshots(engine, ANALYZER), library)
    back_up(library, tmp_path / "backup.db")
    add(library, CHANGED)
    restore(tmp_path / "backup.db", library)
    add(library, article("Third\n\nThe treaty of Geneva.", "3.txt"))
    assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
    assert engine.given == [3, 1]


def test_where_the_past_is_not_known_it_is_built_anew(library: Library, engine: Noting) -> None:
    add(library, FIRST)
    asked(Snapshots(engine, ANALYZER), library)
    add(library, SECOND)
    unmigrated(library)
    assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
    assert engine.given == [2, 3]
    add(library, CHANGED)
    asked(Snapshots(engine, ANALYZER), library)
    assert engine.given == [2, 3, 1]


def test_an_index_of_another_library_is_not_caught_up_from(
    library: Library, engine: Noting, tmp_path: Path
) -> None:
    other = Library(tmp_path / "other.db", "other")
    add(other, FIRST)
    asked(Snapshots(engine, ANALYZER), other)
    shutil.copytree(other.index_folder, library.index_folder)
    add(library, FIRST)
    add(library, SECOND)
    assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
    assert len(manifests(library)) == 1, "what is another library's is cleared away"


def test_what_the_library_lost_without_a_word_is_found_out(
    library: Library, engine: Noting, caplog: pytest.LogCaptureFixture
) -> None:
    add(library, FIRST, SECOND)
    asked(Snapshots(engine, ANALYZER), library)
    with raw(library) as connection:
        connection.execute("UPDATE passages SET removed = 1 WHERE id = 1")
        connection.execute("UPDATE tallies SET number = number - 1 WHERE value = 'passages'")
    add(library, article("Third\n\nThe treaty of Geneva.", "3.txt"))
    with caplog.at_level(logging.WARNING):
        assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
    assert caplog.text.count("built anew") == 1


def test_a_snapshot_stays_as_it_is_whatever_is_published_merged_and_cleared(
    library: Library, engine: Noting
) -> None:
    chance = random.Random(7)
    change(library, chance, 10)
    snapshots = Snapshots(engine, ANALYZER)
    held = []
    for _ in range(24):
        change(library, chance, 3)
        with library.reader() as reader:
            indexed = snapshots.of(reader, library.index_folder)
        held.append((indexed, seen(indexed)))
        settle(snapshots, library)
        assert all(seen(each) == before for each, before in held)
    assert engine.merged > 2


def test_merging_in_the_background_changes_no_answer_and_ends_when_told(
    library: Library, engine: Noting
) -> None:
    chance = random.Random(9)
    snapshots = Snapshots(engine, ANALYZER, background=True)
    for _ in range(30):
        change(library, chance, 2, names=500)
        assert asked(snapshots, library) == from_scratch(Growing(), library)
    snapshots.close()
    assert snapshots.merger._thread is not None
    assert not snapshots.merger._thread.is_alive()
    assert engine.merged > 0
    assert asked(snapshots, library) == from_scratch(Growing(), library)


@pytest.mark.skipif(sys.platform != "linux", reason="a priority is a thread's own there alone")
def test_where_a_priority_may_not_be_set_it_is_merged_all_the_same(
    library: Library, engine: Noting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.setpriority", refused)
    snapshots = Snapshots(engine, ANALYZER, background=True)
    for number in range(9):
        add(library, article(f"Title {number}\n\nThe offer {number}.", f"{number}.txt"))
        asked(snapshots, library)
    snapshots.close()
    assert engine.merged == 1


def test_a_process_that_does_not_stay_merges_only_where_there_are_far_too_many_parts(
    library: Library, engine: Noting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.merger.MOST_PARTS", 12)
    for number in range(1, 15):
        add(library, article(f"Title {number}\n\nThe offer {number}.", f"{number}.txt"))
        asked(Snapshots(engine, ANALYZER), library)
        assert engine.merged == (number > 12)


def test_who_starts_from_what_others_merge_away_starts_anew_from_what_they_made(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    class Interfered(Noting):
        def open_parts(self, paths: Sequence[Path], removed: Sequence[Bitmap | None]) -> Snapshot:
            if not self.opened:  # between finding the parts and opening them
                others = Snapshots(Growing(), ANALYZER)
                settle(others, library)
            return super().open_parts(paths, removed)

    for number in range(9):
        add(library, article(f"Title {number}\n\nThe offer {number}.", f"{number}.txt"))
        asked(Snapshots(Growing(), ANALYZER), library)
    add(library, SECOND)
    engine = Interfered()
    assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(Growing(), library)
    assert engine.given == [1, 1], "twice what was added, and nothing else"
    assert "built anew" not in caplog.text
    assert len(parts(library)) < 9
