"""Answers and comparisons of articles made to make them claim too much."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Config
from bot.core.app import LOCAL, App, open_app
from bot.core.comparison_rendering import quoted_parts
from bot.core.excerpts import CUT
from bot.core.quotations import quotations
from bot.core.receipts import NoReceipt
from bot.core.speakers import attribution
from index.duplicates import same_words, shingles
from index.errors import FootnoteError
from index.model import Article
from tests.articles import add, article
from tests.core.test_corroboration import told

A = (
    "Engineers closed the Mostar bridge on Tuesday after inspectors found cracks in two of the"
    " stone arches, the regional transport office said in a statement read out to reporters."
)
B = (
    "Mostar bridge traffic was sent over the southern crossing, which is eleven kilometres away"
    " and too narrow for buses, and queues reached the petrol station at Buna by noon."
)
# Paragraphs of a wire report, some of them short enough to be joined.
WIRE = [
    "Engineers closed the Mostar bridge on Tuesday after inspectors found cracks in two of the"
    " stone arches, the regional transport office said in a statement.",
    "The cracks were first noticed by a fisherman who had moored below the western pier and heard"
    " what he called a sound like a breaking plate.",
    "Traffic across the Neretva was sent over the southern crossing, which is 11 kilometres away"
    " and too narrow for buses, and queues reached the petrol station at Buna.",
    "Repairs will take at least nine weeks and cost 4.2 million euros, of which the ministry of"
    " culture will pay a third, according to the transport office.",
    "The bridge was rebuilt in 2004 with stone from the same quarry that the Ottoman builders"
    " used, after it was destroyed by shelling in November 1993.",
    "Mayor Dragana Kovac told reporters that the divers' club would have to cancel its summer"
    " competition, which brings 20,000 visitors to the old town.",
]


def own(tmp: Path, *articles: Article) -> App:
    """An app whose only library has the articles."""
    app = open_app(Config(base=tmp, storage={"state": str(tmp / "var")}))  # type: ignore[arg-type]
    add(app.writable().library, *articles)
    return app


def test_a_passage_is_told_as_a_copy_only_of_the_one_it_stands_under(tmp_path: Path) -> None:
    app = own(tmp_path, *told(f"{A} {B}", A, B, days=(3, 1, 4)))
    answer = app.ask(LOCAL, "Mostar bridge crossing cracks engineers traffic queues", limit=5)
    for citation in answer.citations:
        for each in citation.similar:
            if each.same_words:
                assert same_words(shingles(citation.text), shingles(each.text))


def test_what_was_asked_for_is_still_shown_where_a_copy_was_trimmed(tmp_path: Path) -> None:
    app = own(tmp_path, *told(f"{A} {B}", A, days=(3, 1)))
    answer = app.ask(LOCAL, "Mostar bridge traffic: which crossing, which station?", limit=5)
    assert any("southern crossing" in each.text for each in answer.citations)


def test_a_trimmed_wire_report_is_told_as_a_copy(tmp_path: Path) -> None:
    whole = "\n\n".join(WIRE)
    trimmed = "\n\n".join(WIRE[n] for n in (0, 1, 3, 5))
    app = own(
        tmp_path,
        article(f"Old bridge closed\n\n{whole}\n\n(Reporting by AP)", "whole.txt"),
        article(f"Cracks shut bridge (AP)\n\n{trimmed}", "trimmed.txt"),
    )
    answer = app.ask(LOCAL, "how long will the repairs take and what do they cost?", limit=5)
    similar = [each for citation in answer.citations for each in citation.similar]
    assert similar
    assert all(each.copy for each in similar)


@pytest.mark.parametrize(
    "sentence",
    [
        "A lawyer for Trump said the hands were dirty.",
        "The office of Benjamin Netanyahu said the hands were dirty.",
        "Aides to John Kerry say hands are dirty.",
        "Police in New York said hands are dirty.",
        "A witness who saw Kerry said hands are dirty.",
        "The article about Ali Khamenei says hands are dirty.",
        "Neither Kerry nor Zarif said hands are dirty.",
        "Critics of Obama say hands are dirty.",
    ],
)
def test_nobody_is_named_as_speaker_who_is_only_mentioned(sentence: str) -> None:
    assert attribution(sentence, (0, len(sentence)), quotations(sentence)) is None


def test_every_article_of_a_comparison_is_accounted_for(tmp_path: Path) -> None:
    texts = [f"The mayor number{n} rejected the bridge offer {n}." for n in range(20)]
    found = own(tmp_path, *told(*texts)).compare(LOCAL, "who rejected the bridge offer?")
    assert found.without is not None
    assert found.worded + len(found.without) == found.articles


PIECES = st.sampled_from(
    [
        *("“", "”", '"', "'", "‘", "’", "«", "»", "[", "]", "...", "…", "(AP)", ". ", "? ", "\n"),
        *("\n\n", "\r\n", "\u00a0", "e\u0301", "\u200b", "\u202e", "\x00", "😀", " ", " ", " "),
        *("Kerry said", "said Kerry,", "the bridge", "offer", "rejected", "dirty", "hands", "he"),
        *("Mostar", "A", "U.S.", "3,000", "— Kerry (@k) May 1, 2014", "reporting by", "x" * 90),
    ]
)


@settings(max_examples=40)
@given(
    st.lists(st.lists(PIECES, min_size=8, max_size=160).map(" ".join), min_size=1, max_size=4),
    st.sampled_from(["who rejected the bridge offer?", "did Kerry say dirty hands Mostar?"]),
)
def test_all_that_is_quoted_is_verbatim(texts: list[str], question: str) -> None:
    articles = []
    for number, text in enumerate(texts):
        try:
            articles.append(article(f"Bridge {number}\n\n{text}", f"{number}.txt"))
        except FootnoteError:
            continue  # refused as no article
    by_sha = {each.sha256: each for each in articles}
    with TemporaryDirectory() as name:
        app = own(Path(name), *articles)
        answer = app.ask(LOCAL, question, limit=10, anyway=True)
        found = app.compare(LOCAL, question)
    for citation in [*answer.citations, *(row.citation for row in found.rows)]:
        for quote in (citation, *citation.similar):
            text = by_sha[quote.sha256].text
            assert text[quote.start : quote.end] == quote.text
        begin = citation.sentence_start
        assert citation.text[begin : begin + len(citation.sentence)] == citation.sentence
    for row in found.rows:
        plain = re.sub(r"\s+", " ", row.citation.text)
        assert row.words in row.citation.text
        at = 0
        for part in "".join(text for text, _ in quoted_parts(row)).split(CUT):
            at = plain.find(part.strip(), at)
            assert at >= 0
        if row.speaker is not None:
            assert row.speaker in row.citation.text


def test_another_team_sees_nothing_of_an_answer(tmp_path: Path) -> None:
    app = own(tmp_path, *told(A))
    answer = app.ask(LOCAL, "Mostar bridge", limit=5)
    app.team("guild-1").keep(answer, asker="1", place="2", private=True)
    for team in ("guild-2", "user-1"):
        with pytest.raises(NoReceipt):
            app.receipt(team, answer.receipt)
    with pytest.raises(NoReceipt):
        app.receipt("guild-1", answer.receipt, lambda kept: not kept.private)
