"""How far the building of an index is, on standard error where that is a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# Fewer passages are done before anybody would have read of it.
_LONG = 20_000


class BuildProgress:
    """A bar while an index is built that takes more than a moment."""

    def __init__(self) -> None:
        """Shows nothing yet."""
        self._bar: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        """So many passages of so many are done."""
        if total < _LONG or not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = _started()
        bar, task = self._bar
        bar.update(task, completed=done, total=total)
        if done >= total:
            self.stop()

    def stop(self) -> None:
        """Takes the bar away, if there is one."""
        if self._bar:
            self._bar[0].stop()
            self._bar = None


def _started() -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("Indexing passages"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    bar.start()
    return bar, bar.add_task("Indexing passages", total=None)
