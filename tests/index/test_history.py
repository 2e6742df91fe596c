"""A library keeps its past, and counts what it holds as it changes."""

from __future__ import annotations

import random
from datetime import date

import pytest

from index.library import Library
from index.reader import Coverage
from tests.articles import add, article
from tests.index.lives import change, text
from tests.index.stored import CHANGED, FIRST, SECOND, generation, raw

DAYS = [date(2014, 9, day) for day in range(10, 15)]


def unmigrated(library: Library) -> None:
    """Makes it one from before libraries kept their past."""
    with raw(library) as connection:
        connection.execute("DROP TABLE history")
        connection.execute("DROP TABLE tallies")
        connection.execute("DROP INDEX articles_of_contents")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0003_history_and_tallies'")


def counted(library: Library) -> Coverage:
    """The coverage as counting all articles and passages gives it."""
    with raw(library) as connection:
        live = connection.execute(
            "SELECT outlet, published FROM articles WHERE removed IS NULL"
        ).fetchall()
        (passages,) = connection.execute(
            "SELECT count(*) FROM passages WHERE removed IS NULL"
        ).fetchone()
    with library.reader() as reader:
        told = reader.coverage()
    outlets = [outlet for outlet, _ in live if outlet]
    days = [day for _, day in live if day]
    return Coverage(
        articles=len(live),
        passages=passages,
        dated=len(days),
        first=date.fromisoformat(min(days)) if days else None,
        last=date.fromisoformat(max(days)) if days else None,
        changed_at=told.changed_at,
        outlets=tuple(sorted(set(outlets), key=lambda each: (-outlets.count(each), each))),
        without_outlet=len(live) - len(outlets),
    )


@pytest.mark.parametrize("seed", range(5))
def test_what_is_counted_as_it_changes_is_what_is_there(library: Library, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        with library.writer() as writer, writer.change() as changed:
            for _ in range(5):
                name = f"{chance.randrange(8)}.txt"
                if chance.random() < 0.3:
                    changed.remove_location(name)
                else:
                    given = article(
                        text(chance),
                        name,
                        outlet=chance.choice([None, "Reuters", "AP", "IRNA"]),
                        published=chance.choice([None, *DAYS]),
                    )
                    changed.add(given, name)
        with library.reader() as reader:
            assert reader.coverage() == counted(library)
            assert reader.history.live() == len(reader.rows())


def test_an_article_that_was_removed_already_is_not_counted_out_again(library: Library) -> None:
    add(library, FIRST, SECOND)
    with library.reader() as reader:
        first = reader.articles()[0].id
    for _ in range(2):
        with library.writer() as writer, writer.change() as changed:
            changed.remove(first)
    with library.reader() as reader:
        assert reader.coverage().articles == 1
        assert reader.generation.counter == 2


def test_each_generation_is_remembered_by_its_digest(library: Library) -> None:
    past = []
    for given in (FIRST, SECOND, CHANGED):
        add(library, given)
        past.append(generation(library))
    with library.reader() as reader:
        for each in past:
            assert reader.history.digest_at(each.counter) == each.digest
        assert reader.history.digest_at(past[-1].counter + 1) is None


def test_what_rolls_back_leaves_no_trace_in_the_history(library: Library) -> None:
    add(library, FIRST)

    def fail() -> None:
        with library.writer() as writer, writer.change() as changed:
            changed.add(SECOND, SECOND.origin)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with library.reader() as reader:
        assert reader.history.digest_at(2) is None
        assert reader.coverage().articles == 1


def test_a_library_of_before_is_counted_once_and_its_past_is_unknown(library: Library) -> None:
    add(library, FIRST)
    add(library, SECOND)
    before = generation(library)
    with library.reader() as reader:
        coverage = reader.coverage()
    unmigrated(library)
    assert generation(library) == before
    with library.reader() as reader:
        assert reader.coverage() == coverage
        assert reader.history.digest_at(before.counter) == before.digest
        assert reader.history.digest_at(1) is None


def test_a_stretch_has_the_live_passages_between_two_rows(library: Library) -> None:
    change(library, random.Random(3), 20)
    change(library, random.Random(4), 20)
    with library.reader() as reader:
        rows, last = reader.rows(), reader.history.last_row()
        assert [each.row for each in reader.history.stretch(0, last)] == rows
        middle = rows[len(rows) // 2]
        after = [each.row for each in reader.history.stretch(middle, last)]
        assert after == [row for row in rows if row > middle]
        texts = reader.passages(rows)
        for each in reader.history.stretch(0, middle):
            assert each.text == texts[each.row].text
            assert (each.article, each.title) == (
                texts[each.row].article,
                texts[each.row].source.title,
            )


def test_what_was_removed_since_a_generation_is_told_by_row(library: Library) -> None:
    add(library, FIRST, SECOND)
    with library.reader() as reader:
        before, last = set(reader.rows()), reader.history.last_row()
    add(library, CHANGED)
    with library.reader() as reader:
        gone = reader.history.removed_since(1, last)
        assert set(gone) == before - set(reader.rows())
        assert gone == sorted(gone) != []
        assert reader.history.removed_since(2, last) == []
        assert reader.history.added_by(last) == 1
        assert reader.history.added_by(reader.history.last_row()) == 2
        assert reader.history.added_by(0) == 0


def test_what_following_a_library_asks_for_is_found_without_walking_through_it(
    library: Library,
) -> None:
    add(library, FIRST, SECOND)
    with raw(library) as connection:
        for sql in (
            "SELECT id FROM passages WHERE removed > 1 AND +id <= 9 ORDER BY +id",
            "SELECT coalesce(max(id), 0) FROM passages",
            "SELECT added FROM passages WHERE id <= 9 ORDER BY id DESC LIMIT 1",
            "SELECT * FROM articles WHERE origin = 'a' AND sha256 = 'b' AND removed IS NULL",
            "SELECT * FROM articles WHERE location = 'a' AND removed IS NULL",
        ):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            steps = [row[3] for row in plan]
            assert any(step.startswith("SEARCH") for step in steps), (sql, steps)
            assert not any(step.startswith("SCAN") for step in steps), (sql, steps)
