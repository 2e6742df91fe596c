"""A library's file: its schema, what is damaged, and taking it away."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from index.errors import LibraryUnusable, UnknownLibrary
from index.library import SCHEMA, Library
from index.migrations import library_migrations
from index.writer import Outcome
from tests.articles import add, article, texts
from tests.index.stored import FIRST, SECOND, everything, raw


def test_foreign_keys_and_wal_are_on_for_every_writer(library: Library) -> None:
    with library.writer() as writer, writer.change() as change:
        db = change._db
        assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), db.atomic():
            db.execute(
                'INSERT INTO passages (passage_id, article_id, paragraph, start, "end", added)'
                " VALUES ('x', 999, 1, 0, 1, 1)"
            )


def test_there_is_one_migration_for_each_schema_number(library: Library) -> None:
    with library.writer() as writer:
        assert len(library_migrations(UUID(int=0)).applied(writer._db)) == SCHEMA
        assert library_migrations(UUID(int=0)).pending(writer._db) == []


def test_an_empty_file_of_before_the_first_schema_is_migrated(library: Library) -> None:
    with raw(library) as connection:
        connection.execute("CREATE TABLE something_else (id)")
    assert texts(library) == []
    assert add(library, FIRST) == [Outcome.ADDED]


def _make_newer(library: Library) -> None:
    with raw(library) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(_sqlite_migrations)")]
        row = dict(
            zip(
                columns,
                connection.execute("SELECT * FROM _sqlite_migrations").fetchone(),
                strict=True,
            )
        )
        row |= {"name": "9999_of_the_future"} | ({"id": 9999} if "id" in row else {})
        marks = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO _sqlite_migrations ({', '.join(row)}) VALUES ({marks})",
            list(row.values()),
        )


def test_a_newer_schema_is_refused_to_readers(library: Library) -> None:
    add(library, FIRST)
    _make_newer(library)
    with pytest.raises(LibraryUnusable, match="newer Footnote"):
        texts(library)


def test_a_newer_schema_is_refused_to_writers(library: Library) -> None:
    add(library, FIRST)
    _make_newer(library)
    held = everything(library)
    with pytest.raises(LibraryUnusable, match="newer Footnote"):
        add(library, SECOND)
    assert everything(library) == held


@pytest.mark.parametrize("damage", ["not a database at all" * 500, "\0" * 5000])
def test_a_damaged_file_is_unusable_in_words(library: Library, damage: str) -> None:
    library.path.write_text(damage)
    for use in (texts, lambda each: add(each, FIRST)):
        with pytest.raises(LibraryUnusable, match=r"'news' cannot be used .* index its articles"):
            use(library)


def test_a_file_that_is_damaged_inside_is_unusable_in_words(library: Library) -> None:
    add(library, FIRST, article("Big\n\n" + "Many words are here. " * 2000, "b.txt"))
    data = bytearray(library.path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    library.path.write_bytes(bytes(data))
    with pytest.raises(LibraryUnusable, match=r"'news' cannot be used .* Remove the library"):
        texts(library)


def test_what_is_not_damaged_is_not_advised_to_be_removed(library: Library) -> None:
    add(library, FIRST)
    with raw(library) as connection:
        connection.execute("ALTER TABLE articles RENAME TO elsewhere")
    with pytest.raises(LibraryUnusable, match=r"'news' cannot be used \(no such table: .*\)\.$"):
        texts(library)


def test_a_folder_that_cannot_be_written_is_said_without_where_it_is(
    tmp_path: Path,
) -> None:
    (tmp_path / "libraries").write_text("a file where the folder should be")
    library = Library(tmp_path / "libraries" / "news.db", "news")
    with pytest.raises(LibraryUnusable, match=r"'news' cannot be written in .*libraries: ") as told:
        add(library, FIRST)
    assert str(tmp_path) not in str(told.value)
    assert "Remove" not in str(told.value)


def test_reading_what_was_never_written_says_so(library: Library) -> None:
    assert not library.exists()
    with pytest.raises(UnknownLibrary, match="'news' has no articles yet"):
        texts(library)
    assert not library.exists()


def test_a_deleted_library_is_gone_with_all_that_was_derived(library: Library) -> None:
    add(library, FIRST)
    (library.index_folder / "old").mkdir(parents=True)
    library.delete()
    assert not library.exists()
    left = {path.name for path in library.path.parent.iterdir()}
    assert left <= {"library.lock"}


def test_a_damaged_library_can_be_deleted(library: Library) -> None:
    library.path.write_text("not a database at all" * 500)
    library.delete()
    assert not library.exists()
