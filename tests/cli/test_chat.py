"""`footnote chat`: one question after another, pages, and passages opened by their number."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from tests.cli.conftest import ROOT, Ran

QUESTION = "who rejected the offer?"


@pytest.fixture
def chat(config_file: Path) -> Callable[..., Ran]:
    """Types lines into a chat, then ends the input."""

    def chat(*lines: str, library: str | None = None) -> Ran:
        arguments = ["--config", str(config_file), "chat"]
        arguments += ["--library", library] if library else []
        done = CliRunner().invoke(cli, arguments, input="".join(f"{line}\n" for line in lines))
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return chat


def test_it_ends_with_its_input(chat: Callable[..., Ran]) -> None:
    ran = chat()
    assert ran.code == 0
    assert "Ctrl-D ends, or quit." in ran.out


def test_questions_are_answered_one_after_another(chat: Callable[..., Ran]) -> None:
    ran = chat(QUESTION, "", "what did Putin say?")
    assert "1. Iran Rejects U.S. Bid to Coordinate Against ISIS" in ran.out
    assert "5. " in ran.out and "6. " not in ran.out
    assert 'No passage contains "Putin"' in ran.out


def test_more_shows_the_next_passages_until_there_are_none(chat: Callable[..., Ran]) -> None:
    ran = chat(QUESTION, "more", "More", *["more"] * 8)
    for rank in range(1, 26):
        assert sum(line.startswith(f"{rank}. ") for line in ran.out.splitlines()) == 1
    assert "There are no more passages." in ran.out


def test_what_was_kept_back_is_shown_when_asked_for(chat: Callable[..., Ran]) -> None:
    ran = chat("did Putin reject the offer?", "anyway")
    kept, shown = ran.out.split('These do not mention "Putin"')
    assert "To see the nearest passages anyway, type anyway." in kept
    assert "1. Iran Rejects U.S. Bid to Coordinate Against ISIS" in shown


def test_a_correction_is_taken_back_when_asked_for(chat: Callable[..., Ran]) -> None:
    ran = chat("what did Zarrif reject?", "exactly")
    corrected, exact = ran.out.split('No passage contains "Zarrif"')
    assert 'No passage has "Zarrif"; searched for "Zarif".' in corrected
    assert "searched for" not in exact


@pytest.mark.parametrize("word", ["anyway", "exactly"])
def test_there_is_nothing_to_ask_again_before_a_question(
    chat: Callable[..., Ran], word: str
) -> None:
    assert "Ask a question first." in chat(word).out


def test_a_number_opens_a_passage_between_its_neighbours(chat: Callable[..., Ran]) -> None:
    opened = chat(QUESTION, "1").out.split("Searched:")[1]
    assert "Iran rejected a U.S. bid" not in opened
    assert "The action which broke #ISIS’s back in Iraq" in opened  # the one above
    assert "rejected US Secretary of State’s offer too." in opened
    assert "Our disagreement on #Iran’s cooperation" in opened  # the one below
    assert "\nsimilar: Ayatollah: U.S. Asked Iran for ISIS Coalition Meeting" in opened
    assert "To copy:" in opened
    assert '"Iran Rejects U.S. Bid to Coordinate Against ISIS." Date not stated.' in opened
    assert "Check: 004_5712e0a68d6438b6.txt, characters " in opened


@pytest.mark.parametrize("line", ["1", "more"])
def test_there_is_nothing_to_open_before_a_question(chat: Callable[..., Ran], line: str) -> None:
    assert "Ask a question first." in chat(line).out


@pytest.mark.parametrize("line", ["0", "00", "26", "99"])
def test_a_passage_that_is_not_there_is_said_to_be(chat: Callable[..., Ran], line: str) -> None:
    ran = chat(QUESTION, line)
    assert ran.code == 0
    assert f"There is no passage {int(line)} in the last answer." in ran.out


@pytest.mark.parametrize("line", ["²", "④", "٣"])
def test_digits_that_are_no_number_are_a_question(chat: Callable[..., Ran], line: str) -> None:
    ran = chat(QUESTION, line)
    assert ran.code == 0
    assert "To copy:" not in ran.out and "There is no passage" not in ran.out


def test_a_longer_number_is_a_question(chat: Callable[..., Ran]) -> None:
    asked = chat(QUESTION, "2014").out.split("Searched:")[1]
    assert "September 15, 2014" in asked
    assert "There is no passage" not in asked and "To copy:" not in asked
    assert 'No passage contains "100"' in chat("100").out


def test_any_number_of_digits_is_no_fault(chat: Callable[..., Ran]) -> None:
    ran = chat(QUESTION, "7" * 5_000, "1")
    assert ran.code == 0
    assert "at most 500 characters; this one has 5,000" in ran.out
    assert "To copy:" in ran.out, "it goes on"


@pytest.mark.parametrize("line", ["quit", "exit", " Quit "])
def test_a_word_ends_it(chat: Callable[..., Ran], line: str) -> None:
    ran = chat(line, QUESTION)
    assert ran.code == 0
    assert "1. " not in ran.out
    assert "1. " in chat(f"{line.strip()} smoking?", QUESTION).out


def test_words_that_no_passage_has_are_named_above_the_passages(chat: Callable[..., Ran]) -> None:
    lines = chat("who rejected the zeppelin offer?").out.splitlines()
    (place,) = [n for n, line in enumerate(lines) if line.endswith(" word match")]
    assert lines[place + 1] == 'No passage contains "zeppelin".'


COALITION = "what did Khamenei say about the coalition?"


def test_a_question_that_follows_is_read_with_its_subject_and_says_so(
    chat: Callable[..., Ran],
) -> None:
    lines = chat(COALITION, "and Kerry?", "why?").out.splitlines()
    read = [line for line in lines if line.startswith("Read as: ")]
    assert read == [
        "Read as: what did Kerry say about the coalition?",
        "Read as: why (what did Kerry say about the coalition)?",
    ]
    place = lines.index(read[0])
    assert lines[place - 1].endswith(" word match")
    assert lines.count("To ask it as it stands: type exactly") == 2


def test_what_was_carried_over_is_taken_back_when_asked_for(chat: Callable[..., Ran]) -> None:
    followed, exact = chat(COALITION, "and what did Kerry say?", "exactly").out.split(
        "To ask it as it stands: type exactly"
    )
    assert "Read as: what did Kerry say about the coalition?" in followed
    assert "Closest passages" in exact and "Read as" not in exact


def test_what_follows_an_exact_question_follows_that(chat: Callable[..., Ran]) -> None:
    out = chat(COALITION, "and what did Kerry say?", "exactly", "when?").out
    assert "Read as: when (what did Kerry say)?" in out


def test_a_chat_begun_anew_carries_nothing_over(chat: Callable[..., Ran]) -> None:
    ran = chat(COALITION, "new", "and what did Kerry say?", "new", "more")
    assert "Read as" not in ran.out
    assert "Ask a question first." in ran.out


def test_a_question_that_stands_for_itself_carries_nothing_over(chat: Callable[..., Ran]) -> None:
    assert "Read as" not in chat(COALITION, QUESTION, "who is Jen Psaki?").out


def test_a_refused_question_does_not_end_it(chat: Callable[..., Ran]) -> None:
    ran = chat("who is it?", QUESTION)
    assert "There is nothing to search for" in ran.out
    assert "1. Iran Rejects" in ran.out


def test_it_keeps_to_one_library_where_one_is_named(chat: Callable[..., Ran]) -> None:
    assert "1. Iran Rejects" in chat(QUESTION, library="seeds").out


def test_in_a_terminal_it_keeps_a_history_and_ends_with_ctrl_d(
    config_file: Path, tmp_path: Path
) -> None:
    def session() -> pexpect.spawn:
        return pexpect.spawn(
            sys.executable,
            ["-m", "bot", "--config", str(config_file), "chat"],
            cwd=str(ROOT),
            env=os.environ | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
            encoding="utf-8",
            dimensions=(50, 200),
            timeout=30,
        )

    # A terminal may be sent the space after the prompt as a move of the cursor.
    prompt = r">(?: |\x08\x1b\[2C)"
    child = session()
    child.expect(prompt)
    child.send("half a question\x03")
    child.expect(prompt)
    child.send(f"{QUESTION}\r")
    child.expect("Searched:")
    child.expect(prompt)
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    history = tmp_path / "var" / "teams" / "local" / "history"
    assert f"+{QUESTION}" in history.read_text("utf-8")
    assert "half" not in history.read_text("utf-8")
    again = session()
    again.expect(prompt)
    again.send("\x1b[A\r")
    again.expect("Searched:")
    again.expect(prompt)
    again.send("\x04")
    again.expect(pexpect.EOF)
    again.close()
