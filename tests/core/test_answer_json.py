"""Answers as JSON: the documented keys, with every text and score exactly."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.core import rendering
from bot.core.answer import Missing
from bot.core.answer_json import as_json, receipt_as_json
from bot.core.receipts import Change, Receipt
from bot.core.word_match import WordMatch
from tests.citations import ACTIVE, CITATION, SIMILAR, answering, citing
from tests.conftest import NOW

WORDING = rendering.Wording()
KEYS = [
    "question", "read_as", "match", "receipt", "libraries", "corrections", "missing", "kept_back",
    "citations",
]  # fmt: skip
MISSING = ["absent", "apart", "emptied", "undated"]
QUOTE = [
    "passage_id", "text", "title", "outlet", "date", "origin", "paragraph", "last_paragraph",
    "start", "end", "sha256",
]  # fmt: skip
CITED = ["rank", "score", "bm25", *QUOTE, "sentence", "second_sentence", "similar"]
LIKE = ["same_words", "copy", *QUOTE]


def test_json_has_the_documented_keys_in_their_order() -> None:
    answer = json.loads(as_json(answering(citing(similar=(SIMILAR,), second=(0, 13)))))
    assert list(answer) == KEYS
    assert [list(each) for each in answer["libraries"]] == [["name", "generation"]]
    assert list(answer["missing"]) == MISSING
    assert [list(each) for each in answer["citations"]] == [CITED]
    assert [list(each) for each in answer["citations"][0]["similar"]] == [LIKE]
    assert answer["citations"][0]["date"] == "2014-09-15"
    assert answer["citations"][0]["origin"] == "a.txt"
    assert answer["citations"][0]["sentence"] == "The offer was rejected."
    assert answer["citations"][0]["second_sentence"] == "Nobody asked."
    assert answer["citations"][0]["last_paragraph"] == 7


def test_json_says_what_was_corrected_and_what_is_missing() -> None:
    answer = answering(
        match=WordMatch.PARTIAL,
        corrections=(("Zarrif", "Zarif"),),
        missing=Missing(("Putin",), (("oil", "Mali"),), emptied=True, undated=4),
        kept_back=True,
        receipt="fn-7K3QXM",
    )
    found = json.loads(as_json(answer))
    assert (found["match"], found["receipt"], found["kept_back"]) == ("partial", "fn-7K3QXM", True)
    assert found["corrections"] == [{"word": "Zarrif", "to": "Zarif"}]
    assert found["missing"] == {
        "absent": ["Putin"],
        "apart": [["oil", "Mali"]],
        "emptied": True,
        "undated": 4,
    }


def test_a_receipts_json_is_the_answers_and_what_has_changed() -> None:
    given = answering(CITATION)
    found = json.loads(receipt_as_json(Receipt(given, NOW, (Change(kind="quotes-shown"),))))
    assert list(found) == [*KEYS, "asked_at", "changes"]
    assert (found["asked_at"], found["changes"]) == (NOW.isoformat(), ["Quotes would be shown."])
    assert {key: found[key] for key in KEYS} == json.loads(as_json(given))


def test_the_documentation_has_the_same_keys() -> None:
    documented = Path(__file__).parents[2].joinpath("docs", "json.md").read_text("utf-8")
    nested = {
        "libraries[]": ["name", "generation"],
        "corrections[]": ["word", "to"],
        "missing": MISSING,
        "citations[]": CITED,
        "citations[].similar[]": ["same_words", "copy"],
    }
    for key in [*KEYS, "asked_at", "changes"]:
        assert f"`{key}`" in documented
    for above, keys in nested.items():
        for key in keys:
            assert f"`{above}.{key}`" in documented or f"`.{key}`" in documented


def test_json_has_null_for_what_is_unknown_and_the_url_where_there_is_one() -> None:
    unknown = citing(title=None, outlet=None, published=None, author=None, credit=None)
    (found,) = json.loads(as_json(answering(unknown)))["citations"]
    assert [found[key] for key in ("title", "outlet", "date")] == [None] * 3
    linked = citing(url="https://example.org/a")
    (found,) = json.loads(as_json(answering(linked)))["citations"]
    assert found["origin"] == "https://example.org/a"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.floats(allow_nan=False, width=64))
def test_json_gives_back_every_text_and_score_exactly(text: str, score: float) -> None:
    if score in (float("inf"), float("-inf")):
        return
    shown = as_json(answering(citing(text=text, score=score), question=text))
    assert not set(shown) & {*ACTIVE, "\r"}
    found = json.loads(shown)
    assert found["question"] == found["citations"][0]["text"] == text
    assert found["citations"][0]["score"] == score
