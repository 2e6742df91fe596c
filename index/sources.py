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
from index.model import Source

FILE_NAME = "sources.toml"

# The file says "date", as people do.
_KEYS = {("date" if each.name == "published" else each.name): each.name for each in fields(Source)}


def read_sources(folder: Path) -> dict[str, Source]:
    """The folder's sources by file name; none where it has no sources.toml.

    Raises `FootnoteError` that names the file, the table and the key that is wrong.
    """
    path = folder / FILE_NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FootnoteError(f"{path} cannot be read: {error.strerror}") from error
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FootnoteError(f"{path} is not TOML: {error}") from error
    return {name: _source(path, name, table) for name, table in tables.items()}


def _source(path: Path, name: str, table: object) -> Source:
    if not isinstance(table, dict):
        raise FootnoteError(f'{path}: "{name}" must be a table, as in ["{name}"]')
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise FootnoteError(f'{path}: "{name}" has an unknown key "{key}" (known: {known})')
        kind = date if key == "date" else str
        if type(value) is not kind or not value:
            wanted = "a date such as 2014-09-15" if kind is date else "a text that is not empty"
            raise FootnoteError(f'{path}: "{key}" of "{name}" must be {wanted}')
        values[_KEYS[key]] = value
    return Source(**values)
