"""What the kernel makes of kept profiles is what `index.statements` makes of texts, bit for bit."""

from __future__ import annotations

from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.kept import Kept
from index.statements import (
    LONGEST_ARTICLE,
    SUPPORTERS,
    Likenesses,
    Statements,
    supported,
)
from index.table import Bounds, Known, Unkept
from tests.index.keeping import (
    ANALYZER,
    PROFILER,
    kept_of,
    needs_kernel,
    passages_,
    statistics_of,
)

pytestmark = needs_kernel
MAKES = Statements(ANALYZER)
BOUNDS = Bounds(least_terms=0.15, own_terms=1 / 3, promising=0.3)


def is_kept(kept: Kept, ordinal: int) -> bool:
    try:
        kept.place((0, ordinal))
    except Unkept:
        return False
    return True


@settings(max_examples=80, deadline=None)
@given(st.lists(passages_, min_size=2, max_size=8), st.integers(1, 3))
def test_two_passages_are_as_alike_kept_as_read(texts: list[str], parts: int) -> None:
    kept = kept_of(texts, parts=parts)
    assume(all(is_kept(kept, ordinal) for ordinal in range(len(texts))))
    known = Likenesses(statistics_of(texts))
    profiles = [MAKES.profile(text) for text in texts]
    for one, other in combinations(range(len(texts)), 2):
        places = kept.place((0, one)), kept.place((0, other))
        assert kept.table.likeness(*places) == known.likeness(profiles[one], profiles[other])
        ours, theirs = profiles[one].terms, profiles[other].terms
        fewer = min(len(ours), len(theirs))
        assert kept.table.shared(*places) == (len(ours & theirs) / fewer if fewer else 1.0)
        names = [PROFILER.profile(texts[each]).names for each in (one, other)]
        counts = (*map(len, names), len(names[0] & names[1]))
        assert kept.table.names(*places) == counts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(passages_, min_size=1, max_size=4), min_size=2, max_size=5),
    st.integers(1, 3),
)
def test_two_passages_in_their_articles_are_as_alike_kept_as_read(
    articles: list[list[str]], parts: int
) -> None:
    texts = [text for article in articles for text in article]
    rows = [7 + row for row, article in enumerate(articles) for _ in article]
    kept = kept_of(texts, rows, parts)
    assume(all(is_kept(kept, ordinal) for ordinal in range(len(texts))))
    known = Likenesses(statistics_of(texts))
    profiles = [
        MAKES.profile(text, whole)
        for article, whole in ((each, MAKES.article(each)) for each in articles)
        for text in article
    ]
    for one, other in combinations(range(len(texts)), 2):
        found = kept.table.likeness_in_articles(
            kept.place_in_article((0, one)), kept.place_in_article((0, other))
        )
        kin = kept.table.kinship(kept.place((0, one)), kept.place((0, other)))
        assert kin == known.kinship(profiles[one].article, profiles[other].article)
        assert found == known.likeness(profiles[one], profiles[other])


@settings(max_examples=60, deadline=None)
@given(st.lists(passages_, min_size=3, max_size=9), st.data())
def test_a_likeness_is_raised_the_same_kept_as_read(texts: list[str], data: st.DataObject) -> None:
    rows = sorted(data.draw(st.lists(st.integers(1, 4), min_size=len(texts), max_size=len(texts))))
    kept = kept_of(texts, rows)
    assume(all(is_kept(kept, ordinal) for ordinal in range(len(texts))))
    known = Likenesses(statistics_of(texts))
    wholes = {
        row: MAKES.article(t for t, of in zip(texts, rows, strict=True) if of == row)
        for row in rows
    }
    profiles = [MAKES.profile(text, wholes[row]) for text, row in zip(texts, rows, strict=True)]
    alone = [MAKES.profile(text) for text in texts]
    thirds = range(2, len(texts))
    least = data.draw(st.sampled_from([0.0, 0.05, 0.3]))
    alike = sorted((-known.likeness(alone[0], alone[third]), third) for third in thirds)
    wanted = [third for negative, third in alike if -negative >= least][:SUPPORTERS]
    places = [kept.place_in_article((0, each)) for each in range(len(texts))]
    nearest = kept.table.nearest(places[0], places[2:], least)
    assert [2 + each for each in nearest] == wanted

    others = [1, *wanted]
    speaks = [rows[each] != rows[1] for each in others]

    def said(third: int, place: int) -> float:
        one, other = others[third], others[place]
        return known.likeness(profiles[one], profiles[other]) if speaks[third] else 0.0

    raised = kept.table.supported(places[0], [places[each] for each in others], speaks)
    in_articles = [known.likeness(profiles[0], profiles[each]) for each in others]
    assert raised == supported(0, in_articles, said)


@settings(max_examples=60, deadline=None)
@given(st.lists(passages_, min_size=2, max_size=6), st.integers(1, 4))
def test_what_is_known_of_terms_changes_nothing(texts: list[str], times: int) -> None:
    terms = Known()
    fresh = kept_of(texts)
    assume(all(is_kept(fresh, ordinal) for ordinal in range(len(texts))))
    for _ in range(times):
        kept = kept_of(texts, known=terms)
        for one, other in combinations(range(len(texts)), 2):
            found, wanted = (
                each.table.likeness_in_articles(
                    each.place_in_article((0, one)), each.place_in_article((0, other))
                )
                for each in (kept, fresh)
            )
            assert found == wanted


@settings(max_examples=60, deadline=None)
@given(st.lists(passages_, min_size=2, max_size=6), st.data())
def test_what_is_worth_a_look_is_the_same_kept_as_read(
    texts: list[str], data: st.DataObject
) -> None:
    articles = data.draw(
        st.lists(st.integers(0, 2), min_size=len(texts), max_size=len(texts)), label="articles"
    )
    kept = kept_of(texts)
    assume(all(is_kept(kept, ordinal) for ordinal in range(len(texts))))
    known = Likenesses(statistics_of(texts))
    profiles = [MAKES.profile(text) for text in texts]

    def is_promising(one: int, other: int) -> bool:
        alike = known.likeness(profiles[one], profiles[other]) >= BOUNDS.promising
        return alike or texts[one] == texts[other]

    def is_worth(one: int, other: int) -> bool:
        ours, theirs = profiles[one].terms, profiles[other].terms
        shared = len(ours & theirs)
        return (
            shared >= BOUNDS.least_terms * min(len(ours), len(theirs))
            and (
                articles[one] != articles[other] or shared >= BOUNDS.own_terms * len(ours | theirs)
            )
            and is_promising(one, other)
        )

    places = [kept.place((0, ordinal)) for ordinal in range(len(texts))]
    assert kept.table.worth(places, articles, BOUNDS) == [
        [before for before in range(place) if is_worth(before, place)]
        for place in range(len(texts))
    ]
    assert kept.table.worth_of((places[0], articles[0]), places[1:], articles[1:], BOUNDS) == [
        is_worth(0, other) for other in range(1, len(texts))
    ]
    assert kept.table.promising(places[0], places[1:], BOUNDS) == [
        is_promising(0, other) for other in range(1, len(texts))
    ]


def test_of_a_long_article_only_the_beginning_counts() -> None:
    one = "Kerry rejected the offer in Paris. " * 50
    texts = [one, *["Robbers fled to Mali on Monday. " * 60] * 40]
    assert sum(map(len, texts[:20])) > LONGEST_ARTICLE
    rows = [1] * 40 + [2]
    kept = kept_of(texts, rows)
    known = Likenesses(statistics_of(texts))
    wholes = [MAKES.article(texts[:40]), MAKES.article(texts[40:])]
    assert sum(wholes[0].counts.values()) < sum(len(ANALYZER.terms(each)) for each in texts[:40])
    found = kept.table.likeness_in_articles(
        kept.place_in_article((0, 5)), kept.place_in_article((0, 40))
    )
    profiles = MAKES.profile(texts[5], wholes[0]), MAKES.profile(texts[40], wholes[1])
    assert found == known.likeness(*profiles) > 0.0
