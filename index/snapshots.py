"""The indexes of libraries: opened, caught up or built for each generation, published, shared.

The library is the only truth, and what is here follows it. An index of exactly the wanted
generation is opened; one of an earlier generation catches up; whatever is missing, damaged or in
the way is built anew. A disk that cannot be written only makes the next start slower.
"""

from __future__ import annotations

import logging
import tempfile
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from index.analysis import Analyzer
from index.building import Building, Progress, build, is_long, logged
from index.catching_up import catch_up, is_ancestor
from index.engine import Engine, GrowingEngine
from index.errors import LibraryUnusable, StaleIndex
from index.folder import Draft, IndexFolder
from index.indexed import Indexed
from index.library import Library
from index.manifest import Manifest, Name, Part
from index.merger import Merger
from index.model import Generation
from index.parts import INDEX, OpenPart, make_durable, mark_part, open_part
from index.profile import PROFILE_VERSION
from index.reader import Reader

log = logging.getLogger(__name__)

_OPEN_AT_ONCE = 32
_GENERATIONS = 2  # of one library
# How often one starts anew because others merged away meanwhile what one started from.
_TRIES = 10


class _Superseded(Exception):
    """What one started from is not there any more: there is something newer."""


@dataclass(slots=True)
class _Found:
    """What there is on the disk: the very index, or one to catch up from, and damaged ones."""

    indexed: Indexed | None = None
    base: Manifest | None = None
    parts: list[OpenPart] = field(default_factory=list)
    damaged: set[Name] = field(default_factory=set)


class Snapshots:
    """The snapshots that are open, the least recently used closed first. Safe between threads."""

    def __init__(
        self,
        engine: Engine,
        analyzer: Analyzer,
        *,
        how: Building | None = None,
        background: bool = False,
    ) -> None:
        """``engine`` ranks, over the terms that ``analyzer`` makes.

        ``how`` bounds what building takes. Parts are merged in the ``background`` as they become
        due; else, as in a process that ends soon, only where there are far too many.
        """
        self.engine = engine
        self.analyzer = analyzer
        self.how = how or Building()
        #: Is told how far a build is, if somebody wants to show it; else the log is.
        self.progress: Progress | None = None
        self.merger = Merger(self, background=background)
        self._open: OrderedDict[Generation, Indexed] = OrderedDict()
        # As long as a thread holds one, or waits for it.
        self._opening: WeakValueDictionary[Generation, Lock] = WeakValueDictionary()
        self._lock = Lock()
        self._parts: WeakValueDictionary[Path, OpenPart] = WeakValueDictionary()
        # Folders of parts that damage was found beside, or in.
        self._doubted: set[Path] = set()

    def of(self, reader: Reader, folder: Path) -> Indexed:
        """The snapshot of exactly what ``reader`` sees; ``folder`` is the library's own.

        Raises `LibraryUnusable` where there is no room for it on any disk.
        """
        with self._lock:
            if reader.generation in self._open:
                self._open.move_to_end(reader.generation)
                return self._open[reader.generation]
            opening = self._opening.setdefault(reader.generation, Lock())
        # One thread builds; those that want the same generation wait for it.
        with opening:
            with self._lock:
                if reader.generation in self._open:
                    return self._open[reader.generation]
            place = self.folder(folder)
            indexed = self._indexed(reader, place)
            self.keep(indexed)
        self.merger.consider(place, indexed.manifest)
        return indexed

    def prepare(self, library: Library) -> None:
        """Has the index of a library as it is ready for those who ask, with nothing left to merge.

        Raises what reading the library raises.
        """
        with library.reader() as reader:
            self.of(reader, library.index_folder)
        self.merger.settle(self.folder(library.index_folder), reader.generation)

    def keep(self, indexed: Indexed) -> None:
        """From now on this is what there is of its generation."""
        generation = indexed.manifest.generation
        with self._lock:
            self._open[generation] = indexed
            self._open.move_to_end(generation)
            # Files that were merged away take their room until nobody has them open.
            same = [each for each in self._open if each.uuid == generation.uuid]
            for old in same[:-_GENERATIONS]:
                del self._open[old]
            while len(self._open) > _OPEN_AT_ONCE:
                self._open.popitem(last=False)

    def doubt(self, opened: Iterable[Indexed]) -> None:
        """There was damage in what these were asked: whoever wants them next has them checked as a
        whole, and what is damaged built anew."""
        with self._lock:
            for indexed in opened:
                self._open.pop(indexed.manifest.generation, None)
                self._doubted.update(part.folder for part in indexed.parts)

    def is_open(self, generation: Generation) -> bool:
        """Whether somebody asked for that generation lately."""
        with self._lock:
            return generation in self._open

    def folder(self, path: Path) -> IndexFolder:
        """What this engine derived from the library whose folder that is."""
        made_by = f"{self.analyzer.version}p{PROFILE_VERSION}"
        return IndexFolder(path, self.engine.name, made_by)

    def parts(self, generation: Generation, folder: Path) -> int:
        """In how many parts the files of that generation are; 0 where there are none."""
        place = self.folder(folder)
        for name in place.published():
            if name.is_of(generation):
                try:
                    return len(Manifest.read(place.path / str(name)).parts)
                except StaleIndex:
                    break
        return 0

    def is_fresh(self, generation: Generation, folder: Path) -> bool:
        """Whether the files of that generation are there already."""
        return self.parts(generation, folder) > 0

    def opened(self, manifest: Manifest, parts: list[OpenPart]) -> Indexed:
        """An index of whole parts. Raises `StaleIndex` if the engine finds them damaged: as far as
        opening reads them, and wholly if there is doubt."""
        paths = [part.folder / INDEX for part in parts]
        if isinstance(self.engine, GrowingEngine):
            snapshot = self.engine.open_parts(paths, [part.removed for part in parts])
        elif len(parts) == 1 and not parts[0].removed:
            snapshot = self.engine.open(paths[0])
        else:
            raise StaleIndex("there are several parts, and the engine knows only one")
        if snapshot.statistics.passages != manifest.live:
            raise StaleIndex("the engine's files hold other passages")
        folders = {part.folder for part in parts}
        if not self._doubted.isdisjoint(folders):
            snapshot.check(everything=True)
            with self._lock:
                self._doubted -= folders
        return Indexed(snapshot, manifest, parts)

    def open_parts(self, folder: IndexFolder, manifest: Manifest) -> list[OpenPart]:
        """The parts that a manifest names. Those that are open are not looked at again.

        Raises `StaleIndex`.
        """
        opened = []
        for part in manifest.parts:
            path = folder.path / part.name
            known = self._parts.get(path)
            if known is not None and replace(known.part, removed=part.removed) == part:
                found = mark_part(known, part)
            else:
                found = open_part(part, path)
            self._parts[path] = found
            opened.append(found)
        return opened

    def close(self) -> None:
        """Stops what goes on in the background, and waits for it."""
        self.merger.close()

    def _indexed(self, reader: Reader, folder: IndexFolder) -> Indexed:
        for _ in range(_TRIES):
            found = self._found(reader, folder)
            if found.indexed:
                return found.indexed
            known = found.base.live if found.base else 0
            try:
                with ExitStack() as stack, suppress(_Superseded):
                    if is_long(reader.history.live() - known) and stack.enter_context(
                        folder.turn()
                    ):
                        continue
                    inside = stack.enter_context(folder.building())
                    draft, indexed = self._made(reader, folder, found, inside)
                    make_durable(inside)
                    alone = stack.enter_context(folder.alone())
                    # Nobody waits longer for one who is stuck, and nothing is put down of a
                    # library that was deleted while it was read.
                    if not alone or not reader.path.exists():
                        return indexed
                    if folder.publish(draft, found.damaged):
                        return self._in_place(folder, indexed)
            except OSError as error:
                log.warning("index of '%s' cannot be kept in its folder: %s", reader.name, error)
                break
        try:
            with tempfile.TemporaryDirectory(prefix="footnote-") as elsewhere:
                with suppress(_Superseded):
                    return self._made(reader, folder, found, Path(elsewhere))[1]
                found.base = None
                return self._made(reader, folder, found, Path(elsewhere))[1]
        except OSError as error:
            raise LibraryUnusable(
                f"Library '{reader.name}' cannot be indexed: {error.strerror}.",
                key="library-not-indexed",
                name=reader.name,
                reason=str(error.strerror),
            ) from error

    def _found(self, reader: Reader, folder: IndexFolder) -> _Found:
        """The index of that generation, or else of the latest before it that can catch up."""
        found = _Found()
        wanted = reader.generation
        with folder.opening():
            for name in folder.published():
                exact = name.is_of(wanted)
                grows = isinstance(self.engine, GrowingEngine) and name.counter < wanted.counter
                if not exact and not (grows and name.uuid == wanted.uuid[:8]):
                    continue
                try:
                    manifest = Manifest.read(folder.path / str(name))
                    if not is_ancestor(reader, manifest.generation):
                        continue
                    parts = self.open_parts(folder, manifest)
                    if exact:
                        found.indexed = self.opened(manifest, parts)
                    found.base, found.parts = manifest, parts
                except StaleIndex as error:
                    self._tell(reader, error)
                    found.damaged.add(name)
                break
        return found

    def _made(
        self, reader: Reader, folder: IndexFolder, found: _Found, inside: Path
    ) -> tuple[Draft, Indexed]:
        """An index of what the reader sees, with what is new of it inside a folder."""

        def write(after: int, inside: Path) -> list[Part]:
            progress = self.progress or logged(reader.name)
            return build(self.engine, self.analyzer, reader, after, inside, self.how, progress)

        if found.base:
            try:
                draft, parts = catch_up(reader, found.base, found.parts, inside, write)
                reader.check()
                return draft, self.opened(draft.manifest, parts)
            except StaleIndex as error:
                if not all(part.folder.is_dir() for part in found.parts):
                    raise _Superseded from error
                self._tell(reader, error)
                found.base = None
        written = write(0, inside)
        reader.check()
        manifest = Manifest(
            folder.kind, reader.generation, reader.history.last_row(), tuple(written)
        )
        new = {part.name: inside / part.name for part in written}
        parts = [open_part(part, new[part.name]) for part in written]
        return Draft(manifest, new, {}), self.opened(manifest, parts)

    def _in_place(self, folder: IndexFolder, indexed: Indexed) -> Indexed:
        """The same index by the names that its parts have since they were published."""
        parts = [replace(part, folder=folder.path / part.part.name) for part in indexed.parts]
        for part in parts:
            self._parts[part.folder] = part
        return Indexed(indexed.snapshot, indexed.manifest, parts)

    def _tell(self, reader: Reader, error: StaleIndex) -> None:
        log.warning("index of '%s' is built anew: %s", reader.name, error)
