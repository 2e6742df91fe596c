"""Notes of a notebook's entries that others took the place of: kept for a while, to be put back.

All of it is done in a transaction of the caller's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from bot.core.notebook_entry import Entry, EntryChanged, NotebookRefused, check_unchanged
from bot.core.team_file import TeamFile
from bot.core.texts import told


def keep(connection: sqlite3.Connection, file: TeamFile, entry: Entry) -> str:
    """Keeps an entry's note, which another takes the place of; the id to put it back by."""
    note_id = file.new_id()
    connection.execute(
        "INSERT INTO notebook_notes (id, entry, note, replaced_at) VALUES (?, ?, ?, ?)",
        [note_id, entry.id, entry.note, file.clock().isoformat()],
    )
    return note_id


def put_back(
    connection: sqlite3.Connection,
    note_id: str,
    place: str,
    seen: str,
    standing: Callable[[sqlite3.Connection, str], Entry],
) -> str:
    """Puts a note back into its entry in a notebook; that entry's id.

    ``seen`` is the mark of the note that took its place, ``standing`` finds an entry that was not
    removed. Raises as `Notebook.put_back` does.
    """
    row = connection.execute(
        "SELECT entry, notebook_notes.note FROM notebook_notes"
        " JOIN notebook ON notebook.id = entry WHERE notebook_notes.id = ? AND place = ?",
        [note_id, place],
    ).fetchone()
    if row is None:
        raise told(NotebookRefused, "notebook-note-gone")
    now = standing(connection, row["entry"])
    try:
        check_unchanged(now, now.note, seen)
    except EntryChanged as error:
        error.before = row["note"]
        raise
    connection.execute("UPDATE notebook SET note = ? WHERE id = ?", [row["note"], now.id])
    connection.execute("DELETE FROM notebook_notes WHERE id = ?", [note_id])
    return now.id


def clear(connection: sqlite3.Connection, before: datetime) -> None:
    """Deletes those that were kept until then."""
    connection.execute("DELETE FROM notebook_notes WHERE replaced_at <= ?", [before.isoformat()])
