"""The libraries that a team may read: shared ones, its own, and those of the command line."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from time import monotonic
from uuid import UUID

from bot.config import LIBRARY_NAME, OWN, Config
from bot.core.answering import Shelf
from bot.core.texts import texts, told
from index.errors import FootnoteError, UnknownLibrary
from index.library import Library
from index.syncing import sync

log = logging.getLogger(__name__)

#: The team of the command line.
LOCAL = "local"


class Shelves:
    """The libraries of one configuration. Safe to share between threads."""

    def __init__(
        self,
        config: Config,
        *,
        clock: Callable[[], datetime],
        new_uuid: Callable[[], UUID],
        sync_every: float,
    ) -> None:
        """``sync_every`` is how many seconds pass at least between two looks at the folders."""
        self._config = config
        self._clock = clock
        self._new_uuid = new_uuid
        self._sync_every = sync_every
        self._synced_at: float | None = None
        self._syncing = Lock()

    def of(self, team: str, name: str | None = None) -> list[Shelf]:
        """What a team may read and has anything in it, or the one of that name.

        The order breaks ties: as in config.toml, then the team's own. Raises `UnknownLibrary`,
        which names those there are.
        """
        shelves = [each for each in self.known(team) if each.library.exists()]
        if name is None:
            return shelves
        for shelf in shelves:
            if shelf.library.name == name:
                return [shelf]
        there = [
            each.library.name
            for each in self.known(team)
            if each.library.exists() or self._is_followed(each.library.name)
        ]
        if not there:
            raise told(UnknownLibrary, "library-unknown-none", name=name[:40])
        raise told(UnknownLibrary, "library-unknown", name=name[:40], there=", ".join(there))

    def known(self, team: str) -> list[Shelf]:
        """All that a team may read, whether or not anything was ever added to it."""
        shared = [self._shared(name) for name in self._config.libraries]
        return [*shared, *self._local_ones(team), self._own(team)]

    def there(self, team: str, name: str | None) -> str | None:
        """A library's name, or ``None`` if there is no such library, or not any more."""
        there = {each.library.name for each in self.known(team) if each.library.exists()}
        return name if name in there else None

    def writable(self, name: str = OWN) -> Shelf:
        """The library that the command line adds to. Raises `UnknownLibrary` for a bad name.

        A name that config.toml does not have makes a library that only the command line reads.
        """
        if name == OWN:
            return self._own(LOCAL)
        if name in self._config.libraries:
            if folders := self._config.libraries[name].folders:
                raise told(
                    UnknownLibrary, "library-followed", name=name, folders=", ".join(folders)
                )
            return self._shared(name)
        if not LIBRARY_NAME.fullmatch(name):
            raise told(UnknownLibrary, "library-bad-name", name=name)
        return self._named(name)

    def sync(self) -> None:
        """Brings shared libraries up to date with the folders they are filled from.

        One thread at a time: the others answer from what there is, and wait only where there is
        nothing yet. A library that cannot be brought up to date does not hold up the others.
        """
        followed = [name for name in self._config.libraries if self._is_followed(name)]
        ready = all(self._shared(name).library.has_contents() for name in followed)
        if not self._syncing.acquire(blocking=not ready):
            return
        try:
            now = monotonic()
            if self._synced_at is not None and now - self._synced_at < self._sync_every:
                return
            for name in followed:
                library = self._shared(name).library
                try:
                    sync(library, self._config.folders(name), self._config.base)
                except FootnoteError as error:
                    if not ready:
                        raise  # there is nothing to answer from
                    log.warning("%s", error)
            self._synced_at = monotonic()
        finally:
            self._syncing.release()

    def _is_followed(self, name: str) -> bool:
        """Whether a library is filled from folders: it is there as soon as somebody asks."""
        return name in self._config.libraries and bool(self._config.libraries[name].folders)

    def _shared(self, name: str) -> Shelf:
        return self._shelf(
            self._libraries / f"{name}.db", name, self._config.libraries[name].title or name
        )

    def _local_ones(self, team: str) -> list[Shelf]:
        """Libraries that the command line made by name."""
        if team != LOCAL or not self._libraries.is_dir():
            return []
        names = sorted(path.stem for path in self._libraries.glob("*.db"))
        return [self._named(name) for name in names if name not in self._config.libraries]

    def _named(self, name: str) -> Shelf:
        return self._shelf(self._libraries / f"{name}.db", name, name)

    def _own(self, team: str) -> Shelf:
        return self._shelf(
            self._config.state / "teams" / team / "library.db", OWN, texts()("answer-own-library")
        )

    def _shelf(self, path: Path, name: str, title: str) -> Shelf:
        return Shelf(Library(path, name, clock=self._clock, new_uuid=self._new_uuid), title)

    @property
    def _libraries(self) -> Path:
        return self._config.state / "libraries"
