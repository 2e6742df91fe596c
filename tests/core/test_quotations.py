"""Quoted spans: every kind of mark, apostrophes, what is not closed, and hostile texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quotations import insertions, omissions, quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"I said no," said Khamenei.', ["I said no,"]),
        ("He said “no” and “yes”.", ["no", "yes"]),
        ("„Das ist so“, sagte sie.", ["Das ist so"]),
        ("„Das ist „nichts“ so“, sagte er.", ["Das ist „nichts“ so", "nichts"]),
        ("Elle dit «non» .", ["non"]),
        ("Sie sagte »nein«.", ["nein"]),
        ("“He called it ‘a lie’,” she said.", ["He called it ‘a lie’,", "a lie"]),
        ("‘He said “no” to me’, she said.", ["He said “no” to me", "no"]),
        ("'No,' he said. 'Never.'", ["No,", "Never."]),
        ("They don't, it’s the boys’ turn, and Iran’s.", []),
        ("'tis the '90s, and the boys' game.", []),
        ("A 6\" pipe of 4' length.", []),
        ('A 6" pipe, “quoted”.', ["quoted"]),
        ('He said "the 5" pipe is broken" today.', ['the 5" pipe is broken']),
        ('The "Boeing 747" and "Airbus 380" flew.', ["Boeing 747", "Airbus 380"]),
        ('Six foot 6\'2", he said "no".', ["no"]),
        ("Nobody said a word.", []),
        ('""', []),
    ],
)
def test_quotations_are_found_and_apostrophes_are_none(text: str, expected: list[str]) -> None:
    assert [text[each.start : each.end] for each in quotations(text)] == expected


def test_what_is_not_closed_ends_with_its_paragraph() -> None:
    text = '“One goes on. \n\n“Two ends.” said he.\n\n"Three'
    found = quotations(text)
    assert [text[each.start : each.end] for each in found] == ["One goes on.", "Two ends.", "Three"]
    assert [each.closed for each in found] == [False, True, False]


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "»«"])
def test_one_that_the_next_paragraph_closes_without_opening_it_is_quoted_there_too(
    marks: str,
) -> None:
    opening, closing = marks
    text = f"{opening}One goes on.\n\n  It ends{closing} here, {opening}no{closing}.\n\nNo{closing}"
    found = [text[each.start : each.end] for each in quotations(text)]
    assert found == ["One goes on.", "It ends", "no"]


def test_an_inner_quotation_is_deeper() -> None:
    assert [each.depth for each in quotations("“a ‘b’ c” “d”")] == [0, 1, 0]


def test_insertions_and_omissions_are_told_apart() -> None:
    text = "fighting [ISIL] . . . and [...] more… [a [b] c]"
    assert [text[a:b] for a, b in insertions(text)] == ["[ISIL]", "[b]"]
    assert [text[a:b] for a, b in omissions(text)] == [". . .", "[...]", "…"]


MARKS = st.text(alphabet=st.sampled_from("ab .,\n\"'“”„‘’«»[]…s"), max_size=400)


@given(MARKS)
def test_spans_lie_within_the_text_and_nest(text: str) -> None:
    found = quotations(text)
    for each in found:
        assert 0 <= each.opens <= each.start < each.end <= each.closes <= len(text)
        assert "\n\n" not in text[each.start : each.end]
        for other in found:
            apart = other.closes <= each.opens or each.closes <= other.opens
            inside = each.opens <= other.opens and other.closes <= each.closes
            assert apart or inside or (other.opens <= each.opens and each.closes <= other.closes)


@pytest.mark.parametrize("unit", ['"', "“", "'a ", "‘", "“‘", "„“", "' '", "[", '"a" '])
def test_a_text_of_nothing_but_marks_gives_no_more_than_a_thousand(unit: str) -> None:
    text = unit * 50_000
    assert len(quotations(text)) <= 1_000
    assert len(insertions(text)) <= len(text)
