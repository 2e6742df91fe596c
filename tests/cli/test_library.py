"""`footnote library`: what there is, article by article, and taking it away after a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from index.errors import FootnoteError
from tests.articles import APART, write
from tests.cli.conftest import Footnote


@pytest.fixture
def folder(tmp_path: Path, footnote: Footnote) -> Path:
    """Two articles in the command line's own library."""
    write(tmp_path, "news/bridge.txt", f"The bridge\n\n2014-09-15\n\nIt fell.{APART}It was built.")
    write(tmp_path, "news/ferry.txt", "The ferry\n\nIt sails from Split.")
    write(tmp_path, "news/sources.toml", '["ferry.txt"]\noutlet = "Harbour News"')
    assert footnote("index", "news").code == 0
    return tmp_path / "news"


@pytest.fixture
def answering(config_file: Path) -> Callable[..., Result]:
    """Runs a command with what is typed when it asks."""

    def answering(typed: str, *arguments: str) -> Result:
        return CliRunner().invoke(cli, ["--config", str(config_file), *arguments], input=typed)

    return answering


def test_libraries_are_listed_with_what_each_holds(footnote: Footnote, seeds: Path) -> None:
    lines = footnote("library", "list").out.splitlines()
    assert lines[0].startswith("seeds  Sample articles: 5 articles, 72 passages, indexed ")
    assert lines[0].endswith(f", filled from {seeds}")
    assert lines[1] == "own  Your articles: empty"


@pytest.mark.usefixtures("folder")
def test_what_was_added_is_listed(footnote: Footnote) -> None:
    assert "own  Your articles: 2 articles, 3 passages" in footnote("library", "list").out


@pytest.mark.usefixtures("folder")
def test_a_librarys_articles_are_shown_with_what_they_state(footnote: Footnote) -> None:
    assert footnote("library", "show", "own").out.splitlines() == [
        "1. The bridge",
        "   15 Sep 2014 · bridge.txt · 2 passages",
        "2. The ferry",
        "   Harbour News · ferry.txt · 1 passage",
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["1", "bridge.txt"])
def test_an_articles_passages_are_shown_with_their_places(footnote: Footnote, name: str) -> None:
    assert footnote("library", "show", "own", name).out.splitlines() == [
        "The bridge",
        "",
        "paragraph 1, characters 24-32",
        "It fell.",
        "",
        "paragraph 2, characters 49-62",
        "It was built.",
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["0", "3", "gone.txt", "Bridge.txt"])
def test_an_unknown_article_is_one_line(footnote: Footnote, name: str) -> None:
    for command in ("show", "remove"):
        ran = footnote("library", command, "own", name)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == (
            f"footnote: There is no article '{name}' in library 'own'."
            " See them: footnote library show own\n"
        )


@pytest.mark.usefixtures("folder")
def test_an_article_is_removed_after_a_yes(
    footnote: Footnote, answering: Callable[..., Result]
) -> None:
    ran = answering("y\n", "library", "remove", "own", "bridge.txt")
    assert ran.exit_code == 0
    assert "Remove 'The bridge' (bridge.txt) from library 'own'? [y/N]" in ran.output
    assert "1. The ferry" in footnote("library", "show", "own").out
    assert footnote("ask", "bridge fell", "--library", "own").code == 1


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("typed", ["n\n", "\n"])
def test_nothing_is_removed_without_a_yes(
    footnote: Footnote, answering: Callable[..., Result], typed: str
) -> None:
    ran = answering(typed, "library", "remove", "own")
    assert ran.exit_code == 1
    assert isinstance(ran.exception, FootnoteError)
    assert str(ran.exception) == "Nothing was removed."
    assert "2 articles" in footnote("library", "list").out


@pytest.mark.usefixtures("folder")
def test_nothing_is_removed_where_nobody_can_answer(
    footnote: Footnote, answering: Callable[..., Result]
) -> None:
    assert answering("", "library", "remove", "own").exit_code == 1
    assert "2 articles" in footnote("library", "list").out


@pytest.mark.usefixtures("folder")
def test_a_library_is_removed_with_all_its_files(footnote: Footnote, tmp_path: Path) -> None:
    footnote("index", "news", "--library", "news")
    footnote("ask", "bridge")
    ran = footnote("library", "remove", "news", "--yes")
    assert (ran.code, ran.out) == (0, "Removed library 'news'.\n")
    left = {path.name for path in (tmp_path / "var" / "libraries").iterdir()}
    assert {name for name in left if name.startswith("news")} <= {"news.lock"}
    assert "news" not in footnote("library", "list").out
    assert "2 articles" in footnote("library", "list").out


def test_a_library_that_is_filled_from_folders_is_not_removed(footnote: Footnote) -> None:
    footnote("library", "list")
    for article in ([], ["1"]):
        ran = footnote("library", "remove", "seeds", *article, "--yes")
        assert (ran.code, ran.out) == (1, "")
        assert "is filled from" in ran.err
    assert "5 articles" in footnote("library", "list").out


@pytest.mark.parametrize("command", ["show", "remove"])
def test_an_unknown_library_is_one_line(footnote: Footnote, command: str) -> None:
    footnote("library", "list")
    ran = footnote("library", command, "nwes")
    assert ran.code == 1
    assert ran.err == "footnote: There is no library 'nwes' here. There are: seeds.\n"


def test_a_damaged_library_can_be_removed_as_its_error_advises(
    footnote: Footnote, tmp_path: Path
) -> None:
    (tmp_path / "var" / "libraries").mkdir(parents=True)
    (tmp_path / "var" / "libraries" / "news.db").write_text("not a database at all" * 500)
    ran = footnote("ask", "offer")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("Remove the library, and index its articles again.\n")
    assert footnote("library", "remove", "news", "--yes").code == 0
    assert footnote("ask", "offer").code == 0


def test_the_group_alone_is_wrong_usage(footnote: Footnote) -> None:
    assert footnote("library").code == 2
    assert footnote("library", "show").code == 2
