"""Merging neighbouring parts: beside the questions, or right away where somebody waits for it.

What is merged gives the same hits before and after, so nobody can tell whether it was done yet.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

from index.catching_up import mark
from index.engine import GrowingEngine
from index.errors import StaleIndex
from index.folder import Draft, IndexFolder
from index.manifest import Manifest, Part
from index.merging import MOST_PARTS, due
from index.parts import OpenPart, make_durable, merge_parts, open_part

if TYPE_CHECKING:
    from pathlib import Path

    from index.snapshots import Snapshots

log = logging.getLogger(__name__)

_NICE = 10
# Seconds that the end of the program waits for a merge: what is not done by then is done next time.
_PATIENCE = 5.0


class Merger:
    """Merges what is due, one library at a time, in a thread of low priority if so wanted."""

    def __init__(self, snapshots: Snapshots, *, background: bool) -> None:
        """``snapshots`` open what was merged, where they have it open."""
        self._snapshots = snapshots
        self._background = background
        self._waiting: SimpleQueue[IndexFolder | None] = SimpleQueue()
        self._queued: set[Path] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def consider(self, folder: IndexFolder, manifest: Manifest) -> None:
        """Sees to what is due in an index, now or soon."""
        if not isinstance(self._snapshots.engine, GrowingEngine):
            return
        if not self._background:
            if len(manifest.parts) > MOST_PARTS:
                self.settle(folder, enough=MOST_PARTS)
        elif due(manifest.parts, self._largest()):
            with self._lock:
                if folder.path in self._queued or self._closed:
                    return
                self._queued.add(folder.path)
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="merger", daemon=True)
                    self._thread.start()
            self._waiting.put(folder)

    def settle(self, folder: IndexFolder, *, enough: int = 0) -> None:
        """Merges until nothing is due, or there are no more than ``enough`` parts."""
        if not isinstance(self._snapshots.engine, GrowingEngine):
            return
        while not self._closed and self._merged(folder, enough):
            pass

    def close(self) -> None:
        """Lets a merge that goes on end, if it does soon, and begins no other."""
        with self._lock:
            self._closed = True
            thread = self._thread
        self._waiting.put(None)
        if thread:
            thread.join(_PATIENCE)

    def _run(self) -> None:
        if sys.platform == "linux":
            # There, a priority is a thread's own.
            with suppress(OSError):  # some containers allow it to nobody
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        while (folder := self._waiting.get()) is not None:
            with self._lock:
                self._queued.discard(folder.path)
            try:
                self.settle(folder)
            except Exception:
                log.exception("merging in %s failed", folder.path.name)

    def _merged(self, folder: IndexFolder, enough: int) -> bool:
        """Merges once; gives whether there may be more to do."""
        try:
            with folder.merging() as alone:
                return alone and self._merge(folder, enough)
        except (StaleIndex, OSError) as error:
            # Whoever opens the index next finds out what it is, and mends it.
            log.warning("parts in %s were not merged: %s", folder.path.name, error)
            return False

    def _merge(self, folder: IndexFolder, enough: int) -> bool:
        engine = self._snapshots.engine
        assert isinstance(engine, GrowingEngine)
        with folder.opening():
            manifest = next((self._read(folder, each) for each in folder.published()), None)
            if manifest is None or len(manifest.parts) <= enough:
                return False
            run = due(manifest.parts, self._largest())
            if run is None:
                return False
            chosen = [manifest.parts[place] for place in run]
            opened = [open_part(part, folder.path / part.name) for part in chosen]
        with folder.building() as inside:
            merged = merge_parts(engine, opened, inside)
            make_durable(inside)
            return self._publish(folder, opened, merged, inside)

    def _publish(
        self, folder: IndexFolder, opened: Sequence[OpenPart], merged: Part, inside: Path
    ) -> bool:
        """Puts the merged part in the place of the others, in the newest index that has them."""
        names = [part.part.name for part in opened]
        with folder.alone() as alone:
            for name in folder.published() if alone else ():
                manifest = self._read(folder, name)
                now = [part.name for part in manifest.parts]
                if names[0] not in now:
                    continue
                begin = now.index(names[0])
                end = begin + len(names)
                if now[begin:end] != names:
                    continue
                there = [open_part(p, folder.path / p.name) for p in manifest.parts[begin:end]]
                new = open_part(merged, inside / merged.name)
                gone = _removed_since(opened, there)
                if gone:
                    new = mark(new, gone, inside, {})
                    make_durable(inside)
                parts = (*manifest.parts[:begin], new.part, *manifest.parts[end:])
                changed = Manifest(manifest.kind, manifest.generation, manifest.last, parts)
                draft = Draft(changed, {merged.name: inside / merged.name}, {})
                if not folder.replace(draft, name.revision + 1, merged=True):
                    return False
                break
            else:
                return False
        self._open(folder, changed)
        return True

    def _open(self, folder: IndexFolder, manifest: Manifest) -> None:
        """Whoever asks next gets the merged parts; whoever asks now keeps what they have."""
        if self._snapshots.is_open(manifest.generation):
            with folder.opening():
                parts = self._snapshots.open_parts(folder, manifest)
                self._snapshots.keep(self._snapshots.opened(manifest, parts))

    def _read(self, folder: IndexFolder, name: object) -> Manifest:
        return Manifest.read(folder.path / str(name))

    def _largest(self) -> int:
        return self._snapshots.how.largest


def _removed_since(before: Sequence[OpenPart], now: Sequence[OpenPart]) -> list[int]:
    """The rows that are marked in the same parts now and were not before, ascending."""
    rows = []
    for one, other in zip(before, now, strict=True):
        if other.removed:
            new = other.removed - one.removed if one.removed else other.removed
            rows += [int(other.rows.rows[ordinal]) for ordinal in new]
    return rows
