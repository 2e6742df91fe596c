"""What the kernel makes of Python's own objects: passages and terms of any kind, known or new."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import length_hint
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import engines, kernel

pytestmark = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")

# Strings after which the kernel stops asking whether it knows the object, if it does so rarely.
_TRIAL = 1 << 14


def built(path: Path, passages: Iterable[Sequence[str]]) -> bytes:
    """The file of an index."""
    engines.get("compiled").build(path, passages)
    return (path / "segment").read_bytes()


def copied(term: str) -> str:
    """Another object that is equal, but of the empty string and single letters."""
    return "".join(list(term))


class Word(str):
    """A string of one's own class."""

    __slots__ = ()

    def encode(self, *_: Any) -> bytes:
        raise AssertionError("a term's own methods are not asked")


@settings(max_examples=100, deadline=None)
@given(
    passages=st.lists(st.lists(st.text("ab\x00é€\ud800😀", max_size=20), max_size=20), max_size=20)
)
def test_the_same_terms_give_the_same_file_whatever_objects_they_are(
    tmp_path_factory: pytest.TempPathFactory, passages: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("written")
    known: dict[str, str] = {}
    shared = [[known.setdefault(term, term) for term in terms] for terms in passages]
    file = built(folder / "shared", shared)
    assert built(folder / "copies", [list(map(copied, terms)) for terms in passages]) == file
    passing = ([copied(term) for term in terms] for terms in passages)
    assert built(folder / "passing", passing) == file  # new ones get the addresses of former ones
    assert built(folder / "words", [list(map(Word, terms)) for terms in passages]) == file
    assert built(folder / "tuples", map(tuple, passages)) == file
    assert built(folder / "iterators", map(iter, passages)) == file  # type: ignore[arg-type]


def test_objects_that_are_seldom_known_are_not_asked_for_a_while_and_counted_alike(
    tmp_path: Path,
) -> None:
    words = [f"word{number}" for number in range(2_000)]
    shared = [[words[(7 * n + place * place) % 2_000] for place in range(50)] for n in range(9_000)]
    # Copies until well behind the first trial, then known objects until behind the pause.
    mixed = [
        list(map(copied, terms)) if n < _TRIAL // 20 else terms for n, terms in enumerate(shared)
    ]
    assert built(tmp_path / "mixed", mixed) == built(tmp_path / "shared", shared)


def test_more_strings_than_there_is_room_for_get_each_its_number(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(300_000)]
    # Each run of words twice, so that half of them are known; then all once more, of which few are.
    runs = [words[first : first + 100] for first in range(0, len(words), 100)]
    built(tmp_path / "part", [run for run in runs for _ in range(2)] + runs)
    opened = engines.get("compiled").open(tmp_path / "part")
    for number in range(0, 300_000, 7_919):
        run = number // 100
        holding = [2 * run, 2 * run + 1, 2 * len(runs) + run]
        assert [hit.ordinal for hit in opened.rank([words[number]], 10)] == holding


def test_strings_are_given_back(tmp_path: Path) -> None:
    terms = [f"term{number}é" * 3 for number in range(100)]
    passages = [terms, terms[:50], ["once", *terms]]
    before = [sys.getrefcount(term) for term in terms], [sys.getrefcount(each) for each in passages]
    built(tmp_path / "part", passages)
    with pytest.raises(TypeError):
        built(tmp_path / "broken", [*passages, [*terms, 3]])  # type: ignore[list-item]
    after = [sys.getrefcount(term) for term in terms], [sys.getrefcount(each) for each in passages]
    assert after == before


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        ([["a"], ["b", 3]], "a term is a string, not int"),
        ([["a"], ["b", b"c"]], "a term is a string, not bytes"),
        ([["a"], ["b", None]], "a term is a string, not NoneType"),
        ([["a"], 3], "a passage is a sequence of terms"),
        (3, "'int' object is not iterable"),
    ],
)
def test_what_is_no_term_is_refused_and_nothing_is_left(
    tmp_path: Path, passages: Any, said: str
) -> None:
    with pytest.raises(TypeError, match=said):
        built(tmp_path / "part", passages)
    assert list(tmp_path.iterdir()) == []


def test_what_goes_wrong_where_passages_come_from_is_raised_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    def passages() -> Iterator[list[str]]:
        yield ["a", "b"]
        raise LookupError("the library is gone")

    with pytest.raises(LookupError, match="the library is gone"):
        built(tmp_path / "part", passages())
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_of_the_first_passage_is_not_lost_when_a_signal_waits(tmp_path: Path) -> None:
    heard: list[int] = []
    # No code of Python's own runs between the signal and the refusal of None.
    passages: Any = map(signal.raise_signal, [signal.SIGINT])
    former = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        with pytest.raises(TypeError, match="a passage is a sequence of terms"):
            built(tmp_path / "part", passages)
    finally:
        signal.signal(signal.SIGINT, former)
    assert heard == [signal.SIGINT]


class Emptying:
    """A list is emptied when a collection of garbage finds this object, which keeps itself."""

    def __init__(self, terms: list[str]) -> None:
        self.terms, self.itself = terms, self

    def __del__(self) -> None:
        self.terms.clear()


def test_a_list_that_is_emptied_while_it_is_read_gives_all_its_terms_or_none(
    tmp_path: Path,
) -> None:
    words = [f"term{number}" for number in range(400)]

    def passages() -> Iterator[list[str]]:
        terms = [copied(word) for word in [*words[:200], "\ud800", *words[200:]]]
        Emptying(terms)
        gc.enable()  # up to Python 3.11 making the exception for the surrogate collects garbage
        yield terms
        gc.disable()

    former = gc.get_threshold()
    gc.collect()
    gc.disable()
    gc.set_threshold(1)
    try:
        built(tmp_path / "part", passages())
    finally:
        gc.set_threshold(*former)
        gc.enable()
    opened = engines.get("compiled").open(tmp_path / "part")
    opened.check(everything=True)
    assert sum(len(opened.rank([word], 1)) for word in words) in (0, len(words))


_REPLACED = """
import sys
from pathlib import Path
from index import engines, kernel
kernel.native().__file__ = "another build"
engines.get("compiled").build(Path(sys.argv[1]), [["a", "b"]])
"""


def test_what_reads_strings_is_loaded_with_the_kernel_and_from_no_later_build(
    tmp_path: Path,
) -> None:
    subprocess.run([sys.executable, "-c", _REPLACED, str(tmp_path / "part")], check=True)
    assert engines.get("compiled").open(tmp_path / "part").rank(["a"], 1)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such timer")
def test_an_interrupt_is_heard_before_all_passages_are_added(tmp_path: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    built(tmp_path / "first", [["a"]])  # so that all is imported
    passages = repeat(["a", "b"], 20_000_000)
    former = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        with pytest.raises(KeyboardInterrupt):
            built(tmp_path / "part", passages)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
    assert length_hint(passages) > 0
    assert list(tmp_path.iterdir()) == [tmp_path / "first"]


def test_other_threads_have_their_turn_while_passages_are_added(tmp_path: Path) -> None:
    number = 3_000_000
    passages = repeat(["a", "b"], number)
    builder = threading.Thread(target=built, args=(tmp_path / "part", passages))
    builder.start()
    while builder.is_alive() and length_hint(passages) == number:
        time.sleep(0)
    left = length_hint(passages)
    builder.join()
    assert left > 0
