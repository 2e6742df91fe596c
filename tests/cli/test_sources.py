"""`footnote sources`: the passages that bear on a text."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Footnote


def test_each_sentence_has_its_passages_and_what_differs(
    footnote: Footnote, tmp_path: Path
) -> None:
    (tmp_path / "m.txt").write_text(
        "Iran did not reject the American request for cooperation against Islamic State."
        " Khamenei left the hospital on Tuesday after his prostate surgery.\n"
    )
    ran = footnote("sources", "m.txt", "--limit", "1")
    assert ran.code == 0
    assert ran.out.startswith("Iran did not reject the American request")
    assert "\nMessage: not reject. Passage: rejected.\n" in ran.out
    assert ran.out.endswith("The closest passages, by their words: no verdict of true or false.\n")


def test_what_cannot_be_looked_up_is_said_in_a_line(footnote: Footnote, tmp_path: Path) -> None:
    assert "none.txt cannot be read" in footnote("sources", "none.txt").err
    (tmp_path / "m.bin").write_bytes(b"\x00\xff")
    assert "This file is not text" in footnote("sources", "m.bin").err
    (tmp_path / "m.txt").write_text("Why? So it is.")
    assert "There is nothing in this to search for." in footnote("sources", "m.txt").err
