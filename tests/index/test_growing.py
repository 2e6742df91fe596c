"""An index that follows a library through its changes gives what one built from scratch would."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engines import Engine
from index.library import Library
from index.merging import FAN
from index.snapshots import Snapshots
from tests.index.counting import ANALYZER
from tests.index.growing import GROWING
from tests.index.lives import asked, change, from_scratch, manifests, parts

steps_ = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.integers(1, 12)),
        st.tuples(st.sampled_from(["ask", "reopen", "merge"]), st.just(0)),
    ),
    min_size=1,
    max_size=14,
)


@pytest.mark.parametrize("engine", GROWING, ids=lambda engine: engine.name)
@given(steps=steps_, seed=st.integers(0, 1 << 32))
@settings(max_examples=30)
def test_whatever_happens_the_index_is_as_if_built_from_scratch(
    engine: Engine, steps: list[tuple[str, int]], seed: int
) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "library.db", "news")
        change(library, chance, 5)
        snapshots = Snapshots(engine, ANALYZER)
        for what, changes in [*steps, ("ask", 0)]:
            if what == "change":
                change(library, chance, changes)
            elif what == "reopen":
                snapshots = Snapshots(engine, ANALYZER)
            elif what == "merge":
                snapshots.merger.settle(snapshots.folder(library.index_folder))
            else:
                assert asked(snapshots, library) == from_scratch(engine, library)
        assert asked(Snapshots(engine, ANALYZER), library) == from_scratch(engine, library)


@pytest.mark.parametrize("engine", GROWING, ids=lambda engine: engine.name)
def test_many_small_changes_make_few_parts(engine: Engine, library: Library) -> None:
    chance = random.Random(1)
    snapshots = Snapshots(engine, ANALYZER)
    for number in range(60):
        change(library, chance, 1, names=1_000)
        asked(snapshots, library)
        if number % 2:
            snapshots.merger.settle(snapshots.folder(library.index_folder))
        assert len(manifests(library)) <= 2
    assert asked(snapshots, library) == from_scratch(engine, library)
    assert len(parts(library)) <= 2 * FAN
