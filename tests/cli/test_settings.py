"""`footnote settings`: the library that is asked, and how long answers are kept."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

from tests.articles import write
from tests.cli.conftest import Footnote
from tests.core.newsreading import AGAIN, LANDED, QUESTION


def test_what_is_chosen_is_shown_and_followed(footnote: Footnote) -> None:
    assert footnote("settings").out == "library: default\nretention_days: default\n"
    footnote("ask", "who rejected the offer?")
    assert footnote("settings", "library", "seeds").out == "library: seeds\n"
    assert footnote("settings", "retention_days", "7").out == "retention_days: 7\n"
    assert footnote("settings").out == "library: seeds\nretention_days: 7\n"
    assert footnote("ask", "who rejected the offer?").code == 0
    footnote("settings", "library", "all")
    footnote("settings", "retention_days", "default")
    assert footnote("settings").out == "library: default\nretention_days: default\n"


def test_what_cannot_be_chosen_is_said_with_what_can(footnote: Footnote) -> None:
    footnote("ask", "who rejected the offer?")
    assert 'There is no setting "colour". There are: library, retention_days.' in (
        footnote("settings", "colour").err
    )
    assert "Name one of: seeds; or all." in footnote("settings", "library", "none").err
    for days in ("-1", "x", "4000"):
        assert footnote("settings", "retention_days", "--", days).code == 1
    assert footnote("settings").out == "library: default\nretention_days: default\n"


def test_the_chosen_library_is_asked_wherever_none_is_named(
    footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "late.txt", f"Late news\n\n{LANDED}")
    footnote("index", "late.txt")
    footnote("ask", QUESTION)
    assert footnote("settings", "library", "seeds").code == 0
    write(tmp_path, "message.txt", LANDED)
    for arguments in (("ask",), ("compare",)):
        assert LANDED not in footnote(*arguments, QUESTION).out, arguments
        assert LANDED in footnote(*arguments, QUESTION, "--library", "own").out, arguments
    assert "Late news" not in footnote("sources", "message.txt").out
    assert "Late news" in footnote("sources", "message.txt", "--library", "own").out
    write(tmp_path, "draft.md", f'He wrote "{LANDED}"')
    assert "Late news" not in footnote("check", "draft.md").out
    assert "Late news" in footnote("check", "draft.md", "--library", "own").out
    for options, is_there in (((), False), (("--library", "own"), True)):
        monkeypatch.setattr("sys.stdin", StringIO(QUESTION))
        assert (LANDED in footnote("chat", *options).out) == is_there
    footnote("watch", "add", QUESTION)
    write(tmp_path, "again.txt", f"Later news\n\n{AGAIN}")
    footnote("index", "again.txt")
    assert footnote("watch", "run").code == 1


def test_a_follow_up_stays_in_the_library_of_the_answer(footnote: Footnote, tmp_path: Path) -> None:
    text = "Talks\n\nKhamenei and Kerry had words about the coalition."
    write(tmp_path, "own.txt", text)
    footnote("index", "own.txt")
    footnote("ask", "who rejected the offer?")
    assert footnote("settings", "library", "seeds").code == 0
    first = "what did Khamenei say about the coalition?"
    receipt = re.search(r"fn-\w+", footnote("ask", first, "--library", "own").out)
    assert receipt
    out = footnote("ask", "--follow-up", receipt[0], "and Kerry?").out
    assert "had words about the coalition" in out
    assert "Sample articles" not in out
