"""`footnote ask --file`: a table and a report of the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.exported import read_quotations
from tests.cli.conftest import Footnote


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
