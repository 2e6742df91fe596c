"""Copies: what counts as the same words, and what makes one article a copy of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.duplicates import article_shingles, containment, is_copy, same_words, shingles

OWN = (
    "The ministers met in the old town hall until late in the evening and could agree on nothing "
    "but the date of their next meeting. Farmers had blocked two bridges with tractors since dawn. "
    "Police led some forty of them away before the first cars were let through again at noon. "
)
OTHER = (
    "Nobody in the valley expected the talks to bring much this year. A heavy storm had cut the "
    "power for hours, and the mayor read her speech by candle light to an almost empty room. "
    "Tractors stood on both bridges, which the police cleared without any haste before midday. "
)
SAID = (
    "We have paid for your mistakes for ten long years, and our children will go on paying for "
    "them when all of you are gone and forgotten, so do not come here and speak of patience to us "
    "who have had nothing else to live on since the last of the mills was closed and sold. "
)
WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six"]), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(SAID, f"“{SAID}”, she said.", id="in quotation marks"),
        pytest.param(SAID, SAID.upper().replace(",", " --"), id="other case and punctuation"),
        pytest.param(SAID, SAID[:120], id="trimmed"),
        pytest.param("Don’t pay us.", "DON'T PAY US", id="a few words, all the same"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert same_words(shingles(one), shingles(other))
    assert same_words(shingles(other), shingles(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(OWN, OTHER, id="other words for the same"),
        pytest.param("Don't pay us.", SAID, id="a few words"),
        pytest.param("", "", id="nothing"),
        pytest.param(OWN + SAID, OTHER + SAID, id="one sentence in common"),
    ],
)
def test_not_the_same_words(one: str, other: str) -> None:
    assert not same_words(shingles(one), shingles(other))
    assert not same_words(shingles(other), shingles(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(OWN, "New title\n\n" + OWN, id="under another title"),
        pytest.param(OWN + SAID + OTHER, OWN + SAID, id="trimmed"),
        pytest.param(f'"{SAID}"', f"“{SAID}”", id="a speech in full"),
    ],
)
def test_a_copy(one: str, other: str) -> None:
    assert is_copy(article_shingles(one), article_shingles(other))
    assert is_copy(article_shingles(other), article_shingles(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(OWN + "(AP)", OTHER + "(AP)", id="a shared credit"),
        pytest.param(f"{OWN} “{SAID}”", f"{OTHER} “{SAID}”", id="a shared quotation"),
        pytest.param(f"{OWN} “{SAID}” (AP)", f"{OTHER} “{SAID}” (AP)", id="both"),
        pytest.param("The mills are closed.", "The mills are closed.", id="too little to tell"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_no_copy(one: str, other: str) -> None:
    assert not is_copy(article_shingles(one), article_shingles(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "(Reporting by Ann Lee; editing by Bo Ray)",
            "Additional reporting by ANN LEE; edited by X",
        ),
        ("LONDON (AP)", "(The Associated Press)"),
        ("REUTERS - ", "PARIS (Reuters) - "),
    ],
)
def test_a_shared_credit_lets_fewer_shared_words_do(one: str, other: str) -> None:
    half = OWN[: len(OWN) // 2]
    assert not is_copy(article_shingles(OWN), article_shingles(half + OTHER))
    assert is_copy(
        article_shingles(one + "\n" + OWN), article_shingles(other + "\n" + half + OTHER)
    )


def test_the_credit_that_a_source_states_counts_as_one_in_the_text() -> None:
    stated = article_shingles(OWN, "Reporting by Ann Lee; editing by Bo Ray")
    found = article_shingles(OWN + "\n(Reporting by Ann Lee; editing by Bo Ray)")
    assert stated.credits == found.credits == {"ann lee", "bo ray"}
    assert article_shingles("He told the AP, and Reuters knew.").credits == frozenset()


@given(WORDS, WORDS)
def test_containment_is_symmetric_and_a_share(one: list[str], other: list[str]) -> None:
    left, right = shingles(" ".join(one)), shingles(" ".join(other))
    assert containment(left.runs, right.runs) == containment(right.runs, left.runs)
    assert 0.0 <= containment(left.runs, right.runs) <= 1.0
    assert same_words(left, left) == bool(one)
    assert same_words(left, right) == same_words(right, left)


@given(st.text())
def test_any_text_has_shingles(text: str) -> None:
    assert shingles(text) == shingles(text)
    assert article_shingles(text, text) == article_shingles(text, text)


@pytest.mark.parametrize(
    "hostile", ["“", '"', "(", "a ", "- ", "reporting by ", "A" * 5 + " ", "\u0301"]
)
def test_a_megabyte_is_read_only_so_far(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    found = article_shingles(text, text)
    assert found == article_shingles(text[:200_000] + "other words", text)
    assert len(found.whole) <= 200_000


@given(
    st.lists(
        st.sampled_from(
            ["one", "two", "It’s", "café", '"', "“", "”", "«", "»", "\n", "3,000", "U.S.", "'"]
        ),
        max_size=60,
    ).map(" ".join)
)
def test_an_articles_shingles_are_those_of_its_words_wherever_quotations_begin(text: str) -> None:
    assert article_shingles(text).whole == shingles(text).runs
