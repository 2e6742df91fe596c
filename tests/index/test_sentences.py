"""Sentences and their places, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences import sentence_spans

WHITE = "\u00a0\u1680\u2000\u2009\u2028\u2029\u202f\u205f\u3000\u0085\x1c\n\t "


@pytest.mark.parametrize("white", WHITE)
def test_white_space_between_a_capital_and_a_full_stop_is_no_fault(white: str) -> None:
    text = f"The council chose plan A{white}. It begins in May."
    assert "".join(text[start:end] for start, end in sentence_spans(text)).startswith("The council")


@settings(max_examples=300)
@given(st.text(st.sampled_from(f"{WHITE}.!?AaÉ…“”\"'1-\u0301\u200b\ud800é漢"), max_size=60))
def test_spans_ascend_and_leave_out_nothing_but_white_space(text: str) -> None:
    spans = sentence_spans(text.encode("utf-8", "replace").decode())
    text = text.encode("utf-8", "replace").decode()
    place = 0
    for start, end in spans:
        assert place <= start < end
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()
