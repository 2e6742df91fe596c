"""`footnote receipt`: an answer as it was given, and what asking again would change."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.articles import write
from tests.cli.conftest import Footnote

QUESTION = "which bridge fell?"
NIGHT = "Nobody in Sarajevo knew which bridge fell. It was dark and the mayor slept."
TEXT = "The bridge\n\nThe bridge at Mostar fell on Tuesday."


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    """A configuration without shared libraries."""
    path = tmp_path / "config.toml"
    path.write_text("")
    return path


@pytest.fixture
def asked(footnote: Footnote, tmp_path: Path) -> str:
    """The receipt of `QUESTION` over one article."""
    write(tmp_path, "bridge.txt", TEXT)
    footnote("index", "bridge.txt")
    return receipt_of(footnote, QUESTION)


def receipt_of(footnote: Footnote, *question: str) -> str:
    return str(json.loads(footnote("ask", *question, "--json").out)["receipt"])


def test_the_answer_is_shown_again_unchanged(footnote: Footnote, asked: str) -> None:
    given = footnote("ask", QUESTION).out
    assert asked in given
    ran = footnote("receipt", asked)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(given.rstrip("\n"))
    added = ran.out[len(given.rstrip("\n")) :].split("\n")
    assert re.fullmatch(
        r"Asked \d+ \w{3} \d{4}, \d\d:\d\d UTC\. A fresh run: unchanged\.", added[-2]
    )


@pytest.mark.parametrize("form", [str.upper, str.lower, lambda receipt: receipt[3:]])
def test_an_id_may_be_typed_in_any_case_and_without_its_beginning(
    footnote: Footnote, asked: str, form: object
) -> None:
    assert callable(form)
    assert footnote("receipt", form(asked)) == footnote("receipt", asked)


def test_it_is_shown_as_it_was_given_when_the_article_is_gone(
    footnote: Footnote, asked: str, tmp_path: Path
) -> None:
    write(tmp_path, "bridge.txt", "The ferry\n\nA ferry sailed past the bridge.")
    footnote("index", "bridge.txt")
    ran = footnote("receipt", asked)
    assert ran.code == 0
    assert "The bridge at Mostar fell on Tuesday." in ran.out
    assert "A fresh run: changed." in ran.out
    assert '"The bridge", paragraph 1 is no longer there.' in ran.out
    assert re.search(r'"The ferry", paragraph 1, added on .*, now ranks 1st\.', ran.out)


def test_an_answer_without_passages_has_a_receipt_too(footnote: Footnote, asked: str) -> None:
    receipt = receipt_of(footnote, "what did Putin say?")
    assert receipt != asked
    ran = footnote("receipt", receipt)
    assert ran.code == 0
    assert 'No passage contains "Putin"' in ran.out
    assert "A fresh run: unchanged." in ran.out


def test_json_is_the_answers_with_when_and_what_changed(footnote: Footnote, asked: str) -> None:
    answer = json.loads(footnote("ask", QUESTION, "--json").out)
    found = json.loads(footnote("receipt", asked, "--json").out)
    assert re.match(r"\d{4}-\d\d-\d\dT", found.pop("asked_at"))
    assert found.pop("changes") == []
    assert found == answer


def test_verbose_shows_what_a_check_needs(footnote: Footnote, asked: str) -> None:
    assert "SHA-256" not in footnote("receipt", asked).out
    assert "SHA-256" in footnote("receipt", asked, "--verbose").out


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("fn-000000", "There is no answer fn-000000 here, or you may not see it."),
        ("a bridge", "'a bridge' is no receipt. One stands below each answer, and looks like"),
        ("", "'' is no receipt."),
        ("\x1b[31mfn", "is no receipt."),
    ],
)
def test_what_is_none_is_one_line(footnote: Footnote, asked: str, typed: str, words: str) -> None:
    ran = footnote("receipt", typed)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


def test_a_receipt_without_an_id_is_a_matter_of_usage(footnote: Footnote) -> None:
    assert footnote("receipt").code == 2


def test_an_active_character_in_a_title_reaches_no_terminal(
    footnote: Footnote, asked: str, tmp_path: Path
) -> None:
    write(tmp_path, "evil.txt", f"The bridge\u202e\n\n{NIGHT}")
    footnote("index", "evil.txt")
    ran = footnote("receipt", asked)
    assert re.search(r'"The bridge\ufffd", paragraph 1, added on .*, now ranks 1st\.', ran.out)
    assert "\u202e" not in ran.out
    assert "\u202e" not in footnote("receipt", asked, "--json").out


@pytest.mark.parametrize("command", [("receipt",), ("vote",), ("notebook", "save")])
def test_an_expired_one_says_so_wherever_it_is_typed(
    footnote: Footnote, asked: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    [kept] = tmp_path.rglob("team.db")
    with sqlite3.connect(kept) as connection:
        connection.execute("UPDATE answers SET expires_at = '2001-01-01T00:00:00+00:00'")
    ran = footnote(*command, asked, *(("helpful",) if command == ("vote",) else ()))
    assert (ran.code, ran.out) == (1, "")
    assert "This answer expired on 1 Jan 2001" in ran.err
