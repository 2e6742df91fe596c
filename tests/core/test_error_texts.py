"""What goes wrong is told in the same words as it is raised, and in German."""

from __future__ import annotations

import ast
import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.core.app import LOCAL, App
from bot.core.texts import DEFAULT, all_texts, texts
from index import indexer, loaders
from index.errors import (
    ArticleRefused,
    FootnoteError,
    LibraryBusy,
    LibraryUnusable,
    QuestionRefused,
    UnknownLibrary,
)
from index.files import File
from index.library import Library
from index.operators import MOST, Operators, given_operators, read_operators
from index.sources import Sources
from tests.articles import add, article

ROOT = Path(__file__).resolve().parents[2]
#: What a member may meet: each is raised with a key.
MET = (QuestionRefused, UnknownLibrary, LibraryBusy, LibraryUnusable, ArticleRefused)
NEWS = article("News\n\nThe bridge fell.", "news.txt")


def told(raising: Callable[[], object]) -> FootnoteError:
    """What is raised; told in English as it was raised, and otherwise in other languages."""
    with pytest.raises(FootnoteError) as raised:
        raising()
    error = raised.value
    assert error.key
    assert texts().error(error) == str(error)
    for words in all_texts():
        if words.language != DEFAULT:
            assert words.error(error) != str(error)
            for value in error.values.values():
                shown = words.number(value) if isinstance(value, int) else str(value)
                named = {"after": "„ab“", "before": "„vor“"}.get(shown, shown)
                assert named in words.error(error)
    return error


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("", "question-none"),
        (" \n\t", "question-none"),
        ("why " * 1000, "question-too-long"),
        ("*_`|" * 1000, "question-too-long"),
        ("oil -\"the of\"", "question-small-words"),
        ('oil "<@> {} **"', "question-small-words"),
        ("who is it?", "question-nothing-telling"),
        ("?!", "question-nothing-telling"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_asked(app: App, question: str, key: str) -> None:
    assert told(lambda: app.check(LOCAL, question)).key == key


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("oil after:yesterday", "question-no-day"),
        ("oil before:2014-13-45", "question-no-day"),
        ("oil after:2015 before:2014", "question-no-day-between"),
        ("oil sort:{$x}", "question-no-order"),
        (" ".join(f'"a{n} b"' for n in range(MOST + 1)), "question-too-many-phrases"),
        (" ".join(f"-a{n}" for n in range(MOST + 1)), "question-too-many-excluded"),
        (" ".join(f"source:a{n}" for n in range(MOST + 1)), "question-too-many-sources"),
    ],
)
def test_an_operator_that_cannot_be_read(question: str, key: str) -> None:
    assert told(lambda: read_operators(question)).key == key


def test_options_that_contradict_the_question() -> None:
    given = Operators(after=date(2015, 1, 1))
    assert told(lambda: given.joined(Operators(before=date(2015, 1, 1)))).key == (
        "question-no-day-between"
    )
    assert told(lambda: given_operators(after="**")).key == "question-no-day"


def test_a_library_that_there_is_none_of(app: App) -> None:
    assert told(lambda: app.shelves(LOCAL, "x" * 90)).key == "library-unknown"
    app.config.libraries.clear()
    assert told(lambda: app.shelves(LOCAL, "{$x}")).key == "library-unknown-none"
    assert told(lambda: app.writable("no name")).key == "library-bad-name"


def test_a_library_that_is_filled_from_folders(app: App) -> None:
    assert told(lambda: app.writable("seeds")).key == "library-followed"


def test_a_library_that_is_empty_busy_or_newer(library: Library) -> None:
    assert told(library.reader().__enter__).key == "library-empty"
    add(library, NEWS)
    with library.writer():
        assert told(library.writer().__enter__).key == "library-busy"
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, '9999_later', applied_at FROM _sqlite_migrations LIMIT 1"
        )
    assert told(library.reader().__enter__).key == "library-newer"


def test_a_library_that_is_damaged_or_unusable(library: Library) -> None:
    add(library, NEWS)
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("ALTER TABLE articles RENAME TO elsewhere")

    def read() -> None:
        with library.reader() as reader:
            reader.articles()

    assert told(read).key == "library-unusable"
    library.path.write_text("not a database at all" * 500)
    assert told(read).key == "library-damaged"


def test_a_library_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "libraries").write_text("a file where the folder should be")
    library = Library(tmp_path / "libraries" / "news.db", "news")
    assert told(library.writer().__enter__).key == "library-unwritable"


def test_a_library_that_cannot_be_indexed(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    app.sync()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(type(app.snapshots), "_made", full)
    told_ = told(lambda: app.ask(LOCAL, "who rejected the offer?", limit=3))
    assert told_.key == "library-not-indexed"


@pytest.mark.parametrize(
    ("data", "origin", "key"),
    [
        (b"", "a.txt", "article-empty"),
        (b"ADVERTISEMENT\n\nLeave a Reply\n\n* * *\n", "a.txt", "article-no-paragraph"),
        ("Grüße".encode("utf-16"), "a.txt", "article-utf16"),
        (b"PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", "article-zeros"),
        (bytes(range(1, 32)) * 4 + b"abc", "a.txt", "article-binary"),
        ("Grüße".encode("latin-1"), "a.txt", "article-not-utf8"),
        (b"One paragraph.", "a.xyz", "article-no-loader"),
    ],
)
def test_bytes_that_are_no_article(data: bytes, origin: str, key: str) -> None:
    assert told(lambda: loaders.load(data, origin)).key == key


def test_a_file_that_is_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> Callable[[], object]:
        return lambda: indexer.read_article(File(path, path.name, path.name), Sources())

    assert told(read(tmp_path)).key == "article-not-file"
    assert told(read(tmp_path / "nowhere.txt")).key == "article-unreadable"
    (tmp_path / "a.txt").write_text("x" * 2_000)
    monkeypatch.setattr(indexer, "LARGEST_FILE", 1_000)
    assert told(read(tmp_path / "a.txt")).key == "article-too-large"


def raised_without_a_key() -> Iterator[str]:
    names = {each.__name__ for each in MET}
    for folder in ("index", "bot/core", "bot/views", "bot/cogs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in names
                    and not any(each.arg == "key" for each in node.keywords)
                ):
                    yield f"{path.relative_to(ROOT)}: {ast.unparse(node)}"


def test_whatever_a_member_may_meet_has_a_key() -> None:
    # A sources.toml is beside files of who runs the bot, who reads its log.
    assert list(raised_without_a_key()) == ["index/indexer.py: ArticleRefused(str(error))"]
