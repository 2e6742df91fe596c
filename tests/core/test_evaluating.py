"""Measuring: question sets go through the pipeline that answers, and figures are what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.evaluating import DEPTH, Question, Run, auroc, measure, read_questions, run
from bot.core.word_match import WordMatch
from index.errors import FootnoteError

PASSAGES = [
    {"id": "p1", "title": "Bridges", "text": "The bridge at Mostar fell in 1993. " * 60},
    {"id": "p2", "text": "The ferry at Split sails on Tuesday.", "source": "Paper"},
    {"id": "p3", "text": "The bridge at Split was never built."},
]


def question(id_: str, text: str, *relevant: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "question": text, "relevant": list(relevant), "answers": [], **more}


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def figures(tmp_path: Path, *questions: dict[str, Any]) -> dict[str, float]:
    passages = write(tmp_path / "passages.jsonl", PASSAGES)
    asked = read_questions(write(tmp_path / "questions.jsonl", list(questions)))
    return measure(run(passages, asked))


def test_figures_are_what_can_be_counted_by_hand(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        question("q1", "when does the ferry sail?", "p2", answers=["on tuesday"]),
        question("q2", "which bridge was never built?", "p1"),  # p3 is found first
        question("q3", "what is a zeppelin?", "p1", answers=["ship"]),
        question("q4", "is it?", "p1"),  # refused: nothing to search for
        question("q5", "who built Mostar?", answerable=False),
    )
    assert found["questions"] == 4
    assert found["hit@1"] == pytest.approx(25)
    assert found["hit@5"] == found["recall@20"] == pytest.approx(50)
    assert found["mrr@10"] == pytest.approx(100 * (1 + 1 / 2) / 4)
    assert found["answer@1"] == pytest.approx(25)
    assert found["cpu_ms_p50"] <= found["cpu_ms_p99"]


def test_the_bands_and_the_auroc_are_those_of_the_word_match(tmp_path: Path) -> None:
    def ran(score: float, match: WordMatch, *, right: bool, answerable: bool = True) -> Run:
        asked = Question(str(score), "q", frozenset({"p"}), (), answerable)
        return Run(asked, ("p",) if right else ("x",), ("text",), 1.0, score, match)

    found = measure(
        [
            ran(0.9, WordMatch.STRONG, right=True),
            ran(0.8, WordMatch.STRONG, right=False),
            ran(0.7, WordMatch.PARTIAL, right=True),
            ran(0.2, WordMatch.WEAK, right=False),
            ran(0.75, WordMatch.PARTIAL, right=False, answerable=False),
        ]
    )
    assert found["auroc_first"] == pytest.approx(75)  # of 4 pairs of right and wrong, 3
    assert found["auroc_answerable"] == pytest.approx(50)
    assert [found[each] for each in ("strong", "partial", "weak")] == pytest.approx([50, 25, 25])
    rights = [found[f"{each}_right"] for each in ("strong", "partial", "weak")]
    assert rights == pytest.approx([50, 100, 0])


def test_a_band_that_no_question_is_in_has_no_share_of_right_ones(tmp_path: Path) -> None:
    found = figures(tmp_path, question("q1", "when does the ferry at Split sail?", "p2"))
    assert sum(found[each.value] for each in WordMatch) == pytest.approx(100)
    assert len([name for name in found if name.endswith("_right")]) == 1
    assert "auroc_answerable" not in found


@given(
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=6),
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=6),
)
def test_auroc_is_the_chance_that_a_positive_is_above_a_negative(
    positive: list[float], negative: list[float]
) -> None:
    pairs = [(one > other) + (one == other) / 2 for one in positive for other in negative]
    wanted = sum(pairs) / len(pairs) if pairs else 0.5
    assert auroc(positive, negative) == pytest.approx(wanted)


def test_a_slip_is_one_letter_of_the_rarest_word_and_the_same_for_a_seed(tmp_path: Path) -> None:
    passages = write(tmp_path / "passages.jsonl", PASSAGES)
    rows = [question(str(n), "which bridge stood at Mostar?", "p1") for n in range(20)]
    asked = read_questions(write(tmp_path / "q.jsonl", rows))
    found = [each.question.text for each in run(passages, asked, typos=1)]
    for text in found:
        before, after = text.split("at ")
        assert before == "which bridge stood "
        assert sum(a != b for a, b in zip(after, "Mostar?", strict=True)) == 1
    assert len(set(found)) > 10
    assert [each.question.text for each in run(passages, asked, typos=1)] == found


def test_a_passage_is_never_split(tmp_path: Path) -> None:
    passages = write(tmp_path / "passages.jsonl", PASSAGES)
    asked = read_questions(write(tmp_path / "q.jsonl", [question("q", "Mostar bridge", "p1")]))
    (found,) = run(passages, asked)
    assert found.passages == ("p1", "p3")
    assert found.texts[0] == PASSAGES[0]["text"]


def test_a_name_that_is_missing_keeps_nothing_back_here(tmp_path: Path) -> None:
    found = figures(tmp_path, question("q", "did Putin see the ferry at Split?", "p2"))
    assert found["hit@1"] == 100


def test_at_most_20_passages_are_asked_for(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"Bridge number {n} stands."} for n in range(30)]
    passages = write(tmp_path / "passages.jsonl", rows)
    asked = read_questions(write(tmp_path / "q.jsonl", [question("q", "bridge", "7")]))
    (found,) = run(passages, asked)
    assert len(found.passages) == DEPTH


@pytest.mark.parametrize(
    ("line", "words"),
    [("{", "line 2 is not JSON"), ("[]", "line 2 has no"), ('{"id": "x"}', "line 2 has no")],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(question("q", "bridge")) + "\n" + line, encoding="utf-8")
    with pytest.raises(FootnoteError, match=words):
        read_questions(path)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FootnoteError, match="cannot be read"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(FootnoteError, match="no answerable questions"):
        figures(tmp_path, question("q", "bridge", answerable=False))


def test_a_line_separator_in_a_text_is_no_new_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(question("q", "a\u2028b"), ensure_ascii=False), encoding="utf-8")
    assert [each.text for each in read_questions(path)] == ["a\u2028b"]
