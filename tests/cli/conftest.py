"""The program as people run it: in this process for speed, in its own where that matters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


class Ran(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str


Footnote = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the terminal, the width or the token of whoever runs it."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS", "DISCORD_TOKEN", "FOOTNOTE_CONFIG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def footnote(
    config_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Footnote:
    """Runs the whole program in this process, with the test's own config.toml."""

    def footnote(*arguments: str | Path) -> Ran:
        line = ["footnote", "--config", str(config_file), *map(str, arguments)]
        with monkeypatch.context() as context:
            context.setattr(sys, "argv", line)
            context.chdir(tmp_path)
            try:
                main()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Ran(code, *capsys.readouterr())

    return footnote


def program(*arguments: str | bytes | Path, stdin: str = "", code: str | None = None) -> Ran:
    """Runs the program in a process of its own; ``code`` replaces ``-m bot``."""
    start: list[str | bytes | Path] = ["-c", code] if code else ["-m", "bot"]
    done = subprocess.run(
        [sys.executable, *start, *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
