"""Damage to a segment is found before anything is told; what cannot be written leaves nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import engines, kernel
from index.engines.compiled import CompiledSnapshot
from index.errors import StaleIndex
from index.kernel import native, segments, writing

pytestmark = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")

ROOT = Path(__file__).resolve().parents[2]
#: Every layout of lists: single, few, sparse, medium and dense ones, and frequencies that no impact
#: tells.
DOCUMENTS = [
    ["all", *(["third"] if n % 3 == 0 else []), *(["rare"] if n % 90 == 7 else []), f"only{n % 50}"]
    + ["often"] * (300 if n == 40 else 1 if n % 5 else 0)
    for n in range(200)
]


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """A segment's bytes."""
    writing.write(tmp_path / "whole", DOCUMENTS)
    return (tmp_path / "whole").read_bytes()


def opens(path: Path, contents: bytes) -> bool:
    try:
        opened(path, contents)
    except StaleIndex:
        return False
    return True


def opened(path: Path, contents: bytes) -> CompiledSnapshot:
    path.unlink(missing_ok=True)  # what is mapped is never written to
    path.write_bytes(contents)
    return CompiledSnapshot([segments.Segment(path)], [None])


def flipped(whole: bytes, place: int) -> bytes:
    changed = bytearray(whole)
    changed[place] ^= 1 << place % 8
    return bytes(changed)


def asked(snapshot: CompiledSnapshot) -> list[list[object]]:
    """All that a few questions are told."""
    return [
        [*snapshot.rank(["third", "rare", "only7"], 20)],
        [*snapshot.rank(["often", "all", "none"], 20)],
        [*snapshot.holding("rare")],
        [snapshot.statistics.document_frequencies.get(term) for term in ("often", "only3", "none")],
    ]


def test_a_file_cut_off_anywhere_is_stale(tmp_path: Path, whole: bytes) -> None:
    assert opens(tmp_path / "copy", whole)
    assert [size for size in range(len(whole)) if opens(tmp_path / "copy", whole[:size])] == []


def test_a_file_with_more_behind_it_is_stale(tmp_path: Path, whole: bytes) -> None:
    assert not opens(tmp_path / "copy", whole + bytes(64))


def test_a_flipped_bit_anywhere_is_found_when_all_is_checked(tmp_path: Path, whole: bytes) -> None:
    for place in range(len(whole)):
        with pytest.raises(StaleIndex):
            opened(tmp_path / "copy", flipped(whole, place)).check(everything=True)


def test_a_flipped_bit_anywhere_is_found_or_changes_no_answer(tmp_path: Path, whole: bytes) -> None:
    expected = asked(opened(tmp_path / "copy", whole))
    found = 0
    for place in range(len(whole)):
        try:
            told = asked(opened(tmp_path / "copy", flipped(whole, place)))
        except StaleIndex:
            found += 1
        else:
            assert told == expected, place
    assert found > len(whole) / 2


def test_what_is_not_read_is_not_checked_and_damage_stays_known(tmp_path: Path) -> None:
    many = [[f"w{n}", "all"] for n in range(20_000)]
    writing.write(tmp_path / "whole", many)
    whole = (tmp_path / "whole").read_bytes()
    seen = 0
    for place in range(200, len(whole), len(whole) // 40):
        snapshot = opened(tmp_path / "copy", flipped(whole, place))
        try:
            assert [hit.ordinal for hit in snapshot.rank(["w7"], 3)] == [7]
        except StaleIndex:
            with pytest.raises(StaleIndex, match="damaged"):
                snapshot.check(everything=False)
            with pytest.raises(StaleIndex, match="damaged"):
                snapshot.rank(["w7"], 3)
        else:
            seen += 1
            snapshot.check(everything=False)
            with pytest.raises(StaleIndex, match="damaged"):
                snapshot.check(everything=True)
    assert seen > 30


def test_threads_that_check_the_same_at_once_are_told_the_same(
    tmp_path: Path, whole: bytes
) -> None:
    expected = asked(opened(tmp_path / "copy", whole))
    for _ in range(20):
        snapshot = opened(tmp_path / "copy", whole)
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(asked, [snapshot] * 4)) == [expected] * 4


def test_what_a_merge_reads_is_checked(tmp_path: Path, whole: bytes) -> None:
    place = whole.index(b"third")
    snapshot = opened(tmp_path / "copy", flipped(whole, place))
    with pytest.raises(StaleIndex, match="damaged"):
        writing.merge(snapshot.corpus, tmp_path / "merged")
    assert native().lib.fn_corpus_status(snapshot.corpus) == native().lib.FN_DAMAGED


def test_another_version_is_stale_and_named(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "copy").write_bytes(whole[:8] + bytes([99]) + whole[9:])
    with pytest.raises(StaleIndex, match="another version"):
        segments.Segment(tmp_path / "copy")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_an_error_that_says_so() -> None:
    with pytest.raises(OSError, match="No space left") as caught:
        writing.write(Path("/dev/full"), DOCUMENTS)
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of files' sizes")
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            engines.get("compiled").build(tmp_path / "part", DOCUMENTS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_passages_that_fail_leave_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[list[str]]:
        yield from DOCUMENTS
        raise LookupError("no more")

    with pytest.raises(LookupError):
        engines.get("compiled").build(tmp_path / "part", failing())
    assert list(tmp_path.iterdir()) == []


def test_a_part_stands_in_nobody_s_way(tmp_path: Path) -> None:
    engines.get("compiled").build(tmp_path / "part", DOCUMENTS)
    with pytest.raises(FileExistsError):
        engines.get("compiled").build(tmp_path / "part", DOCUMENTS[:3])
    assert engines.get("compiled").open(tmp_path / "part").statistics.passages == 200


_KILLED = """
import os, sys
from pathlib import Path
from index import engines
from index.kernel import writing

def documents():
    for _ in range(3000):
        yield ["a", "b"]
    if sys.argv[2] == "adding":
        os._exit(9)

write = writing.write
def killed(path, documents):
    write(path, documents)
    if sys.argv[2] == "written":
        os._exit(9)
writing.write = killed
engines.get("compiled").build(Path(sys.argv[1]), documents())
"""


@pytest.mark.parametrize("when", ["adding", "written"])
def test_a_killed_writer_leaves_nothing_that_opens(tmp_path: Path, when: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path / "part"), when],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 9
    with pytest.raises(StaleIndex):
        engines.get("compiled").open(tmp_path / "part")


def test_terms_with_zero_bytes_and_lone_surrogates_are_terms(tmp_path: Path) -> None:
    odd = ["", "\0", "a\0b", "a", "b", "\ud800", "\0\0"]
    engines.get("compiled").build(tmp_path / "part", [[term] for term in odd] + [odd, []])
    snapshot = engines.get("compiled").open(tmp_path / "part")
    assert dict(snapshot.statistics.document_frequencies) == dict.fromkeys(odd, 2)
    for ordinal, term in enumerate(odd):
        assert {hit.ordinal for hit in snapshot.rank([term], 9)} == {ordinal, 7}
        assert list(snapshot.holding(term)) == [ordinal, 7]


def test_a_snapshot_outlives_its_files_and_newer_ones_in_their_place(tmp_path: Path) -> None:
    engine = engines.get("compiled")
    engine.build(tmp_path / "part", DOCUMENTS)
    snapshot = engine.open(tmp_path / "part")
    before = snapshot.rank(["third", "rare"], 50)
    (tmp_path / "part" / "segment").unlink()
    (tmp_path / "part").rmdir()
    engine.build(tmp_path / "part", DOCUMENTS[:90])
    assert snapshot.rank(["third", "rare"], 50) == before
    assert engine.open(tmp_path / "part").statistics.passages == 90
