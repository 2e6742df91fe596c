"""Text to terms: writing the same thing differently gives the same terms."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import languages
from index.analysis import Analyzer

ANALYZER = Analyzer()
APOSTROPHES = "'’‘ʼ＇"


def terms(text: str) -> list[str]:
    return ANALYZER.terms(text)


def term(word: str) -> str:
    (only,) = terms(word)
    return only


@pytest.mark.parametrize("word", ["Коалиция", "ایران", "इराक", "伊朗", "Ελλάδα", "Ægir", "Łódź"])
def test_words_of_any_script_are_one_term(word: str) -> None:
    assert len(terms(word)) == 1
    assert terms(f"“{word}”, {word}.") == terms(word) * 2


@pytest.mark.parametrize("mark", APOSTROPHES)
@pytest.mark.parametrize(
    ("possessive", "plain"),
    [("Iran{}s", "Iran"), ("Obama{}s", "Obama"), ("IRAN{}S", "Iran"), ("U.S.{}s", "U.S.")],
)
def test_a_possessive_is_its_word(mark: str, possessive: str, plain: str) -> None:
    assert terms(possessive.format(mark)) == terms(plain) != []


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_a_plural_possessive_is_its_word(mark: str) -> None:
    assert terms(f"the Americans{mark} request") == terms("Americans request")


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_an_apostrophe_inside_a_name_stays_in_it(mark: str) -> None:
    assert terms(f"O{mark}Brien") == terms("OBrien")
    assert terms(f"don{mark}t, can{mark}t and won{mark}t") == ["dont", "cant", "wont"]


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_quotes_around_a_word_are_not_part_of_it(mark: str) -> None:
    assert terms(f"{mark}coalition{mark} {mark}Paris{mark}s") == terms("coalition Paris")


@pytest.mark.parametrize(
    "hyphen", ["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "_", "/"]
)
def test_words_are_apart_at_hyphens_and_dashes(hyphen: str) -> None:
    assert terms(f"anti{hyphen}Islamic{hyphen}State") == terms("anti Islamic State")


@pytest.mark.parametrize("text", ["U.S.", "U.S", "u.s.", "US", "us", "U.S.’s", "(U.S.)", "U.S.,"])
def test_the_us_is_one_term(text: str) -> None:
    assert terms(text) == ["us"]


def test_initials_stand_apart_from_the_words_around_them() -> None:
    assert terms("U.S.-led") == ["us", *terms("led")]
    assert terms("U.S. Ambassador") == ["us", *terms("ambassador")]
    assert terms("the U.N. and the U.K.") == ["un", "uk"]
    assert terms("issue.Mr.Zarif") == terms("issue Mr Zarif")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3,000", ["3000"]),
        ("3000", ["3000"]),
        ("1,234,567", ["1234567"]),
        ("2.5", ["2.5"]),
        ("2.5.", ["2.5"]),
        ("2014.", ["2014"]),
        ("1, 2", ["1", "2"]),
        ("P5+1", ["p5", "1"]),
        ("3,000-strong", ["3000", "strong"]),
    ],
)
def test_numbers_are_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_comma_after_a_number_is_not_part_of_it() -> None:
    assert terms("the 3,000, and") == ["3000"]


def test_stop_words_are_left_out_and_names_are_not() -> None:
    assert terms("what did the offer do and where is it in Iraq") == terms("offer it Iraq")
    assert terms("The Who") == []


def test_common_words_are_indexed_and_tell_nothing_by_themselves() -> None:
    query = ANALYZER.query("what did he say about the offer to them?")
    assert query.terms == tuple(terms("he say about offer them"))
    assert query.telling == {term("offer")}
    assert ANALYZER.query("who couldn’t they have been with?").telling == frozenset()
    assert ANALYZER.query("hell shed ill wed").telling != frozenset()


def test_a_word_of_what_is_asked_with_is_no_term() -> None:
    assert ANALYZER.query("how many nations gathered?").terms == tuple(terms("nations gathered"))
    assert ANALYZER.query("how old is Khamenei?").terms == (term("Khamenei"),)
    assert ANALYZER.query("the old many").terms == tuple(terms("old many"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rejected", "rejects"),
        ("invitation", "invitations"),
        ("countries", "country"),
        ("fighting", "fights"),
        ("STRATEGY", "strategies"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert term(one) == term(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tehran\u00a0said Paris", "Tehran said Paris"),
        ("Teh\u00adran", "Tehran"),
        ("Teh\u200bran", "Tehran"),
        ("\ufeffTehran", "Tehran"),
        ("re\u0301sume\u0301", "résumé"),
        ("résumé", "resume"),
        ("ﬁght", "fight"),
        ("ＩＳＩＳ", "ISIS"),
        ("STRASSE", "straße"),
    ],
)
def test_spellings_that_look_alike_are_alike(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


def test_capitals_tell_islamic_state_and_the_health_organization_from_verbs() -> None:
    assert terms("IS is what WHO did") == ["is", "who"]
    assert ANALYZER.query("what is IS?").terms == ("is",)


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_capitals_keep_their_meaning_in_a_possessive(mark: str) -> None:
    assert terms(f"IS{mark}s advance") == terms("IS advance")


def test_a_shouted_question_asks_what_it_asks_in_lower_case() -> None:
    shouted = ANALYZER.query("WHO IS THE U.S. AMBASSADOR TO IRAQ?")
    assert shouted.terms == ANALYZER.query("who is the u.s. ambassador to iraq?").terms
    assert shouted.words == ("U.S.", "AMBASSADOR", "IRAQ")
    assert shouted.asks == "who"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("who rejected the offer?", "who"),
        ("Which countries were not invited?", "which countries"),
        ("diplomats from how many nations gathered?", "how many"),
        ("How old is Khamenei?", "how old"),
        ("how did it end?", "how"),
        ("In what year was it?", "what year"),
        ("Khamenei surgery", None),
        ("", None),
    ],
)
def test_what_a_question_asks_with_is_kept(question: str, asks: str | None) -> None:
    assert ANALYZER.query(question).asks == asks


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hi! Who rejected the offer? Thanks", ()),
        ("what did Putin say about the offer?", ("Putin",)),
        ("Putin: what did Kerry say… Anything about Iran?", ("Kerry", "Iran")),
        ("what happened in December, on Monday or in May?", ()),
        ("what did they say of “Putin” — Nothing?", ("Putin",)),
        ("WHAT DID PUTIN SAY?", ()),
        ("What Did Putin Say?", ()),
    ],
)
def test_names_are_the_words_with_a_capital_of_their_own(
    question: str, names: tuple[str, ...]
) -> None:
    assert ANALYZER.query(question).names == names


@pytest.mark.parametrize("question", ["Who’s the ambassador?", "Where's Bushehr?"])
def test_a_contracted_question_word_is_kept(question: str) -> None:
    assert ANALYZER.query(question).asks == question.lower()[: question.index("s") - 1]


def test_a_questions_terms_keep_order_and_repetitions_beside_the_words_as_written() -> None:
    query = ANALYZER.query("Iran, the offer and Iran’s Offers?")
    assert query.terms == (term("iran"), term("offer"), term("iran"), term("offer"))
    assert query.words == ("Iran", "offer", "Iran’s", "Offers")


def test_lower_casing_that_changes_the_length_does_not_move_the_words() -> None:
    query = ANALYZER.query("İSTANBUL ANKARA")  # its lower case is one character longer
    assert [word.casefold()[-6:] for word in query.words] == ["tanbul", "ankara"]


pieces_ = st.sampled_from(
    ["Iran", "U.S.", "3,000", "don't", "O'Brien", "Obama's", "anti-Islamic", "\"quoted\"", "2.5",
     "'single'", "the", "café", "P5+1", "north-central", "- and -", "U.S.'s", "IS", "a_b", "1,2"]
)  # fmt: skip
VARIANTS = {
    "'": "’‘ʼ＇",
    '"': "“”„«»",
    "-": "\u2010\u2011–—",
    " ": "\u00a0\u202f\u2009\n",
    "é": ["e\u0301"],
    "a": ["a\u00ad", "\u2060a"],
}


@given(st.lists(pieces_, max_size=12).map(" ".join), st.data())
def test_typographic_variants_of_a_text_give_equal_terms(text: str, data: st.DataObject) -> None:
    variant = "".join(
        data.draw(st.sampled_from([character, *VARIANTS.get(character, [])])) for character in text
    )
    assert terms(variant) == terms(text)


@given(st.text() | st.lists(pieces_, max_size=12).map(" ".join))
def test_tokens_cut_the_words_out_of_the_text(text: str) -> None:
    tokens = list(ANALYZER.tokens(text))
    assert [token.term for token in tokens if token.term is not None] == terms(text)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    for token in tokens:
        word = text[token.start : token.end]
        assert word
        assert not any(character.isspace() for character in word)
    outside = list(text)
    for token in tokens:
        outside[token.start : token.end] = " " * (token.end - token.start)
    assert not any(character.isalnum() for character in outside)


@given(st.text())
def test_any_question_is_analysed_alike_twice(text: str) -> None:
    query = ANALYZER.query(text)
    assert query == Analyzer().query(text)
    assert len(query.terms) == len(query.words)
    assert query.text == text


def test_threads_share_an_analyzer(seeds: Path) -> None:
    corpus = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))] * 4
    alone = [Analyzer().terms(text) for text in corpus]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(Analyzer().terms, corpus)) == alone


def test_every_language_describes_itself() -> None:
    assert "en" in languages.codes()
    for code in languages.codes():
        language = languages.get(code)
        assert language.code == code
        assert Analyzer(code).version.startswith(code)
        assert all(word == word.casefold() for word in language.stop_words)
        longer_first = language.question_words
        for place, words in enumerate(longer_first):
            assert not any(words[: len(each)] == each for each in longer_first[:place])


def test_an_unknown_language_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(LookupError, match=r"no language 'xx'; there are: .*en"):
        Analyzer("xx")
