"""A part of an index: some passages in the order of their rows, as an engine wrote them."""

from __future__ import annotations

import os
import secrets
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import numpy as np

from index import kernel
from index.analysis import Analyzer
from index.bitmap import Bitmap
from index.disk import to_disk
from index.engine import Engine, GrowingEngine, KeepingEngine
from index.errors import StaleIndex
from index.history import Indexable
from index.manifest import Part
from index.profile import profiler_of
from index.profiles import Profiles, ProfilesWriter
from index.profiles import merge as merge_profiles
from index.rows import PartRows

#: Inside a part's folder: what the engine wrote, which rows those passages are, and what is kept
#: of each for those that come after the engine.
INDEX, ROWS, PROFILES = "index", "rows", "profiles"
# Bytes at the beginning and the end of each of an engine's files that tell it from all others: the
# whole is the engine's own to check.
_TOLD = 4096


@dataclass(frozen=True, slots=True, weakref_slot=True)
class OpenPart:
    """A part with its rows and profiles mapped, and the bitmap of those removed."""

    part: Part
    folder: Path
    rows: PartRows
    removed: Bitmap | None = None
    profiles: Profiles | None = None


def new_name(engine: str, first: int) -> str:
    """A name that no other part has or had, in any process."""
    return f"{engine}.part-{first}-{secrets.token_hex(8)}"


def write_parts(
    engine: Engine,
    analyzer: Analyzer,
    passages: Iterable[Indexable],
    inside: Path,
    *,
    most_terms: int | None = None,
    progress: Callable[[int], object] = lambda _: None,
) -> list[Part]:
    """Writes all passages to new parts in a folder, each of about ``most_terms`` terms.

    A passage's terms are its title's, once, and its own. ``progress`` is called now and then with
    how many passages were added since. At least one part is written. Raises OSError.
    """
    stream = _Stream(analyzer, passages, progress)
    written = [_written(engine, stream, inside, most_terms)]
    while stream.more:
        written.append(_written(engine, stream, inside, most_terms))
    return written


def merge_parts(engine: GrowingEngine, parts: Sequence[OpenPart], inside: Path) -> Part:
    """Writes neighbouring parts as a new one in a folder, without what is removed in them."""
    kept = [each.rows.without(each.removed) for each in parts]
    rows = PartRows(
        np.concatenate([each.rows for each in kept]),
        np.concatenate([each.articles for each in kept]),
    )
    name = new_name(engine.name, parts[0].part.first)
    folder = inside / name
    folder.mkdir()
    paths = [each.folder / INDEX for each in parts]
    engine.merge(paths, [each.removed for each in parts], folder / INDEX)
    profiles = [(each.profiles, each.removed) for each in parts if each.profiles is not None]
    if len(profiles) == len(parts):
        merge_profiles(profiles, folder / PROFILES)
    return _finished(name, folder, rows)


def open_part(part: Part, folder: Path) -> OpenPart:
    """Maps and checks all of a part but what the engine checks. Raises `StaleIndex`."""
    if fingerprint(folder) != part.index:
        raise StaleIndex(f"{folder.name} holds files of something else")
    rows = PartRows.open(folder / ROWS, part.passages, part.rows)
    profiles = None
    if (folder / PROFILES).exists() and kernel.available():
        profiles = Profiles(folder / PROFILES)
        if len(profiles) != part.passages:
            raise StaleIndex(f"{folder.name}: the profiles are of other passages")
    return mark_part(OpenPart(part, folder, rows, profiles=profiles), part)


def mark_part(opened: OpenPart, part: Part) -> OpenPart:
    """The same part as another manifest has it, with the marks of that one's removals.

    Raises `StaleIndex` if they are damaged.
    """
    removed = None
    if part.removed:
        try:
            bits = (opened.folder / part.removed.name).read_bytes()
        except OSError as error:
            raise StaleIndex(f"{part.name}: marks cannot be read: {error}") from error
        removed = Bitmap.from_bytes(bits)
        if sha256(bits).hexdigest() != part.removed.sha256 or len(removed) != part.removed.passages:
            raise StaleIndex(f"{part.name}: the marks of its removed passages are damaged")
    return replace(opened, part=part, removed=removed)


def fingerprint(folder: Path) -> str:
    """What tells a part's index and profiles from those of every other: names, sizes, both ends.

    Raises `StaleIndex` if they cannot be read.
    """
    told = sha256()
    try:
        for file in [*_files(folder / INDEX), *_files(folder / PROFILES)]:
            with file.open("rb") as opened:
                size = opened.seek(0, os.SEEK_END)
                told.update(f"{file.relative_to(folder).as_posix()}\0{size}\0".encode())
                for place in (0, max(0, size - _TOLD)):
                    opened.seek(place)
                    told.update(opened.read(_TOLD))
    except OSError as error:
        raise StaleIndex(f"{folder.name} cannot be read: {error}") from error
    return told.hexdigest()


def make_durable(folder: Path) -> None:
    """Waits until all that is in a folder would survive a power cut. Raises OSError."""
    for path in folder.rglob("*"):
        to_disk(path)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(each for each in path.rglob("*") if each.is_file())


def _written(engine: Engine, stream: _Stream, inside: Path, most_terms: int | None) -> Part:
    stream.begin()
    name = new_name(engine.name, stream.next_row)
    folder = inside / name
    folder.mkdir()
    if isinstance(engine, KeepingEngine):
        with ProfilesWriter(folder / PROFILES) as writer:
            terms = partial(writer.terms, profiler=stream.profiler)
            engine.build(folder / INDEX, stream.documents(most_terms, terms))
    else:
        engine.build(folder / INDEX, stream.documents(most_terms, stream.terms))
    rows = PartRows(
        np.frombuffer(stream.rows, np.int64) if stream.rows else np.empty(0, np.int64),
        np.frombuffer(stream.articles, np.int64) if stream.rows else np.empty(0, np.int64),
    )
    return _finished(name, folder, rows)


def _finished(name: str, folder: Path, rows: PartRows) -> Part:
    rows.write(folder / ROWS)
    first, last = (int(rows.rows[0]), int(rows.rows[-1])) if len(rows) else (1, 0)
    return Part(name, first, last, len(rows), rows.sha256, fingerprint(folder))


class _Stream:
    """Passages as terms, cut into parts as it goes, with the rows of the part it is at."""

    def __init__(
        self,
        analyzer: Analyzer,
        passages: Iterable[Indexable],
        progress: Callable[[int], object],
    ) -> None:
        self.terms = analyzer.terms
        self.profiler = profiler_of(analyzer)
        self._passages = iter(passages)
        self._next = next(self._passages, None)
        self._progress = progress
        self._title: tuple[str | None, list[str]] = (None, [])
        self.begin()

    @property
    def more(self) -> bool:
        return self._next is not None

    @property
    def next_row(self) -> int:
        return self._next.row if self._next else 1

    def begin(self) -> None:
        self.rows, self.articles = array("q"), array("q")

    def documents(
        self, most_terms: int | None, terms_of: Callable[[str], list[str]]
    ) -> Iterator[list[str]]:
        """The terms of each passage, until there are ``most_terms`` or no more passages.

        ``terms_of`` makes those of its text.
        """
        given = told = 0
        while self._next is not None and (most_terms is None or given < most_terms):
            passage, self._next = self._next, next(self._passages, None)
            if passage.title != self._title[0]:
                self._title = passage.title, self.terms(passage.title or "")
            terms = self._title[1] + terms_of(passage.text)
            given += len(terms) + 1
            self.rows.append(passage.row)
            self.articles.append(passage.article)
            yield terms
            if len(self.rows) - told >= _TELLING:
                self._progress(len(self.rows) - told)
                told = len(self.rows)
        self._progress(len(self.rows) - told)


# Passages between two words on how far it is.
_TELLING = 1_000
