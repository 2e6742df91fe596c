"""`footnote verify`: exports rechecked against the files, without Discord."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Footnote, program


def export(footnote: Footnote, tmp_path: Path) -> Path:
    (tmp_path / "q.txt").write_text("who rejected the offer?\n")
    assert footnote("ask", "--file", "q.txt", "--out", "report").code == 0
    return tmp_path / "report.md"


def test_an_untouched_export_is_as_quoted(footnote: Footnote, tmp_path: Path) -> None:
    report = export(footnote, tmp_path)
    ran = footnote("verify", report)
    assert (ran.code, ran.err) == (0, "")
    *found, last = ran.out.splitlines()
    assert last == "3 quotations: 3 as quoted."
    assert len(found) == 3 and all(": as quoted. 00" in line for line in found)


def test_a_word_that_was_changed_is_shown_beside_the_files(
    footnote: Footnote, tmp_path: Path
) -> None:
    report = export(footnote, tmp_path)
    report.write_text(report.read_text("utf-8").replace("corrupted its hands", "dirtied its hands"))
    ran = footnote("verify", report)
    assert ran.code == 1
    assert "3 quotations: 2 as quoted, 1 differs." in ran.out
    assert "dirtied its hands" in ran.out and "File:   I rejected US offer to" in ran.out


def test_it_looks_where_it_is_told_to(footnote: Footnote, tmp_path: Path, seeds: Path) -> None:
    report = export(footnote, tmp_path)
    (tmp_path / "empty").mkdir()
    ran = footnote("verify", report, "empty", "nowhere")
    assert ran.code == 1
    assert "Not looked into: nowhere (there is no such file or folder)." in ran.out
    assert "3 quotations: 3 file not found." in ran.out
    assert footnote("verify", report, seeds).code == 0


def test_files_that_were_added_by_themselves_are_looked_at(
    footnote: Footnote, tmp_path: Path
) -> None:
    (tmp_path / "memo.txt").write_text("Memo\n\nThe zeppelin landed at noon in Friedrichshafen.\n")
    footnote("index", "memo.txt")
    (tmp_path / "q.txt").write_text("where did the zeppelin land?\n")
    footnote("ask", "--file", "q.txt", "--out", "report")
    assert "as quoted. memo.txt, characters 6-53" in footnote("verify", "report.md").out


def test_a_notebooks_export_is_as_quoted(footnote: Footnote, tmp_path: Path) -> None:
    receipt = footnote("ask", "who rejected the offer?").out.splitlines()[-1]
    assert footnote("notebook", "save", receipt, "1").code == 0
    assert footnote("notebook", "save", receipt, "2").code == 0
    assert footnote("notebook", "export", "notes.md").code == 0
    assert footnote("verify", "notes.md").out.endswith("2 quotations: 2 as quoted.\n")


def test_json_has_all_of_it(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("verify", export(footnote, tmp_path), "--json")
    found = json.loads(ran.out)
    assert found["counts"] == {"as-quoted": 3}
    assert found["quotations"][0]["receipt"].startswith("fn-")


def test_an_export_may_come_from_a_pipe_and_what_is_none_is_refused(
    config_file: Path, seeds: Path
) -> None:
    ran = program("--config", config_file, "verify", "-", seeds, stdin="> a\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("footnote: There is nothing to verify in this file")
