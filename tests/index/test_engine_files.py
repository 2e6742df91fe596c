"""The files of every engine: the same for the same passages, and stale where they are damaged."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from index import engines
from index.engine import Engine
from index.errors import StaleIndex
from tests.index.contract import PASSAGES, Make


def test_building_the_same_passages_again_gives_the_same_files(
    engine: Engine, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        engine.build(tmp_path / name, (list(each) for each in PASSAGES))

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert contents(tmp_path / "one") == contents(tmp_path / "two") != {}


def test_opening_again_gives_the_same_hits(engine: Engine, make: Make, tmp_path: Path) -> None:
    first = make(PASSAGES).rank(["iran", "offer"], 10)
    assert engine.open(tmp_path / "index").rank(["iran", "offer"], 10) == first


def damages(folder: Path) -> Iterable[tuple[str, Callable[[Path], object]]]:
    """Ways to damage each file of an index; the names say which."""
    for path in sorted(each.relative_to(folder) for each in folder.rglob("*") if each.is_file()):
        size = (folder / path).stat().st_size
        yield f"{path} gone", lambda at, path=path: (at / path).unlink()
        yield f"{path} empty", lambda at, path=path: (at / path).write_bytes(b"")
        yield (
            f"{path} cut",
            lambda at, path=path, size=size: (at / path).write_bytes(
                (at / path).read_bytes()[: size // 2]
            ),
        )
        yield (
            f"{path} overwritten",
            lambda at, path=path, size=size: (at / path).write_bytes(b"\xa5" * size),
        )


def test_damaged_files_are_a_stale_index(engine: Engine, tmp_path: Path) -> None:
    engine.build(tmp_path / "good", PASSAGES)
    tried = 0
    for name, damage in damages(tmp_path / "good"):
        broken = tmp_path / "broken"
        shutil.copytree(tmp_path / "good", broken)
        damage(broken)
        try:
            engine.open(broken)
        except StaleIndex:
            pass
        else:
            pytest.fail(f"opened although damaged: {name}")
        shutil.rmtree(broken)
        tried += 1
    assert tried >= 4


@pytest.mark.parametrize("contents", ["[5, null]", '{"terms": []}', "null", '[["a", 5]]'])
def test_whole_files_of_another_shape_are_a_stale_index(tmp_path: Path, contents: str) -> None:
    path = tmp_path / "index"
    path.mkdir()
    (path / "terms.json.z").write_bytes(zlib.compress(contents.encode()))
    with pytest.raises(StaleIndex):
        engines.get("rank-bm25").open(path)


def test_a_missing_folder_is_a_stale_index(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(StaleIndex):
        engine.open(tmp_path / "nowhere")
