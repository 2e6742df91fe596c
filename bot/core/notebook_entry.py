"""An entry of a notebook: a passage that was saved, with what was noted of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter

from bot.core.answer import Quote
from bot.core.texts import told
from index.errors import FootnoteError


class NotebookRefused(FootnoteError):
    """Something that cannot be done with a notebook, or an entry that there is none of."""


class EntryChanged(NotebookRefused):
    """An entry that was changed after it was shown. ``now`` is the entry as it stands, ``before``
    the note that was to be put back, if one was."""

    now: Entry
    before: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A notebook: that of a channel, or of a person in direct messages. ``thread`` is the thread
    in it that something is saved from, with its name; both are empty elsewhere."""

    place: str
    thread: str = ""
    thread_name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved passage. ``saver`` is empty once that person has been forgotten."""

    id: str
    quote: Quote
    question: str
    receipt: str
    saver: str
    saved_at: datetime
    where: Where
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def listed_tags(self) -> str:
        """The tags as they are shown and typed, with commas between."""
        return ", ".join(self.tags)


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry whose note was set. If another was lost by that, ``before`` is what it said, and
    ``undo`` the id by which it is put back; both are empty else."""

    entry: Entry
    before: str = ""
    undo: str = ""


def mark(shown: str) -> str:
    """12 hex digits for a text that is shown to be changed: another one has others."""
    return sha256(shown.encode()).hexdigest()[:12]


def check_unchanged(now: Entry, shown: str, seen: str | None) -> None:
    """Raises `EntryChanged` unless ``shown``, which is of the entry ``now``, has the mark ``seen``;
    ``None`` is what was never shown."""
    if seen is not None and mark(shown) != seen:
        error = told(EntryChanged, "notebook-changed")
        error.now = now
        raise error


def entry_of(row: sqlite3.Row, tags: Sequence[str]) -> Entry:
    """The entry that a row of the table ``notebook`` holds, with its tags."""
    return Entry(
        id=row["id"],
        quote=_quotes().validate_json(row["quote"]),
        question=row["question"],
        receipt=row["receipt"],
        saver=row["saver"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
        where=Where(row["place"], row["thread"], row["thread_name"]),
        note=row["note"],
        tags=tuple(tags),
    )


def quote_json(quote: Quote) -> str:
    """A quote as `entry_of` reads it from a row."""
    return _quotes().dump_json(quote).decode()


@cache
def _quotes() -> TypeAdapter[Quote]:
    return TypeAdapter(Quote)
