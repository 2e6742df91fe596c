"""`footnote vote` and `footnote insights`: what helped, and what was not found."""

from __future__ import annotations

from pathlib import Path

from bot.core.evaluating import read_questions
from bot.core.judged import PASSAGES, QUESTIONS
from tests.cli.conftest import Footnote


def asked(footnote: Footnote, question: str) -> str:
    """The receipt of an answer."""
    return footnote("ask", question).out.splitlines()[-1]


def test_a_vote_is_counted_and_may_be_taken_back(footnote: Footnote) -> None:
    receipt = asked(footnote, "who rejected the offer?")
    assert "You found this answer not helpful" in footnote("vote", receipt, "unhelpful").out
    assert "(1 not helpful, 0 helpful" in footnote("insights").out
    assert footnote("vote", receipt, "none").out == "Your vote is gone.\n"
    assert footnote("vote", receipt, "none").out == "You have no vote on this answer.\n"
    assert "Votes: 0 helpful, 0 not helpful." in footnote("insights").out


def test_what_was_not_found_is_told_with_the_words_that_no_passage_has(footnote: Footnote) -> None:
    asked(footnote, "what did Putin say?")
    shown = footnote("insights", "--days", "7").out
    assert "One question, none of them private." in shown
    assert "  what did Putin say? (once)\n" in shown
    assert '  "putin" (one question)\n' in shown


def test_judged_answers_are_written_as_a_set(footnote: Footnote, tmp_path: Path) -> None:
    refused = footnote("insights", "--export", tmp_path / "set")
    assert "There are no judged answers to export yet" in refused.err
    footnote("vote", asked(footnote, "who rejected the offer?"), "helpful")
    assert "One judged question in" in footnote("insights", "--export", tmp_path / "set").out
    (question,) = read_questions(tmp_path / "set" / QUESTIONS)
    passages = (tmp_path / "set" / PASSAGES).read_text("utf-8")
    assert all(f'"id": "{each}"' in passages for each in question.relevant)


def test_what_is_typed_wrongly_is_said(footnote: Footnote) -> None:
    assert "'nonsense' is no receipt" in footnote("vote", "nonsense", "helpful").err
    assert "no answer fn-000000" in footnote("vote", "fn-000000", "helpful").err
    for team in ("guild-1", "../local", "local/.."):
        said = footnote("insights", "--team", team).err
        assert f'"{team}" names no team' in said
