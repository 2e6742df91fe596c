"""An index of a library's past to one of its present: what was added is a new part, what was
removed is marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from index.bitmap import Bitmap
from index.errors import StaleIndex
from index.folder import Draft
from index.manifest import Manifest, Marks, Part
from index.model import Generation
from index.parts import OpenPart, open_part
from index.reader import Reader

#: Writes the passages with row ids above the one to new parts in the folder.
Write = Callable[[int, Path], list[Part]]


def is_ancestor(reader: Reader, generation: Generation) -> bool:
    """Whether the library was in that state once, or is still.

    The digest tells, not the counter: a restored backup goes on under the same UUID.
    """
    return generation == reader.generation or (
        generation.uuid == reader.generation.uuid
        and generation.counter < reader.generation.counter
        and reader.history.digest_at(generation.counter) == generation.digest
    )


def catch_up(
    reader: Reader, base: Manifest, opened: Sequence[OpenPart], inside: Path, write: Write
) -> tuple[Draft, list[OpenPart]]:
    """What was an index of ``base`` as one of what ``reader`` sees, and its parts.

    New files are written inside a folder. Costs what was added and removed since, and a moment for
    each part. Raises `StaleIndex` if the index cannot have been one of this library, and OSError.
    """
    history = reader.history
    if history.added_by(base.last) > base.generation.counter:
        raise StaleIndex("the rows of the index are not those of the library")
    last = history.last_row()
    gone = history.removed_since(base.generation.counter, base.last)
    marks: dict[str, Path] = {}
    parts = []
    for part in opened:
        ours = gone[bisect_left(gone, part.part.first) : bisect_right(gone, part.part.last)]
        marked = mark(part, ours, inside, marks) if ours else part
        if marked.part.live:
            parts.append(marked)
    if base.live - sum(each.part.live for each in parts) != len(gone):
        raise StaleIndex("a row is missing that the library removed")
    written: list[Part] = []
    if last > base.last or not parts:
        written = [each for each in write(base.last, inside) if each.passages or not parts]
    new = {part.name: inside / part.name for part in written}
    parts += [open_part(part, inside / part.name) for part in written]
    if len(parts) > 1:
        parts = [each for each in parts if each.part.passages]
    manifest = Manifest(base.kind, reader.generation, last, tuple(each.part for each in parts))
    if manifest.live != history.live():
        raise StaleIndex("the index does not hold what the library holds")
    kept = {part.part.name for part in parts}
    return Draft(manifest, new, {name: marks[name] for name in marks if name in kept}), parts


def mark(part: OpenPart, rows: Sequence[int], inside: Path, marks: dict[str, Path]) -> OpenPart:
    """A part with more of its rows marked as removed; the new bitmap's file is added to ``marks``.

    Raises `StaleIndex` for a row that the part does not have, and OSError.
    """
    removed = Bitmap(part.rows.ordinals(rows))
    if part.removed:
        removed |= part.removed
    bits = bytes(removed)
    checksum = sha256(bits).hexdigest()
    # By its contents, so that those who mark the same at once do no harm.
    path = inside / part.part.name / f"removed-{checksum[:16]}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bits)
    marks[part.part.name] = path
    named = replace(part.part, removed=Marks(path.name, len(removed), checksum))
    return replace(part, part=named, removed=removed)
