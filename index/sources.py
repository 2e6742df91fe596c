"""sources.toml: what is known of the articles in a folder, one table a file.

    ["003_c1109b46a4549047.txt"]
    title = "Khamenei: Iran rejected US request for cooperation against IS"
    outlet = "Middle East Eye"

Every value is what the article itself states. What is left out is unknown, and shown as unknown.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import FootnoteError
from index.file_state import file_state
from index.model import Source

FILE_NAME = "sources.toml"

# The file says "date", as people do.
_KEYS = {("date" if each.name == "published" else each.name): each.name for each in fields(Source)}


class Sources:
    """What sources.toml files say; each is read again only when it was written to."""

    def __init__(self) -> None:
        self._folders: dict[Path, tuple[str, dict[str, Source] | FootnoteError]] = {}

    def of(self, path: Path) -> Source:
        """What is stated of a file. Raises `FootnoteError` if its sources.toml is wrong."""
        folder = path.parent
        state = file_state(folder / FILE_NAME)
        before, found = self._folders.get(folder, ("", {}))
        if state != before:
            try:
                found = read_sources(folder)
            except FootnoteError as error:
                found = error
            self._folders[folder] = state, found
        if isinstance(found, FootnoteError):
            raise found
        return found.get(path.name, Source())


def read_sources(folder: Path) -> dict[str, Source]:
    """The folder's sources by file name; none where it has no sources.toml.

    Raises `FootnoteError` that names the table and the key that is wrong.
    """
    try:
        data = (folder / FILE_NAME).read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FootnoteError(f"{FILE_NAME} cannot be read: {error.strerror}") from error
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FootnoteError(f"{FILE_NAME} is not TOML: {error}") from error
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: object) -> Source:
    if not isinstance(table, dict):
        raise FootnoteError(f'{FILE_NAME}: "{name}" must be a table, as in ["{name}"]')
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise FootnoteError(
                f'{FILE_NAME}: "{name}" has an unknown key "{key}" (known: {known})'
            )
        kind = date if key == "date" else str
        if type(value) is not kind or not value:
            wanted = "a date such as 2014-09-15" if kind is date else "a text that is not empty"
            raise FootnoteError(f'{FILE_NAME}: "{key}" of "{name}" must be {wanted}')
        values[_KEYS[key]] = value
    return Source(**values)
