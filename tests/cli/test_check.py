"""`footnote check`: a draft's quotations, in words, as files and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Footnote, program
from tests.core.documents import document

TRUE = 'He said "because they have dirty hands".\n'


def test_what_is_word_for_word_is_said_to_be(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(TRUE)
    ran = footnote("check", "draft.md", "--verbose")
    assert (ran.code, ran.err) == (0, "")
    shown = ran.out.splitlines()
    assert shown[:5] == [
        '1. "because they have dirty hands"',
        "Word for word",
        "Khamenei: Iran rejected US request for cooperation against IS",
        "Middle East Eye, date not stated · paragraph 5",
        'In quotation marks in the article; the sentence names "Khamenei".',
    ]
    assert shown[6].startswith("003_c1109b46a4549047.txt, characters 738-767, SHA-256 ")
    assert "1 quotation: 1 word for word." in shown


def test_what_differs_is_shown_and_ends_with_1(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(TRUE.replace("dirty", "bloody"))
    ran = footnote("check", "draft.txt")
    assert ran.code == 1
    assert 'Differs: "bloody" / "dirty"' in ran.out


def test_a_word_document_is_checked_and_both_files_are_written(
    footnote: Footnote, tmp_path: Path
) -> None:
    (tmp_path / "draft.docx").write_bytes(document(TRUE.strip()))
    ran = footnote("check", "draft.docx", "--out", "done")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Wrote done.md and done-quotations.md.")
    assert (
        (tmp_path / "done.md")
        .read_text("utf-8")
        .startswith('He said "because they have dirty hands"[^1].\n\n[^1]: Word for word. ')
    )
    assert footnote("verify", "done-quotations.md").code == 0
    again = footnote("check", "draft.docx", "--out", "done")
    assert (again.code, "done.md cannot be written: it is there already." in again.err) == (1, True)


def test_json_has_all_of_it(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(TRUE)
    found = json.loads(footnote("check", "draft.md", "--json").out)
    assert found["findings"][0]["kind"] == "words"
    assert found["findings"][0]["quote"]["paragraph"] == 5


def test_a_draft_may_come_from_a_pipe(config_file: Path) -> None:
    ran = program("--config", config_file, "check", "-", stdin=TRUE)
    assert (ran.code, ran.err) == (0, "")
    assert "1 quotation: 1 word for word." in ran.out


def test_what_cannot_be_read_is_refused_in_a_line(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    assert footnote("check", "x.pdf").err == (
        "footnote: A .pdf file cannot be checked. Save the draft as .md, .txt or .docx.\n"
    )
    assert "none.md cannot be read: No such file" in footnote("check", "none.md").err
    (tmp_path / "draft.md").write_text(TRUE)
    assert "no library 'nosuch'" in footnote("check", "draft.md", "--library", "nosuch").err


def test_a_draft_without_quotations_is_fine(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("Nobody said a word.\n")
    ran = footnote("check", "draft.md")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "No quotation to look for was found.")
