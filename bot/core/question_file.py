"""A file of questions: a text with one a line, or a table (CSV) with a column of them."""

from __future__ import annotations

import csv
import io
import re

from bot.core.text_file import FileRefused, decoded
from bot.core.texts import told

# What a column of questions may be called.
_HEADINGS = frozenset({"question", "questions", "query", "frage", "fragen"})
_DELIMITERS = ",;\t|"
_TABLES = (".csv", ".tsv")
# How a list in a text may begin its lines. A minus without a space excludes a word.
_MARK = re.compile(r"(?:[-*•]|\d{1,4}[.)])\s+")


def read_questions(data: bytes, name: str, most: int) -> list[str]:
    """The questions in a file's bytes, in their order; ``name`` tells a table from a text.

    Of a table it is the column that is called question, or else the first one. Raises
    `FileRefused` for what is no text, has no question, or more than ``most``.
    """
    text = decoded(data, "batch-not-text")
    table = name.lower().endswith(_TABLES)
    found = _column(text) if table else [_MARK.sub("", each.strip(), 1) for each in _lines(text)]
    questions = [" ".join(each.split()) for each in found if each.strip()]
    if not questions:
        raise told(FileRefused, "batch-empty")
    if len(questions) > most:
        raise told(FileRefused, "batch-too-many", count=len(questions), most=most)
    return questions


def _lines(text: str) -> list[str]:
    return text.splitlines()


def _column(text: str) -> list[str]:
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), _dialect(text)) if row]
    except csv.Error as error:
        raise told(FileRefused, "batch-not-table", reason=str(error)) from error
    if not rows:
        return []
    names = [cell.strip().casefold() for cell in rows[0]]
    headed = next((place for place, name in enumerate(names) if name in _HEADINGS), None)
    if headed is None:
        return [row[0] for row in rows]
    return [row[headed] for row in rows[1:] if headed < len(row)]


def _dialect(text: str) -> type[csv.Dialect]:
    """The delimiter that the first line has most of; quotes as RFC 4180 has them."""
    first = text.partition("\n")[0]

    class _Found(csv.excel):
        delimiter = max(_DELIMITERS, key=first.count)
        strict = True

    return _Found
