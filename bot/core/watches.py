"""The watches in a team's file: each belongs to one channel or thread, and to whoever added it.

Several people may subscribe to one. `bot.core.watch_memory` keeps what a watch has seen and found,
`bot.core.digests` what was told of it.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from bot.core.answer import options_dict, read_options
from bot.core.answering import cleaned
from bot.core.news import Looked
from bot.core.team_file import TeamFile
from bot.core.texts import told
from bot.core.watch import Every, Pause, Place, Wanted, Watch, WatchRefused
from bot.core.watch_memory import remember

#: Watches of one team, and of one person in it.
MOST_OF_TEAM = 100
MOST_OF_PERSON = 25


class Watches:
    """The watches in a team's file."""

    def __init__(self, file: TeamFile) -> None:
        self._file = file

    def add(self, wanted: Wanted, person: str, known: Looked) -> tuple[Watch, bool]:
        """Adds a watch, and whether there was none of that question in that place.

        If there was, the person subscribes to it, and it goes on if it was paused; its owner may
        change how it tells. ``known`` is what counts as known from now on. Raises `WatchRefused`
        for one too many, and `TeamUnusable`.
        """
        question = cleaned(wanted.question)
        options = json.dumps(options_dict(wanted.options), sort_keys=True)
        asks = json.dumps([" ".join(question.casefold().split()), options])
        with self._file.writing() as connection:
            row = connection.execute(
                "SELECT id, owner FROM watches WHERE place = ? AND asks = ?",
                [wanted.place.id, asks],
            ).fetchone()
            if row is None:
                _refuse_too_many(connection, person)
                watch_id = self._file.new_id()
                values: dict[str, object] = {
                    "id": watch_id,
                    "place": wanted.place.id,
                    "parent": wanted.place.parent,
                    "owner": person,
                    "question": question,
                    "options": options,
                    "asks": asks,
                    "every": (wanted.every or Every.HOUR).value,
                    "partial": int(bool(wanted.partial)),
                    "language": wanted.language,
                    "made_at": self._file.clock().isoformat(),
                    "told_at": "",
                    "muted_until": "",
                    "paused": "",
                    "owner_told": 1,
                }
                connection.execute(
                    f"INSERT INTO watches ({', '.join(values)})"  # noqa: S608 - our own names
                    f" VALUES ({', '.join('?' * len(values))})",
                    list(values.values()),
                )
                remember(connection, watch_id, known)
            else:
                watch_id = row["id"]
                connection.execute(
                    "UPDATE watches SET paused = '', owner_told = 1 WHERE id = ?", [watch_id]
                )
                if row["owner"] == person:
                    _change(connection, watch_id, wanted)
            _subscribe(connection, watch_id, person, wanted.ping)
            return _read(connection, watch_id), row is None

    def all(self) -> list[Watch]:
        """All watches, the oldest first. Raises `TeamUnusable`."""
        return [_watch(row) for row in self._file.rows(f"{_SELECT} ORDER BY w.made_at, w.rowid")]

    def get(self, watch_id: str) -> Watch:
        """The watch of that id. Raises `WatchRefused` if there is none, and `TeamUnusable`."""
        rows = self._file.rows(f"{_SELECT} WHERE w.id = ?", watch_id)
        if not rows:
            raise told(WatchRefused, "watch-gone")
        return _watch(rows[0])

    def are_there(self) -> bool:
        """Whether there are any."""
        return bool(self._file.rows("SELECT 1 FROM watches LIMIT 1"))

    def remove(self, watch_id: str) -> None:
        """Removes a watch with all that is kept of it; one that is not there is as good as that."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM watches WHERE id = ?", [watch_id])

    def remove_place(self, place: str) -> int:
        """Removes the watches of a channel, with those of its threads; how many they were."""
        if not self._file.exists:
            return 0
        with self._file.writing() as connection:
            return connection.execute(
                "DELETE FROM watches WHERE place = ? OR parent = ?", [place, place]
            ).rowcount

    def mute(self, watch_id: str, until: datetime | None) -> Watch:
        """Keeps a watch from telling until then, or lets it tell. What is found meanwhile waits.

        Raises `WatchRefused` if it is not there any more, and `TeamUnusable`.
        """
        return self._set(watch_id, muted_until=until.isoformat() if until else "")

    def resume(self, watch_id: str) -> Watch:
        """Sets a watch going that was paused. Raises as `mute` does."""
        return self._set(watch_id, paused="", owner_told=1)

    def pause(self, watch_id: str, reason: Pause) -> None:
        """Stops a watch for a reason that its owner is told of. One that is gone stays so."""
        with self._file.writing() as connection:
            connection.execute(
                "UPDATE watches SET paused = ?, owner_told = 0 WHERE id = ? AND paused = ''",
                [reason.value, watch_id],
            )

    def to_be_told(self, person: str) -> list[Watch]:
        """A person's watches that were paused without their being told; from now on they were."""
        if not self._file.rows(
            "SELECT 1 FROM watches WHERE owner = ? AND paused <> '' AND NOT owner_told", person
        ):
            return []
        with self._file.writing() as connection:
            rows = connection.execute(
                f"{_SELECT} WHERE owner = ? AND paused <> '' AND NOT owner_told ORDER BY made_at",
                [person],
            )
            found = [_watch(row) for row in rows.fetchall()]
            connection.execute("UPDATE watches SET owner_told = 1 WHERE owner = ?", [person])
        return found

    def subscribe(self, watch_id: str, person: str, *, ping: bool) -> Watch:
        """Subscribes a person, or changes whether they are pinged. Raises as `mute` does."""
        with self._file.writing() as connection:
            watch = _read(connection, watch_id)
            _subscribe(connection, watch_id, person, ping)
        return watch

    def pinged(self, watch_id: str) -> list[str]:
        """Who asked to be pinged by a watch's digests, in the order they did."""
        rows = self._file.rows(
            "SELECT person FROM watch_subscribers WHERE watch = ? AND ping ORDER BY rowid",
            watch_id,
        )
        return [row["person"] for row in rows]

    def _set(self, watch_id: str, **values: object) -> Watch:
        with self._file.writing() as connection:
            named = ", ".join(f"{name} = ?" for name in values)
            connection.execute(
                f"UPDATE watches SET {named} WHERE id = ?",  # noqa: S608 - our own names
                [*values.values(), watch_id],
            )
            return _read(connection, watch_id)


def every_watch(connection: sqlite3.Connection) -> list[Watch]:
    """As `Watches.all`, in a transaction of the caller's."""
    return [
        _watch(row)
        for row in connection.execute(f"{_SELECT} ORDER BY w.made_at, w.rowid").fetchall()
    ]


def forget(connection: sqlite3.Connection, person: str) -> int:
    """Takes a person out of the watches, in a transaction of the caller's; how many are gone.

    A watch of theirs goes over to the next who subscribed to it, or else is removed. With it goes
    what digests told of it, and of those that were removed before.
    """
    connection.execute("DELETE FROM watch_subscribers WHERE person = ?", [person])
    (gone,) = connection.execute(
        "SELECT count(DISTINCT watch) FROM answers WHERE owner = ?", [person]
    ).fetchone()
    for row in connection.execute("SELECT id FROM watches WHERE owner = ?", [person]).fetchall():
        heir = connection.execute(
            "SELECT person FROM watch_subscribers WHERE watch = ? ORDER BY rowid LIMIT 1",
            [row["id"]],
        ).fetchone()
        if heir is None:
            # From then on, what it told is known by its owner.
            connection.execute("DELETE FROM watches WHERE id = ?", [row["id"]])
            gone += 1
        else:
            connection.execute(
                "UPDATE watches SET owner = ? WHERE id = ?", [heir["person"], row["id"]]
            )
    # Of those that were removed before it was noted whose they were, it could be theirs.
    connection.execute(
        "DELETE FROM answers WHERE owner = ? OR (kind = 'digest' AND watch = '' AND answer <> '')",
        [person],
    )
    return int(gone)


_SELECT = (
    "SELECT w.*, (SELECT count(*) FROM watch_found AS f WHERE f.watch = w.id AND f.digest = '')"
    " AS waiting FROM watches AS w"
)


def _read(connection: sqlite3.Connection, watch_id: str) -> Watch:
    row = connection.execute(f"{_SELECT} WHERE w.id = ?", [watch_id]).fetchone()
    if row is None:
        raise told(WatchRefused, "watch-gone")
    return _watch(row)


def _watch(row: sqlite3.Row) -> Watch:
    return Watch(
        id=row["id"],
        place=Place(row["place"], row["parent"]),
        owner=row["owner"],
        question=row["question"],
        options=read_options(json.loads(row["options"])),
        every=Every(row["every"]),
        partial=bool(row["partial"]),
        language=row["language"],
        made_at=datetime.fromisoformat(row["made_at"]),
        told_at=_moment(row["told_at"]),
        muted_until=_moment(row["muted_until"]),
        paused=Pause(row["paused"]) if row["paused"] else None,
        waiting=row["waiting"],
    )


def _moment(stored: str) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _refuse_too_many(connection: sqlite3.Connection, person: str) -> None:
    counted = "SELECT count(*), coalesce(sum(owner = ?), 0) FROM watches"
    of_team, of_person = connection.execute(counted, [person]).fetchone()
    if of_team >= MOST_OF_TEAM:
        raise told(WatchRefused, "watch-too-many-team", most=MOST_OF_TEAM)
    if of_person >= MOST_OF_PERSON:
        raise told(WatchRefused, "watch-too-many-person", most=MOST_OF_PERSON)


def _change(connection: sqlite3.Connection, watch_id: str, wanted: Wanted) -> None:
    """Changes how a watch tells, as far as its owner says."""
    connection.execute(
        "UPDATE watches SET muted_until = '',"
        " every = coalesce(?, every), partial = coalesce(?, partial) WHERE id = ?",
        [
            wanted.every.value if wanted.every else None,
            None if wanted.partial is None else int(wanted.partial),
            watch_id,
        ],
    )


def _subscribe(
    connection: sqlite3.Connection, watch_id: str, person: str, ping: bool | None
) -> None:
    """Subscribes a person; ``None`` leaves it to what they chose before, at first no ping."""
    connection.execute(
        "INSERT INTO watch_subscribers (watch, person, ping) VALUES (?, ?, ?)"
        " ON CONFLICT (watch, person) DO UPDATE SET ping = coalesce(?, ping)",
        [watch_id, person, int(bool(ping)), None if ping is None else int(ping)],
    )
