"""What makes up an index: which parts, of which generation, and the checksums of all of it.

A manifest is one small file that is never changed. Whatever it names is there before it is: so it
is by its own name that an index exists, in one step.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import StaleIndex
from index.model import Generation

#: Of these files; another number is another Footnote's.
FORMAT = 1
_PART = re.compile(r"[a-z0-9-]+\.part-[0-9]+-[0-9a-f]{16}")
_MARKS = re.compile(r"removed-[0-9a-f]{16}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(
    r"(?P<kind>[a-z0-9-]+)\.(?P<uuid>[0-9a-f]{8})-(?P<counter>[0-9]+)-(?P<digest>[0-9a-f]{0,16})"
    r"\.(?P<revision>[0-9]+)\.json"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The file of a bitmap of removed passages: its name, how many they are, its checksum."""

    name: str
    passages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A folder with what an engine wrote of some passages, and the list of their rows.

    They are ``passages`` of the rows from ``first`` to ``last``, of which ``removed`` are marked.
    """

    name: str
    first: int
    last: int
    passages: int
    rows: str
    index: str
    removed: Marks | None = None

    @property
    def live(self) -> int:
        """How many of its passages are not removed."""
        return self.passages - (self.removed.passages if self.removed else 0)


class Name(NamedTuple):
    """What a manifest's name says: of which engine and analysis, and of which generation.

    A later ``revision`` is of the same passages in other parts.
    """

    kind: str
    uuid: str
    counter: int
    digest: str
    revision: int

    def __str__(self) -> str:
        return f"{self.kind}.{self.uuid}-{self.counter}-{self.digest}.{self.revision}.json"

    @classmethod
    def read(cls, name: str) -> Name | None:
        """``None`` if it is no manifest's."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        given = found.groupdict()
        return cls(
            given["kind"],
            given["uuid"],
            int(given["counter"]),
            given["digest"],
            int(given["revision"]),
        )

    @classmethod
    def of(cls, kind: str, generation: Generation, revision: int) -> Name:
        """The name that a generation's manifest has."""
        start = generation.digest[:16]
        return cls(kind, generation.uuid[:8], generation.counter, start, revision)

    def is_of(self, generation: Generation) -> bool:
        """Whether it is that generation's, as far as a name can tell."""
        return self == self.of(self.kind, generation, self.revision)


@dataclass(frozen=True, slots=True)
class Manifest:
    """An index of one generation of a library.

    ``kind`` names engine and analysis. All passages with row ids up to ``last`` that are not in a
    part were removed before.
    """

    kind: str
    generation: Generation
    last: int
    parts: tuple[Part, ...]

    @property
    def live(self) -> int:
        """How many passages can be found."""
        return sum(part.live for part in self.parts)

    def __bytes__(self) -> bytes:
        """The file's contents."""
        return _sealed({"format": FORMAT, **asdict(self)})

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Reads and checks a file. Raises `StaleIndex`."""
        try:
            contents = path.read_bytes()
        except OSError as error:
            raise StaleIndex(f"{path.name} cannot be read: {error}") from error
        return cls.of(path.name, contents)

    @classmethod
    def of(cls, file: str, contents: bytes) -> Manifest:
        """The same of a file's name and what is in it."""
        try:
            given = json.loads(contents)
            seal = given.pop("sha256")
            if seal != _checksum(given):
                raise StaleIndex(f"{file} is damaged")
            if given["format"] != FORMAT:
                raise StaleIndex(f"{file} is of another version")
            manifest = cls(
                kind=str(given["kind"]),
                generation=Generation(**given["generation"]),
                last=int(given["last"]),
                parts=tuple(map(_part, given["parts"])),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StaleIndex(f"{file} cannot be read: it is damaged") from error
        name = Name.read(file)
        if name is None or name.kind != manifest.kind or not name.is_of(manifest.generation):
            raise StaleIndex(f"{file} is the manifest of something else")
        if not manifest.is_sound():
            raise StaleIndex(f"{file} contradicts itself")
        return manifest

    def is_sound(self) -> bool:
        """Whether the parts can be what they are said to be."""
        before = 0
        for part in self.parts:
            if not (before <= part.first <= part.last + (part.passages == 0)):
                return False
            if not (part.live >= 0 and part.passages <= part.last - part.first + 1):
                return False
            before = part.last + 1
        return bool(self.parts) and before <= self.last + 1


def _part(given: dict[str, Any]) -> Part:
    removed = Marks(**given.pop("removed")) if given["removed"] else given.pop("removed")
    part = Part(**given, removed=removed)
    checksums = [part.rows, part.index, *([removed.sha256] if removed else [])]
    if not all(_SHA256.fullmatch(each) for each in checksums):
        raise ValueError("a checksum is none")
    if not _PART.fullmatch(part.name) or (removed and not _MARKS.fullmatch(removed.name)):
        raise ValueError("a name is none")
    return part


def _checksum(contents: dict[str, Any]) -> str:
    return sha256(json.dumps(contents, sort_keys=True).encode()).hexdigest()


def _sealed(contents: dict[str, Any]) -> bytes:
    return json.dumps(contents | {"sha256": _checksum(contents)}, sort_keys=True).encode()
