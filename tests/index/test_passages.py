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
from index.passages import LONGEST_JOINED, LONGEST_PASSAGE, SHORT, cut
from index.sentences import sentence_spans
from tests.articles import APART, article

SIGN_OFF = "— Khamenei.ir (@khamenei_ir) September 15, 2014"


def quoted(given: Article) -> list[str]:
    return [given.text[each.start : each.end] for each in cut(given)]


def of_length(length: int) -> str:
    """A paragraph of so many characters."""
    return "x" * (length - 1) + "."


def places(given: Article) -> list[tuple[int, int | None]]:
    """First and last paragraph of each passage."""
    return [(each.paragraph, each.last_paragraph) for each in cut(given)]


def load_all(seeds: Path) -> list[Article]:
    return [load(path.read_bytes(), path.name) for path in sorted(seeds.glob("*.txt"))]


words_ = st.text(st.sampled_from("abcé’\U0001f600"), min_size=1, max_size=12)
sentences_ = st.lists(words_, min_size=1, max_size=40).map(
    lambda words: " ".join(words).capitalize() + "."
)
paragraphs_ = st.one_of(
    st.lists(sentences_, min_size=1, max_size=30).map(" ".join),
    st.integers(900, 2500).map(lambda n: "x" * n),
    words_.map(lambda word: f"{word}."),
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
    assert len(set(ids)) == len(ids) == 72
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
    # The lines around it are too long to join it.
    before, after = of_length(SHORT), of_length(SHORT + 1)
    lines = [before, "We will never agree to that.", SIGN_OFF, after]
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
    given = article(f"A title\n\nWe agree.{APART}{SIGN_OFF}\n\nThe end.")
    assert quoted(given) == ["We agree.", f"{SIGN_OFF}\n\nThe end."]


def test_two_sign_offs_do_not_share_a_tweet() -> None:
    tweet, end = of_length(SHORT), of_length(SHORT)
    given = article(f"A title\n\n{tweet}\n{SIGN_OFF}\n{SIGN_OFF}\n{end}")
    assert quoted(given) == [f"{tweet}\n{SIGN_OFF}", SIGN_OFF, end]


@pytest.mark.parametrize(
    ("lengths", "joined"),
    [
        ([150, 148], [(1, 2)]),  # 300 with the blank line between them
        ([150, 149], [(1, 1), (2, 2)]),
        ([199, 99], [(1, 2)]),
        ([200, 50], [(1, 1), (2, 2)]),
        ([50, 200], [(1, 1), (2, 2)]),
        ([50, 200, 50, 50], [(1, 1), (2, 2), (3, 4)]),
        ([50] * 6, [(1, 5), (6, 6)]),
        ([50] * 10, [(1, 5), (6, 10)]),
        ([199, 100, 150], [(1, 1), (2, 3)]),
        ([50, 1_500, 50], [(1, 1), (2, 2), (2, 2), (3, 3)]),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value[0], int) else "",
)
def test_neighbours_below_200_characters_join_up_to_300(
    lengths: list[int], joined: list[tuple[int, int]]
) -> None:
    given = article("A title\n\n" + "\n\n".join(map(of_length, lengths)))
    assert (SHORT, LONGEST_JOINED) == (200, 300)
    assert places(given) == joined


def test_a_joined_passage_is_the_article_to_the_letter() -> None:
    given = article("A title\n\n“Iran\u00a0said no.” \r\n\r\n\t— Why?\u200b\n\nNobody knew.  \n")
    (passage,) = cut(given)
    text = given.text[passage.start : passage.end]
    assert text == "“Iran\u00a0said no.” \r\n\r\n\t— Why?\u200b\n\nNobody knew."
    assert (passage.paragraph, passage.last_paragraph) == (1, 3)


@pytest.mark.parametrize("line", ["ADVERTISEMENT", "0 replies", "Leave a Reply", "* * *"])
def test_short_paragraphs_never_join_across_furniture(line: str) -> None:
    given = article(f"A title\n\nOne.\n\nTwo.\n\n{line}\n\nThree.\n\nFour.")
    assert quoted(given) == ["One.\n\nTwo.", "Three.\n\nFour."]
    assert places(given) == [(1, 2), (3, 4)]


def test_a_tweet_joins_another_only_with_its_sign_off() -> None:
    tweet = of_length(98)  # 147 with its sign-off, 296 twice
    given = article("A title\n\n" + "\n\n".join([f"{tweet}\n{SIGN_OFF}"] * 3))
    assert quoted(given) == [f"{tweet}\n{SIGN_OFF}\n\n{tweet}\n{SIGN_OFF}", f"{tweet}\n{SIGN_OFF}"]
    longer = of_length(110)  # two of them have no room, although the second would without its own
    given = article("A title\n\n" + "\n\n".join([f"{longer}\n{SIGN_OFF}"] * 2))
    assert quoted(given) == [f"{longer}\n{SIGN_OFF}"] * 2


@given(
    st.lists(
        st.integers(1, 350).map(lambda n: "x" * n)
        | st.integers(1, 60).map(lambda n: "x" * n)
        | st.sampled_from([SIGN_OFF, "ADVERTISEMENT"]),
        min_size=1,
        max_size=25,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_only_short_neighbours_join_and_only_up_to_300(lines: list[str], gap: str) -> None:
    given = made((lines, gap))
    for each in cut(given):
        inside = [one for one in given.paragraphs if each.start <= one.start < each.end]
        assert inside[0].number == each.paragraph
        assert len({one.block for one in inside}) == 1
        if each.paragraph != each.last_paragraph:
            assert each.end - each.start <= LONGEST_JOINED
            assert all(one.end - one.start < SHORT for one in inside)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_no_tweet_is_parted_from_its_sign_off(lengths: list[int], gap: str) -> None:
    tweets = [f"{of_length(length + 1)}{gap}{SIGN_OFF}" for length in lengths]
    passages = quoted(article("A title\n\n" + "\n\n".join(tweets)))
    assert all(text.startswith("x") and text.endswith(SIGN_OFF) for text in passages)
    assert sum(text.count(SIGN_OFF) for text in passages) == len(tweets)


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
