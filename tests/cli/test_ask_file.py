"""`footnote ask --file`: a table and a report of the answers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bot.core.app import App
from bot.core.exported import read_quotations
from index.errors import QuestionRefused
from tests.cli.conftest import Footnote, program


def test_the_questions_of_a_file_are_answered_in_two_files(
    footnote: Footnote, tmp_path: Path
) -> None:
    (tmp_path / "q.txt").write_text("who rejected the offer?\nwhat did Putin say?\n")
    ran = footnote("ask", "--file", "q.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Wrote q-answers.csv and q-answers.md.\n"
    report = (tmp_path / "q-answers.md").read_text("utf-8")
    assert len(list(read_quotations(report))) == 3
    assert (tmp_path / "q-answers.csv").read_bytes().startswith(b"\xef\xbb\xbfnumber,question,")
    assert not list(tmp_path.glob("*.part"))


def test_files_that_are_there_are_not_overwritten(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "q.txt").write_text("who?\n")
    (tmp_path / "mine.md").write_text("mine")
    ran = footnote("ask", "--file", "q.txt", "--out", "mine")
    assert (ran.code, "mine.md cannot be written: it is there already" in ran.err) == (1, True)
    assert (tmp_path / "mine.md").read_text() == "mine"
    assert not (tmp_path / "mine.csv").exists()


def test_a_file_that_cannot_be_read_is_refused_in_a_line(
    footnote: Footnote, tmp_path: Path
) -> None:
    assert "none.txt cannot be read: No such file" in footnote("ask", "--file", "none.txt").err
    (tmp_path / "q.bin").write_bytes(b"\x00\xff")
    assert "This file is not text." in footnote("ask", "--file", "q.bin").err


def test_five_thousand_questions_are_asked_and_one_more_is_refused(
    footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise QuestionRefused("Not now.")

    monkeypatch.setattr(App, "ask", refused)
    (tmp_path / "q.txt").write_text("who?\n" * 5_001)
    ran = footnote("ask", "--file", "q.txt")
    assert (ran.code, ran.out) == (1, "")
    assert "This file has 5,001 questions; 5,000 at a time is the limit." in ran.err
    assert not list(tmp_path.glob("q-answers*"))
    (tmp_path / "q.txt").write_text("who?\n" * 5_000)
    assert footnote("ask", "--file", "q.txt").code == 0
    table = (tmp_path / "q-answers.csv").read_text("utf-8-sig")
    assert table.count("Not now.") == 5_000


#: Runs the program and has it interrupted, as Ctrl-C does, in a call of a function.
INTERRUPTED = """
import signal, sys
from importlib import import_module
# As in a terminal, also where whoever runs the tests ignores it.
signal.signal(signal.SIGINT, signal.default_int_handler)
where, name, call = sys.argv[1].split(":")
owner = import_module("bot.core.app").App if where == "App" else import_module(where)
real, calls = getattr(owner, name), 0
def interrupting(*args, **kwargs):
    global calls
    calls += 1
    if calls == int(call):
        signal.raise_signal(signal.SIGINT)
    return real(*args, **kwargs)
setattr(owner, name, interrupting)
sys.argv[1:2] = []
from bot.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("where", "done"),
    [
        ("App:sync:1", None),
        ("App:ask:1", 0),
        ("App:ask:3", 2),
        ("bot.cli.ask_file:to_csv:1", 4),
        ("bot.cli.ask_file:to_markdown:1", 4),
        ("bot.cli.ask_file:write_file:2", 4),
        ("os:replace:2", 4),
    ],
)
def test_interrupted_it_leaves_whole_files_of_what_was_done_or_none_and_says_so(
    config_file: Path, tmp_path: Path, where: str, done: int | None
) -> None:
    (tmp_path / "q.txt").write_text("who rejected the offer?\n" * 4)
    ran = program(
        *(where, "--config", config_file, "ask", "--file", tmp_path / "q.txt"),
        *("--out", tmp_path / "mine"),
        code=INTERRUPTED,
    )
    assert "Traceback" not in ran.err and "this is a bug" not in ran.err
    assert not list(tmp_path.glob("*.part"))
    files = [tmp_path / "mine.csv", tmp_path / "mine.md"]
    if done is None:
        assert ran.code == 130
        assert ran.err == "footnote: Stopped before the first question. Nothing was written.\n"
        assert not any(each.exists() for each in files)
        return
    stopped = f"Stopped after {done} of 4 questions. That is what was found so far." in ran.out
    assert (ran.code, stopped) == ((1, True) if done < 4 else (0, False)), "or it came too late"
    assert f"Wrote {files[0]} and {files[1]}." in " ".join(ran.out.split())
    table, report = (each.read_text("utf-8-sig") for each in files)
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len({each["number"] for each in rows}) == done
    assert len(list(read_quotations(report))) == len(rows)


def test_a_question_and_a_file_together_are_wrong_usage(footnote: Footnote) -> None:
    assert footnote("ask").code == 2
    assert footnote("ask", "who?", "--file", "q.txt").code == 2


def test_where_nothing_can_be_written_nothing_is_asked(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "q.txt").write_text("who rejected the offer?\n")
    ran = footnote("ask", "--file", "q.txt", "--out", "none/mine")
    assert ran.code == 1
    assert "none/mine.csv cannot be written: No such file or directory" in ran.err
    assert not list(tmp_path.glob("**/team.db")), "nothing was asked for nothing"


@pytest.mark.parametrize("name", ["", ".", "..", "none/.."])
def test_what_is_no_files_name_is_refused_in_a_line(
    footnote: Footnote, tmp_path: Path, name: str
) -> None:
    (tmp_path / "q.txt").write_text("who rejected the offer?\n")
    for ran in (
        footnote("ask", "--file", "q.txt", "--out", name),
        footnote("check", "q.txt", "--out", name),
    ):
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"footnote: {Path(name)} is no name for a file.\n"
    assert "cannot be read: Is a directory" in footnote("ask", "--file", ".").err
