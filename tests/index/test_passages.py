"""Passages: what is quoted is a span of the article, whole sentences, at most 1,000 characters."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from index.errors import ArticleRefused
from index.loaders import load
from index.model import Article
from index.passages import LONGEST_PASSAGE, cut
from index.sentences import sentence_spans
from tests.articles import article

SIGN_OFF = "— Khamenei.ir (@khamenei_ir) September 15, 2014"


def quoted(given: Article) -> list[str]:
    return [given.text[each.start : each.end] for each in cut(given)]


def load_all(seeds: Path) -> list[Article]:
    return [load(path.read_bytes(), path.name) for path in sorted(seeds.glob("*.txt"))]


words_ = st.text(st.sampled_from("abcé’\U0001f600"), min_size=1, max_size=12)
sentences_ = st.lists(words_, min_size=1, max_size=40).map(
    lambda words: " ".join(words).capitalize() + "."
)
paragraphs_ = st.one_of(
    st.lists(sentences_, min_size=1, max_size=30).map(" ".join),
    st.integers(900, 2500).map(lambda n: "x" * n),
    st.just(SIGN_OFF),
    st.just("ADVERTISEMENT"),
    st.integers(1, 4).map(lambda n: "Mr. Smith of the U.S. said\u00a0no.  " * n * 20),
)
articles_ = st.tuples(
    st.lists(paragraphs_, min_size=1, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n"])
)


def made(parts: tuple[list[str], str]) -> Article:
    lines, gap = parts
    try:
        return article(gap.join(lines))
    except ArticleRefused:
        assume(False)
        raise


@given(articles_)
def test_no_passage_is_longer_than_1000_characters(parts: tuple[list[str], str]) -> None:
    given = made(parts)
    for each in cut(given):
        assert 0 < each.end - each.start <= LONGEST_PASSAGE == 1000
        text = given.text[each.start : each.end]
        assert text == text.strip()


@given(articles_)
def test_every_character_of_every_paragraph_is_in_exactly_one_passage(
    parts: tuple[list[str], str],
) -> None:
    given = made(parts)
    covered = [0] * len(given.text)
    for each in cut(given):
        for place in range(each.start, each.end):
            covered[place] += 1
    for paragraph in given.paragraphs:
        for place in range(paragraph.start, paragraph.end):
            assert covered[place] == 1 or (covered[place] == 0 and given.text[place].isspace()), (
                place,
                given.text[place],
            )


@given(articles_)
def test_passages_ascend_and_nothing_outside_the_paragraphs_is_quoted(
    parts: tuple[list[str], str],
) -> None:
    given = made(parts)
    passages = cut(given)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    inside = {n for each in given.paragraphs for n in range(each.start, each.end)}
    for each in passages:
        outside = [given.text[n] for n in range(each.start, each.end) if n not in inside]
        assert "".join(outside).strip() == ""


@given(articles_)
def test_nothing_is_joined_across_furniture(parts: tuple[list[str], str]) -> None:
    assert not any("ADVERTISEMENT" in text for text in quoted(made(parts)))


@given(articles_)
def test_ids_are_stable_and_distinct(parts: tuple[list[str], str]) -> None:
    given = made(parts)
    ids = [each.id for each in cut(given)]
    assert ids == [each.id for each in cut(made(parts))]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{16}", each) for each in ids)


def test_an_id_names_the_file_its_contents_and_the_place() -> None:
    one = article("A title\n\nOne paragraph.")
    (passage,) = cut(one)
    assert cut(replace(one, origin="b.txt"))[0].id != passage.id
    assert cut(replace(one, sha256="0" * 64))[0].id != passage.id
    assert cut(article("A title\n\nOne paragraph. "))[0].id != passage.id


def test_ids_of_the_samples_are_distinct_and_pinned(seeds: Path) -> None:
    ids = [each.id for article in load_all(seeds) for each in cut(article)]
    assert len(set(ids)) == len(ids) == 80
    # An answer that was kept names its passages by these: changing them breaks every button.
    assert (ids[0], ids[-1]) == ("cddb875a498a2695", "08a03d670e487c54")


def test_every_tweet_of_the_samples_is_one_passage_with_its_sign_off(seeds: Path) -> None:
    given = load_all(seeds)[4]
    tweets = [text for text in quoted(given) if "(@" in text]
    assert len(tweets) == 10
    for text in tweets:
        assert re.search(r"[^\n]{30,}\n— .+ \(@\w+\) September 15, 2014\Z", text)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n \n\n"])
def test_a_tweet_keeps_its_sign_off_whatever_stands_between(gap: str) -> None:
    lines = ["Before it all.", "We will never agree to that.", SIGN_OFF, "After it all."]
    given = article("A title\n\n" + gap.join(lines))
    assert quoted(given) == [lines[0], gap.join(lines[1:3]), lines[3]]
    assert [each.paragraph for each in cut(given)] == [1, 2, 4]


@pytest.mark.parametrize(
    "sign_off",
    [SIGN_OFF, "— Jen Psaki (@statedeptspox)", "- A (@b) May 1", "-- A B (@c_d)", "–A (@b)"],
)
def test_dashes_of_every_kind_sign_a_tweet(sign_off: str) -> None:
    given = article(f"A title\n\nWe will never agree.\n\n{sign_off}")
    assert quoted(given) == [f"We will never agree.\n\n{sign_off}"]


def test_a_sign_off_after_furniture_is_not_joined_to_what_is_above_it() -> None:
    given = article(f"A title\n\nWe agree.\n\nADVERTISEMENT\n\n{SIGN_OFF}\n\nThe end.")
    assert quoted(given) == ["We agree.", SIGN_OFF, "The end."]


def test_two_sign_offs_do_not_share_a_tweet() -> None:
    given = article(f"A title\n\nWe agree.\n{SIGN_OFF}\n{SIGN_OFF}\nThe end.")
    assert quoted(given) == [f"We agree.\n{SIGN_OFF}", SIGN_OFF, "The end."]


@given(st.lists(sentences_, min_size=3, max_size=40).filter(lambda s: len(s[-1]) < 800))
def test_a_long_post_keeps_its_last_sentence_and_sign_off_together(sentences: list[str]) -> None:
    given = article("A title\n\n" + " ".join(sentences) + f"\n{SIGN_OFF}")
    last = quoted(given)[-1]
    assert last.endswith(SIGN_OFF)
    assert not last.startswith("—")
    assert sentences[-1].split()[-1] in last


GAPS = pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
LENGTHS = pytest.mark.parametrize("length", [956, 970, 984, 1_000, 1_100, 1_960])


def long_post(length: int, gap: str, word: str = "word ") -> list[str]:
    """The passages of a post of one sentence, with its sign-off too long for one passage."""
    post = (word * length)[: length - 1].rstrip() + "."
    passages = quoted(article(f"A title\n\n{post}{gap}{SIGN_OFF}"))
    assert all(len(text) <= LONGEST_PASSAGE for text in passages)
    assert "".join("".join(passages).split()) == "".join((post + SIGN_OFF).split())
    return passages


@pytest.mark.parametrize("length", [200, 935, 949])
def test_a_post_of_one_sentence_that_fits_is_one_passage(length: int) -> None:
    assert len(long_post(length, "\n")) == 1


@GAPS
@LENGTHS
def test_a_post_that_is_too_long_for_its_sign_off_does_not_tear_it(length: int, gap: str) -> None:
    last = long_post(length, gap)[-1]
    assert last.endswith(SIGN_OFF)
    assert last.startswith("word")


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n"])
@pytest.mark.parametrize("length", [956, 1_960])
def test_a_post_without_spaces_keeps_some_of_it_with_its_sign_off(length: int, gap: str) -> None:
    last = long_post(length, gap, word="x")[-1]
    assert last.endswith(SIGN_OFF)
    assert last.startswith("x")


@pytest.mark.parametrize("gap", ["\n", "\r\n\r\n"])
@pytest.mark.parametrize("length", [956, 1_100])
def test_the_parts_of_a_long_post_have_no_space_at_their_ends(length: int, gap: str) -> None:
    assert all(text == text.strip() for text in long_post(length, gap))


def test_a_long_paragraph_is_split_between_sentences_into_like_parts() -> None:
    sentence = "The committee met again on Monday and decided nothing at all. "
    text = (sentence * 40).strip()
    parts = quoted(article(f"A title\n\n{text}"))
    assert len(parts) == 3
    assert all(part.startswith("The committee") and part.endswith("at all.") for part in parts)
    assert max(map(len, parts)) - min(map(len, parts)) <= 2 * len(sentence)


def test_parts_of_one_paragraph_share_its_number() -> None:
    given = article("A title\n\nShort one.\n\n" + "It went on and on. " * 100)
    assert [each.paragraph for each in cut(given)] == [1, 2, 2]


def test_a_sentence_longer_than_a_passage_is_cut_at_spaces() -> None:
    parts = quoted(article("A title\n\n" + "word " * 500))
    assert all(part.split() == ["word"] * len(part.split()) for part in parts)
    assert sum(len(part.split()) for part in parts) == 500


@given(articles_)
@example((["No end", "\u00a0 ... "], "\n"))
def test_sentences_cover_a_passage_without_overlap(parts: tuple[list[str], str]) -> None:
    for text in quoted(made(parts)):
        spans = sentence_spans(text)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        covered = {n for start, end in spans for n in range(start, end)}
        assert all(n in covered or text[n].isspace() for n in range(len(text)))
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    text = "It broke\nhere. No stop\n\nthen more."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "It broke\nhere.",
        "No stop",
        "then more.",
    ]
