"""What the kernel makes of kept profiles is what `index.ranking` makes of texts, bit for bit."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.ranking import Reranker
from index.rescoring import can_be_kept
from index.table import Unkept
from tests.index.keeping import ANALYZER, WORDS, kept_of, needs_kernel, passages_, statistics_of

pytestmark = needs_kernel
RERANKER = Reranker(ANALYZER)

questions_ = st.tuples(
    st.sampled_from(["", "who ", "when ", "how many ", "which country "]),
    st.lists(st.sampled_from([*WORDS, "stain", "REJECTED", "Robbery"]), min_size=1, max_size=9),
).map(lambda parts: f"{parts[0]}{' '.join(parts[1])}?")


@settings(max_examples=120, deadline=None)
@given(st.lists(passages_, min_size=1, max_size=6), questions_, st.integers(1, 2))
def test_a_passage_scores_the_same_kept_as_read(texts: list[str], asked: str, parts: int) -> None:
    statistics = statistics_of(texts)
    query = ANALYZER.query(asked)
    prepared = RERANKER.asked(query, statistics)
    assume(can_be_kept(prepared))
    kept = kept_of(texts, parts=parts)
    scores = [9.0 - ordinal for ordinal in range(len(texts))]
    try:
        found = kept.scored(prepared, [((0, n), score) for n, score in enumerate(scores)])
    except Unkept:
        assume(False)
    hits = [(text, text, score) for text, score in zip(texts, scores, strict=True)]
    read = RERANKER.scored(query, statistics, hits)
    assert [(each.score, each.features, each.held) for each in found] == [
        (each.score, each.features, each.held) for each in read
    ]


def test_a_question_with_a_possible_slip_is_held_against_texts() -> None:
    statistics = statistics_of(["Zarif rejected the offer."])
    slip = RERANKER.asked(ANALYZER.query("did Zariff reject it?"), statistics)
    sound = RERANKER.asked(ANALYZER.query("did Zarif reject it?"), statistics)
    assert (can_be_kept(slip), can_be_kept(sound)) == (False, True)


def test_a_message_of_many_terms_is_held_against_texts() -> None:
    statistics = statistics_of(["Zarif rejected the offer."])
    many = " ".join(f"{word}{number}" for number in range(20) for word in ("offer", "a", "b", "c"))
    assert not can_be_kept(RERANKER.asked(ANALYZER.query(many), statistics))
