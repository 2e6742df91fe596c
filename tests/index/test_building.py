"""Indexes built by several processes, in bounded memory: the same as built by one at once."""

from __future__ import annotations

import logging
import random
import sys
from pathlib import Path
from threading import Thread

import pytest

from index import building, engines, kernel
from index.building import Building
from index.library import Library
from index.snapshots import Snapshots
from tests.articles import add
from tests.index.counting import ANALYZER
from tests.index.growing import Growing
from tests.index.lives import asked, change, from_scratch, parts, seen
from tests.index.stored import FIRST, generation

pytestmark = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")
TWO = Building(processes=2)


@pytest.fixture(autouse=True)
def even_little_is_worth_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "WORTH_A_WORKER", 10)


@pytest.fixture
def filled(library: Library) -> Library:
    for seed in range(3):
        change(library, random.Random(seed), 40, names=100)
    return library


def test_several_processes_give_what_one_gives(filled: Library) -> None:
    snapshots = Snapshots(engines.get("compiled"), ANALYZER, how=TWO)
    told: list[tuple[int, int]] = []
    snapshots.progress = lambda done, total: told.append((done, total))
    assert asked(snapshots, filled) == from_scratch(Growing(), filled)
    assert len(parts(filled)) == 2
    with filled.reader() as reader:
        live = reader.history.live()
    assert told[-1] == (live, live)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    snapshots.progress = None
    change(filled, random.Random(9), 60, names=1_000)  # caught up with by two processes, too
    assert asked(snapshots, filled) == from_scratch(Growing(), filled)
    assert len(parts(filled)) == 4


def test_memory_decides_how_many_parts_there_are(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_LEAST_TERMS", 100)
    for processes in (1, 2):
        how = Building(memory=1 << 20, processes=processes)
        snapshots = Snapshots(engines.get("compiled"), ANALYZER, how=how)
        assert asked(snapshots, filled) == from_scratch(Growing(), filled)
        assert len(parts(filled)) > 4
        add(filled, FIRST)


def test_more_memory_makes_fewer_and_larger_parts_and_lets_more_processes_work() -> None:
    little, much = Building(memory=256 << 20, processes=8), Building(memory=4 << 30, processes=8)
    assert little.workers(1_000_000) == 1
    assert much.workers(1_000_000) == 8
    assert much.workers(25) == 2
    assert much.workers(5) == 1
    assert much.most_terms(8) > little.most_terms(1)
    assert much.largest > little.largest


def test_what_changes_while_workers_start_is_built_by_the_one_who_reads_it(
    filled: Library, caplog: pytest.LogCaptureFixture
) -> None:
    expected = from_scratch(Growing(), filled)
    with filled.reader() as reader:
        change(filled, random.Random(8), 20)
        snapshots = Snapshots(engines.get("compiled"), ANALYZER, how=TWO)
        assert seen(snapshots.of(reader, filled.index_folder)) == expected
    assert "the library has changed meanwhile" in caplog.text
    assert "by one process alone" in caplog.text
    assert asked(snapshots, filled) == from_scratch(Growing(), filled)


@pytest.mark.parametrize("executable", ["/bin/false", "/nowhere"])
def test_workers_that_end_without_a_word_or_never_start_cost_time_and_nothing_else(
    filled: Library,
    executable: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    snapshots = Snapshots(engines.get("compiled"), ANALYZER, how=TWO)
    assert asked(snapshots, filled) == from_scratch(Growing(), filled)
    assert "by one process alone" in caplog.text


def test_workers_run_nothing_of_the_folder_that_one_is_in(
    filled: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "json.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    snapshots = Snapshots(engines.get("compiled"), ANALYZER, how=TWO)
    assert asked(snapshots, filled) == from_scratch(Growing(), filled)
    assert not (tmp_path / "ran").exists()
    assert "by one process alone" not in caplog.text


def test_each_tenth_of_a_long_build_is_logged(
    filled: Library, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        progress = building.logged("news")
        for done in range(0, 1_002, 7):
            progress(done, 1_001)
    assert len(caplog.records) == 10
    caplog.clear()
    building.logged("news")(9, 9)
    assert caplog.records == []


def test_two_who_need_the_same_long_build_do_it_once(filled: Library) -> None:
    """Each as another process would have it: with snapshots of its own."""
    engine = Growing()
    several = [Snapshots(engine, ANALYZER) for _ in range(3)]
    found: list[list[object]] = []
    threads = [Thread(target=lambda s=s: found.append(asked(s, filled))) for s in several]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert engine.built == 1
    assert found == [from_scratch(Growing(), filled)] * 3


def test_a_build_that_fails_leaves_its_turn_to_the_next(filled: Library) -> None:
    class Failing(Growing):
        def build(self, *given: object) -> None:
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        asked(Snapshots(Failing(), ANALYZER), filled)
    assert asked(Snapshots(Growing(), ANALYZER), filled) == from_scratch(Growing(), filled)
    assert generation(filled).counter == 3
