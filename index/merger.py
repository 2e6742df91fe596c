"""Merging neighbouring parts: beside the questions, or right away where somebody waits for it.

What is merged gives the same hits before and after, so nobody can tell whether it was done yet.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from index.bitmap import Bitmap
from index.catching_up import mark
from index.engine import GrowingEngine
from index.errors import StaleIndex
from index.folder import Draft, IndexFolder
from index.manifest import Manifest, Name
from index.merging import MOST_PARTS, due
from index.model import Generation
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
        # What was asked for last in each folder: what is to be merged there.
        self._queued: dict[Path, Generation] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def consider(self, folder: IndexFolder, manifest: Manifest) -> None:
        """Sees to what is due in an index, now or soon."""
        if not isinstance(self._snapshots.engine, GrowingEngine):
            return
        if not self._background:
            if len(manifest.parts) > MOST_PARTS:
                self.settle(folder, manifest.generation, enough=MOST_PARTS)
        elif due(manifest.parts, self._largest()):
            with self._lock:
                if self._closed:
                    return
                is_queued = folder.path in self._queued
                self._queued[folder.path] = manifest.generation
                if is_queued:
                    return
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="merger", daemon=True)
                    self._thread.start()
            self._waiting.put(folder)

    def settle(self, folder: IndexFolder, generation: Generation, *, enough: int = 0) -> None:
        """Merges until nothing is due in a generation's index, or there are no more than ``enough``
        parts. Nothing happens where it is not published (any more)."""
        if not isinstance(self._snapshots.engine, GrowingEngine):
            return
        while not self._closed and self._merged(folder, generation, enough):
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
                generation = self._queued.pop(folder.path)
            try:
                self.settle(folder, generation)
            except Exception:
                log.exception("merging in %s failed", folder.path.name)

    def _merged(self, folder: IndexFolder, generation: Generation, enough: int) -> bool:
        """Merges once; gives whether there may be more to do."""
        try:
            with folder.merging() as alone:
                return alone and self._merge(folder, generation, enough)
        except (StaleIndex, OSError) as error:
            # Whoever opens the index next finds out what it is, and mends it.
            log.warning("parts in %s were not merged: %s", folder.path.name, error)
            return False

    def _merge(self, folder: IndexFolder, generation: Generation, enough: int) -> bool:
        engine = self._snapshots.engine
        assert isinstance(engine, GrowingEngine)
        with folder.opening():
            published = folder.published()
            # Not just the newest: a library that was restored has left higher counters behind.
            asked = next((each for each in published if each.is_of(generation)), None)
            if asked is None:
                return False
            manifest = self._read(folder, asked)
            run = due(manifest.parts, self._largest())
            if len(manifest.parts) <= enough or run is None:
                return False
            chosen = [manifest.parts[place] for place in run]
            opened = [open_part(part, folder.path / part.name) for part in chosen]
        with folder.building() as inside:
            part = merge_parts(engine, opened, inside)
            make_durable(inside)
            merged = open_part(part, inside / part.name)
            self._snapshots.opened(replace(manifest, parts=(part,)), [merged])
            return self._publish(folder, opened, merged, asked, published)

    def _publish(
        self,
        folder: IndexFolder,
        opened: Sequence[OpenPart],
        merged: OpenPart,
        asked: Name,
        before: Collection[Name],
    ) -> bool:
        """Puts the merged part in the place of the others: in the index that was asked for, or the
        newest that was published since ``before``, if it still has them."""
        names = [part.part.name for part in opened]
        with folder.alone() as alone:
            published = folder.published() if alone else []
            target = next((each for each in published if each not in before), asked)
            if target not in published:
                return False
            manifest = self._read(folder, target)
            now = [part.name for part in manifest.parts]
            begin = now.index(names[0]) if names[0] in now else 0
            end = begin + len(names)
            if now[begin:end] != names:
                return False
            there = [open_part(p, folder.path / p.name) for p in manifest.parts[begin:end]]
            gone = _removed_since(opened, there)
            if gone is None:
                return False
            new = merged
            if gone:
                inside = merged.folder.parent
                new = mark(merged, gone, inside, {})
                make_durable(inside)
            parts = (*manifest.parts[:begin], new.part, *manifest.parts[end:])
            changed = replace(manifest, parts=parts)
            draft = Draft(changed, {new.part.name: merged.folder}, {})
            if not folder.replace(draft, target.revision + 1, merged=True):
                return False
        self._open(folder, changed)
        return True

    def _open(self, folder: IndexFolder, manifest: Manifest) -> None:
        """Whoever asks next gets the merged parts; whoever asks now keeps what they have."""
        if self._snapshots.is_open(manifest.generation):
            with folder.opening():
                parts = self._snapshots.open_parts(folder, manifest)
                self._snapshots.keep(self._snapshots.opened(manifest, parts))

    def _read(self, folder: IndexFolder, name: Name) -> Manifest:
        return Manifest.read(folder.path / str(name))

    def _largest(self) -> int:
        return self._snapshots.how.largest


def _removed_since(before: Sequence[OpenPart], now: Sequence[OpenPart]) -> list[int] | None:
    """The rows that are marked in the same parts now and were not before, ascending.

    ``None`` where one that was marked before is not now: of a library that was restored meanwhile.
    """
    rows = []
    for one, other in zip(before, now, strict=True):
        was, is_now = one.removed or Bitmap(), other.removed or Bitmap()
        if was - is_now != Bitmap():
            return None
        rows += [int(other.rows.rows[ordinal]) for ordinal in is_now - was]
    return rows
