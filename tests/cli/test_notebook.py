"""`footnote notebook`: saved, noted, tagged, found, removed, brought back and exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.exported import read_quotations
from tests.cli.conftest import Footnote


@pytest.fixture
def receipt(footnote: Footnote) -> str:
    return footnote("ask", "who rejected the offer?").out.splitlines()[-1]


def saved(footnote: Footnote, receipt: str, rank: int = 1) -> str:
    said, entry = footnote("notebook", "save", receipt, str(rank)).out.splitlines()
    assert said == "Saved to your notebook."
    return entry


def test_a_passage_is_saved_once_and_shown_with_its_question(
    footnote: Footnote, receipt: str
) -> None:
    entry = saved(footnote, receipt)
    again = footnote("notebook", "save", receipt, "1").out.splitlines()
    assert again[0].startswith("It is in the notebook already, saved ") and again[1] == entry
    footnote("notebook", "note", entry[:6], "ask", "her")
    footnote("notebook", "tag", entry[:6], "Deal", "kerry")
    shown = footnote("notebook", "show").out
    assert shown.startswith("Notebook: one passage\n\nI rejected US offer to #Iran")
    assert "For: who rejected the offer?\nNote: ask her\nTags: deal, kerry\n" in shown
    assert footnote("notebook", "tag", entry, "deal", "kerry", "--take").out == (
        "It has no tags now.\n"
    )
    assert footnote("notebook", "note", entry).out == "The note is cleared.\nBefore: ask her\n"
    assert footnote("notebook", "show", "--tag", "deal").out == "No entry here has the tag deal.\n"


def test_a_note_that_is_overwritten_is_printed_and_can_be_put_back(
    footnote: Footnote, receipt: str
) -> None:
    entry = saved(footnote, receipt)
    assert footnote("notebook", "note", entry, "ask", "her").out == "The note is saved.\n"
    said = footnote("notebook", "note", entry, "ask", "him").out
    assert said == "The note is saved.\nBefore: ask her\n"
    assert footnote("notebook", "note", entry, "ask", "him").out == "The note is saved.\n"
    said = footnote("notebook", "note", entry, said.splitlines()[1].removeprefix("Before: ")).out
    assert said == "The note is saved.\nBefore: ask him\n"
    assert "Note: ask her\n" in footnote("notebook", "show").out


def test_words_are_looked_for(footnote: Footnote, receipt: str) -> None:
    saved(footnote, receipt), saved(footnote, receipt, 2)
    assert footnote("notebook", "search", "counterpart").out.startswith(
        'One entry has words of "counterpart"\n'
    )
    found = footnote("notebook", "search", "Zarif", "counterpart").out
    heading, quoted = found.split("\n\n", 1)
    assert heading == '2 entries have words of "Zarif counterpart", the closest first'
    assert quoted.startswith('"Secretary of State (John Kerry) personally')
    ran = footnote("notebook", "search", "Quetzalcoatl")
    assert (ran.code, ran.out) == (1, 'No entry has any of the words of "Quetzalcoatl".\n')


def test_a_note_for_what_has_another_is_given_back(footnote: Footnote, receipt: str) -> None:
    footnote("notebook", "save", receipt, "--note", "hers")
    said = footnote("notebook", "save", receipt, "--note", "his").out.splitlines()
    assert said[1:4] == ["It has another note. Yours was not saved.", "You typed:", "his"]
    assert "Note: hers\n" in footnote("notebook", "show").out


def test_what_was_removed_is_brought_back(footnote: Footnote, receipt: str) -> None:
    entry = saved(footnote, receipt)
    assert footnote("notebook", "remove", entry[:4]).out.startswith("Removed from the notebook.")
    assert footnote("notebook", "show").out.startswith("Nothing is saved here yet.")
    assert footnote("notebook", "restore", entry).out == "It is in the notebook again.\n"
    assert "one passage" in footnote("notebook", "show").out


@pytest.mark.parametrize("ending", [".md", ".csv", ".bib", ".ris", ".json"])
def test_it_is_exported_in_every_format(
    footnote: Footnote, receipt: str, ending: str, tmp_path: Path
) -> None:
    saved(footnote, receipt), saved(footnote, receipt, 2)
    assert footnote("notebook", "export", f"n{ending}").out == f"Wrote n{ending}.\n"
    text = (tmp_path / f"n{ending}").read_text("utf-8")
    assert "Khamenei: Iran rejected US request" in text
    if ending == ".md":
        assert len(list(read_quotations(text))) == 2


def test_a_saved_passage_is_shown_when_its_article_is_gone(
    footnote: Footnote, tmp_path: Path
) -> None:
    (tmp_path / "zeppelin.txt").write_text("A zeppelin\n\nThe zeppelin landed at Lakehurst.\n")
    footnote("index", "zeppelin.txt")
    receipt = footnote("ask", "where did the zeppelin land?").out.splitlines()[-1]
    saved(footnote, receipt)
    assert footnote("library", "remove", "own", "zeppelin.txt", "--yes").code == 0
    shown = footnote("notebook", "show").out
    assert "The zeppelin landed at Lakehurst." in shown
    assert "Its article was removed or replaced on " in shown
    footnote("notebook", "export", "n.md")
    assert "Its article was removed or replaced on " in (tmp_path / "n.md").read_text("utf-8")
    footnote("notebook", "export", "n.bib")
    cited = (tmp_path / "n.bib").read_text("utf-8")
    assert "  annote = {Removed from the library, or replaced there, on " in cited


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("save", "fn-000000"), "There is no answer fn-000000 here"),
        (("save", "nonsense"), "'nonsense' is no receipt"),
        (("note", "ffff", "x"), "There is no such entry in this notebook."),
        (("restore", "ffff"), "That entry is gone"),
        (("export", "n.docx"), "the file's name must end with"),
        (("export", "none/n.md"), "cannot be written: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    footnote: Footnote, arguments: tuple[str, ...], words: str
) -> None:
    ran = footnote("notebook", *arguments)
    assert ran.code in (1, 2)
    assert words in ran.err


def test_a_rank_that_an_answer_does_not_have_is_refused(footnote: Footnote, receipt: str) -> None:
    assert "That answer has 5 passages." in footnote("notebook", "save", receipt, "9").err
