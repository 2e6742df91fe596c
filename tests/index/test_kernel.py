"""The kernel is compiled when Footnote is installed, and without a compiler the rest still is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import kernel

ROOT = Path(__file__).resolve().parents[2]
compiled = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")


def build(folder: Path, compiler: str) -> subprocess.CompletedProcess[str]:
    """Compiles a copy of the kernel in place, as an editable installation does."""
    for path in ("index/kernel", "index/__init__.py", "pyproject.toml", "README.md", "LICENSE"):
        source, target = ROOT / path, folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, ignore=shutil.ignore_patterns("_native*", "__pycache__")
            )
        else:
            shutil.copy(source, target)
    command = "from setuptools import setup; setup()"
    return subprocess.run(
        [sys.executable, "-c", command, "build_ext", "--inplace"],
        cwd=folder,
        env={**os.environ, "CC": compiler},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_compiler_the_installation_goes_on(tmp_path: Path) -> None:
    done = build(tmp_path, "/nonexistent/cc")
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.glob("index/kernel/_native*"))
    assert "_native" in done.stdout + done.stderr, "and it is said what was not compiled"


@compiled
@given(st.lists(st.text(), unique=True))
def test_terms_have_hashes_of_their_own(terms: list[str]) -> None:
    assert len({kernel.hash_of(term) for term in terms}) == len(terms)


@compiled
def test_files_depend_on_the_hash_so_it_never_changes() -> None:
    assert [kernel.hash_of(term) for term in ("", "iran", "коалиция")] == [
        0xFA107C13074EEA72,
        0x072A02ADBAFD2727,
        0xB45E6E45F47BEA2E,
    ]
