"""CSV, a row an entry (RFC 4180), with everything that is known of it.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
Injection"), and so does one that begins with an apostrophe: whoever takes one apostrophe off each
cell that begins with one has every value to the letter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from bot.core.exports import Gone
from bot.core.notebook_entry import Entry
from bot.core.rendering import Wording

NAME, TITLE, SUFFIX = "csv", "CSV", ".csv"
RECEIPTS = True

COLUMNS = (
    "id", "saved_at", "saved_by", "question", "receipt", "note", "tags", "thread", "thread_id",
    "quote", "title", "outlet", "author", "credit", "date", "paragraph", "last_paragraph", "url",
    "file", "start", "end", "sha256", "library", "passage_id", "article", "article_gone_since",
)  # fmt: skip
_GUARDED = ("'", "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(entries: Sequence[Entry], _wording: Wording, gone: Gone) -> bytes:
    """The entries as UTF-8 with a byte order mark, by which spreadsheets know it.

    ``article`` is "there" or "gone", and ``article_gone_since`` when it went, if that is known.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for each in entries:
        writer.writerow(map(_guarded, _cells(each, gone)))
    return file.getvalue().encode("utf-8-sig")


def unguarded(cell: str) -> str:
    """A cell as it was before it was guarded."""
    return cell.removeprefix("'")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _cells(entry: Entry, gone: Gone) -> tuple[str, ...]:
    since = gone.get(entry.id)
    quote = entry.quote
    return (
        *(entry.id, entry.saved_at.isoformat(), entry.saver, entry.question, entry.receipt),
        *(entry.note, ", ".join(entry.tags), entry.where.thread_name, entry.where.thread),
        *(quote.text, quote.title or "", quote.outlet or "", quote.author or ""),
        *(quote.credit or "", quote.published.isoformat() if quote.published else ""),
        *(str(quote.paragraph), str(quote.last_paragraph or quote.paragraph)),
        *(quote.url or "", quote.origin, str(quote.start), str(quote.end)),
        *(quote.sha256, quote.library, quote.passage_id),
        *("gone" if entry.id in gone else "there", since.isoformat() if since else ""),
    )
