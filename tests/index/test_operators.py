"""Operators: what a question says of where to look, and what is only a question's words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import QuestionRefused
from index.operators import (
    MOST,
    NO_OPERATORS,
    Operators,
    given_operators,
    read_operators,
)


@pytest.mark.parametrize(
    "quoted",
    [
        pytest.param('"US offer"', id="straight"),
        pytest.param("“US offer”", id="curly"),
        pytest.param("„US offer“", id="German"),
        pytest.param("„US offer”", id="Polish"),
        pytest.param("”US offer”", id="Swedish"),
        pytest.param("«US offer»", id="French"),
        pytest.param("«\u00a0US offer\u00a0»", id="French with its spaces"),
        pytest.param("＂US offer＂", id="full width"),
        pytest.param('“US offer"', id="opened by a phone, closed by a keyboard"),
    ],
)
def test_a_phrase_may_stand_in_any_double_quotes(quoted: str) -> None:
    words, operators = read_operators(f"who rejected {quoted}?")
    assert operators == Operators(phrases=("US offer",))
    assert words.split() == ["who", "rejected", "US", "offer", "?"], "its words are searched, too"


def test_several_phrases_are_each_one() -> None:
    assert read_operators('"dirty hands" or "stained hands"')[1].phrases == (
        "dirty hands",
        "stained hands",
    )
    assert read_operators('"a" "a"')[1].phrases == ("a",), "the same twice counts once"
    assert read_operators('who said ""?')[1] == NO_OPERATORS, "nothing quoted is no phrase"


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("offer -Kerry", "Kerry"),
        ("offer −Kerry", "Kerry"),
        ("-Kerry offer", "Kerry"),
        ('offer -"Secretary of State"', "Secretary of State"),
        ("offer −“Secretary of State”", "Secretary of State"),
        ("offer -«Secretary of State»", "Secretary of State"),
        ("offer -New-York", "New-York"),
    ],
)
def test_a_word_or_phrase_behind_a_minus_is_excluded_and_not_searched(
    text: str, excluded: str
) -> None:
    assert read_operators(text) == ("offer", Operators(excluded=(excluded,)))


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("source:shafaqna", Operators(sources=("shafaqna",))),
        ('source:"Middle East Eye"', Operators(sources=("Middle East Eye",))),
        ("SOURCE:„Middle East Eye“", Operators(sources=("Middle East Eye",))),
        ("source:pjmedia.com/a-b", Operators(sources=("pjmedia.com/a-b",))),
        ("source:a source:b", Operators(sources=("a", "b"))),
        ("after:2014", Operators(after=date(2014, 1, 1))),
        ("After:2014-09", Operators(after=date(2014, 9, 1))),
        ("AFTER:2014-9-5", Operators(after=date(2014, 9, 5))),
        ('before:"2014-09-15"', Operators(before=date(2014, 9, 15))),
        ("after:2014 before:2015", Operators(after=date(2014, 1, 1), before=date(2015, 1, 1))),
        ("sort:newest", Operators(newest=True)),
        ("Sort:Newest", Operators(newest=True)),
        ('sort:"newest"', Operators(newest=True)),
        ("sort:relevance", NO_OPERATORS),
    ],
)
def test_keys_filter_and_sort_whatever_their_case(text: str, operators: Operators) -> None:
    assert read_operators(f"who rejected {text} it") == ("who rejected it", operators)


def test_all_of_them_go_together() -> None:
    words, operators = read_operators(
        'who rejected "US offer" -Kerry source:"Middle East Eye" after:2014-09 before:2015'
        " sort:newest"
    )
    assert words == "who rejected US offer"
    assert operators == Operators(
        phrases=("US offer",),
        excluded=("Kerry",),
        sources=("Middle East Eye",),
        after=date(2014, 9, 1),
        before=date(2015, 1, 1),
        newest=True,
    )
    assert operators.restrict
    assert operators.dated


def test_sorting_alone_leaves_nothing_out() -> None:
    assert not read_operators("offer sort:newest")[1].restrict


@pytest.mark.parametrize(
    "text",
    [
        "state-of-the-art plants",
        "Iran - the offer",
        "Iran -- the offer",
        "Iran — the offer — refused",
        "Iran–Iraq war",
        'a 5" gun',
        'a 5" gun and a 6" one',
        "who spoke at 12:30",
        "https://example.org/a:b?source:x",
        "see example.org/-Kerry",
        'who said "I rejected it',
        "who said I rejected it”",
        "source:",
        "before: 2014",
        "after:",
        "sort:",
        'source:"Middle East',
        "resource:oil",
        "the re:source:x of it",
        "Khamenei's 'dirty hands'",
        "an F-15 and a MiG-29",
        "-",
        "-!",
        "a-",
    ],
)
def test_what_is_not_quite_an_operator_is_left_as_it_is(text: str) -> None:
    assert read_operators(text) == (text, NO_OPERATORS)


@pytest.mark.parametrize(
    "text",
    [
        "after:yesterday",
        "before:2014-13",
        "before:2014-02-30",
        "after:0000",
        "after:14",
        "after:15.9.2014",
        'after:""',
        "sort:oldest",
        "sort:" + "x" * 400,
        "after:" + "9" * 400,
        "after:2015 before:2014",
        "after:2014 before:2014-01-01",
        " ".join(f"source:{n}" for n in range(MOST + 1)),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_clear_line(text: str) -> None:
    with pytest.raises(QuestionRefused) as refused:
        read_operators(f"who {text}")
    line = str(refused.value)
    assert line.isprintable()
    assert line.endswith(".")
    assert len(line) < 150, "what was typed is cut"


def test_a_refusal_says_what_was_typed_and_how_to_write_it() -> None:
    with pytest.raises(QuestionRefused, match=r"^'yesterday' is no day for after\. Write a year"):
        read_operators("who after:yesterday")
    with pytest.raises(QuestionRefused, match=r"by 'oldest': write sort:newest\.$"):
        read_operators("who sort:oldest")


@pytest.mark.parametrize("kind", ['"p{}"', "-p{}", "source:p{}"])
def test_ten_of_a_kind_are_looked_for_and_no_more(kind: str) -> None:
    def asked(number: int) -> Operators:
        return read_operators("who " + " ".join(kind.format(n) for n in range(number)))[1]

    found = asked(MOST)
    assert len(found.phrases + found.excluded + found.sources) == MOST
    with pytest.raises(QuestionRefused, match=r"^11 .* are too many: at most 10 are looked for\.$"):
        asked(MOST + 1)


def test_options_are_read_as_what_stands_in_the_question() -> None:
    given_apart = given_operators(
        phrases=[" US offer ", ""],
        excluded=["Kerry"],
        sources=["Middle East Eye"],
        after="2014-09",
        before=" 2015 ",
        newest=True,
    )
    assert (
        given_apart
        == read_operators(
            'who "US offer" -Kerry source:"Middle East Eye" after:2014-09 before:2015 sort:newest'
        )[1]
    )
    assert given_operators() == given_operators(after="", before=None) == NO_OPERATORS
    with pytest.raises(QuestionRefused):
        given_operators(after="soon")
    with pytest.raises(QuestionRefused):
        given_operators(after="2015", before="2014")


names_ = st.lists(st.sampled_from("abcdefgh"), max_size=4).map(tuple)
days_ = st.none() | st.dates(date(2014, 1, 1), date(2014, 12, 31))
operators_ = st.builds(
    Operators,
    phrases=names_,
    excluded=names_,
    sources=names_,
    after=days_,
    before=days_,
    newest=st.booleans(),
)


@given(operators_, operators_)
def test_joined_has_all_of_both_and_the_narrower_dates(one: Operators, other: Operators) -> None:
    try:
        both = one.joined(other)
    except QuestionRefused:
        after = max(each for each in (one.after, other.after) if each)
        before = min(each for each in (one.before, other.before) if each)
        assert after >= before, "only where no day is left"
        return
    for each in (one, other):
        assert set(both.phrases) >= set(each.phrases)
        assert set(both.excluded) >= set(each.excluded)
        assert set(both.sources) >= set(each.sources)
        assert each.after is None or (both.after is not None and both.after >= each.after)
        assert each.before is None or (both.before is not None and both.before <= each.before)
        assert both.newest >= each.newest
    assert both.joined(NO_OPERATORS) == both
    assert both.joined(both) == both


def test_sources_of_both_are_alternatives() -> None:
    """As within one question: an article is of one outlet, so that both would find nothing."""
    both = Operators(sources=("a",)).joined(Operators(sources=("b",)))
    assert both.sources == ("a", "b")


# What operators are made of, so that chance makes some.
pieces_ = st.lists(
    st.sampled_from([*'"“”„‟«»＂-−: \n\t', "source:", "BEFORE:", "after:", "sort:", "newest", "a"])
    | st.sampled_from(["2014", "-02-30", "Kerry", "’", "5", "٢٠١٤", "\ud800", "\u202e"]),
    max_size=14,
).map("".join)


@given(st.text() | pieces_)
@example("after:２０１４")
@example("after:²014")
@example("before:١٤٣٥-٠٩")
@example("-" * 4000)
@example('"' * 4001)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        words, operators = read_operators(text)
    except QuestionRefused:
        return
    assert all(each == each.strip() != "" for each in (*operators.phrases, *operators.sources))
    assert all(each == each.strip() != "" for each in operators.excluded)
    assert all(phrase.split() for phrase in operators.phrases)
    for phrase in operators.phrases:
        assert " ".join(phrase.split()) in words, "a phrase is searched for by its words, too"
    if operators == NO_OPERATORS:
        letters = "".join(text.split())
        assert set("".join(words.split())) <= set(letters)


plain_ = st.text(st.characters(blacklist_characters='"“”„‟«»＂-−:'))


@given(plain_)
def test_words_without_operators_come_back_unchanged(text: str) -> None:
    assert read_operators(text) == (text, NO_OPERATORS)


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=4))
def test_operators_are_found_wherever_they_stand(words: list[str]) -> None:
    for place in range(len(words) + 1):
        text = " ".join([*words[:place], "-kerry", "after:2014", *words[place:]])
        found, operators = read_operators(text)
        assert found == " ".join(words)
        assert operators == Operators(excluded=("kerry",), after=date(2014, 1, 1))
