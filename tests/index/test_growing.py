"""An index that follows a library through its changes gives what one built from scratch would."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import Engine
from index.library import Library
from index.merging import FAN
from index.snapshots import Snapshots
from tests.articles import APART, article
from tests.index.counting import ANALYZER
from tests.index.growing import GROWING, Growing
from tests.index.lives import WORDS, asked, change, from_scratch, manifests, parts, settle

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
                settle(snapshots, library)
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
            settle(snapshots, library)
        assert len(manifests(library)) <= 2
    assert asked(snapshots, library) == from_scratch(engine, library)
    assert len(parts(library)) <= 2 * FAN


@pytest.mark.parametrize("engine", GROWING[1:], ids=lambda engine: engine.name)
def test_parts_of_thousands_of_passages_give_what_the_reference_gives(
    engine: Engine, library: Library
) -> None:
    """Enough for every kind of list that an engine may keep, and for merges between them."""
    chance = random.Random(13)
    words = [f"w{rank}x" for rank in range(4_000)] + WORDS * 20
    snapshots = Snapshots(engine, ANALYZER)
    for generation in range(9):
        with library.writer() as writer, writer.change() as changed:
            for number in range(6):
                paragraphs = [
                    " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(30))
                    for _ in range(chance.choice([1, 20, 150]))
                ]
                name = f"{generation}-{number}.txt"
                changed.add(article(f"{name}\n\n{APART.join(paragraphs)}", name), name)
            for _ in range(generation):
                gone = f"{chance.randrange(generation)}-{chance.randrange(6)}.txt"
                changed.remove_location(gone)
        given = asked(snapshots, library)
        assert given[0] == counted(library)
    assert given == from_scratch(Growing(), library)
    assert len(parts(library)) > 4
    settle(snapshots, library)
    assert asked(Snapshots(engine, ANALYZER), library) == given


def counted(library: Library) -> int:
    with library.reader() as reader:
        return len(reader.rows())
