"""Articles for tests: as files, and as loaders give them."""

from __future__ import annotations

from pathlib import Path

from index.library import Library
from index.loaders import load
from index.model import Article, Source
from index.writer import Outcome

#: Stands between short paragraphs that are to be passages of their own: without furniture between
#: them they would be one.
APART = "\n\nADVERTISEMENT\n\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """Writes an article's file, with the folders above it; no line end is translated."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def article(text: str, origin: str = "a.txt", **source: object) -> Article:
    """An article as the plain-text loader reads it, with what is stated about it elsewhere."""
    return load(text.encode("utf-8"), origin, Source(**source))  # type: ignore[arg-type]


def add(library: Library, *articles: Article) -> list[Outcome]:
    """Adds articles in one transaction, each located at its origin."""
    with library.writer() as writer, writer.change() as change:
        return [change.add(each, each.origin) for each in articles]


def texts(library: Library) -> list[str]:
    """The text of every live passage, in order of row."""
    with library.reader() as reader:
        return [text for _, text in reader.documents()]
