"""What was added since a state that somebody saw, whatever happened to the library meanwhile."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from index import engines
from index.analysis import Analyzer
from index.bitmap import Bitmap
from index.library import Library
from index.model import Generation
from index.operators import Operators
from index.searcher import Searcher
from index.snapshots import Snapshots
from tests.articles import add, article
from tests.conftest import NOW
from tests.index.lives import change
from tests.index.stored import CHANGED, FIRST, SECOND, generation, raw

ANALYZER = Analyzer()
OFFER = ANALYZER.query("the offer")


@pytest.fixture
def searcher() -> Searcher:
    return Searcher(Snapshots(engines.get(), ANALYZER))


def new(
    searcher: Searcher,
    library: Library,
    seen: Mapping[str, Generation],
    *,
    all_else: bool = True,
) -> list[int]:
    """The rows of the new passages."""
    with searcher.session([library]) as session:
        additions = session.additions(seen, all_else=all_else)
        rows = session._opened[0].indexed.rows
        assert list(additions.old[0] | additions.new[0]) == list(session._opened[0].indexed.live)
        assert not list(additions.old[0] & additions.new[0])
        return [rows[ordinal] for ordinal in additions.new[0]]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_new_is_what_was_added_and_is_still_there(
    searcher: Searcher, library: Library, seed: int
) -> None:
    chance = random.Random(seed)
    states = []
    for _ in range(8):
        change(library, chance, 4)
        states.append(generation(library))
        for seen in states:
            with raw(library) as connection:
                added = "SELECT id FROM passages WHERE added > ? AND removed IS NULL ORDER BY id"
                wanted = [row for (row,) in connection.execute(added, [seen.counter])]
            assert new(searcher, library, {"news": seen}) == wanted
            shortened = replace(seen, digest=seen.digest[:16])
            assert new(searcher, library, {"news": shortened}) == wanted


def test_nothing_is_new_where_nothing_came(searcher: Searcher, library: Library) -> None:
    add(library, FIRST, SECOND)
    seen = {"news": generation(library)}
    add(library, FIRST)  # read again, and the same
    assert new(searcher, library, seen) == []
    with library.writer() as writer, writer.change() as changed:
        changed.add(FIRST, "elsewhere/1.txt", exists=lambda _: False)  # moved
    assert new(searcher, library, seen) == []
    with library.writer() as writer, writer.change() as changed:
        changed.remove_location("2.txt")
    assert new(searcher, library, seen) == []
    add(library, CHANGED)
    assert len(new(searcher, library, seen)) == 1


def test_of_a_library_that_nobody_saw_everything_is_new_or_nothing(
    searcher: Searcher, library: Library
) -> None:
    add(library, FIRST, SECOND)
    assert len(new(searcher, library, {})) == 3
    assert new(searcher, library, {}, all_else=False) == []
    with searcher.session([library]) as session:
        assert session.additions({}, all_else=False).generations == {}
        assert session.additions({}).generations == {"news": generation(library)}


def test_a_library_that_was_made_anew_is_one_that_nobody_saw(
    searcher: Searcher, library: Library
) -> None:
    add(library, FIRST)
    seen = {"news": generation(library)}
    library.delete()
    add(library, FIRST)
    assert generation(library).counter == seen["news"].counter
    assert len(new(searcher, library, seen)) == 2
    assert new(searcher, library, seen, all_else=False) == []


def test_so_is_a_backup_that_went_another_way_under_the_same_counters(
    searcher: Searcher, library: Library, tmp_path: Path
) -> None:
    add(library, FIRST)
    shutil.copy(library.path, tmp_path / "backup.db")
    add(library, SECOND)
    seen = {"news": generation(library)}
    for suffix in ("-wal", "-shm"):
        library.path.with_name(library.path.name + suffix).unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup.db", library.path)
    add(library, CHANGED)
    assert generation(library).counter == seen["news"].counter
    assert len(new(searcher, library, seen)) == 1
    assert new(searcher, library, seen, all_else=False) == []


def test_a_library_by_another_name_is_the_same(searcher: Searcher, library: Library) -> None:
    add(library, FIRST)
    seen = {"news": generation(library)}
    renamed = Library(library.path, "reports")
    add(renamed, SECOND)
    assert len(new(searcher, renamed, seen)) == 1


def test_a_file_that_was_there_before_is_known_whatever_became_of_it(
    searcher: Searcher, library: Library
) -> None:
    add(library, FIRST, SECOND)
    seen = {"news": generation(library)}
    with library.writer() as writer, writer.change() as changed:
        changed.remove_location("1.txt")
    titled = replace(FIRST, source=replace(FIRST.source, title="Another title"))
    add(library, titled, replace(CHANGED, origin="3.txt"))
    with searcher.session([library]) as session:
        additions = session.additions(seen)
        found = session.search(OFFER, 10, among=additions.new).found
        there = {each.passage.text: additions.was_there(each) for each in found}
        assert there == {
            "The offer was made in Baghdad.": True,
            "The offer was withdrawn in Geneva.": False,
        }
        assert {additions.added_at(each) for each in found} == {NOW}
        assert all(additions.is_new(each) and not additions.is_old(each) for each in found)


def test_what_came_and_changed_unseen_is_not_known(searcher: Searcher, library: Library) -> None:
    add(library, SECOND)
    seen = {"news": generation(library)}
    add(library, FIRST)
    add(library, replace(FIRST, source=replace(FIRST.source, outlet="An outlet")))
    with searcher.session([library]) as session:
        additions = session.additions(seen)
        [found] = session.search(OFFER, 10, among=additions.new).found
        assert not additions.was_there(found)


@pytest.mark.parametrize("name", engines.names())
def test_only_passages_among_those_named_are_found_and_ranked_as_of_all(
    library: Library, name: str
) -> None:
    searcher = Searcher(Snapshots(engines.get(name), ANALYZER))
    add(library, FIRST, SECOND, article("Third\n\nThe offer stands, said the envoy.", "3.txt"))
    with searcher.session([library]) as session:
        everywhere = session.search(OFFER, 10)
        assert len(everywhere.found) == 2
        for each in everywhere.found:
            among = [Bitmap([session.at(each)[1]])]
            results = session.search(OFFER, 10, among=among)
            [found] = results.found
            assert (found.passage, found.bm25) == (each.passage, each.bm25)
            assert results.statistics.passages == everywhere.statistics.passages
        assert session.search(OFFER, 10, among=[Bitmap()]).found == ()
        only = session.search(
            OFFER, 10, operators=Operators(phrases=("the envoy",)), among=[Bitmap([0, 1, 2])]
        )
        assert [each.passage.origin for each in only.found] == []


def test_what_two_searches_found_is_ranked_as_one_list(
    searcher: Searcher, library: Library
) -> None:
    add(library, FIRST, SECOND, article("Third\n\nAn offer, an envoy.", "3.txt"))
    with searcher.session([library]) as session:
        whole = session.search(OFFER, 10)
        apart = [
            found
            for each in whole.found
            for found in session.search(OFFER, 10, among=[Bitmap([session.at(each)[1]])]).found
        ]
        again = session.rescored(whole.query, whole.statistics, [*apart[::-1], *apart])
        assert [(each.passage.row, each.score) for each in again] == [
            (each.passage.row, each.score) for each in whole.found
        ]
        assert session.rescored(whole.query, whole.statistics, []) == ()
