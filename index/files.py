"""Files that may become articles: how folders are walked, and how a file is known again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.file_state import file_state
from index.sources import FILE_NAME


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: where it is, what it is called, and what makes it the same next time."""

    path: Path
    origin: str
    location: str


def files(paths: Iterable[Path], refuse: Callable[[str, str], None]) -> list[File]:
    """The files that paths name, folders walked in sorted order, hidden ones left out.

    ``refuse(name, reason)`` is told what cannot be read. A file met twice is listed once.
    """
    found: dict[str, File] = {}
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            reason = "there is no such file or folder" if missing else str(error.strerror)
            refuse(str(path), reason)
            continue
        inside = _walk(path, refuse) if path.is_dir() else [path]
        for each in inside:
            origin = each.name if each == path else each.relative_to(path).as_posix()
            file = File(each, origin, os.path.realpath(each))
            if _is_unicode(file.location) and _is_unicode(origin):
                found.setdefault(file.location, file)
            else:
                refuse(_shown(origin), "its name is not UTF-8; rename it")
    return list(found.values())


def _is_unicode(name: str) -> bool:
    """Whether a name can be written down: Python reads other bytes as lone surrogates."""
    return name == _shown(name)


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def fingerprint(path: Path) -> str:
    """Changes whenever the file, or the sources.toml beside it, is written to or goes away."""
    return f"{file_state(path)};{file_state(path.with_name(FILE_NAME))}"


def _walk(folder: Path, refuse: Callable[[str, str], None]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        refuse(str(error.filename), error.strerror or "cannot be read")

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (link := Path(parent, name)).is_symlink():
                refuse(str(link), "a link to a folder is not followed; name the folder itself")
        for name in sorted(names):
            if not name.startswith(".") and name != FILE_NAME:
                yield Path(parent, name)
