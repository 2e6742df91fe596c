"""Comparisons in words, as CSV and as JSON, whatever the texts hold."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import comparison_rendering as rendering
from bot.core.comparison import Comparison, Row
from bot.core.comparison_rendering import ComparisonWording
from bot.core.quotations import quotations
from tests.comparisons import comparing, row

WORDING = ComparisonWording()


def test_how_many_articles_word_it_is_said_as_far_as_it_is_known() -> None:
    two = comparing((row(1), row(2)), (row(3, words="stained hands"),))
    assert WORDING.summary(two) == "Closest wording in each article: 3 of 3, two wordings"
    many = replace(two, articles=3_400, without=None)
    assert WORDING.summary(many) == "Closest wording in 3 of 3,400 articles, two wordings"
    one = comparing((row(1),))
    assert WORDING.summary(one) == "Closest wording in each article: 1 of 1, one wording"


def test_who_does_not_report_it_is_named_and_many_are_counted() -> None:
    found = replace(comparing((row(1),)), without=tuple(f"Title {n}" for n in range(6)))
    assert WORDING.remarks(found) == [
        "No passage close enough in 6 articles: Title 0; Title 1; Title 2; Title 3; 2 more."
    ]


def test_what_was_corrected_and_what_is_absent_is_said() -> None:
    found = replace(comparing((row(1),)), corrections=(("Zarrif", "Zarif"),), absent=("blimp",))
    assert WORDING.remarks(found) == [
        'No passage has "Zarrif"; searched for "Zarif".',
        'No passage contains "blimp".',
    ]


def quoting(text: str, sentence: str, words: str, clause: str | None = None) -> Row:
    made = row(1)
    start = text.index(words)
    citation = replace(
        made.citation, text=text, sentence=sentence, sentence_start=text.index(sentence)
    )
    spans = None
    if clause:
        spans = (text.rindex(clause), text.rindex(clause) + len(clause))
    span = (start, start + len(words))
    within = [(q.start, q.end) for q in quotations(text) if q.start <= start and span[1] <= q.end]
    return replace(
        made,
        citation=citation,
        wording=span,
        clause=spans,
        quotation=within[0] if within else None,
    )


@pytest.mark.parametrize(
    ("text", "sentence", "clause", "shown"),
    [
        ("They have dirty hands.", None, None, "They have dirty hands."),
        ("No. All dirty hands. Go.", "All dirty hands.", None, "[...] All dirty hands. [...]"),
        # A long quotation is one sentence; the part of it that matters is shown.
        ("“We left. All dirty hands. No.”", None, None, "[...] All dirty hands. [...]"),
        ("“All dirty hands. Go,” Orr said.", None, "Orr said", "“All dirty hands. [...] Orr said."),
        ("“Dr. A has dirty hands,” he said.", None, None, "“Dr. A has dirty hands,” he said."),
        ("“All dirty hands,” Orr said.", None, "Orr said", "“All dirty hands,” Orr said."),
        ("Orr said: “Go. All dirty hands.”", None, "Orr said", "Orr said [...] All dirty hands.”"),
    ],
)  # fmt: skip
def test_the_sentence_and_who_says_it_are_shown(
    text: str, sentence: str | None, clause: str | None, shown: str
) -> None:
    assert rendering.quoted(quoting(text, sentence or text, "dirty hands", clause)) == shown


def test_a_speaker_is_named_only_if_there_is_one() -> None:
    assert WORDING.place(row(1)) == "paragraph 7 · speaker not named in this sentence"
    assert WORDING.place(row(1, speaker="Ali  Khamenei")) == "paragraph 7 · names Ali Khamenei"


ANY = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=80)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    before, after = draw(ANY), draw(ANY)
    words = draw(ANY.filter(bool))
    text = before + words + after
    made = row(1)
    start, end = len(before), len(before) + len(words)
    first = draw(st.integers(0, start))
    last = draw(st.integers(end, len(text)))
    citation = replace(
        made.citation,
        text=text,
        sentence=text[first:last],
        sentence_start=first,
        title=draw(st.none() | ANY),
        outlet=draw(st.none() | ANY),
    )
    a = draw(st.integers(start, end - 1))
    differing = ((a, draw(st.integers(a + 1, end))),)
    clause = draw(st.none() | st.tuples(st.integers(0, len(text)), st.integers(0, len(text))))
    return replace(
        made,
        citation=citation,
        wording=(start, end),
        differing=differing,
        speaker=draw(st.none() | ANY),
        clause=clause and (min(clause), max(clause)),
    )


@given(rows())
def test_what_is_shown_is_verbatim_and_holds_the_wording(each: Row) -> None:
    assert "".join(text for text, _ in rendering.pieces(each)) == each.words
    shown = rendering.shown(each)
    assert any(start <= each.wording[0] and each.wording[1] <= end for start, end in shown.spans)
    assert all(0 <= start <= end <= len(each.citation.text) for start, end in shown.spans)
    assert list(shown.spans) == sorted(shown.spans)


@given(st.lists(rows(), min_size=1, max_size=4), st.lists(ANY, max_size=3))
def test_csv_reads_back_and_holds_no_formula(made: list[Row], titles: list[str]) -> None:
    found = replace(comparing(tuple(made)), without=tuple(titles))
    table = list(csv.reader(io.StringIO(rendering.to_csv(found), newline="")))
    assert tuple(table[0]) == rendering.COLUMNS
    assert len(table) == 1 + len(made) + len(titles)
    for cells, each in zip(table[1:], made, strict=False):
        assert cells[0] == rendering.guarded(each.words)
    for cells in table[1:]:
        assert len(cells) == len(rendering.COLUMNS)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "＝1"])
def test_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert rendering.guarded(cell).startswith("'")


def test_json_is_what_is_documented() -> None:
    found = json.loads(rendering.to_json(comparing((row(1), row(2)))))
    assert set(found) == {
        "question", "libraries", "articles", "wordings", "without", "absent", "corrections",
    }  # fmt: skip
    assert [each["wording"] for each in found["wordings"]] == ["dirty hands"]
    first = found["wordings"][0]["articles"][0]
    assert (first["start"], first["end"]) == (130, 141)


def test_json_holds_nothing_that_acts_on_a_terminal() -> None:
    text = rendering.to_json(comparing((row(1, words="a\x9b31m\u202eb"),)))
    assert "\x9b" not in text and "\u202e" not in text
    assert json.loads(text)["wordings"][0]["wording"] == "a\x9b31m\u202eb"


def test_nothing_to_compare_is_said() -> None:
    empty = Comparison("why?", (), (), articles=5, without=(), absent=("Putin",))
    assert WORDING.nothing(empty) == [
        'No passage contains "Putin".',
        "No article words it closely enough to be compared.",
        "Not found here does not mean not said.",
    ]
    assert WORDING.nothing(replace(empty, articles=0)) == ["There are no articles to search yet."]
