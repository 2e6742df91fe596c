"""Answers survive being kept: what comes back is what was given."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Answer, Citation, Missing, Options, Searched, Similar
from index.operators import Operators
from tests.citations import CITATION, SIMILAR, answering, citing

# What a UTF-8 file can hold.
text_ = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
perhaps_ = st.none() | text_
number_ = st.floats(allow_nan=False, allow_infinity=False)
texts_ = st.lists(text_, max_size=2).map(tuple)
# Offsets in whole minutes, as ISO 8601 writes them.
zones_ = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
QUOTE = {
    "text": text_,
    "title": perhaps_,
    "outlet": perhaps_,
    "author": perhaps_,
    "credit": perhaps_,
    "url": perhaps_,
    "published": st.none() | st.dates(),
    "origin": text_,
    "last_paragraph": st.none() | st.integers(1, 2000),
}
similar_ = st.builds(Similar, **QUOTE)
citations_ = st.builds(
    Citation,
    sentence=text_,
    score=number_,
    bm25=number_,
    second=st.none() | st.tuples(st.integers(0, 1000), st.integers(0, 1000)),
    similar=st.lists(similar_, max_size=2).map(tuple),
    own=st.integers(0, 9),
    **QUOTE,
)
searched_ = st.builds(
    Searched,
    name=text_,
    title=text_,
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    changed_at=st.none() | st.datetimes(timezones=zones_),
)
operators_ = st.builds(
    Operators,
    phrases=texts_,
    excluded=texts_,
    sources=texts_,
    after=st.none() | st.dates(),
    before=st.none() | st.dates(),
)
answers_ = st.builds(
    Answer,
    question=text_,
    libraries=st.lists(searched_, max_size=2).map(tuple),
    citations=st.lists(citations_, max_size=2).map(tuple),
    match_score=st.floats(0, 1),
    corrections=st.lists(st.tuples(text_, text_), max_size=2).map(tuple),
    missing=st.builds(Missing, absent=texts_, apart=st.lists(texts_, max_size=2).map(tuple)),
    operators=operators_,
    options=st.builds(Options, library=perhaps_, operators=operators_),
    receipt=text_,
)


@given(answers_)
def test_an_answer_comes_back_from_json_as_it_was(answer: Answer) -> None:
    kept = json.dumps(answer.to_dict(), ensure_ascii=False)
    assert Answer.from_dict(json.loads(kept)) == answer


def test_an_answer_that_a_newer_footnote_kept_is_read() -> None:
    kept = answering(CITATION).to_dict()
    kept["of_the_future"] = kept["citations"][0]["of_the_future"] = {"a": 1}
    assert Answer.from_dict(kept) == answering(CITATION)


def test_an_answer_that_an_older_footnote_kept_is_read() -> None:
    kept = answering(CITATION).to_dict()
    newer = ["match", "match_score", "corrections", "missing", "kept_back", "operators", "options"]
    for key in (*newer, "receipt"):
        del kept[key]
    for key in ("last_paragraph", "second", "similar", "own"):
        del kept["citations"][0][key]
    assert Answer.from_dict({**kept, "absent": []}) == answering(CITATION)
    assert Answer.from_dict({**kept, "absent": ["Putin"]}).missing == Missing(absent=("Putin",))


@pytest.mark.parametrize(
    "change", [{"citations": None}, {"citations": [{"rank": "first"}]}, {"match": "certain"}]
)
def test_what_is_no_answer_is_an_error(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Answer.from_dict({**answering(CITATION).to_dict(), **change})


def test_every_field_is_kept() -> None:
    kept = answering(citing(similar=(SIMILAR,))).to_dict()
    assert set(kept) == {each.name for each in fields(Answer)}
    (citation,) = kept["citations"]
    assert set(citation) == {each.name for each in fields(Citation)}
    (similar,) = citation["similar"]
    assert set(similar) == {each.name for each in fields(Similar)}
    assert similar == asdict(SIMILAR)


def test_the_sentences_to_be_marked_are_in_their_order() -> None:
    assert CITATION.marked == ((14, 37),)
    assert citing(second=(0, 13)).marked == ((0, 13), (14, 37))
    assert citing(second=(38, 50)).marked == ((14, 37), (38, 50))
