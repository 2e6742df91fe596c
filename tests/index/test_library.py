"""A library: what is written is there whole or not at all, and can be cited from the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from index import files
from index.errors import LibraryUnusable
from index.indexer import Report, index_files
from index.library import Library
from index.model import Generation, Source
from index.passages import LONGEST_PASSAGE
from index.writer import Outcome
from tests.articles import APART, add, article, texts
from tests.conftest import NOW
from tests.index.stored import CHANGED, FIRST, SECOND, everything, generation, raw


def test_an_article_comes_back_as_it_was_stated(library: Library) -> None:
    source = Source("T", "O", "A", "C", date(2014, 9, 15), "https://example.org/a")
    given = replace(FIRST, source=source)
    assert add(library, given) == [Outcome.ADDED]
    with library.reader() as reader:
        (stored,) = reader.articles()
        passages = reader.passages_of(stored.id)
        coverage = reader.coverage()
    assert (stored.source, stored.sha256, stored.origin) == (source, FIRST.sha256, "1.txt")
    assert (stored.characters, stored.passages, stored.added_at) == (len(FIRST.text), 2, NOW)
    assert [each.paragraph for each in passages] == [1, 2]
    assert {each.source for each in passages} == {source}
    assert (coverage.articles, coverage.passages) == (1, 2)
    assert (coverage.dated, coverage.changed_at) == (1, NOW)
    assert coverage.first == coverage.last == date(2014, 9, 15)


def test_joined_paragraphs_come_back_with_their_first_and_last(library: Library) -> None:
    given = article(f"T\n\nOne is here.\n\nTwo is here.{APART}Three is here.")
    add(library, given)
    with library.reader() as reader:
        (stored,) = reader.articles()
        passages = reader.passages_of(stored.id)
        assert [(each.paragraph, each.last_paragraph) for each in passages] == [(1, 2), (3, 3)]
        assert [each.text for each in passages] == [
            "One is here.\n\nTwo is here.",
            "Three is here.",
        ]


def test_passages_of_before_there_was_a_last_paragraph_end_where_they_begin(
    library: Library,
) -> None:
    add(library, FIRST)
    with raw(library) as connection:
        connection.execute("ALTER TABLE passages DROP COLUMN last_paragraph")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0002_last_paragraph'")
    add(library, SECOND)
    with library.reader() as reader:
        places = [
            (each.paragraph, each.last_paragraph)
            for each in reader.passages(reader.rows()).values()
        ]
    assert places == [(1, 1), (2, 2), (1, 1)]


def test_what_a_library_covers_is_counted_with_its_first_and_last_day(library: Library) -> None:
    for name, day in {"1": None, "2": 15, "3": 2, "4": 30}.items():
        published = day and date(2014, 9, day)
        add(library, article(f"T{name}\n\nText {name} is here.", name, published=published))
    with library.writer() as writer, writer.change() as change:
        change.remove_location("4")
    with library.reader() as reader:
        coverage = reader.coverage()
    assert (coverage.articles, coverage.passages, coverage.dated) == (3, 3, 2)
    assert (coverage.first, coverage.last) == (date(2014, 9, 2), date(2014, 9, 15))


def test_the_same_article_twice_changes_nothing_nor_the_generation(library: Library) -> None:
    add(library, FIRST, SECOND)
    before, held = generation(library), everything(library)
    assert add(library, FIRST, SECOND) == [Outcome.UNCHANGED] * 2
    assert generation(library) == before
    assert everything(library) == held


def test_a_changed_article_replaces_its_passages_in_one_generation(library: Library) -> None:
    add(library, FIRST, SECOND)
    before = generation(library)
    assert add(library, CHANGED) == [Outcome.REPLACED]
    after = generation(library)
    assert texts(library) == [
        "The conference opened in Paris.",
        "The offer was withdrawn in Geneva.",
    ]
    assert after.counter == before.counter + 1
    assert after.digest != before.digest


def test_a_changed_source_replaces_the_article(library: Library) -> None:
    add(library, FIRST)
    stated = replace(FIRST, source=replace(FIRST.source, outlet="IRNA"))
    assert add(library, stated) == [Outcome.REPLACED]
    with library.reader() as reader:
        assert [each.source.outlet for each in reader.articles()] == ["IRNA"]


def _fail_half_way(library: Library) -> None:
    with library.writer() as writer, writer.change() as change:
        change.add(SECOND, SECOND.origin)
        change.add(CHANGED, CHANGED.origin)
        raise KeyError("half way")


def test_an_error_in_the_middle_takes_back_the_whole_change(library: Library) -> None:
    add(library, FIRST)
    held = everything(library)
    with pytest.raises(KeyError, match="half way"):
        _fail_half_way(library)
    assert everything(library) == held


def test_a_failing_disk_in_the_middle_of_an_article_takes_back_the_whole_change(
    library: Library,
) -> None:
    add(library, FIRST)
    with raw(library) as connection:
        connection.execute(
            "CREATE TRIGGER disk BEFORE INSERT ON passages WHEN new.paragraph = 2"
            " BEGIN SELECT raise(ABORT, 'disk failed'); END"
        )
    held = everything(library)
    two = article(f"Third\n\nOne paragraph.{APART}Another paragraph.", "3.txt")
    with pytest.raises(LibraryUnusable, match="disk failed"):
        add(library, SECOND, two)
    assert everything(library) == held


def test_an_article_that_fails_alone_leaves_the_others_of_its_change(library: Library) -> None:
    add(library, FIRST)
    with raw(library) as connection:
        connection.execute(
            "CREATE TRIGGER disk BEFORE INSERT ON passages WHEN new.paragraph = 2"
            " BEGIN SELECT raise(ABORT, 'disk failed'); END"
        )
    two = article(f"First\n\nOne paragraph.{APART}Another paragraph.", "1.txt")
    with library.writer() as writer, writer.change() as change:
        with pytest.raises(sqlite3.IntegrityError):
            change.add(two, two.origin)
        change.add(SECOND, SECOND.origin)
    assert texts(library)[-1] == "The conference opened in Paris."
    assert len(texts(library)) == 3
    other = Library(library.path.with_name("other.db"), "other")
    add(other, FIRST)
    add(other, SECOND)
    assert generation(library).digest == generation(other).digest


def test_rows_ascend_and_are_never_used_again(library: Library) -> None:
    add(library, FIRST, SECOND)
    with library.reader() as reader:
        first = reader.rows()
        last = reader.articles()[-1].id
    with library.writer() as writer, writer.change() as change:
        change.remove_location("2.txt")
    add(library, SECOND)
    with library.reader() as reader:
        assert reader.rows() == sorted(reader.rows())
        assert set(reader.rows()) - set(first) == {max(first) + 1}
        assert reader.articles()[-1].id == last + 1


def test_a_removed_articles_text_is_gone_from_the_file(library: Library) -> None:
    secret = "Xylophone-Quetzalcoatl was here."
    long = " ".join([secret] * 400)
    add(library, article(f"Title\n\n{long}", "3.txt"), FIRST)
    assert secret.encode() in library.path.read_bytes()
    with library.writer() as writer, writer.change() as change:
        assert change.remove_location("3.txt") == ["3.txt"]
    with raw(library) as connection:
        assert not any("Xylophone" in line for line in connection.iterdump())
    for path in library.path.parent.glob("library.db*"):
        assert b"Xylophone" not in path.read_bytes()
    with library.reader() as reader:
        assert [each.origin for each in reader.articles()] == ["1.txt"]
        assert reader.removed_at("3.txt", article(f"Title\n\n{long}", "3.txt").sha256) == NOW
        assert reader.removed_at("1.txt", FIRST.sha256) is None


def test_what_changed_can_be_read_from_the_counters(library: Library) -> None:
    add(library, FIRST)
    add(library, SECOND)
    add(library, CHANGED)
    with raw(library) as connection:
        rows = connection.execute("SELECT added, removed FROM passages ORDER BY id").fetchall()
    assert rows == [(1, 3), (1, 3), (2, None), (3, None)]


def test_equal_contents_have_equal_digests_whatever_the_clock_and_uuid(tmp_path: Path) -> None:
    def made(name: str, now: datetime, uuid: UUID) -> Generation:
        library = Library(tmp_path / name, name, clock=lambda: now, new_uuid=lambda: uuid)
        add(library, FIRST, SECOND)
        add(library, CHANGED)
        return generation(library)

    one = made("1.db", datetime(2020, 1, 1, tzinfo=UTC), UUID(int=1))
    two = made("2.db", datetime(2030, 1, 1, tzinfo=UTC), UUID(int=2))
    assert (one.counter, one.digest) == (two.counter, two.digest)
    assert one.uuid != two.uuid


@pytest.mark.parametrize(
    "other",
    [
        [SECOND, FIRST],
        [FIRST],
        [FIRST, replace(SECOND, source=Source(title="Second", outlet="AP"))],
    ],
    ids=["order", "fewer", "source"],
)
def test_other_contents_have_other_digests(tmp_path: Path, other: list[object]) -> None:
    one, two = Library(tmp_path / "1.db", "1"), Library(tmp_path / "2.db", "2")
    add(one, FIRST, SECOND)
    add(two, *other)  # type: ignore[arg-type]
    assert generation(one).digest != generation(two).digest


def test_every_citation_cuts_its_text_out_of_the_original_file(
    library: Library, seeds: Path
) -> None:
    index_files(library, files.files([seeds], pytest.fail), Report())
    with library.reader() as reader:
        passages = reader.passages(reader.rows())
        documents = list(reader.documents())
    assert len(passages) > 50
    for passage, (title, text) in zip(passages.values(), documents, strict=True):
        original = (seeds / passage.origin).read_bytes().decode("utf-8")
        assert original[passage.start : passage.end] == passage.text == text
        assert 0 < len(passage.text) <= LONGEST_PASSAGE
        assert title == passage.source.title


def test_surroundings_are_the_neighbours_in_the_article(library: Library) -> None:
    text = APART.join(["T\n\nOne is here.", "Two is here.", "Three is here."])
    add(library, article(text, "3.txt"), SECOND)
    with library.reader() as reader:
        one, two, three, alone = reader.passages(reader.rows()).values()
        around = {each.id: reader.surroundings(each.id, each.sha256) for each in (one, two, three)}
        assert around == {one.id: (None, two), two.id: (one, three), three.id: (two, None)}
        assert reader.surroundings(alone.id, alone.sha256) == (None, None)
        assert reader.surroundings("0" * 16, one.sha256) is None
        assert reader.surroundings(one.id, alone.sha256) is None


def test_to_look_something_up_walks_no_table(library: Library) -> None:
    add(library, FIRST, SECOND)
    asked: list[str] = []
    with library.reader() as reader:
        (row, *_) = reader.rows()
        passage = reader.passages([row])[row]
        reader._connection.set_trace_callback(asked.append)
        reader.surroundings(passage.id, passage.sha256)
        reader.passages([row])
        reader.passages_of(passage.article)
        reader.has(passage.sha256)
        reader.removed_at(passage.origin, passage.sha256)
        reader.history.last_row_at(1)
        reader.history.removed_since(0, row)
        reader._connection.set_trace_callback(None)
        assert len(asked) > 8
        for sql in asked:
            plan = [
                step["detail"] for step in reader._connection.execute("EXPLAIN QUERY PLAN " + sql)
            ]
            assert not any(step.startswith("SCAN") for step in plan), (sql, plan)


def test_a_text_is_known_by_its_hash_as_long_as_it_is_there(
    library: Library, clock: Callable[[], datetime]
) -> None:
    add(library, FIRST)
    with library.reader() as reader:
        (stored,) = (each for each in reader.articles() if each.location == "1.txt")
        assert reader.has(stored.sha256) and not reader.has("0" * 64)
    with library.writer() as writer, writer.change() as change:
        change.remove(stored.id)
    with library.reader() as reader:
        assert not reader.has(stored.sha256)


def test_more_passages_are_read_than_sqlite_takes_parameters(library: Library) -> None:
    add(library, article("T\n\n" + APART.join(f"Paragraph {n} is here." for n in range(2000))))
    with library.reader() as reader:
        rows = reader.rows()
        assert len(rows) == 2000
        assert [each.row for each in reader.passages(rows).values()] == rows


def test_a_refusal_is_kept_until_the_file_is_an_article(library: Library) -> None:
    def refusals() -> dict[str, tuple[str, str]]:
        with library.reader() as reader:
            return reader.refusals()

    with library.writer() as writer, writer.change() as change:
        change.refuse("1.txt", "mark", "the file is empty")
    assert refusals() == {"1.txt": ("mark", "the file is empty")}
    assert generation(library).counter == 0
    add(library, FIRST)
    assert refusals() == {}


def test_one_moved_with_its_folder_is_the_same_article(
    library: Library, clock: Callable[[], datetime]
) -> None:
    with library.writer() as writer, writer.change() as change:
        change.add(FIRST, "old/1.txt")
    before = generation(library)
    with library.writer() as writer, writer.change() as change:
        assert change.add(FIRST, "new/1.txt") is Outcome.UNCHANGED
    assert generation(library) == before
    with library.reader() as reader:
        assert [each.location for each in reader.articles()] == ["new/1.txt"]
