"""What a hostile question may cost: passages read for words that no library has."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import engines
from index.analysis import Analyzer
from index.library import Library
from index.reader import Reader
from index.searcher import Searcher
from index.snapshots import Snapshots
from tests.articles import add, article

ANALYZER = Analyzer()


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher(Snapshots(engines.get(), ANALYZER))


def made(folder: Path, *texts: str) -> Library:
    library = Library(folder / "news.db", "news")
    add(library, *(article(f"A title\n\n{text}", f"{n:03}") for n, text in enumerate(texts)))
    return library


def test_a_word_of_500_characters_is_no_slip(searcher: Searcher, tmp_path: Path) -> None:
    library = made(tmp_path, "Zarif rejected the offer.")
    for word in ("z" * 500, "Zarif" * 100, "Z" + "é" * 499, "z\u0301" * 250):
        query = ANALYZER.query(f"offer {word}")
        assert searcher.search(query, [library], 5).corrections == ()


def read_by(searcher: Searcher, library: Library, question: str, patch: pytest.MonkeyPatch) -> int:
    """How many passages are read to correct a question."""
    number = 0
    real = Reader.passages

    def counting(self: Reader, rows: object) -> object:
        nonlocal number
        found = real(self, rows)  # type: ignore[arg-type]
        number += len(found)
        return found

    query = ANALYZER.query(question)
    with searcher.session([library]) as session, patch.context() as context:
        context.setattr(Reader, "passages", counting)
        known = [(each.reader, each.indexed) for each in session._opened]
        searcher.corrector.corrections(query, known, ())
    return number


LETTERS = "bcdghjklmnpqrtvwxz"


@pytest.fixture(scope="module")
def frequent(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Words that 30 passages each have, without a capital."""
    text = " ".join(f"zarmando{letter}" for letter in LETTERS)
    return made(tmp_path_factory.mktemp("frequent"), *[f"{text}."] * 30)


def test_few_passages_are_read_for_one_word(
    searcher: Searcher, frequent: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = read_by(searcher, frequent, "what of Zarmandobc?", monkeypatch)
    assert 0 < number <= 12 * 20


def test_few_passages_are_read_for_many_words(
    searcher: Searcher, frequent: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = zip(LETTERS * 2, LETTERS[1:] + LETTERS, strict=False)
    words = " ".join(f"Zarmando{one}{two}" for one, two in pairs)
    assert len(question := f"what of {words}?") <= 500
    assert read_by(searcher, frequent, question, monkeypatch) <= 8 * 12 * 20
