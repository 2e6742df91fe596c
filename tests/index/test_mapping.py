"""Files as memory: whole, aligned, and without a descriptor for each small one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from index.mapping import mapped


@pytest.mark.parametrize("size", [1, 4_096, 1 << 20, (1 << 20) + 1])
def test_what_is_mapped_is_the_file_and_stays_when_the_file_goes(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    path = tmp_path / "file"
    path.write_bytes(data)
    memory = mapped(path)
    path.unlink()
    assert bytes(memory) == data


def test_an_empty_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(ValueError, match="empty"):
        mapped(tmp_path / "empty")
    with pytest.raises(FileNotFoundError):
        mapped(tmp_path / "missing")


@pytest.mark.skipif(sys.platform != "linux", reason="no list of descriptors elsewhere")
def test_small_files_keep_no_descriptor(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"small")
    before = len(list(Path("/proc/self/fd").iterdir()))
    kept = [mapped(tmp_path / "file") for _ in range(100)]
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert len(kept) == 100
