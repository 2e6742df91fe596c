"""Following folders: what a question finds while others index, and when something is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import pytest

from bot.config import Config, SharedLibrary
from bot.core.answer import Answer, Quote
from bot.core.app import LOCAL, App, open_app
from index import indexer
from tests.articles import write

ROOT = Path(__file__).resolve().parents[2]
BRIDGE = "The bridge\n\nThe bridge at Mostar fell on Tuesday.\n"
FERRY = "The ferry\n\nThe ferry to Mostar sails on Friday.\n"


@pytest.fixture
def app(tmp_path: Path) -> App:
    """Two libraries of one article each, that nobody has asked yet."""
    write(tmp_path, "news/bridge.txt", BRIDGE)
    write(tmp_path, "more/ferry.txt", FERRY)
    libraries = {name: SharedLibrary(folders=(name,)) for name in ("news", "more")}
    return open_app(Config(libraries=libraries, base=tmp_path))


def made(base: Path) -> App:
    """A folder with an article that is to be followed from there, and its config.toml."""
    write(base, "news/bridge.txt", BRIDGE)
    write(base, "config.toml", '[libraries.news]\nfolders = ["news"]\n')
    return open_app(Config(libraries={"news": SharedLibrary(folders=("news",))}, base=base))


@pytest.fixture
def beside() -> Iterator[Callable[..., Future[Any]]]:
    """Runs something in another thread."""
    with ThreadPoolExecutor(2) as pool:
        yield pool.submit


def quoted(answer: Answer) -> list[Quote]:
    """What is cited, and what is folded under it because it says the same."""
    return [each for cited in answer.citations for each in (cited, *cited.similar)]


def origins(answer: Answer) -> list[str]:
    return sorted(each.origin for each in quoted(answer))


def ask(app: App, question: str = "Mostar") -> Answer:
    return app.ask(LOCAL, question, limit=9)


def test_a_question_does_not_wait_for_another_thread_that_indexes(
    app: App, tmp_path: Path, beside: Callable[..., Future[Any]]
) -> None:
    ask(app)
    write(tmp_path, "news/new.txt", BRIDGE.replace("Tuesday", "Sunday"))
    with app._shelves._syncing:
        answer = beside(ask, app).result(timeout=30)
        assert origins(answer) == ["bridge.txt", "ferry.txt"]
    assert origins(ask(app)) == ["bridge.txt", "ferry.txt", "new.txt"]


def test_a_question_waits_where_there_is_nothing_yet(
    app: App, beside: Callable[..., Future[Any]]
) -> None:
    with app._shelves._syncing:
        answer = beside(ask, app)
        with pytest.raises(TimeoutError):
            answer.result(timeout=0.3)
    assert origins(answer.result(timeout=30)) == ["bridge.txt", "ferry.txt"]


def test_a_question_waits_for_the_first_indexing_also_once_there_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: Callable[..., Future[Any]]
) -> None:
    app = made(tmp_path)
    reading, go_on = Event(), Event()
    real = indexer.read_article

    def slow(*args: Any) -> Any:
        reading.set()
        assert go_on.wait(30)
        return real(*args)

    monkeypatch.setattr(indexer, "read_article", slow)
    try:
        first = beside(app.sync)
        assert reading.wait(30)
        answer = beside(ask, app)
        with pytest.raises(TimeoutError):
            answer.result(timeout=0.5)
    finally:
        go_on.set()
    first.result(timeout=30)
    assert origins(answer.result(timeout=30)) == ["bridge.txt"]


def test_wrong_sources_of_one_library_hold_up_neither_the_question_nor_the_other_library(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ask(app)
    write(tmp_path, "news/sources.toml", "[")
    write(tmp_path, "news/bridge.txt", BRIDGE.replace("Tuesday", "Sunday"))
    write(tmp_path, "more/train.txt", FERRY.replace("ferry", "train"))
    answer = ask(app)
    assert origins(answer) == ["bridge.txt", "ferry.txt", "train.txt"]
    assert any("on Tuesday." in each.text for each in quoted(answer)), "what was there stays"
    assert "'news' is without bridge.txt: sources.toml is not TOML: " in caplog.text


def test_wrong_sources_hold_up_no_other_library_even_the_first_time(
    app: App, tmp_path: Path
) -> None:
    write(tmp_path, "news/sources.toml", "[")
    answer = ask(app)
    assert origins(answer) == ["ferry.txt"]
    assert [(each.name, each.articles) for each in answer.libraries] == [("news", 0), ("more", 1)]


def test_a_library_that_cannot_be_written_holds_up_no_other(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ask(app)
    lock = tmp_path / "var" / "libraries" / "news.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    write(tmp_path, "news/new.txt", BRIDGE)
    write(tmp_path, "more/train.txt", FERRY.replace("ferry", "train"))
    assert origins(ask(app)) == ["bridge.txt", "ferry.txt", "train.txt"]
    assert "answering from what there is: Library 'news' cannot be written in" in caplog.text
    assert str(tmp_path) not in caplog.text.split("cannot be written in")[1].split(":")[0]


_ASK = """
import contextlib, io, os, sys
from bot.__main__ import main
from bot.core.texts import texts
def ask(config):
    sys.argv = ["footnote", "--config", config, "ask", "Mostar?"]
    main()
_, writable, frozen = sys.argv
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    ask(writable)  # so that all is imported, even from where only root may read
texts()("team-unusable", reason="")  # and so is what will be said
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)  # root may write everywhere
ask(frozen)
"""


@pytest.mark.parametrize("changed", [False, True], ids=["unchanged", "with a new article"])
@pytest.mark.parametrize("indexed", [True, False], ids=["with an index", "without one"])
def test_a_state_that_may_only_be_read_still_answers(
    tmp_path: Path, changed: bool, indexed: bool
) -> None:
    made(tmp_path)
    with TemporaryDirectory() as name:
        base = Path(name)
        app = made(base)
        app.sync()
        if indexed:
            ask(app)
        if changed:
            write(base, "news/new.txt", BRIDGE.replace("Tuesday", "Sunday"))
        state = [base, *sorted(base.glob("var/**/*"))]
        for path in state:
            path.chmod(0o555 if path.is_dir() else 0o444)
        configs = [folder / "config.toml" for folder in (tmp_path, base)]
        done = subprocess.run(
            [sys.executable, "-c", _ASK, *configs],
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert [base, *sorted(base.glob("var/**/*"))] == state, "nothing was written"
        for path in state:
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "The bridge at Mostar fell on Tuesday." in done.stdout
    assert "Sunday" not in done.stdout
    reasons = ["answering from what there is: Library 'news' cannot be written in"] * changed
    reasons += ["index of 'news' cannot be kept in its folder"] * (not indexed)
    reasons += ["What this team asked cannot be read or written: Permission denied. The receipt "]
    warned = done.stderr.splitlines()
    assert len(warned) == len(reasons), warned
    assert all(reason in line for reason, line in zip(reasons, warned, strict=True))
