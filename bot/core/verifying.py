"""Whether an export's quotations stand in the files that they say they are from.

Nothing but the export and the files is asked: no library, no index, and not who made the export. A
file is known by the SHA-256 of its bytes, so that it may have moved, or have another name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path, PurePath

from bot.core.exported import Exported, read_quotations
from bot.core.rendering import printable
from bot.core.text_file import FileRefused, decoded
from bot.core.texts import told
from index.files import File

# Texts of files that are kept at once.
_TEXTS = 32


class Outcome(Enum):
    """What became of a quotation."""

    AS_QUOTED = "as-quoted"
    DIFFERS = "differs"
    UNQUOTED = "unquoted"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Verified:
    """A quotation of an export, and what was found of it.

    ``file`` is the file of its hash or, if it ``CHANGED``, of its name; ``None`` if there is
    neither. ``there`` is what stands at the place that the export names, where that ``DIFFERS``;
    ``elsewhere`` where else in the file the quotation stands, in code points.
    """

    exported: Exported
    outcome: Outcome
    file: Path | None = None
    there: str = ""
    elsewhere: tuple[int, int] | None = None


def verify(data: bytes, files: Iterable[File]) -> list[Verified]:
    """What became of each quotation of an export, in its order.

    ``files`` are read as far as hashes are still wanted. Raises `FileRefused` for an export that
    is no text, or has no quotation.
    """
    exported = list(read_quotations(decoded(data, "verify-not-text")))
    if not exported:
        raise told(FileRefused, "verify-nothing")
    found = _Files(files, exported)
    return [_verified(each, found) for each in exported]


class _Files:
    """The files that are asked for, by their hashes, and the others by their names."""

    def __init__(self, files: Iterable[File], exported: Sequence[Exported]) -> None:
        wanted = {each.sha256 for each in exported}
        names = {PurePath(each.origin).name for each in exported}
        self._by_hash: dict[str, Path] = {}
        self._by_origin: dict[str, Path] = {}
        self._by_name: dict[str, Path] = {}
        #: A file's text as offsets count it, no line end translated; ``None`` if it has none.
        self.text = lru_cache(maxsize=_TEXTS)(_text)
        listed = list(files)
        for file in listed:
            self._by_origin.setdefault(file.origin, file.path)
            self._by_name.setdefault(PurePath(file.origin).name, file.path)
        # Most files have the name that they had: so few of the others need to be read.
        for file in sorted(listed, key=lambda each: PurePath(each.origin).name not in names):
            if len(self._by_hash) == len(wanted):
                break
            digest = _digest(file.path)
            if digest in wanted:
                self._by_hash.setdefault(digest, file.path)

    def of(self, exported: Exported) -> Path | None:
        """The file of that hash."""
        return self._by_hash.get(exported.sha256)

    def named_like(self, exported: Exported) -> Path | None:
        """A file that has the name, whatever it holds now."""
        name = PurePath(exported.origin).name
        return self._by_origin.get(exported.origin) or self._by_name.get(name)


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _verified(exported: Exported, files: _Files) -> Verified:
    path = files.of(exported)
    if path is None:
        path = files.named_like(exported)
        if path is None:
            return Verified(exported, Outcome.MISSING)
        elsewhere = _place(exported.text, files.text(path))
        return Verified(exported, Outcome.CHANGED, path, elsewhere=elsewhere)
    text = files.text(path) or ""
    there = text[exported.start : exported.end]
    if exported.text:
        if there == exported.text:
            return Verified(exported, Outcome.AS_QUOTED, path)
        return Verified(exported, Outcome.DIFFERS, path, there, _place(exported.text, text))
    if there and printable(there) in printable(exported.above):
        return Verified(exported, Outcome.AS_QUOTED, path)
    return Verified(exported, Outcome.UNQUOTED, path, there)


def _place(quoted: str, text: str | None) -> tuple[int, int] | None:
    start = text.find(quoted) if text and quoted else -1
    return (start, start + len(quoted)) if start >= 0 else None


def counts(verified: Sequence[Verified]) -> dict[Outcome, int]:
    """How many there are of each outcome, those that there are none of left out."""
    found = {outcome: sum(each.outcome is outcome for each in verified) for outcome in Outcome}
    return {outcome: number for outcome, number in found.items() if number}
