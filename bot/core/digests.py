"""What watches found, on its way to those who wait for it.

A digest goes through four steps, each of them one transaction of the team's file: what was found
waits with its watch; a digest is made of it; somebody begins to send it; it was sent. After a crash
the next step is the one that was not taken. Only between sending and knowing that it was sent
nobody can tell: then the nonce of its message, which is the digest's id, and the ids of its buttons
tell whether Discord has it (`bot.delivery`). So nothing is lost, and nothing is told twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.digest import (
    MOST_SHOWN,
    Digest,
    Waiting,
    answer_of,
    part_of,
    parts_json,
    read_parts,
    shares,
)
from bot.core.news import read_news
from bot.core.team import Team
from bot.core.watch import Pause, Place, Watch
from bot.core.watches import Watches, every_watch

#: A place gets one digest in this time at most.
APART = timedelta(hours=1)

# How long after the first attempt to send a digest the next one is made; then twice as long, and
# so on, up to the longest.
_RETRY, _LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)
# How long a digest that was sent is remembered: longer than places need to stay apart.
_REMEMBERED = timedelta(days=1)


class Digests:
    """The digests in a team's file."""

    def __init__(self, team: Team) -> None:
        """``team`` keeps the passages that are shown, as long as it keeps answers."""
        self._team = team
        self._file = team.file
        self._watches = Watches(team.file)

    def waiting(self, watch: Watch) -> Waiting:
        """What a watch found that nobody was told of. Raises `TeamUnusable`."""
        return _waiting(watch, self._file.rows(_FOUND, watch.id, ""))

    def told(self, waiting: Waiting) -> None:
        """Somebody was told of all this just now, without a digest. Raises `TeamUnusable`."""
        with self._file.writing() as connection:
            _take(connection, waiting, "told")
            _done(connection, waiting.watch.id, "told", self._file.clock())

    def make(self) -> int:
        """Makes the digests that are due, one a place at most; how many. Raises `TeamUnusable`."""
        now = self._file.clock()
        # Most of the time nothing is due: then nothing needs to be written.
        if not any(_is_due(each, now) for each in self._watches.all()):
            return 0
        with self._file.writing() as connection:
            clear(connection, now)
            rows = connection.execute(
                "SELECT DISTINCT place FROM watch_digests WHERE sent_at = '' OR sent_at > ?",
                [(now - APART).isoformat()],
            )
            quiet = {row["place"] for row in rows}
            places: dict[str, list[Waiting]] = {}
            for watch in every_watch(connection):
                if _is_due(watch, now) and watch.place.id not in quiet:
                    found = connection.execute(_FOUND, [watch.id, ""]).fetchall()
                    places.setdefault(watch.place.id, []).append(_waiting(watch, found))
            for waiting in places.values():
                self._make(connection, waiting, now)
        return len(places)

    def to_send(self) -> list[Digest]:
        """The digests on their way that should be sent now. Raises `TeamUnusable`.

        One of which every watch was removed meanwhile is none any more.
        """
        now = self._file.clock().isoformat()
        rows = self._file.rows(
            "SELECT * FROM watch_digests WHERE sent_at = '' AND next_try_at <= ?"
            " ORDER BY made_at, rowid",
            now,
        )
        there = {each.id for each in self._watches.all()} if rows else set()
        found = [_digest(row) for row in rows]
        for each in found:
            if not any(part.watch in there for part in each.parts):
                self.withdraw(each)
        return [each for each in found if any(part.watch in there for part in each.parts)]

    def are_on_their_way(self) -> bool:
        """Whether anything waits to be told, or is being sent."""
        return bool(
            self._file.rows("SELECT 1 FROM watch_found WHERE digest = '' LIMIT 1")
            or self._file.rows("SELECT 1 FROM watch_digests WHERE sent_at = '' LIMIT 1")
        )

    def begin(self, digest: Digest) -> bool:
        """Notes that somebody begins to send it; false if somebody else has, or if it must not be.

        It must not if one of its watches was muted, paused or removed since it was made: then it is
        withdrawn, and a new one is made of what may be told. If nothing is heard of one that was
        begun, it should be tried again: the later, the more often it was.
        """
        now = self._file.clock()
        with self._file.writing() as connection:
            waits = connection.execute(
                "SELECT 1 FROM watch_digests WHERE id = ? AND tries = ? AND sent_at = ''",
                [digest.id, digest.tries],
            ).fetchone()
            if waits is None:
                return False
            telling = {each.id for each in every_watch(connection) if each.tells(now)}
            if not all(part.watch in telling for part in digest.parts):
                _withdraw(connection, digest)
                return False
            connection.execute(
                "UPDATE watch_digests SET tries = tries + 1, next_try_at = ? WHERE id = ?",
                [(now + _pause(digest.tries)).isoformat(), digest.id],
            )
        return True

    def sent(self, digest: Digest, message: str) -> None:
        """Notes the id of its message: what it tells is told. Raises `TeamUnusable`."""
        now = self._file.clock()
        with self._file.writing() as connection:
            connection.execute(
                "UPDATE watch_digests SET sent_at = ?, message = ? WHERE id = ?",
                [now.isoformat(), message, digest.id],
            )
            for part in digest.parts:
                _done(connection, part.watch, digest.id, now)

    def fail(self, digest: Digest, reason: Pause) -> None:
        """Takes a digest back that cannot be told: its watches pause, what they found waits."""
        for part in digest.parts:
            self._watches.pause(part.watch, reason)
        self.withdraw(digest)

    def withdraw(self, digest: Digest) -> None:
        """Takes a digest back that was never told: what its watches found waits for another."""
        with self._file.writing() as connection:
            _withdraw(connection, digest)

    def _make(
        self, connection: sqlite3.Connection, waiting: Sequence[Waiting], now: datetime
    ) -> None:
        """Makes one digest: of those that have waited longest, if there are too many."""
        told = sorted(waiting, key=lambda each: each.since)[:MOST_SHOWN]
        digest_id = self._file.new_id()
        parts = []
        for each, shown in zip(told, shares([len(each.news) for each in told]), strict=True):
            _take(connection, each, digest_id)
            answer_id = self._team.keep_in(
                connection,
                answer_of(each),
                self._team.kept_by_default,
                asker="",
                place=each.watch.place.id,
                private=False,
                watch=each.watch.id,
            )
            parts.append(part_of(each, answer_id, shown))
        place = told[0].watch.place
        connection.execute(
            "INSERT INTO watch_digests VALUES (?, ?, ?, ?, ?, '', '', 0, ?)",
            [
                digest_id,
                place.id,
                place.parent,
                now.isoformat(),
                parts_json(parts),
                now.isoformat(),
            ],
        )


def clear(connection: sqlite3.Connection, now: datetime) -> None:
    """Forgets digests that were sent long ago, in a transaction of the caller's."""
    connection.execute(
        "DELETE FROM watch_digests WHERE sent_at <> '' AND sent_at <= ?",
        [(now - _REMEMBERED).isoformat()],
    )


_FOUND = (
    "SELECT rowid, news, found_at FROM watch_found WHERE watch = ? AND digest = ?"
    " ORDER BY found_at, rowid"
)


def _withdraw(connection: sqlite3.Connection, digest: Digest) -> None:
    """As `Digests.withdraw`, in a transaction of the caller's; one that was sent stays."""
    gone = connection.execute(
        "DELETE FROM watch_digests WHERE id = ? AND sent_at = ''", [digest.id]
    ).rowcount
    if gone:
        connection.execute("UPDATE watch_found SET digest = '' WHERE digest = ?", [digest.id])
        connection.executemany(
            "DELETE FROM answers WHERE id = ?", [[part.answer] for part in digest.parts]
        )


def _is_due(watch: Watch, now: datetime) -> bool:
    return watch.waiting > 0 and watch.tells(now) and watch.may_tell(now)


def _waiting(watch: Watch, rows: Sequence[sqlite3.Row]) -> Waiting:
    news = [read_news(row["news"]) for row in rows if row["news"]]
    # Sorting is stable: of equally good ones the first found comes first.
    news.sort(key=lambda each: -each.match.value)
    since = datetime.fromisoformat(rows[0]["found_at"]) if rows else watch.made_at
    last = max((row["rowid"] for row in rows), default=0)
    return Waiting(watch, tuple(news), len(rows), since, last)


def _take(connection: sqlite3.Connection, waiting: Waiting, digest: str) -> None:
    """What waits is part of a digest from now on."""
    connection.execute(
        "UPDATE watch_found SET digest = ? WHERE watch = ? AND digest = '' AND rowid <= ?",
        [digest, waiting.watch.id, waiting.last],
    )


def _done(connection: sqlite3.Connection, watch: str, digest: str, now: datetime) -> None:
    """What a digest told of a watch is told: its text is not needed any more."""
    connection.execute(
        "UPDATE watch_found SET news = '' WHERE watch = ? AND digest = ?", [watch, digest]
    )
    connection.execute("UPDATE watches SET told_at = ? WHERE id = ?", [now.isoformat(), watch])


def _pause(tries: int) -> timedelta:
    """How long after an attempt the next one is made, if there were so many before."""
    return min(_RETRY * (1 << min(tries, 10)), _LONGEST_RETRY)


def _digest(row: sqlite3.Row) -> Digest:
    tries = row["tries"]
    next_try_at = datetime.fromisoformat(row["next_try_at"])
    return Digest(
        id=row["id"],
        place=Place(row["place"], row["parent"]),
        made_at=datetime.fromisoformat(row["made_at"]),
        parts=read_parts(row["parts"]),
        tries=tries,
        tried_at=next_try_at - _pause(tries - 1) if tries else None,
    )
