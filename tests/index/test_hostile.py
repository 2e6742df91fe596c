"""Files that were made to cost much: the cost grows with their length, not with its square.

Each is a megabyte or more: white space that cost its square would make these tests run for hours.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from sentencex import get_sentence_boundaries

from index.loaders import load
from index.passages import LONGEST_PASSAGE, cut
from index.sentences import sentence_spans
from tests.articles import article

MEGABYTE = 1_000_000
SPACES = [" ", "\t", "\u00a0", "\u200b"]


@pytest.mark.parametrize("space", SPACES)
def test_a_first_line_of_white_space_between_two_words_is_read(space: str) -> None:
    line = f"one{space * 2 * MEGABYTE}two"
    found = load(f"{line}\n\nThe offer was made.\n".encode(), "a.txt")
    assert found.source.title is None
    first, second = (found.text[each.start : each.end] for each in found.paragraphs)
    assert (first == line, second) == (True, "The offer was made.")


@pytest.mark.parametrize("space", SPACES)
def test_a_line_of_white_space_between_two_words_is_cut_into_passages(space: str) -> None:
    given = article(f"A title\n\none{space * 2 * MEGABYTE}two.")
    passages = cut(given)
    quoted = [given.text[each.start : each.end] for each in passages]
    assert all(len(text) <= LONGEST_PASSAGE for text in quoted)
    assert quoted[0].startswith("one") and quoted[-1].endswith("two.")


@pytest.mark.parametrize(
    "unit",
    ["— a (@", "a.", "(", "Mr. ", "... ", "x", "é "],
)
def test_the_sentences_of_a_long_text_are_found_and_cut_it(
    monkeypatch: pytest.MonkeyPatch, unit: str
) -> None:
    taken: list[int] = []

    def counting(language: str, part: str) -> Any:
        taken.append(len(part))
        return get_sentence_boundaries(language, part)

    monkeypatch.setattr("index.sentences.get_sentence_boundaries", counting)
    text = (unit * MEGABYTE)[:MEGABYTE]
    spans = sentence_spans(text)
    assert max(taken) <= 4_000, "what is taken at once may cost its square"
    assert sum(taken) == len(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    held = "".join("".join(text[start:end].split()) for start, end in spans)
    assert held == "".join(text.split()), "every character but white space is in one of them"


def test_sentences_are_found_alike_all_along_a_long_text() -> None:
    sentence = "The committee met again on Monday and decided nothing at all."
    text = " ".join([sentence] * 2_000)
    found = [text[start:end] for start, end in sentence_spans(text)]
    torn = [each for each in found if each != sentence]
    # A window may tear the sentence at its end in two, and no other.
    assert len(torn) <= 2 * (len(text) // 4_000)
    assert " ".join(found) == text
