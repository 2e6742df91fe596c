"""`footnote compare`: a list, a table, CSV, JSON, a picture, and what is wrong in one line."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Footnote

QUESTION = "did Khamenei say American hands are dirty?"


def test_a_pipe_gets_the_wordings_as_a_list(footnote: Footnote) -> None:
    ran = footnote("compare", QUESTION)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == [QUESTION, "Closest wording in each article: 5 of 5, four wordings"]
    wordings = [line for line in lines[3:-2] if line and not line.startswith(" ")]
    assert wordings == [
        "dirty hands",
        "hands are dirty",
        "stained hands, 2 articles",
        "corrupted its hands",
    ]
    assert '  "I said no, because they have dirty hands," said Khamenei' in ran.out
    assert "· paragraph 5 · names Khamenei" in ran.out
    assert "· paragraph 3 · speaker not named in this sentence" in ran.out
    assert lines[-1] == "Wording only: not a verdict, nor a count of independent reports."


def test_a_question_need_not_be_quoted(footnote: Footnote) -> None:
    assert footnote("compare", *QUESTION.split()).out == footnote("compare", QUESTION).out


def test_csv_is_a_table_to_go_on_with(footnote: Footnote) -> None:
    ran = footnote("compare", "--csv", "who rejected the offer?")
    rows = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    assert rows[0]["wording"] == "rejected US offer"
    assert [row["title"] for row in rows if not row["wording"]], "who does not word it is listed"


def test_json_is_one_object(footnote: Footnote) -> None:
    found = json.loads(footnote("compare", "--json", QUESTION).out)
    assert [each["wording"] for each in found["wordings"]][:2] == ["dirty hands", "hands are dirty"]


def test_csv_and_json_are_one_or_the_other(footnote: Footnote) -> None:
    assert footnote("compare", "--csv", "--json", QUESTION).code == 2


def test_a_picture_is_written_and_its_text_told(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("compare", QUESTION, "--image", tmp_path / "grid.png")
    assert ran.code == 0
    assert (tmp_path / "grid.png").read_bytes().startswith(b"\x89PNG")
    assert '"stained hands": ' in ran.err
    assert "grid.png" not in ran.out


def test_a_picture_that_cannot_be_written_is_one_line(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("compare", QUESTION, "--image", tmp_path / "nowhere" / "grid.png")
    assert ran.code == 1
    assert "cannot be written" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("options", [[], ["--csv"], ["--json"]])
def test_nothing_to_compare_exits_with_1(
    footnote: Footnote, options: list[str], tmp_path: Path
) -> None:
    ran = footnote("compare", *options, "--image", tmp_path / "a.png", "what did Putin say?")
    assert ran.code == 1
    assert not (tmp_path / "a.png").exists()
    if not options:
        assert 'No passage contains "Putin".' in ran.out
        assert "Not found here does not mean not said." in ran.out


def test_refusals_are_one_line(footnote: Footnote) -> None:
    ran = footnote("compare", "Bushehr", "--library", "nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("footnote: There is no library 'nowhere' here.")


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
def test_a_terminal_gets_a_table(config_file: Path, footnote: Footnote) -> None:
    import pexpect

    footnote("compare", QUESTION)  # indexes
    arguments = ["-m", "bot", "--config", str(config_file), "compare", QUESTION]
    child = pexpect.spawn(
        sys.executable,
        arguments,
        cwd=str(ROOT),
        env={"PYTHONPATH": str(ROOT), "TERM": "xterm", "PATH": "/usr/bin"},
        dimensions=(60, 100),
        encoding="utf-8",
    )
    shown = child.read()
    child.close()
    assert child.exitstatus == 0
    assert "Wording" in shown and "Article" in shown and "the same" in shown
    assert "\x1b[1;4mstained" in shown, "what differs is bold and underlined"
