"""`footnote privacy` and `footnote forget`."""

from __future__ import annotations

from tests.cli.conftest import Footnote


def test_what_is_stored_is_told_and_erased(footnote: Footnote) -> None:
    shown = footnote("privacy").out
    assert "Questions with their answers, who asked and where: 30 days" in shown
    receipt = footnote("ask", "who rejected the offer?").out.splitlines()[-1]
    footnote("vote", receipt, "helpful")
    assert footnote("forget", "--yes").out == "Erased: one answer, one vote.\n"
    assert footnote("receipt", receipt).code == 1
    assert footnote("forget", "--yes").out == "There was nothing of yours here.\n"
