"""CSV, a row an entry (RFC 4180), with everything that is known of it.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
Injection"), and so does one that begins with an apostrophe: whoever takes one apostrophe off each
cell that begins with one has every value to the letter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from bot.core.notebook import Entry
from bot.core.rendering import Wording

NAME, SUFFIX = "csv", ".csv"

COLUMNS = (
    "id", "saved_at", "saved_by", "question", "receipt", "note", "tags", "thread", "quote", "title",
    "outlet", "author", "credit", "date", "paragraph", "last_paragraph", "url", "file", "start",
    "end", "sha256", "library",
)  # fmt: skip
_GUARDED = ("'", "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(entries: Sequence[Entry], _wording: Wording) -> bytes:
    """The entries as UTF-8 with a byte order mark, by which spreadsheets know it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for each in entries:
        writer.writerow(map(_guarded, _cells(each)))
    return file.getvalue().encode("utf-8-sig")


def unguarded(cell: str) -> str:
    """A cell as it was before it was guarded."""
    return cell.removeprefix("'")


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _cells(entry: Entry) -> tuple[str, ...]:
    quote = entry.quote
    return (
        *(entry.id, entry.saved_at.isoformat(), entry.saver, entry.question, entry.receipt),
        *(entry.note, ", ".join(entry.tags), entry.where.thread_name),
        *(quote.text, quote.title or "", quote.outlet or "", quote.author or ""),
        *(quote.credit or "", quote.published.isoformat() if quote.published else ""),
        *(str(quote.paragraph), str(quote.last_paragraph or quote.paragraph)),
        *(quote.url or "", quote.origin, str(quote.start), str(quote.end)),
        *(quote.sha256, quote.library),
    )
