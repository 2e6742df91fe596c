"""How far a long build is, on a terminal's standard error and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from bot.cli.progress import BuildProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_that_goes_when_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    progress = BuildProgress()
    progress(5_000, 50_000)
    progress(50_000, 50_000)
    assert "Indexing passages" in terminal.getvalue()
    assert "50000/50000" in terminal.getvalue()
    assert terminal.getvalue().count("\x1b[?25l") == terminal.getvalue().count("\x1b[?25h") == 1
    assert progress._bar is None


def test_what_is_broken_off_leaves_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    progress = BuildProgress()
    progress(5_000, 50_000)
    progress.stop()
    assert terminal.getvalue().count("\x1b[?25h") == 1
    progress.stop()


@pytest.mark.parametrize(("stream", "total"), [(io.StringIO, 50_000), (Terminal, 500)])
def test_nothing_is_shown_of_little_or_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], total: int
) -> None:
    monkeypatch.setattr(sys, "stderr", given := stream())
    progress = BuildProgress()
    progress(1, total)
    progress(total, total)
    assert given.getvalue() == ""
