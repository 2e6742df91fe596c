"""What becomes of answers when their time is over, or when whoever asked wants to be forgotten.

The receipts of some answers stand where they are read later: in a notebook, or in a file that was
exported. Those answers outlive their time, without their asker. A private one does not: nobody but
its asker may be shown it, so that it goes when nobody knows any more who that was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.core.team_file import TeamFile

#: Answers that outlive their time because of an exported file, at most; the oldest give way.
MOST_EXPORTED = 5_000

_SAVED = "receipt IN (SELECT receipt FROM saved_receipts)"
_OUTLIVES = f"answer <> '' AND private = 0 AND copy_of = '' AND (exported = 1 OR {_SAVED})"


def export_answers(file: TeamFile, ids: Iterable[str]) -> None:
    """Notes that the receipts of kept answers stand in a file that was given to somebody. Private
    ones are passed over.

    Raises `TeamUnusable`.
    """
    _note(file, "id = ?", ids)


def export_receipts(file: TeamFile, receipts: Iterable[str]) -> None:
    """The same, of receipts. Those of answers that are not kept lead nowhere as before."""
    _note(file, "receipt = ?", receipts)


def _note(file: TeamFile, which: str, values: Iterable[str]) -> None:
    with file.writing() as connection:
        connection.executemany(
            "UPDATE answers SET exported = 1"  # noqa: S608 - our own words
            f" WHERE kind = 'answer' AND private = 0 AND copy_of = '' AND answer <> '' AND {which}",
            [(value,) for value in values if value],
        )
        connection.execute(
            "UPDATE answers SET exported = 0 WHERE exported = 1 AND id NOT IN"
            " (SELECT id FROM answers WHERE exported = 1 ORDER BY asked_at DESC, rowid DESC"
            " LIMIT ?)",
            [MOST_EXPORTED],
        )


def forget(connection: sqlite3.Connection, person: str, *, alone: bool = False) -> tuple[int, int]:
    """Deletes what a person asked, in a transaction of the caller's; how many answers are gone,
    and how many stay.

    Of an answer that a notebook has a passage of only the asker is forgotten, unless it was
    private. A person who is a team ``alone`` asked those, too, of which it is not known any more.
    """
    stay = connection.execute(
        "UPDATE answers SET asker = '', exported = 0"  # noqa: S608 - our own words
        f" WHERE asker = ? AND private = 0 AND copy_of = '' AND {_SAVED}",
        [person],
    ).rowcount
    gone = connection.execute("DELETE FROM answers WHERE asker = ?", [person]).rowcount
    if alone:
        gone += connection.execute(
            f"DELETE FROM answers WHERE asker = '' AND exported = 1 AND NOT {_SAVED}"  # noqa: S608 - our own words
        ).rowcount
    return gone, stay


def expire(connection: sqlite3.Connection, now: datetime, kept_for: timedelta) -> None:
    """Clears away what has expired, in a transaction of the caller's.

    ``kept_for`` is how long answers are kept, and for how long again it is known when one expired.
    """
    # Of who was forgotten an answer stays as long as a passage of it is saved.
    connection.execute(
        "DELETE FROM answers WHERE kind = 'answer' AND asker = '' AND expires_at > ?"  # noqa: S608 - our own words
        f" AND NOT ({_OUTLIVES})",
        [now.isoformat()],
    )
    # What outlives its time stays whole, but for who asked.
    connection.execute(
        "UPDATE answers SET asker = '' WHERE expires_at <= ? AND asker <> ''"  # noqa: S608 - our own words
        f" AND {_OUTLIVES}",
        [now.isoformat()],
    )
    connection.execute(
        "UPDATE answers SET asker = '', owner = '', question = '', answer = ''"  # noqa: S608 - our own words
        f" WHERE expires_at <= ? AND answer <> '' AND NOT ({_OUTLIVES})",
        [now.isoformat()],
    )
    # Votes do not outlive their time, also where the answer does.
    connection.execute(
        "DELETE FROM votes WHERE answer IN (SELECT id FROM answers WHERE expires_at <= ?)",
        [now.isoformat()],
    )
    # The id and its date stay for as long again, to be able to say when it expired.
    told_until = now if kept_for < timedelta(days=1) else now - kept_for
    connection.execute(
        f"DELETE FROM answers WHERE kind <> 'digest' AND expires_at <= ? AND NOT ({_OUTLIVES})",  # noqa: S608 - our own words
        [told_until.isoformat()],
    )
    # What digests showed has a time of its own.
    connection.execute(
        "DELETE FROM answers WHERE kind = 'digest' AND expires_at <= ?"
        " AND 2 * julianday(expires_at) - julianday(asked_at) <= julianday(?)",
        [now.isoformat(), now.isoformat()],
    )
