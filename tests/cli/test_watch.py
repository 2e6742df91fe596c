"""`footnote watch`: questions that are kept, and what is new that answers them."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.watch import _Often
from bot.core.watch import BY_ITSELF
from tests.articles import write
from tests.cli.conftest import Footnote
from tests.core.newsreading import AGAIN, LANDED, QUESTION


@pytest.fixture
def watched(footnote: Footnote) -> str:
    """A question that is watched."""
    ran = footnote("watch", "add", QUESTION)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Watching: {QUESTION}",
        'No passage has "zeppelin" yet.',
        "To see what is new: footnote watch run",
    ]
    return QUESTION


def test_what_is_new_is_shown_once(footnote: Footnote, watched: str, tmp_path: Path) -> None:
    ran = footnote("watch", "run")
    assert (ran.code, ran.out) == (1, "Nothing new.\n")
    write(tmp_path, "news.txt", f"Late news\n\n{LANDED}")
    footnote("index", "news.txt")
    ran = footnote("watch", "run")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:5] == [
        f"Watch: {watched}",
        "1 new passage · strong word match",
        "",
        LANDED,
        "1. Late news",
    ]
    assert lines[5] == "Outlet and date not stated · paragraph 1"
    assert lines[6].startswith("added ")
    ran = footnote("watch", "run")
    assert (ran.code, ran.out) == (1, "Nothing new.\n")


def test_all_that_is_new_is_shown_whatever_it_comes_to(
    footnote: Footnote, watched: str, tmp_path: Path
) -> None:
    for number, name in enumerate(
        ("Arash", "Babak", "Cyrus", "Darius", "Esther", "Farhad", "Iraj")
    ):
        words = f"A zeppelin did land in Bushehr, where {name} had hung up lantern {number + 40}."
        write(tmp_path, f"news/{name}.txt", f"Late news\n\n{words}")
        footnote("index", f"news/{name}.txt")
    out = footnote("watch", "run").out
    assert out.splitlines()[1] == "7 new passages · strong word match"
    assert [out.count(f"lantern {number}.") for number in range(40, 47)] == [1] * 7
    assert [line[:2] for line in out.splitlines() if line.endswith("Late news")] == [
        f"{rank}." for rank in range(1, 8)
    ]
    assert "more" not in out
    assert footnote("watch", "run").code == 1, "they are told"


def test_the_list_says_what_each_tells_and_how_it_is(
    footnote: Footnote, watched: str, tmp_path: Path
) -> None:
    footnote("watch", "add", "who rejected the offer?", "--partial", "--library", "seeds")
    footnote("watch", "mute", "2")
    ran = footnote("watch", "list")
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [
        f"1. {QUESTION}",
        "   strong word match only · nothing new",
        "2. who rejected the offer?",
    ]
    assert ran.out.splitlines()[3].startswith("   strong or partial word match · muted until ")


def test_the_same_question_is_watched_once(footnote: Footnote, watched: str) -> None:
    ran = footnote("watch", "add", QUESTION.upper())
    assert ran.out.startswith(f"Already watched: {QUESTION}\n")
    assert footnote("watch", "list").out.count("1.") == 1


def test_a_muted_watch_is_quiet_and_tells_afterwards(
    footnote: Footnote, watched: str, tmp_path: Path
) -> None:
    assert footnote("watch", "mute", "1", "--days", "3").out.startswith("Muted until ")
    write(tmp_path, "news.txt", f"Late news\n\n{LANDED}")
    footnote("index", "news.txt")
    ran = footnote("watch", "run")
    assert (ran.code, ran.out) == (
        1, "Nothing new to show yet. 1 new passage waits: footnote watch list\n",
    )  # fmt: skip
    assert "1 new passage waiting" in footnote("watch", "list").out
    ran = footnote("watch", "mute", "1", "--days", "0")
    assert ran.out == f"Not muted any more: {QUESTION}\n"
    assert LANDED in footnote("watch", "run").out


def test_a_watch_whose_library_is_back_goes_on(footnote: Footnote, tmp_path: Path) -> None:
    write(tmp_path, "old.txt", "Old news\n\nNothing of that kind was ever seen by anybody here.")
    footnote("index", "--library", "mine", "old.txt")
    footnote("watch", "add", QUESTION, "--library", "mine")
    folder = tmp_path / "var" / "libraries"
    there = sorted(folder.glob("mine.*"))
    for each in there:
        each.rename(tmp_path / each.name)
    assert footnote("watch", "run").code == 1
    assert "paused: the library that it watches is not there" in footnote("watch", "list").out
    for each in there:
        (tmp_path / each.name).rename(each)
    write(tmp_path, "news.txt", f"Late news\n\n{LANDED}")
    footnote("index", "--library", "mine", "news.txt")
    assert LANDED in footnote("watch", "run").out
    assert "paused" not in footnote("watch", "list").out


def test_what_may_be_chosen_is_what_may_be_chosen_in_discord() -> None:
    assert [each.value for each in _Often] == [each.value for each in BY_ITSELF]


def test_a_watch_is_shown_as_often_as_it_should(footnote: Footnote, tmp_path: Path) -> None:
    assert footnote("watch", "add", QUESTION, "--every", "day").code == 0
    assert "at most once a day · strong word match only" in footnote("watch", "list").out
    write(tmp_path, "news.txt", f"Late news\n\n{LANDED}")
    footnote("index", "news.txt")
    assert LANDED in footnote("watch", "run").out, "the first time at once"
    write(tmp_path, "more.txt", f"Later news\n\n{AGAIN}")
    footnote("index", "more.txt")
    for _ in range(2):
        ran = footnote("watch", "run")
        assert (ran.code, ran.out) == (
            1, "Nothing new to show yet. 1 new passage waits: footnote watch list\n",
        )  # fmt: skip
    with contextlib.closing(sqlite3.connect(tmp_path / "var/teams/local/team.db")) as file, file:
        yesterday = datetime.now(UTC) - timedelta(days=1)
        file.execute("UPDATE watches SET told_at = ?", [yesterday.isoformat()])
    assert AGAIN in footnote("watch", "run").out
    assert footnote("watch", "add", QUESTION).code == 0
    assert "at most" not in footnote("watch", "list").out, "whenever it is run, as before"


def test_what_is_removed_is_not_watched(footnote: Footnote, watched: str, tmp_path: Path) -> None:
    assert footnote("watch", "remove", "1").out == f"No longer watched: {QUESTION}\n"
    assert 'Add a question: footnote watch add "QUESTION"' in footnote("watch", "list").out
    write(tmp_path, "news.txt", f"Late news\n\n{AGAIN}")
    footnote("index", "news.txt")
    assert footnote("watch", "run").code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("remove", "1"), "There is no watch 1. See them: footnote watch list"),
        (("mute", "99"), "There is no watch 99."),
        (("add", ""), "There is no question."),
        (("add", "who is it?"), "There is nothing to search for in that question"),
        (("add", "*" * 4_000), "A question may have at most 500 characters"),
        (("add", QUESTION, "--library", "no"), "There is no library 'no' here."),
    ],
)
def test_what_cannot_be_done_is_one_line(
    footnote: Footnote, arguments: tuple[str, ...], words: str
) -> None:
    ran = footnote("watch", *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_wrong_usage_is_told_as_such(footnote: Footnote) -> None:
    for arguments in (
        (),
        ("remove",),
        ("remove", "x"),
        ("mute", "1", "--days", "-1"),
        ("add",),
        ("add", QUESTION, "--every", "minute"),
    ):
        assert footnote("watch", *arguments).code == 2


def test_an_active_character_reaches_no_terminal(footnote: Footnote, tmp_path: Path) -> None:
    footnote("watch", "add", "when did the zeppelin\x1b[31m land in Bushehr?")
    write(tmp_path, "news.txt", f"Late\u202e news\n\n{LANDED}")
    footnote("index", "news.txt")
    for arguments in (("list",), ("run",), ("remove", "1")):
        out = footnote("watch", *arguments).out
        assert out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_a_library_that_nobody_can_read_holds_up_no_other_watch(
    footnote: Footnote, tmp_path: Path
) -> None:
    write(tmp_path, "old.txt", "Old news\n\nNothing of that kind was ever seen by anybody here.")
    for name in ("bad", "good"):
        footnote("index", "--library", name, "old.txt")
        assert footnote("watch", "add", QUESTION, "--library", name).code == 0
    write(tmp_path, "news.txt", f"Late news\n\n{LANDED}")
    footnote("index", "--library", "good", "news.txt")
    for rest in (tmp_path / "var" / "libraries").glob("bad.db*"):
        rest.write_bytes(b"no database at all" * 500)
    ran = footnote("watch", "run")
    assert (ran.code, LANDED in ran.out) == (1, True)
    [line] = ran.err.splitlines()
    assert line.startswith("footnote: Library 'bad' cannot be used")
    ran = footnote("watch", "run")
    assert (ran.code, ran.out, ran.err) == (1, "", f"{line}\n")
