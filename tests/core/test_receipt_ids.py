"""Receipts' ids as people type them, and changes as they are worded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Options
from bot.core.receipts import NoReceipt, changes, read_receipt_id, receipt_id
from bot.core.rendering import Wording
from tests.citations import answering, citing

ids_ = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=6, max_size=6)


@given(ids_)
def test_an_id_is_read_however_it_was_typed(characters: str) -> None:
    receipt = f"fn-{characters}"
    for typed in (
        receipt,
        receipt.lower(),
        receipt.upper(),
        characters,
        characters.lower(),
        f"  {receipt}\n",
        f"fn - {characters[:3]} {characters[3:]}",
        f"fn{characters}",
        f"FN‑{characters}",
        f"fn–{characters}",
        receipt.replace("0", "O"),
        receipt.replace("1", "l"),
        receipt.replace("1", "I"),
        characters.replace("0", "o").replace("1", "i"),
    ):
        assert read_receipt_id(typed) == receipt


@pytest.mark.parametrize(
    "typed", ["", "fn-", "fn-12345", "fn-1234567", "fn-12345U", "E-1A2B", "7K3QX!", "x" * 5000]
)
def test_what_can_be_no_id_is_told_in_one_line_how_one_looks(typed: str) -> None:
    with pytest.raises(NoReceipt, match=r"is no receipt\. .* looks like fn-7K3QXM\.$") as error:
        read_receipt_id(typed)
    assert len(str(error.value)) < 120


@given(st.text(max_size=30))
def test_any_text_is_read_or_told(typed: str) -> None:
    try:
        receipt = read_receipt_id(typed)
    except NoReceipt:
        return
    assert read_receipt_id(receipt) == receipt


def test_many_changes_are_counted() -> None:
    before = answering(*(citing(passage_id=f"{n:016x}", rank=n) for n in range(1, 31)))
    told = Wording().changes(changes(before, answering(), []))
    assert len(told) == 11
    assert told[-1] == "And 20 more changes."


def test_ranks_are_written_as_they_are_said() -> None:
    for rank, said in [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th")]:
        now = answering(citing(passage_id="b" * 16, rank=rank))
        (*_, last) = Wording().changes(changes(answering(), now, []))
        assert last.endswith(f"now ranks {said}.")


options_ = st.builds(Options, st.integers(1, 50), st.none() | st.just("own"), exactly=st.booleans())


@given(options_, options_, st.text(max_size=5), st.text(max_size=5))
def test_ids_are_equal_where_what_was_asked_is(
    one: Options, other: Options, text: str, another: str
) -> None:
    first = replace(answering(question=text), options=one)
    second = replace(answering(question=another), options=other)
    same = (text, one) == (another, other)
    assert (receipt_id(first) == receipt_id(second)) == same
    assert read_receipt_id(receipt_id(first)) == receipt_id(first)
