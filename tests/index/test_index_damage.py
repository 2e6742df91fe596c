"""Whatever befalls an index's files is found at opening, and mended from the library."""

from __future__ import annotations

import logging
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.engine import Engine
from index.library import Library
from index.snapshots import Snapshots
from tests.articles import add
from tests.index.counting import ANALYZER
from tests.index.growing import GROWING
from tests.index.lives import asked, change, from_scratch
from tests.index.stored import CHANGED, FIRST, SECOND

ENGINE_FILES = {"growing": "terms.json.z", "compiled": "segment"}


@pytest.fixture(params=GROWING, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine that can grow."""
    given: Engine = request.param
    return given


def grown(library: Library, engine: Engine) -> None:
    """An index of several parts, one of them with marks."""
    change(library, random.Random(5), 12)
    for given in (FIRST, SECOND, CHANGED):
        add(library, given)
        asked(Snapshots(engine, ANALYZER), library)
    # Only the newest is left, so that every file counts.
    *older, newest = sorted(library.index_folder.glob("*.json"))
    named = newest.read_text()
    for path in [*older, *library.index_folder.glob("*/removed-*")]:
        if path.name not in named:
            path.unlink()


def files(library: Library) -> list[Path]:
    """Everything that the index consists of."""
    return sorted(
        each
        for each in library.index_folder.rglob("*")
        if each.is_file() and not each.name.startswith(".")
    )


def flip(at: Path, chance: random.Random) -> None:
    data = bytearray(at.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    at.write_bytes(data)


def cut(at: Path, chance: random.Random) -> None:
    data = at.read_bytes()
    at.write_bytes(data[: chance.randrange(len(data))])


def lengthen(at: Path, chance: random.Random) -> None:
    at.write_bytes(at.read_bytes() + chance.randbytes(chance.randint(1, 40)))


def overwrite(at: Path, chance: random.Random) -> None:
    at.write_bytes(chance.randbytes(at.stat().st_size))


def lose(at: Path, _: random.Random) -> None:
    at.unlink()


def become_a_folder(at: Path, _: random.Random) -> None:
    at.unlink()
    at.mkdir()


DAMAGES: list[Callable[[Path, random.Random], None]] = [
    flip, cut, lengthen, overwrite, lose, become_a_folder,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_found_and_the_index_built_anew(
    library: Library,
    engine: Engine,
    damage: Callable[[Path, random.Random], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    grown(library, engine)
    good = library.path.with_name("good.index")
    shutil.copytree(library.index_folder, good)
    expected = from_scratch(engine, library)
    names = [each.relative_to(library.index_folder) for each in files(library)]
    kinds = {name.name.split("-")[0] for name in names}
    assert {"rows", "removed", ENGINE_FILES[engine.name]} < kinds
    for name in names:
        for seed in range(2 if damage in (flip, cut) else 1):
            shutil.rmtree(library.index_folder)
            shutil.copytree(good, library.index_folder)
            damage(library.index_folder / name, random.Random(seed))
            caplog.clear()
            with caplog.at_level(logging.WARNING):
                assert asked(Snapshots(engine, ANALYZER), library) == expected, name
            is_gone = name.suffix == ".json" and damage is lose
            assert caplog.text.count("is built anew") == (not is_gone), (name, caplog.text)
            caplog.clear()
            assert asked(Snapshots(engine, ANALYZER), library) == expected
            assert caplog.text == "", "it was mended for those who come after"


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_in_what_is_caught_up_from_is_found(
    library: Library,
    engine: Engine,
    damage: Callable[[Path, random.Random], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    grown(library, engine)
    good = library.path.with_name("good.index")
    shutil.copytree(library.index_folder, good)
    change(library, random.Random(6), 4)
    expected = from_scratch(engine, library)
    for name in [each.relative_to(library.index_folder) for each in files(library)]:
        shutil.rmtree(library.index_folder)
        shutil.copytree(good, library.index_folder)
        damage(library.index_folder / name, random.Random(1))
        caplog.clear()
        assert asked(Snapshots(engine, ANALYZER), library) == expected, name
        assert caplog.text.count("is built anew") <= 1


def test_parts_of_another_library_are_not_taken_for_ones_own(
    library: Library, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = Library(tmp_path / "other.db", "other")
    grown(library, engine)
    grown(other, engine)
    good = library.path.with_name("good.index")
    shutil.copytree(library.index_folder, good)
    expected = from_scratch(engine, library)
    foreign = sorted(other.index_folder.glob("*.part-*"))[0]
    for inside in ("index", "rows"):
        shutil.rmtree(library.index_folder)
        shutil.copytree(good, library.index_folder)
        ours = sorted(library.index_folder.glob("*.part-*"))[1]
        (ours / inside).rename(tmp_path / f"away-{inside}")
        copied = shutil.copytree if inside == "index" else shutil.copy
        copied(foreign / inside, ours / inside)
        caplog.clear()
        assert asked(Snapshots(engine, ANALYZER), library) == expected
        assert caplog.text.count("is built anew") == 1


def test_a_manifest_of_another_version_or_name_is_not_read(
    library: Library, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    grown(library, engine)
    (manifest,) = library.index_folder.glob("*.json")
    expected = from_scratch(engine, library)
    data = manifest.read_bytes()
    for told in (data.replace(b'"format": 1', b'"format": 2'), b"[]", b"null", b'{"sha256": 5}'):
        manifest.write_bytes(told)
        caplog.clear()
        assert asked(Snapshots(engine, ANALYZER), library) == expected
        assert caplog.text.count("is built anew") == 1
        (manifest,) = library.index_folder.glob("*.json")
