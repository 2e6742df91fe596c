"""The picture of a comparison: what it refuses, its size, its bytes and its text."""

from __future__ import annotations

import io
import struct
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.app import LOCAL, App
from bot.core.comparison_image import MOST_ALT, alt_text, draw
from bot.core.comparison_rendering import ComparisonWording
from bot.core.picture_text import PictureRefused
from bot.core.texts import all_texts, texts
from tests.comparisons import comparing, row

ENGLISH = texts()
CLOSING = ComparisonWording().closing


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_sample_articles_make_a_picture_for_a_phone(app: App) -> None:
    picture = draw(app.compare(LOCAL, "did Khamenei say American hands are dirty?"), ENGLISH)
    width, height = size(picture.png)
    assert width == 1_080
    assert width < height < 3_000
    assert len(picture.png) < 500_000
    for words in ("dirty hands", "hands are dirty", "stained hands", "corrupted its hands"):
        assert f'"{words}": ' in picture.alt
    assert picture.alt.endswith(CLOSING)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    found = comparing((row(1),), (row(2, words="stained hands"),))
    assert draw(found, ENGLISH) == draw(found, ENGLISH)


def test_what_differs_is_marked_not_by_colour_alone() -> None:
    from PIL import Image

    plain = comparing((row(1),))
    marked = comparing((row(1, differing=((10, 15),)),))
    grey = [
        Image.open(io.BytesIO(draw(each, ENGLISH).png)).convert("L").tobytes()
        for each in (plain, marked)
    ]
    assert grey[0] != grey[1]


def test_letters_with_accents_and_of_greek_and_cyrillic_are_drawn() -> None:
    found = comparing((row(1, words="łódź café e\u0301 Ελλάδα Москва"),))
    assert "shown as" not in draw(found, ENGLISH).alt


@pytest.mark.parametrize("words", ["يد قذرة", "脏手", "ידיים", "गंदे", "x\u0324\u0300"])
def test_letters_that_cannot_be_drawn_rightly_are_refused(words: str) -> None:
    with pytest.raises(PictureRefused, match="The table has every word"):
        draw(comparing((row(1, words=words),)), ENGLISH)


def test_other_characters_that_the_font_lacks_are_counted() -> None:
    picture = draw(comparing((row(1, words="dirty 🙌 hands"),)), ENGLISH)
    assert "characters that the font lacks are shown as \ufffd." in picture.alt


LETTERS = st.text(alphabet=st.sampled_from("ab é“\n#*"), min_size=1, max_size=300)


@settings(max_examples=25)
@given(st.lists(st.lists(LETTERS, min_size=1, max_size=4), min_size=1, max_size=12), LETTERS)
def test_any_text_makes_a_picture_and_an_alt_text_within_discords_limit(
    groups: list[list[str]], question: str
) -> None:
    numbers = iter(range(1, 100))
    made = comparing(
        *(tuple(row(next(numbers), words=words) for words in group) for group in groups),
        question=question,
    )
    picture = draw(made, ENGLISH)
    assert size(picture.png)[0] == 1_080
    assert 0 < len(picture.alt.encode("utf-16-le")) // 2 <= MOST_ALT


@given(st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=12), st.text(max_size=500))
def test_every_alt_text_fits(wordings: list[str], question: str) -> None:
    groups = [(row(n, words=words),) for n, words in enumerate(wordings, start=1)]
    found = replace(comparing(*groups, question=question), articles=10**9, without=None)
    for words in all_texts():
        alt = alt_text(found, words, replaced=10**6)
        assert len(alt.encode("utf-16-le")) // 2 <= MOST_ALT
        assert alt.endswith(ComparisonWording(words).closing)
