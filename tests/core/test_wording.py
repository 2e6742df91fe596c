"""The wording of one sentence: what is asked for, the shortest span of it, and its edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alignment import words
from bot.core.quotations import quotations
from bot.core.wording import Asked, Unit, asked, unit, worded
from index.analysis import Analyzer

ANALYZER = Analyzer()


def asking(question: str, *absent: str) -> Asked:
    """What is asked for if each word but ``absent`` ones weighs 3."""
    query = ANALYZER.query(question)
    missing = {term for word in absent for term in ANALYZER.terms(word)}
    return asked(query, {term: 3.0 for term in query.terms if term not in missing}, 5.0)


def whole(text: str) -> Unit:
    return unit(words(ANALYZER, text), text, (0, len(text)), quotations(text))


def wording(question: str, text: str, *others: str) -> str | None:
    matter = asking(question)
    references = [found for each in others if (found := worded(matter, whole(each)))]
    found = worded(matter, whole(text), references)
    return None if found is None else text[slice(*found.span)]


def test_who_is_said_to_say_it_is_no_part_of_what_is_asked_for() -> None:
    matter = asking("did Khamenei say American hands are dirty?")
    assert list(matter.content) == ["american", "hand", "dirti"]
    assert list(matter.frame) == ["khamenei"]
    assert list(asking("what did Khamenei say?").content) == ["khamenei"]
    assert list(asking("who rejected the offer?").content) == ["reject", "offer"]


def test_what_no_passage_has_makes_every_wording_cover_less() -> None:
    found = worded(asking("closed blimp port", "blimp"), whole("The port closed."))
    assert found is not None
    assert found.measure == pytest.approx(6 / 11)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("are hands dirty?", "They have dirty hands.", "dirty hands"),
        ("are hands dirty?", "It has no hands, and so on; in the end all are dirty.", "hands"),
        ("who rejected the offer?", "He rejected the US offer of help.", "rejected the US offer"),
        # One word alone is given its phrase.
        ("coalition", "They build a coalition.", "build a coalition"),
        ("coalition", "Their coalition fails.", "coalition fails"),
        ("coalition", "Of coalition, nothing.", "coalition"),
        # What a reporter says is not mixed with what is quoted.
        ("port harbour master", '"We closed the port," said the harbour master.', "harbour master"),
        # Both halves of a bracket.
        ("Kerry asked", "Then (John Kerry) asked.", "(John Kerry) asked"),
        ("asked in Iraq", "He asked them (in Iraq) for it.", "asked them (in Iraq)"),
        ("zeppelin", "They have dirty hands.", None),
    ],
)
def test_the_shortest_words_that_say_it(question: str, text: str, expected: str | None) -> None:
    assert wording(question, text) == expected


def test_what_stands_in_the_place_of_a_missing_word_is_part_of_it() -> None:
    text, other = "They have bad aims and stained hands.", "They have dirty hands."
    assert wording("are hands dirty?", text, other) == "stained hands"
    found = worded(asking("are hands dirty?"), whole(text), [])
    assert found is not None
    assert not found.counterparts, "nothing is made up without another text"


TEXT = st.text(alphabet=st.sampled_from('hand dirty US us ,."“”()[]\n'), max_size=300)


@given(TEXT, st.lists(TEXT, max_size=3))
def test_a_wording_is_a_span_of_its_sentence_within_one_quotation(
    text: str, others: list[str]
) -> None:
    matter = asking("US hands dirty")
    references = [found for each in others if (found := worded(matter, whole(each)))]
    each = whole(text)
    found = worded(matter, each, references)
    if found is not None:
        start, end = found.span
        assert each.start <= start < end <= each.end
        assert len(set(each.quoted[found.first : found.last + 1])) == 1
        assert 0 < found.measure <= 1 + 1e-9
        assert found.inside <= found.held | found.counterparts.keys()
