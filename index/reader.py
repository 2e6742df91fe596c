"""What can be read from a library: one snapshot of its articles and passages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from index.history import History
from index.model import Generation, Source

_LIVE = "removed IS NULL"
_SOURCE = "title, outlet, author, credit, published, url"


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the library lists it. ``text`` stays in the library."""

    id: int
    location: str
    origin: str
    sha256: str
    source: Source
    characters: int
    passages: int
    added_at: datetime
    fingerprint: str | None
    cutting: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its text and what is needed to cite it."""

    row: int
    id: str
    article: int
    origin: str
    sha256: str
    source: Source
    paragraph: int
    start: int
    end: int
    text: str
    last_paragraph: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a library holds: how many articles and passages, how many of the articles state a day,
    the first and the last of these, and when the library last changed; and which outlets are
    stated, those with most articles first, with how many state none."""

    articles: int
    passages: int
    dated: int
    first: date | None
    last: date | None
    changed_at: datetime | None
    outlets: tuple[str, ...] = ()
    without_outlet: int = 0


class Reader:
    """One snapshot of a library, on one connection: for one thread, until it is closed."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        name: str,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """``connection`` is inside a read transaction, with `sqlite3.Row` rows."""
        self._connection = connection
        #: Raises `LibraryUnusable` if what was read so far may be half of a change: for what is
        #: kept of it. It is called at the reader's end in any case.
        self.check = check
        self.name = name
        self._texts: dict[int, str] = {}
        self._held = 0
        row = self._one("SELECT uuid, counter, digest FROM generation")
        self.generation = Generation(row["uuid"], row["counter"], row["digest"])
        #: How it came to be what it is: what indexes catch up from.
        self.history = History(connection)

    @property
    def path(self) -> Path:
        """The library's file."""
        return Path(self._one("PRAGMA database_list")["file"])

    def coverage(self) -> Coverage:
        """Counts, dates and freshness of the library: as it kept count, whatever its size."""
        changed = self._one("SELECT changed_at FROM generation")["changed_at"]
        held = {
            row["value"]: row["number"]
            for row in self._all("SELECT value, number FROM tallies WHERE kind = 'all'")
        }
        days = self._one(
            "SELECT coalesce(sum(number), 0) AS dated, min(value) AS first, max(value) AS last"
            " FROM tallies WHERE kind = 'published'"
        )
        outlets = {
            row["value"]: row["number"]
            for row in self._all(
                "SELECT value, number FROM tallies WHERE kind = 'outlet'"
                " ORDER BY number DESC, value"
            )
        }
        return Coverage(
            articles=held["articles"],
            passages=held["passages"],
            dated=days["dated"],
            first=_day(days["first"]),
            last=_day(days["last"]),
            changed_at=datetime.fromisoformat(changed) if changed else None,
            without_outlet=held["articles"] - sum(outlets.values()),
            outlets=tuple(outlets),
        )

    def rows(self) -> list[int]:
        """Row ids of the live passages, ascending."""
        return [
            row["id"]
            for row in self._all("SELECT id FROM passages WHERE removed IS NULL ORDER BY id")
        ]

    def documents(self) -> Iterator[tuple[str | None, str]]:
        """Title and text of each live passage, in the order of `rows`."""
        return (
            (each.title, each.text) for each in self.history.stretch(0, self.history.last_row())
        )

    def passages(self, rows: Iterable[int]) -> dict[int, StoredPassage]:
        """The passages of these row ids."""
        wanted = list(rows)
        found = {}
        # SQLite's own limit on parameters was 999 for long.
        for first in range(0, len(wanted), 900):
            part = wanted[first : first + 900]
            marks = ",".join("?" * len(part))
            for row in self._all(f"{_PASSAGE} WHERE p.id IN ({marks})", *part):
                found[row["row"]] = self._passage(row)
        return found

    def surroundings(
        self, passage_id: str, sha256: str
    ) -> tuple[StoredPassage | None, StoredPassage | None] | None:
        """The passages before and after one in its article, of which the SHA-256 is given; ``None``
        if it is not here any more."""
        # By its article, since there is no index of passages' ids.
        here = self._connection.execute(
            "SELECT p.article_id, p.start FROM articles AS a JOIN passages AS p"
            " ON p.article_id = a.id"
            " WHERE a.sha256 = ? AND p.passage_id = ? AND p.removed IS NULL",
            (sha256, passage_id),
        ).fetchone()
        if here is None:
            return None
        neighbours = []
        for side in ("p.start < ? ORDER BY p.start DESC", "p.start > ? ORDER BY p.start"):
            row = self._connection.execute(
                f"{_PASSAGE} WHERE p.article_id = ? AND p.removed IS NULL AND {side} LIMIT 1",
                (here["article_id"], here["start"]),
            ).fetchone()
            neighbours.append(None if row is None else self._passage(row))
        return neighbours[0], neighbours[1]

    def has(self, sha256: str) -> bool:
        """Whether an article with exactly that text is here, whatever its file is called."""
        sql = "SELECT 1 FROM articles WHERE sha256 = ? AND removed IS NULL"
        return self._connection.execute(sql, (sha256,)).fetchone() is not None

    def removed_at(self, origin: str, sha256: str) -> datetime | None:
        """When an article was last removed or replaced; ``None`` if it never was."""
        row = self._one(
            "SELECT max(removed_at) AS at FROM articles WHERE origin = ? AND sha256 = ?",
            origin,
            sha256,
        )
        return datetime.fromisoformat(row["at"]) if row["at"] else None

    def added_at(self, article: int) -> datetime:
        """When an article was added, by its row id."""
        row = self._one("SELECT added_at FROM articles WHERE id = ?", article)
        return datetime.fromisoformat(row["added_at"])

    def articles(self) -> list[StoredArticle]:
        """The live articles, in the order they were added."""
        return [
            StoredArticle(
                id=row["id"],
                location=row["location"],
                origin=row["origin"],
                sha256=row["sha256"],
                source=_source(row),
                characters=row["characters"],
                passages=row["passages"],
                added_at=datetime.fromisoformat(row["added_at"]),
                fingerprint=row["fingerprint"],
                cutting=row["cutting"],
            )
            for row in self._all(
                f"SELECT id, location, origin, sha256, {_SOURCE}, length(text) AS characters,"  # noqa: S608 - our own words
                " added_at, fingerprint, cutting,"
                " (SELECT count(*) FROM passages WHERE article_id = articles.id) AS passages"
                f" FROM articles WHERE {_LIVE} ORDER BY id"
            )
        ]

    def origins(self) -> list[tuple[int, str, Source]]:
        """Row id, origin and source of each live article, in the order they were added."""
        return [
            (row["id"], row["origin"], _source(row))
            for row in self._all(
                f"SELECT id, origin, {_SOURCE} FROM articles WHERE {_LIVE} ORDER BY id"  # noqa: S608 - our own words
            )
        ]

    def fingerprints(self, cutting: int) -> dict[str, str | None]:
        """Under which fingerprint each live article was read, by location.

        ``None`` where it was cut into passages in another way than that of number ``cutting``.
        """
        return {
            row["location"]: row["fingerprint"] if row["cutting"] == cutting else None
            for row in self._all(
                "SELECT location, fingerprint, cutting FROM articles WHERE removed IS NULL"
            )
        }

    def refusals(self) -> dict[str, tuple[str, str]]:
        """Fingerprint and reason of each file that was refused, by its location."""
        return {
            row["location"]: (row["fingerprint"], row["reason"])
            for row in self._all("SELECT location, fingerprint, reason FROM refusals")
        }

    def passages_of(self, article: int) -> list[StoredPassage]:
        """A live article's passages in order, by its row id: its text without furniture."""
        return [
            self._passage(row)
            for row in self._all(
                f"{_PASSAGE} WHERE p.article_id = ? AND p.removed IS NULL ORDER BY p.start",
                article,
            )
        ]

    def _passage(self, row: sqlite3.Row) -> StoredPassage:
        # An answer reads dozens, so columns are taken in their order instead of by their names.
        number, passage, article, paragraph, start, end, last, origin, sha256, *source = row
        title, outlet, author, credit, published, url = source
        return StoredPassage(
            row=number,
            id=passage,
            article=article,
            origin=origin,
            sha256=sha256,
            source=Source(title, outlet, author, credit, _day(published), url),
            paragraph=paragraph,
            start=start,
            end=end,
            text=self.text(article)[start:end],
            last_paragraph=last,
        )

    def text(self, article: int) -> str:
        """An article's whole text as it is stored, by its row id: what all offsets count in."""
        # SQLite's substr would count from its beginning for each passage.
        if article not in self._texts:
            while self._texts and self._held > _HELD:
                self._held -= len(self._texts.pop(next(iter(self._texts))))
            text = str(self._one("SELECT text FROM articles WHERE id = ?", article)["text"])
            self._texts[article] = text
            self._held += len(text)
        return self._texts[article]

    def _one(self, sql: str, *parameters: object) -> sqlite3.Row:
        row = self._connection.execute(sql, parameters).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a row is missing that every library has")
        assert isinstance(row, sqlite3.Row)
        return row

    def _all(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        return self._connection.execute(sql, parameters)


# Characters of articles that a reader keeps at once.
_HELD = 4_000_000
_PASSAGE = (
    'SELECT p.id AS row, p.passage_id, p.article_id, p.paragraph, p.start, p."end",'
    " coalesce(p.last_paragraph, p.paragraph) AS last_paragraph,"
    " a.origin, a.sha256,"
    " a.title, a.outlet, a.author, a.credit, a.published, a.url"
    " FROM passages AS p JOIN articles AS a ON a.id = p.article_id"
)


def _source(row: sqlite3.Row) -> Source:
    return Source(
        title=row["title"],
        outlet=row["outlet"],
        author=row["author"],
        credit=row["credit"],
        published=_day(row["published"]),
        url=row["url"],
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
