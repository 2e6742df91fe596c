"""Everything that Footnote raises on purpose.

    FootnoteError            the message is fit for a user: what was wrong, and what to do
    ├── ConfigError          config.toml says something that cannot be
    ├── ArticleRefused       one file is not an article; the others go in
    ├── QuestionRefused      empty, too long, or nothing in it that could be searched
    ├── UnknownLibrary       no library of that name that the asker may read
    ├── LibraryBusy          another process is writing
    ├── LibraryUnusable      the file is damaged, or of a newer Footnote
    └── StaleIndex           derived files are damaged or of another version; they are rebuilt

Anything else that escapes is a bug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class FootnoteError(Exception):
    """An error whose message a user can read and act on, in one line.

    ``key`` and ``values`` name the same words in catalogues of other languages, where there are.
    """

    def __init__(self, message: str, *, key: str = "", **values: str | int | date) -> None:
        super().__init__(message)
        self.key = key
        self.values = values


class ConfigError(FootnoteError):
    """config.toml says something that cannot be."""


class ArticleRefused(FootnoteError):
    """A file or its bytes are not an article that Footnote can read."""


class QuestionRefused(FootnoteError):
    """A question that cannot be searched for as it stands."""


class UnknownLibrary(FootnoteError):
    """No library of that name that the asker may read."""


class LibraryBusy(FootnoteError):
    """Another process or thread is writing to the library."""


class LibraryUnusable(FootnoteError):
    """The library's file is damaged or was made by a newer Footnote."""


class StaleIndex(FootnoteError):
    """An engine's files are damaged or of another version; they are derived and get rebuilt."""
