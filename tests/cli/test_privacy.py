"""`footnote privacy` and `footnote forget`."""

from __future__ import annotations

from pathlib import Path

from prompt_toolkit.history import FileHistory

from tests.cli.conftest import Footnote


def test_what_is_stored_is_told_and_erased(footnote: Footnote) -> None:
    shown = footnote("privacy").out
    assert "For 30 days:\n- Questions, comparisons and sentences looked up" in shown
    assert "forum posts" not in shown, "what there is in Discord alone"
    receipt = footnote("ask", "who rejected the offer?").out.splitlines()[-1]
    footnote("vote", receipt, "helpful")
    assert footnote("forget", "--yes").out == "Erased: one request, one vote.\n"
    assert footnote("receipt", receipt).code == 1
    assert footnote("forget", "--yes").out == "There was nothing of yours here.\n"


def test_what_was_typed_in_a_conversation_is_told_of_and_erased(
    footnote: Footnote, tmp_path: Path
) -> None:
    kept = footnote("privacy").out.split("Until somebody changes or removes them:\n")[1]
    assert "- What was typed in footnote chat\n" in kept
    typed = tmp_path / "var" / "teams" / "local" / "history"
    typed.parent.mkdir(parents=True)
    FileHistory(str(typed)).store_string("who rejected the offer?")
    assert footnote("forget", "--yes").out == "Erased: what was typed in footnote chat.\n"
    assert not typed.exists()
    assert footnote("forget", "--yes").out == "There was nothing of yours here.\n"
