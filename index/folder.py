"""The folder of a library's indexes: what is published there, and what is cleared away.

Whoever opens an index shares the folder's lock, and whoever publishes or clears has it alone: both
for a moment only. So nothing is cleared away that somebody is about to open; what is open stays
readable. What is being written stands in a folder of its own under ``.building-``, whose lock says
that its writer is alive.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time

from index.disk import to_disk
from index.errors import StaleIndex
from index.locks import locked
from index.manifest import Manifest, Name
from index.parts import make_durable

log = logging.getLogger(__name__)

_LOCK, _TURN, _MERGING = ".lock", ".turn", ".merging"
_BUILDING = ".building-"
_ABANDONED = 86_400.0  # seconds, where there are no locks
# Seconds that a question waits for whoever has the folder's lock; it answers without them then.
_PATIENCE = 10.0
# Seconds that one waits for another's build rather than do the same beside it.
_LONG = 3_600.0


@dataclass(frozen=True, slots=True)
class Draft:
    """An index that is whole but not yet published: its parts, and those files of it that are new.

    ``new`` and ``marks`` are where the new parts' folders and the new bitmaps are, by the name of
    the part; all other parts are published already.
    """

    manifest: Manifest
    new: Mapping[str, Path]
    marks: Mapping[str, Path]


class IndexFolder:
    """What one engine, over terms of one analysis, derived from a library."""

    def __init__(self, path: Path, engine: str, analysis: str) -> None:
        """``path`` need not exist; the folder that it is in does, as long as the library does."""
        self.path = path
        self.engine = engine
        self.kind = f"{engine}-{analysis}"

    def published(self) -> list[Name]:
        """The manifests there are, the newest first."""
        try:
            return self._manifests(self.path.iterdir())
        except OSError:
            return []

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Nothing is cleared away while this lasts, unless it lasts longer than others wait."""
        if not self.path.is_dir():
            yield
            return
        with locked(self.path / _LOCK, shared=True, wait=_PATIENCE):
            yield

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A folder to write in, gone when this ends. Raises OSError where there can be none, as
        where the library was deleted with the folder that it was in."""
        self.path.mkdir(exist_ok=True)
        with ExitStack() as stack:
            with locked(self.path / _LOCK, shared=True, wait=_PATIENCE):
                # Nobody takes it for abandoned before it is locked.
                building = Path(
                    stack.enter_context(
                        tempfile.TemporaryDirectory(
                            dir=self.path, prefix=_BUILDING, ignore_cleanup_errors=True
                        )
                    )
                )
                stack.enter_context(locked(building / _LOCK))
            yield building

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Waits while another builds what takes long; nobody else does while this lasts.

        Gives whether there was somebody to wait for, who has left an index by now.
        """
        self.path.mkdir(exist_ok=True)
        with locked(self.path / _TURN) as first:
            if first is not False:
                yield False
                return
        log.info("waiting for another process that builds an index in %s", self.path.name)
        with locked(self.path / _TURN, wait=_LONG):
            yield True

    @contextmanager
    def merging(self) -> Iterator[bool]:
        """Gives whether nobody else is merging here; nobody does while this lasts."""
        with locked(self.path / _MERGING) as held:
            yield held is not False

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Nobody opens, publishes or clears while this lasts; gives whether that could be had.

        Where there are no locks, what collides makes somebody build anew, and nothing worse.
        """
        with locked(self.path / _LOCK, wait=_PATIENCE) as held:
            yield held is not False

    def publish(self, draft: Draft, damaged: Collection[Name] = ()) -> bool:
        """Puts an index in place in one step; `alone` must be held.

        Gives whether it is there now: not if somebody published that generation meanwhile, other
        than under the names in ``damaged``, or merged away a part that it needs. Raises OSError.
        """
        names = self.published()
        same = [each for each in names if each.is_of(draft.manifest.generation)]
        if any(each not in damaged for each in same):
            return False
        return self.replace(draft, 1 + max((each.revision for each in same), default=-1))

    def replace(self, draft: Draft, revision: int, *, merged: bool = False) -> bool:
        """As `publish`, of that revision, whatever is there.

        The generation before is kept for those who have just begun to read it, unless it takes
        more room because parts were ``merged`` since.
        """
        manifest = draft.manifest
        for part in manifest.parts:
            if part.name not in draft.new and not (self.path / part.name).is_dir():
                return False
        for name, path in draft.new.items():
            path.rename(self.path / name)
        for name, path in draft.marks.items():
            path.replace(self.path / name / path.name)  # others may have marked the same
            to_disk(self.path / name)
        ours = Name.of(self.kind, manifest.generation, revision)
        with tempfile.TemporaryDirectory(dir=self.path, prefix=_BUILDING) as writing:
            written = Path(writing) / str(ours)
            written.write_bytes(bytes(manifest))
            make_durable(Path(writing))
            to_disk(self.path)
            written.replace(self.path / str(ours))
        to_disk(self.path)
        try:
            self._clear(ours, manifest, merged=merged)
        except OSError as error:
            # Whoever publishes next does it. The index is published, and served.
            log.warning("what is left over in %s stays for now: %s", self.path.name, error)
        return True

    def _manifests(self, paths: Iterable[Path]) -> list[Name]:
        """Those among some files, the newest first."""
        names = [Name.read(each.name) for each in paths]
        return sorted(
            (each for each in names if each and each.kind == self.kind),
            key=lambda name: (name.counter, name.revision, name.digest, name.uuid),
            reverse=True,
        )

    def _clear(self, newest: Name, manifest: Manifest, *, merged: bool) -> None:
        """Clears away what older indexes left, and writers that were killed. `alone` is held.

        Raises OSError: nothing goes where that which is kept cannot be read.
        """
        there = list(self.path.iterdir())
        others = [each for each in self._manifests(there) if each.uuid == newest.uuid]
        # Newer ones are another process's, or of a history that this one does not know.
        kept = [newest, *(each for each in others if each.counter > newest.counter)]
        if not merged:
            kept += [each for each in others if each.counter < newest.counter][:1]
        manifests = {name: self._parts(name) for name in kept[1:]}
        manifests[newest] = _named(manifest)
        needed = {str(name) for name in kept} | {
            part for parts in manifests.values() for part in parts
        }
        for path in there:
            if path.name.startswith(_BUILDING):
                _clear_abandoned(path)
            elif path.name not in needed and self._is_ours(path.name):
                _delete(path)
        for part in {part for parts in manifests.values() for part in parts}:
            marks = {marks for parts in manifests.values() for marks in parts.get(part, ())}
            for path in (self.path / part).glob("removed-*"):
                if path.name not in marks:
                    _delete(path)

    def _is_ours(self, name: str) -> bool:
        """Whether something is of this engine, also as another version named it."""
        manifest = Name.read(name)
        if manifest:
            return manifest.kind.rpartition("-")[0] == self.engine
        return name.startswith((f"{self.engine}.", f"{self.engine}-"))

    def _parts(self, name: Name) -> dict[str, tuple[str, ...]]:
        """The parts that a manifest names, none if it is damaged. Raises OSError."""
        contents = (self.path / str(name)).read_bytes()
        try:
            return _named(Manifest.of(str(name), contents))
        except StaleIndex:
            return {}


def _named(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """A manifest's parts, with the marks of each."""
    return {part.name: (part.removed.name,) if part.removed else () for part in manifest.parts}


def _clear_abandoned(path: Path) -> None:
    try:
        old = time() - path.stat().st_mtime > _ABANDONED
    except OSError:
        return  # its writer has just ended
    with locked(path / _LOCK) as alone:
        if alone or (alone is None and old):
            _delete(path)


def _delete(path: Path) -> None:
    if not path.is_dir():
        path.unlink(missing_ok=True)
    elif path.name.startswith(_BUILDING):
        shutil.rmtree(path, ignore_errors=True)
    else:
        # All at once, for whoever is just opening it: half of a folder looks like a damaged one.
        gone = Path(tempfile.mkdtemp(dir=path.parent, prefix=_BUILDING))
        try:
            path.rename(gone / path.name)
        except OSError:  # where what is open cannot be moved
            shutil.rmtree(path, ignore_errors=True)
        shutil.rmtree(gone, ignore_errors=True)
