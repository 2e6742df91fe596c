"""Files of questions: what is read from them, and what is reported."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.app import App
from bot.core.batch import COLUMNS, ask_all, to_csv, to_markdown
from bot.core.exported import read_quotations
from bot.core.question_file import FileRefused, read_questions
from bot.core.rendering import Wording
from bot.core.texts import texts
from tests.conftest import NOW

QUESTIONS = ["who rejected the offer?", "what did Putin say?", "***"]


@pytest.mark.parametrize(
    ("name", "data", "questions"),
    [
        ("a.txt", "who?\n\n  what  now? \r\nwhy?", ["who?", "what now?", "why?"]),
        ("a.txt", "- who?\n* what?\n1. why?\n2) how?\n-Kerry who?", [
            "who?", "what?", "why?", "how?", "-Kerry who?"]),
        ("a.txt", "who, and when?", ["who, and when?"]),
        ("a.csv", "question,note\nwho?,x\n\"what, when?\",y\n", ["who?", "what, when?"]),
        ("a.csv", "nr;Frage\n1;wer?\n2;was?\n3;\n", ["wer?", "was?"]),
        ("a.csv", "who?,x\nwhat?,y\n", ["who?", "what?"]),
        ("a.CSV", "Question\n\"who\nthen?\"\n", ["who then?"]),
        ("a.tsv", "id\tquery\n1\twho?\n", ["who?"]),
    ],
)  # fmt: skip
def test_questions_are_read_from_texts_and_tables(
    name: str, data: str, questions: list[str]
) -> None:
    for coding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_questions(data.encode(coding), name, 10) == questions


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "no question in this file"),
        ("a.txt", b" \n\n", "no question in this file"),
        ("a.csv", b"question\n", "no question in this file"),
        ("a.txt", b"a\nb\nc", "has 3 questions; 2 at a time"),
        ("a.txt", b"caf\xe9", "not text"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00", "not text"),
        ("a.txt", b"a\x00b", "not text"),
        ("a.csv", b'"a\nb', "cannot be read as CSV"),
    ],
)
def test_what_no_questions_can_be_read_from_is_refused_in_words(
    name: str, data: bytes, words: str
) -> None:
    with pytest.raises(FileRefused, match=words):
        read_questions(data, name, 2)


@given(st.binary(max_size=80), st.sampled_from(["a.txt", "a.csv"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        questions = read_questions(data, name, 100)
    except FileRefused:
        return
    assert questions and all(each == " ".join(each.split()) != "" for each in questions)


def test_the_report_has_every_question_and_quotes_to_the_letter(app: App, seeds: Path) -> None:
    entries = list(ask_all(QUESTIONS, lambda each: app.ask("local", each, limit=3)))
    assert [bool(each.answer) for each in entries] == [True, True, False]
    report = to_markdown(entries, Wording(), NOW)
    assert (
        "# 3 questions\n\nAsked on 2 Jan 2026, 03:04 UTC. Passages are quoted for 1 of 3." in report
    )
    assert "## 1. who rejected the offer?\n\nClosest passages · strong word match\n\n> " in report
    assert '## 2. what did Putin say?\n\nNo passage contains "Putin"' in report
    assert "## 3. \\*\\*\\*\n\nThere is nothing to search for" in report
    found = list(read_quotations(report))
    assert len(found) == 3
    for each in found:
        data = (seeds / each.origin).read_bytes()
        assert sha256(data).hexdigest() == each.sha256
        assert data.decode()[each.start : each.end] == each.text


def test_the_table_has_a_row_a_passage_and_one_for_a_question_without(app: App) -> None:
    entries = list(
        ask_all([*QUESTIONS, "=1+1 offer"], lambda each: app.ask("local", each, limit=3))
    )
    rows = list(csv.DictReader(io.StringIO(to_csv(entries, Wording()), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["number"] for row in rows[:5]] == ["1", "1", "1", "2", "3"]
    assert rows[0]["word match"] == "strong" and rows[0]["paragraph"] == "8"
    assert rows[3]["remark"] == 'No passage contains "Putin", so no quotes are shown.'
    assert rows[4]["remark"].startswith("There is nothing to search for")
    assert rows[5]["question"] == "'=1+1 offer"


def test_a_report_in_german_is_german_and_quotes_the_same(app: App) -> None:
    entries = list(ask_all(QUESTIONS, lambda each: app.ask("local", each, limit=3)))
    german = to_markdown(entries, Wording(texts("de")), NOW)
    assert "# 3 Fragen" in german and "Absatz 8." in german
    english = read_quotations(to_markdown(entries, Wording(), NOW))
    assert [each.text for each in read_quotations(german)] == [each.text for each in english]
