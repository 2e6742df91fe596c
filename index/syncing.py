"""Keeping a library the same as the folders it is filled from."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from index.errors import LibraryBusy, LibraryUnusable
from index.files import File, files, fingerprint
from index.library import Library
from index.passages import CUTTING_VERSION

log = logging.getLogger(__name__)

# How long a question waits for another process that is indexing the same folders.
_PATIENCE = 10.0


def sync(library: Library, folders: Sequence[Path], base: Path) -> None:
    """Indexes what is new or changed in the folders, and removes what is gone.

    Files are known by their path from ``base``, so that the whole may be moved. Where nothing
    changed it costs one look at each file's state. What is refused is logged; a library that
    another process is writing is left to it, if there is already something to answer from.
    """
    missing: dict[str, str] = {}
    listed = [
        replace(file, location=os.path.relpath(file.path, base))
        for file in files(folders, missing.__setitem__)
    ]
    present = {file.location for file in listed}
    seen = _seen(library)
    stale = [file for file in listed if seen.get(file.location) != fingerprint(file.path)]
    gone = seen.keys() - present
    if gone and not listed:
        log.warning("library '%s' stays as it is: its folders hold no files", library.name)
        gone = set()
    elif gone:
        # What could not be listed, or is empty as where no disk is mounted, may only be away for a
        # moment: what was read there stays.
        for name in missing:
            gone -= _inside(gone, name, base)
        for folder in folders:
            kept = _inside(gone, folder, base)
            if kept and not _inside(present, folder, base):
                gone -= kept
                told = "library '%s' keeps what was read in %s: it holds no files now"
                log.warning(told, library.name, folder.name)
    if stale or gone:
        for name, reason in missing.items():
            log.warning("library '%s' is without %s: %s", library.name, name, reason)
        try:
            _write(library, stale, present, gone)
        except (LibraryBusy, LibraryUnusable) as error:
            if not seen:
                raise
            log.warning("answering from what there is: %s", error)


def is_synced(library: Library, folders: Sequence[Path], base: Path) -> bool:
    """Whether `sync` would find nothing to do."""
    locations = {
        os.path.relpath(file.path, base): fingerprint(file.path)
        for file in files(folders, lambda *_: None)
    }
    return _seen(library) == locations


def _seen(library: Library) -> dict[str, str | None]:
    """The fingerprint under which each file was last read."""
    if not library.exists():
        return {}
    with library.reader() as reader:
        read = reader.fingerprints(CUTTING_VERSION)
        refused = {location: mark for location, (mark, _) in reader.refusals().items()}
    return read | refused


def _inside(locations: AbstractSet[str], folder: Path | str, base: Path) -> set[str]:
    """The files among some that are in a folder, whose path is also taken from ``base``."""
    path = os.path.relpath(folder, base)
    if path == os.curdir:
        return {each for each in locations if not each.startswith(os.pardir + os.sep)}
    return {each for each in locations if each.startswith(path + os.sep)}


def _write(library: Library, stale: Sequence[File], present: set[str], gone: set[str]) -> None:
    # sqlite-utils: only where there is something to write, since most questions find nothing.
    from index.indexer import Report, index_files

    report = index_files(library, stale, Report(), exists=present.__contains__, wait=_PATIENCE)
    with library.writer(wait=_PATIENCE) as writer, writer.change() as change:
        for location in sorted(gone):
            report.removed += change.remove_location(location)
    for name, reason in report.refused:
        log.warning("library '%s' is without %s: %s", library.name, name, reason)
    log.info(
        "library '%s': %d added, %d replaced, %d removed",
        library.name,
        len(report.added),
        len(report.replaced),
        len(report.removed),
    )
