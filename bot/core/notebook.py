"""A channel's notebook: passages that its members saved, with what they noted of them.

An entry keeps the whole quotation, so that it stays quotable whatever becomes of the article. It is
the team's and stays until somebody removes it; removed ones can be brought back for a day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core import former_notes
from bot.core.answer import Quote
from bot.core.notebook_entry import (
    Entry,
    NotebookRefused,
    Noted,
    check_unchanged,
    entry_of,
    quote_json,
)
from bot.core.team_file import TeamFile
from bot.core.texts import Texts, told

#: Characters of a note, of a tag; tags of an entry; entries of a notebook.
LONGEST_NOTE, LONGEST_TAG, MOST_TAGS, MOST_ENTRIES = 1_000, 32, 10, 5_000
#: How long a removed entry can be brought back, or a note that another took the place of.
UNDO = timedelta(days=1)


class Notebook:
    """One notebook in a team's file. All methods raise `TeamUnusable`."""

    def __init__(self, file: TeamFile, place: str, parent: str = "") -> None:
        """``place`` is the id of the channel whose it is, or of a private thread; ``parent`` then
        that of the thread's channel."""
        self._file = file
        self.place = place
        self.parent = parent

    def save(
        self,
        quote: Quote,
        *,
        question: str,
        receipt: str,
        saver: str,
        note: str = "",
        thread: str = "",
        thread_name: str = "",
    ) -> tuple[Entry, bool]:
        """Saves a passage; its entry, and whether it is new: there is one entry a passage.

        Where it is there already it stays as it is, but for a note if it has none. Raises
        `NotebookRefused` for a note that is too long, or a notebook that is full.
        """
        note = _note(note)
        now = self._file.clock()
        values = (
            *(self._file.new_id(), self.place, self.parent, thread, thread_name[:100]),
            *(quote.passage_id, quote.sha256, quote_json(quote)),
            *(question, receipt, saver, now.isoformat(), note),
        )
        with self._file.writing() as connection:
            clear(connection, now)
            there = connection.execute(
                "SELECT id FROM notebook WHERE place = ? AND passage = ? AND sha256 = ?"
                " AND removed_at IS NULL",
                [self.place, quote.passage_id, quote.sha256],
            ).fetchone()
            if there is None:
                (held,) = connection.execute(
                    "SELECT count(*) FROM notebook WHERE place = ? AND removed_at IS NULL",
                    [self.place],
                ).fetchone()
                if held >= MOST_ENTRIES:
                    raise told(NotebookRefused, "notebook-full", most=MOST_ENTRIES)
                connection.execute(
                    "INSERT INTO notebook (id, place, parent, thread, thread_name, passage, sha256,"
                    " quote, question, receipt, saver, saved_at, note)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values,
                )
            elif note:
                connection.execute(
                    "UPDATE notebook SET note = ? WHERE id = ? AND note = ''", [note, there["id"]]
                )
            row = self._row(connection, there["id"] if there else values[0])
        return row, there is None

    def entries(self, *, thread: str = "", tag: str = "") -> list[Entry]:
        """The entries, the newest first; only those of a ``thread``, or with a `plain_tag`."""
        rows = self._file.rows(
            "SELECT * FROM notebook WHERE place = ? AND removed_at IS NULL"
            " AND (? = '' OR thread = ?) ORDER BY saved_at DESC, rowid DESC",
            *(self.place, thread, thread),
        )
        tags: dict[str, list[str]] = {}
        for each in self._file.rows(
            "SELECT entry, tag FROM notebook_tags JOIN notebook ON notebook.id = entry"
            " WHERE place = ? ORDER BY tag",
            self.place,
        ):
            tags.setdefault(each["entry"], []).append(each["tag"])
        entries = [entry_of(row, tags.get(row["id"], ())) for row in rows]
        return [each for each in entries if not tag or tag in each.tags]

    def entry(self, entry_id: str) -> Entry:
        """The entry whose id begins so. Raises `NotebookRefused` unless there is just one."""
        found = [each for each in self.entries() if each.id.startswith(entry_id.strip().lower())]
        if not entry_id.strip() or not found:
            raise told(NotebookRefused, "notebook-none")
        if len(found) > 1:
            raise told(NotebookRefused, "notebook-several", id=entry_id[:12])
        return found[0]

    def tags(self) -> list[str]:
        """The tags in use, in alphabetical order."""
        return sorted({tag for each in self.entries() for tag in each.tags})

    def note(self, entry_id: str, note: str, *, seen: str | None = None) -> Noted:
        """Sets an entry's note; an empty one clears it. What it was before is kept for `put_back`.

        Raises `NotebookRefused`.

        ``seen`` is the `mark` of the note that was shown to be changed: where it is another one by
        now, nothing is written, and `EntryChanged` is raised.
        """
        entry = self.entry(entry_id)
        note = _note(note)
        with self._file.writing() as connection:
            clear(connection, self._file.clock())
            now = self._standing(connection, entry.id)
            check_unchanged(now, now.note, seen)
            before = now.note if now.note != note else ""
            undo = former_notes.keep(connection, self._file, now) if before else ""
            connection.execute("UPDATE notebook SET note = ? WHERE id = ?", [note, entry.id])
            return Noted(self._row(connection, entry.id), before, undo)

    def put_back(self, undo: str, seen: str) -> Entry:
        """Puts a note back that another took the place of, by the id of `Noted`.

        ``seen`` is the `mark` of that other: where it is not there any more, nothing is written,
        and `EntryChanged` is raised. Raises `NotebookRefused` if it is not kept any more.
        """
        with self._file.writing() as connection:
            clear(connection, self._file.clock())
            put = former_notes.put_back(connection, undo, self.place, seen, self._standing)
            return self._row(connection, put)

    def tag(
        self,
        entry_id: str,
        *,
        add: Iterable[str] = (),
        take: Iterable[str] | None = (),
        seen: str | None = None,
    ) -> Entry:
        """Takes tags off an entry, ``None`` being all, and adds others. Raises `NotebookRefused`.

        ``seen`` is as in `note`, of `Entry.listed_tags`.
        """
        entry = self.entry(entry_id)
        added = [_tag(each) for each in add if each.strip()]
        taken = None if take is None else [_tag(each) for each in take if each.strip()]
        with self._file.writing() as connection:
            now = self._standing(connection, entry.id)
            check_unchanged(now, now.listed_tags, seen)
            connection.executemany(
                "DELETE FROM notebook_tags WHERE entry = ? AND tag = ?",
                [(entry.id, each) for each in (now.tags if taken is None else taken)],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO notebook_tags (entry, tag) VALUES (?, ?)",
                [(entry.id, each) for each in added],
            )
            changed = self._row(connection, entry.id)
            if len(changed.tags) > MOST_TAGS:
                raise told(NotebookRefused, "notebook-many-tags", most=MOST_TAGS)
        return changed

    def remove(self, entry_id: str, person: str, *, anyones: bool) -> Entry:
        """Removes an entry that the person saved, or ``anyones``; what it was.

        Raises `NotebookRefused` for somebody else's.
        """
        entry = self.entry(entry_id)
        if entry.saver != person and not anyones:
            raise told(NotebookRefused, "notebook-not-yours")
        with self._file.writing() as connection:
            now = self._file.clock()
            clear(connection, now)
            connection.execute(
                "UPDATE notebook SET removed_at = ? WHERE id = ? AND removed_at IS NULL",
                [now.isoformat(), entry.id],
            )
        return entry

    def restore(self, entry_id: str) -> Entry:
        """Brings back an entry that was removed; if it is there again already, that one.

        Raises `NotebookRefused` if it is gone for good.
        """
        with self._file.writing() as connection:
            clear(connection, self._file.clock())
            row = connection.execute(
                "SELECT * FROM notebook WHERE id = ? AND place = ?", [entry_id, self.place]
            ).fetchone()
            if row is None:
                raise told(NotebookRefused, "notebook-gone")
            again = connection.execute(
                "SELECT id FROM notebook WHERE place = ? AND passage = ? AND sha256 = ?"
                " AND removed_at IS NULL",
                [self.place, row["passage"], row["sha256"]],
            ).fetchone()
            if again is None:
                connection.execute("UPDATE notebook SET removed_at = NULL WHERE id = ?", [entry_id])
            return self._row(connection, again["id"] if again else entry_id)

    def _standing(self, connection: sqlite3.Connection, entry_id: str) -> Entry:
        """The same, unless it was removed since it was found."""
        if connection.execute(
            "SELECT 1 FROM notebook WHERE id = ? AND removed_at IS NOT NULL", [entry_id]
        ).fetchone():
            raise told(NotebookRefused, "notebook-none")
        return self._row(connection, entry_id)

    def _row(self, connection: sqlite3.Connection, entry_id: str) -> Entry:
        row = connection.execute("SELECT * FROM notebook WHERE id = ?", [entry_id]).fetchone()
        if row is None:
            raise told(NotebookRefused, "notebook-none")
        tags = connection.execute(
            "SELECT tag FROM notebook_tags WHERE entry = ? ORDER BY tag", [entry_id]
        ).fetchall()
        return entry_of(row, [each["tag"] for each in tags])


def article_gone(texts: Texts, since: datetime | None) -> str:
    """That an entry's article was removed or replaced, and when if that is known."""
    if since is None:
        return texts("notebook-article-gone")
    return texts("notebook-article-gone-since", day=since.date())


def saved_passages(file: TeamFile) -> dict[str, list[str]]:
    """The ids of the passages that any notebook of the team has, by the receipt of their answer."""
    found: dict[str, list[str]] = {}
    for row in file.rows(
        "SELECT receipt, passage FROM notebook WHERE removed_at IS NULL AND receipt <> ''"
        " ORDER BY rowid"
    ):
        found.setdefault(row["receipt"], []).append(row["passage"])
    return found


def forget(connection: sqlite3.Connection, person: str) -> int:
    """Takes a person's id off what they saved, in a transaction of the caller's; from how many."""
    return connection.execute("UPDATE notebook SET saver = '' WHERE saver = ?", [person]).rowcount


def remove_place(connection: sqlite3.Connection, place: str, now: datetime) -> None:
    """Removes every entry of a place and of its threads, where nobody can open their notebooks any
    more, in a transaction of the caller's."""
    connection.execute(
        "UPDATE notebook SET removed_at = ? WHERE (place = ? OR parent = ?) AND removed_at IS NULL",
        [now.isoformat(), place, place],
    )


def clear(connection: sqlite3.Connection, now: datetime) -> None:
    """Deletes what was removed too long ago to be brought back, with its tags, and notes that
    others took the place of as long ago, in a transaction of the caller's."""
    connection.execute("DELETE FROM notebook WHERE removed_at <= ?", [(now - UNDO).isoformat()])
    former_notes.clear(connection, now - UNDO)


def _note(note: str) -> str:
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise told(NotebookRefused, "notebook-long-note", most=LONGEST_NOTE)
    return note


def plain_tag(typed: str) -> str:
    """A tag as it is kept, however it was typed."""
    return " ".join(typed.casefold().split()).removeprefix("#").strip()


def _tag(tag: str) -> str:
    tag = plain_tag(tag)
    if not tag or len(tag) > LONGEST_TAG or "," in tag:
        raise told(NotebookRefused, "notebook-bad-tag", most=LONGEST_TAG)
    return tag
