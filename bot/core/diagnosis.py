"""What is configured, what is missing, and what state everything is in."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.core.answering import Shelf
from bot.core.app import LOCAL, App
from bot.core.rendering import counted
from index import engines
from index.errors import FootnoteError
from index.syncing import is_synced

TOKEN = "DISCORD_TOKEN"  # noqa: S105 - the name of a variable, not a token


class State(Enum):
    """How a thing is."""

    GOOD = "ok"
    NOTE = "--"
    BAD = "!!"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the diagnosis."""

    state: State
    text: str


def diagnose(app: App, config_path: Path, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Findings, in the order in which one would look. Never says a secret."""
    yield _python()
    yield Finding(State.GOOD, f"configuration: {config_path}")
    yield _state_folder(app.config.state)
    yield _token(app.config.base, environment)
    for package in ("discord.py", "rank-bm25", "sqlite-utils"):
        yield _package(package)
    yield _compiled()
    yield Finding(
        State.GOOD, f"engine: {app.snapshots.engine.name} (configured: {app.config.search.engine})"
    )
    for shelf in app.known(LOCAL):
        yield _library(app, shelf)


def token(base: Path, environment: Mapping[str, str]) -> tuple[str, str] | None:
    """The bot's token and where it is from: the environment, else the .env beside config.toml."""
    from dotenv import dotenv_values

    if environment.get(TOKEN):
        return environment[TOKEN], "the environment"
    found = dotenv_values(base / ".env", interpolate=False).get(TOKEN)
    return (found, ".env") if found else None


def _python() -> Finding:
    good = sys.version_info >= (3, 11)
    return Finding(
        State.GOOD if good else State.BAD,
        f"Python {platform.python_version()}" + ("" if good else ": 3.11 or later is needed"),
    )


def _state_folder(state: Path) -> Finding:
    nearest = state
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return Finding(State.GOOD, f"state folder: {state}")
    return Finding(State.BAD, f"state folder: {state} cannot be written")


def _token(base: Path, environment: Mapping[str, str]) -> Finding:
    found = token(base, environment)
    if found is None:
        return Finding(State.NOTE, f"Discord token: not set ({TOKEN}); only the bot needs it")
    return Finding(State.GOOD, f"Discord token: set, in {found[1]}")


def _package(name: str) -> Finding:
    try:
        return Finding(State.GOOD, f"{name} {version(name)}")
    except PackageNotFoundError:
        return Finding(State.BAD, f"{name} is not installed; run make setup")


def _compiled() -> Finding:
    if "compiled" in engines.names():
        return Finding(State.GOOD, "compiled engine: there")
    return Finding(
        State.NOTE,
        "compiled engine: not there, rank-bm25 serves; it is compiled when Footnote is installed"
        " where there is a C compiler",
    )


def _library(app: App, shelf: Shelf) -> Finding:
    library = shelf.library
    named = f"library {library.name} ({shelf.title})"
    folders = app.config.folders(library.name) if library.name in app.config.libraries else []
    gone = [str(folder) for folder in folders if not folder.is_dir()]
    if gone:
        return Finding(State.BAD, f"{named}: there is no folder {', '.join(gone)}")
    if not library.exists():
        later = "is indexed at the first question" if folders else "empty"
        return Finding(State.NOTE, f"{named}: {later}")
    try:
        with library.reader() as reader:
            held = reader.coverage()
            split = app.snapshots.parts(reader.generation, library.index_folder)
            refused = len(reader.refusals())
        synced = not folders or is_synced(library, folders, app.config.base)
    except FootnoteError as error:
        return Finding(State.BAD, f"{named}: {error}")
    parts = [counted(held.articles, "article"), counted(held.passages, "passage")]
    fresh = split > 0 and synced
    state = f"index fresh, in {counted(split, 'part')}" if split > 1 else "index fresh"
    parts.append(state if fresh else "index stale, renewed at the next question")
    if refused:
        parts.append(f"{counted(refused, 'file')} refused")
    return Finding(State.GOOD if fresh else State.NOTE, f"{named}: {', '.join(parts)}")
