"""Word for word: every stretch of a text is, whatever its marks; a word more or less is not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.quote_match import ArticleWords, Matched, matched
from bot.core.quoted_words import quoted_words, sought

ARTICLE = (
    "He said: “No, because they have dirty hands.” The U.S. – an ally – isn’t 3,000 miles away."
)
TEXT = st.text(
    alphabet=st.sampled_from("abcABC .,;:!?()#\n\u00a0éß1’-İ"),
    min_size=1,
    max_size=80,
)


def found(quotation: str, article: str = ARTICLE) -> Matched | None:
    return matched(sought(quotation), ArticleWords(article))


def quoted(quotation: str, article: str = ARTICLE) -> str:
    match = found(quotation, article)
    assert match is not None
    return article[match.start : match.end]


@given(TEXT, st.data())
def test_every_stretch_of_a_text_is_word_for_word_in_it(text: str, data: st.DataObject) -> None:
    assume("..." not in text.replace(" ", ""))
    words = quoted_words(text)
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    span = text[words[first].start : words[last].end]
    typed = span.replace("’", "'").replace("-", "—").replace(" ", "\n ")
    for quotation in (span, typed, f"  {span},"):
        match = found(quotation, text)
        assert match is not None and match.loose == () and match.left_out == 0
        theirs = [word.key for word in quoted_words(text[match.start : match.end])]
        assert theirs == [word.key for word in words[first : last + 1]]


@given(TEXT, st.integers(0, 79))
def test_a_word_more_is_not_word_for_word(text: str, place: int) -> None:
    words = quoted_words(text)
    assume(words)
    at = words[place % len(words)].end
    assert found(f"{text[:at]} zebra {text[at:]}", text) is None


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("no, because they have dirty hands", "No, because they have dirty hands"),
        (
            "the U.S. - an ally - isn't 3,000 miles away",
            "The U.S. – an ally – isn’t 3,000 miles away",
        ),
        ("No … dirty hands", "No, because they have dirty hands"),
        ("dirty hands [...] The U.S.", "dirty hands.” The U.S."),
        ("they [Americans] have dirty hands", "they have dirty hands"),
        ("[The Americans] have dirty hands", "have dirty hands"),
        ("because [the Americans] have dirty hands", "because they have dirty hands"),
    ],
)
def test_what_is_left_out_or_put_in_may_be(quotation: str, words: str) -> None:
    assert quoted(quotation) == words


@pytest.mark.parametrize(
    "quotation",
    [
        "dirty hands, because",
        "dirty … because",
        "they have hands",
        "they have bloody hands",
        "because [they] 3,000 miles",
        "they have dirty hand",
        "",
    ],
)
def test_what_is_not_there_or_not_in_that_order_is_not_found(quotation: str) -> None:
    assert found(quotation) is None


def test_punctuation_and_capitals_that_differ_are_told() -> None:
    match = found("No because They have dirty hands!")
    assert match is not None
    told = [(each.quoted, each.there) for each in match.loose]
    assert told == [("No because", "No, because"), ("They", "they"), ("hands!", "hands")]


def test_what_an_insertion_stands_for_is_told_and_one_of_the_articles_own_is_none() -> None:
    match = found("because [the Americans] have dirty hands")
    assert match is not None
    assert [(each.quoted, each.there) for each in match.inserted] == [("[the Americans]", "they")]
    own = found("fighting [ISIL] now", "They are fighting [ISIL] now.")
    assert own is not None and own.inserted == ()


def test_of_several_places_the_one_that_is_written_alike_counts() -> None:
    article = "Dirty, hands. Nobody has dirty hands. dirty; hands"
    assert quoted("dirty hands", article) == "dirty hands"
    article = "I said a long time ago that no. I said, no."
    assert quoted("I said … no", article) == "I said, no"


def test_words_that_furniture_parts_do_not_stand_side_by_side() -> None:
    text = "He said no. SHARE THIS because of it."
    spans = [(0, 11), (23, 37)]
    article = ArticleWords(text, spans)
    assert matched(sought("said no because of"), article) is None
    assert matched(sought("share this"), article) is None
    whole = ArticleWords("He said no.\n\nBecause of it.", [(0, 11), (13, 27)])
    match = matched(sought("said no. Because of"), whole)
    assert match is not None and match.loose == ()


def test_an_ellipsis_does_not_reach_over_a_whole_article() -> None:
    article = f"I never said {'word ' * 400} that it was good."
    assert found("I never said … that it was good", article) is None
    assert found("I never said … that it was good", article.replace("word " * 300, "")) is not None


@pytest.mark.parametrize("unit", ["a … ", "a [b] ", "the the ", "a "])
def test_hostile_quotations_take_no_time_to_speak_of(unit: str) -> None:
    article = ArticleWords("a " * 20_000)
    parts = 500 // len(unit.split())
    matched(sought(unit * parts), article)
    assert matched(sought(f"{unit * parts} zebra"), article) is None
