"""Damage that a question comes upon costs it time, and never an answer."""

from __future__ import annotations

import logging
import random
import shutil
from pathlib import Path

import pytest

from bot.core.answer import Answer, Options
from bot.core.answering import Answerer, Shelf
from index import engines, kernel
from index.analysis import Analyzer
from index.engine import corpus_of
from index.errors import StaleIndex
from index.kernel import native
from index.library import Library
from index.searcher import Searcher
from index.session import Session
from index.snapshots import Snapshots
from tests.articles import add, article
from tests.index.lives import text

pytestmark = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")

ANALYZER = Analyzer()
OPTIONS = Options(limit=5)
# Where a segment's lengths start, behind its header (index/kernel/format.h).
_LENGTHS = 192
_ENDS = 4_096
QUESTIONS = [
    "Did Kerry reject the offer in Geneva?",
    "minister of Turkey",
    "withdrawal treaty syrai",
]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    chance = random.Random(3)
    library = Library(tmp_path / "library.db", "library")
    add(library, *(article(text(chance), f"{n}.txt") for n in range(60)))
    return library


def answerer() -> tuple[Answerer, Snapshots]:
    """As in a process that has just started."""
    snapshots = Snapshots(engines.get("compiled"), ANALYZER)
    return Answerer(Searcher(snapshots), ANALYZER), snapshots


def answers(given: Answerer, library: Library) -> list[Answer]:
    return [given.answer(each, [Shelf(library, "Library")], OPTIONS) for each in QUESTIONS]


def segment(library: Library) -> Path:
    [path] = library.index_folder.glob("*.part-*/index/segment")
    return path


def flip(path: Path, place: int) -> None:
    """In place, so that who has it mapped sees it, too."""
    with path.open("r+b") as file:
        file.seek(place)
        [byte] = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 0x10]))


def test_a_question_that_comes_upon_damage_is_answered_all_the_same(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    expected = answers(answerer()[0], library)
    good = library.path.with_name("good.index")
    shutil.copytree(library.index_folder, good)
    size = segment(library).stat().st_size
    rebuilt = 0
    # What is told of a part holds its ends fast, so those never come as far as a question.
    for place in range(_ENDS, size - _ENDS, (size - 2 * _ENDS) // 25):
        shutil.rmtree(library.index_folder)
        shutil.copytree(good, library.index_folder)
        flip(segment(library), place)
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert answers(answerer()[0], library) == expected, place
        mended = caplog.text.count("is built anew")
        rebuilt += mended
        assert mended <= 1
        caplog.clear()
        assert answers(answerer()[0], library) == expected
        if mended:
            assert caplog.text == "", "it was mended for those who come after"
    assert rebuilt > 12


def test_damage_under_an_open_index_is_found_when_it_is_first_read(library: Library) -> None:
    given, snapshots = answerer()
    with library.reader() as reader:
        before = snapshots.of(reader, library.index_folder)
    path = segment(library)
    flip(path, _LENGTHS + 64)
    told = answers(given, library)
    with library.reader() as reader:
        assert snapshots.of(reader, library.index_folder) is not before
    assert not path.exists()
    shutil.rmtree(library.index_folder)
    assert told == answers(answerer()[0], library)


def test_what_the_kernel_reads_by_itself_counts_too(library: Library) -> None:
    """Its tables read a corpus, and have no way to tell of damage."""
    told: list[int] = []

    def ask(session: Session) -> int:
        if not told:
            flip(segment(library), _LENGTHS + 64)
        [indexed] = session.indexed
        told.append(native().lib.fn_merge(corpus_of(indexed.snapshot), b"/dev/null"))
        return told[-1]

    assert Searcher(answerer()[1]).asked([library], ask) == native().lib.FN_OK
    assert told == [native().lib.FN_DAMAGED, native().lib.FN_OK]


def test_damage_that_does_not_end_is_told(library: Library) -> None:
    def ask(_: Session) -> None:
        raise StaleIndex("it is damaged")

    with pytest.raises(StaleIndex, match="it is damaged"):
        Searcher(answerer()[1]).asked([library], ask)
