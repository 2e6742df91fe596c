"""`footnote evaluate`: figures as a table or as JSON, and what is wrong in one line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from index import engines
from tests.cli.conftest import Footnote

PASSAGE = {"id": "p", "text": "The ferry at Split sails on Tuesday."}
QUESTION = {"id": "q", "question": "when does the ferry sail?", "relevant": ["p"], "answers": []}


def sets(folder: Path) -> tuple[str, str]:
    for name, row in (("passages.jsonl", PASSAGE), ("questions.jsonl", QUESTION)):
        (folder / name).write_text(json.dumps(row), encoding="utf-8")
    return "passages.jsonl", "questions.jsonl"


def test_figures_are_one_json_object(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("evaluate", *sets(tmp_path), "--json")
    assert ran.code == 0
    figures = json.loads(ran.out)
    assert figures["hit@1"] == figures["mrr@10"] == 100
    assert {"hit@5", "recall@1", "recall@20", "ndcg@10", "answer@1", "cpu_ms_p99"} <= set(figures)
    assert {"auroc_first", "strong", "partial", "weak"} <= set(figures)


def test_figures_are_a_table(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("evaluate", *sets(tmp_path), "--engine", "rank-bm25")
    assert ran.out.splitlines()[0].split() == ["hit@1", "100.00"]


def test_one_letter_of_each_question_can_be_made_wrong(footnote: Footnote, tmp_path: Path) -> None:
    figures = json.loads(footnote("evaluate", *sets(tmp_path), "--typos", "1", "--json").out)
    assert figures["hit@1"] == 100


def test_an_unknown_engine_is_one_line(footnote: Footnote, tmp_path: Path) -> None:
    ran = footnote("evaluate", *sets(tmp_path), "--engine", "steam")
    assert (ran.code, ran.out) == (1, "")
    there_are = ", ".join(["auto", *engines.names()])
    assert ran.err == f"footnote: no engine 'steam'; there are: {there_are}\n"


def test_what_is_missing_is_said_before_anything_is_asked(
    footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("bot.core.evaluating.run", lambda *each, **_: asked.append(each) or [])
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    ran = footnote("evaluate", *sets(tmp_path))
    assert (ran.code, ran.out, asked) == (1, "", [])
    assert "pip install 'footnote[evaluate]'" in ran.err
