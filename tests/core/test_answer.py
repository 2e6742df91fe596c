"""Answers survive being kept: what comes back is what was given."""

from __future__ import annotations

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Answer, Citation, Searched
from tests.citations import CITATION, answering

# What a UTF-8 file can hold.
text_ = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
perhaps_ = st.none() | text_
citations_ = st.builds(
    Citation,
    text=text_,
    sentence=text_,
    score=st.floats(allow_nan=False, allow_infinity=False),
    bm25=st.floats(allow_nan=False, allow_infinity=False),
    title=perhaps_,
    outlet=perhaps_,
    author=perhaps_,
    credit=perhaps_,
    url=perhaps_,
    published=st.none() | st.dates(),
    origin=text_,
)
searched_ = st.builds(
    Searched,
    name=text_,
    title=text_,
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    changed_at=st.none() | st.datetimes(timezones=st.timezones()),
)
answers_ = st.builds(
    Answer,
    question=text_,
    libraries=st.lists(searched_, max_size=2).map(tuple),
    citations=st.lists(citations_, max_size=2).map(tuple),
    absent=st.lists(text_, max_size=2).map(tuple),
)


@given(answers_)
def test_an_answer_comes_back_from_json_as_it_was(answer: Answer) -> None:
    kept = json.dumps(answer.to_dict(), ensure_ascii=False)
    assert Answer.from_dict(json.loads(kept)) == answer


def test_a_citation_that_a_newer_footnote_kept_is_read() -> None:
    kept = answering(CITATION).to_dict()
    kept["citations"][0]["of_the_future"] = {"a": 1}
    assert Answer.from_dict(kept) == answering(CITATION)


def test_a_citation_that_an_older_footnote_kept_is_read() -> None:
    kept = CITATION.to_dict()
    del kept["credit"]
    assert Citation.from_dict(kept).credit is None


def test_every_field_is_kept() -> None:
    assert set(CITATION.to_dict()) == {each.name for each in fields(Citation)}
