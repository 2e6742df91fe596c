"""`footnote ask --follow-up`: a question after the answer of a receipt."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Footnote

COALITION = "what did Khamenei say about the coalition?"


def receipt(footnote: Footnote, *question: str) -> str:
    return str(asked(footnote, *question)["receipt"])


def asked(footnote: Footnote, *arguments: str) -> dict[str, Any]:
    found = json.loads(footnote("ask", "--json", *arguments).out)
    assert isinstance(found, dict)
    return found


def test_it_is_read_with_the_subject_of_the_answer_and_says_so(footnote: Footnote) -> None:
    first = receipt(footnote, COALITION)
    ran = footnote("ask", "--follow-up", first, "and", "what", "did", "Kerry", "say?")
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [
        "and what did Kerry say?",
        "Closest passages · weak word match",
        "Read as: what did Kerry say about the coalition?",
    ]


def test_json_says_what_it_is_read_as(footnote: Footnote) -> None:
    first = receipt(footnote, COALITION)
    found = asked(footnote, "--follow-up", first, "and Kerry?")
    assert found["question"] == "and Kerry?"
    assert found["read_as"] == "what did Kerry say about the coalition?"
    assert asked(footnote, "and Kerry?")["read_as"] is None


def test_it_can_be_followed_up_in_turn_and_replayed(footnote: Footnote) -> None:
    first = receipt(footnote, COALITION)
    second = receipt(footnote, "--follow-up", first, "and Kerry?")
    third = asked(footnote, "--follow-up", second, "why?")
    assert third["read_as"] == "why (what did Kerry say about the coalition)?"
    again = footnote("receipt", third["receipt"])
    assert "Read as: why (what did Kerry say about the coalition)?" in again.out
    assert again.out.splitlines()[-1].endswith("A fresh run: unchanged.")


def test_a_question_of_its_own_is_asked_as_it_stands(footnote: Footnote) -> None:
    first = receipt(footnote, COALITION)
    alone = asked(footnote, "who rejected the offer?")
    assert asked(footnote, "--follow-up", first, "who rejected the offer?") == alone


def test_exactly_carries_nothing_over(footnote: Footnote) -> None:
    first = receipt(footnote, COALITION)
    found = asked(footnote, "--follow-up", first, "--exactly", "and what did Kerry say?")
    assert found == asked(footnote, "--exactly", "and what did Kerry say?")


def test_its_own_options_count_beside_those_of_the_answer(footnote: Footnote) -> None:
    first = receipt(footnote, COALITION, "--source", "middle east")
    followed = footnote("ask", "--follow-up", first, "and Iraq?", "--without", "Paris")
    assert 'Only: without "Paris"; from "middle east".' in followed.out


def test_where_nothing_is_found_it_is_said_what_was_looked_for(footnote: Footnote) -> None:
    first = receipt(footnote, COALITION)
    ran = footnote("ask", "--follow-up", first, "and Putin?")
    assert ran.code == 1
    assert ran.out.splitlines()[1:3] == [
        "Read as: what did Putin say about the coalition?",
        'No passage contains "Putin", so no quotes are shown.',
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("fn-000000", "There is no answer fn-000000 here"), ("nothing", "'nothing' is no receipt.")],
)
def test_a_receipt_that_there_is_none_of_is_told(footnote: Footnote, typed: str, told: str) -> None:
    ran = footnote("ask", "--follow-up", typed, "and Kerry?")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"footnote: {told}")


def test_the_questions_of_a_file_follow_nothing(footnote: Footnote) -> None:
    ran = footnote("ask", "--follow-up", "fn-000000", "--file", "questions.txt")
    assert ran.code == 2
    assert "--follow-up is for one question" in ran.err
