"""Citing: a passage with its place, its best sentence, and a second one where that adds."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Citation
from bot.core.citing import Citing
from index.analysis import Analyzer
from index.model import Source, Statistics
from index.reader import StoredPassage
from index.results import Found

ANALYZER = Analyzer()


def cite(question: str, text: str, *, rank: int = 1, **frequencies: int) -> Citation:
    """A passage's citation; terms of the question are in one passage of ten, or in so many."""
    query = ANALYZER.query(question)
    known = dict.fromkeys(query.terms, 1) | frequencies
    known = {term: number for term, number in known.items() if number}
    return Citing(ANALYZER, query, Statistics(10, 100, known)).cite(rank, found(text))


def found(text: str) -> Found:
    source = Source(
        "A title", "The Outlet", "An author", "A credit", date(2014, 9, 15), "https://a"
    )
    passage = StoredPassage(
        row=7,
        id="0123456789abcdef",
        article=3,
        origin="a.txt",
        sha256="f" * 64,
        source=source,
        paragraph=4,
        start=100,
        end=100 + len(text),
        text=text,
        last_paragraph=5,
    )
    return Found("news", passage, 2.5, 1.5)


def marked(citation: Citation) -> list[str]:
    return [citation.text[start:end] for start, end in citation.marked]


TEXT = "It rained. Zarif rejected the offer. Kerry was in Paris. The offer stood."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who rejected the offer?", "Zarif rejected the offer."),
        ("what rained?", "It rained."),
        ("the offer", "Zarif rejected the offer."),  # as good as the last: the first is taken
        ("did the offers stand, and stood?", "The offer stood."),
    ],
)
def test_the_best_sentence_holds_most_of_the_question(question: str, sentence: str) -> None:
    citation = cite(question, TEXT)
    assert citation.sentence == sentence
    assert citation.text[citation.sentence_start :].startswith(sentence)


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert cite("Kerry's offer", TEXT, offer=1, kerri=9).sentence == "Zarif rejected the offer."
    assert cite("Kerry's offer", TEXT, offer=9, kerri=1).sentence == "Kerry was in Paris."


def test_a_word_counts_once_however_often_it_stands() -> None:
    text = "Offer, offer, offer. Kerry made an offer."
    assert cite("the offer of Kerry", text).sentence == "Kerry made an offer."


def test_a_second_sentence_is_marked_where_it_has_what_the_best_one_lacks() -> None:
    assert marked(cite("did Zarif reject the offer in Paris?", TEXT)) == [
        "Zarif rejected the offer.",
        "Kerry was in Paris.",
    ]


def test_what_adds_least_is_not_marked() -> None:
    citation = cite("did Zarif reject the offer in Paris?", TEXT, pari=9)
    assert marked(citation) == ["Zarif rejected the offer."]


def test_a_second_sentence_that_repeats_the_best_is_not_marked() -> None:
    assert marked(cite("the offer", TEXT)) == ["Zarif rejected the offer."]


def test_a_second_sentence_before_the_best_is_marked_in_the_texts_order() -> None:
    citation = cite("rain, Kerry in Paris", "It rained, rain. Kerry was in Paris.")
    assert citation.sentence == "Kerry was in Paris."
    assert marked(citation) == ["It rained, rain.", "Kerry was in Paris."]


def test_words_that_no_passage_has_weigh_nothing() -> None:
    citation = cite("zeppelin offer", TEXT, zeppelin=0)
    assert marked(citation) == ["Zarif rejected the offer."]


def test_a_passage_that_shares_nothing_shows_its_first_sentence() -> None:
    assert marked(cite("zeppelin", TEXT, zeppelin=0)) == ["It rained."]


def test_what_a_citation_says_of_its_source_is_what_the_passage_states() -> None:
    citation = cite("offer", TEXT, rank=3)
    assert (citation.rank, citation.score, citation.bm25) == (3, 2.5, 1.5)
    assert (citation.passage_id, citation.library) == ("0123456789abcdef", "news")
    assert (citation.title, citation.outlet, citation.author) == (
        "A title",
        "The Outlet",
        "An author",
    )
    assert (citation.credit, citation.published, citation.url) == (
        "A credit",
        date(2014, 9, 15),
        "https://a",
    )
    assert (citation.origin, citation.sha256) == ("a.txt", "f" * 64)
    assert (citation.paragraph, citation.last_paragraph) == (4, 5)
    assert (citation.start, citation.end) == (100, 100 + len(TEXT))
    assert (citation.similar, citation.own) == ((), 0)


texts_ = (
    st.lists(
        st.sampled_from(
            ["Zarif", "offer", "Paris.", "“It", "rained”!", "U.S.", "\n\n", "é", "\u200b"]
        )
        | st.text(max_size=6),
        min_size=1,
        max_size=20,
    )
    .map(" ".join)
    .filter(str.strip)
)


@given(texts_, st.lists(st.sampled_from(["Zarif", "offer", "Paris", "rain"]), min_size=1))
def test_what_is_marked_is_verbatim_apart_and_in_order(text: str, question: list[str]) -> None:
    citation = cite(" ".join(question), text)
    assert citation.text == text
    start = citation.sentence_start
    assert text[start : start + len(citation.sentence)] == citation.sentence
    spans = citation.marked
    assert 1 <= len(spans) <= 2
    assert (start, start + len(citation.sentence)) in spans
    assert citation.second is None or citation.second in spans
    assert all(0 <= one < other <= len(text) for one, other in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
