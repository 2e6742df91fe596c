"""Passages as terms: made up, or read from a text file, and kept in a folder between runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import zipf

_TERM = re.compile(r"[^\W_]+")
_SLICE = 10_000  # passages turned into lists of terms at a time


@dataclass(frozen=True)
class Corpus:
    """Passages over a vocabulary: passage ``i`` is ``ids[offsets[i]:offsets[i + 1]]``."""

    name: str
    words: list[str]
    ids: NDArray[np.uint32]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def documents(self) -> Iterator[list[str]]:
        """Every passage as its terms."""
        words = np.array(self.words, dtype=object)
        for first in range(0, len(self), _SLICE):
            offsets = self.offsets[first : first + _SLICE + 1]
            terms = words[self.ids[offsets[0] : offsets[-1]]].tolist()
            ends = (offsets - offsets[0]).tolist()
            yield from (terms[start:end] for start, end in pairwise(ends))

    def save(self, folder: Path) -> None:
        """Writes it to a new folder."""
        folder.mkdir(parents=True)
        np.save(folder / "ids.npy", self.ids)
        np.save(folder / "offsets.npy", self.offsets)
        (folder / "words.json").write_text(json.dumps([self.name, self.words]), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Corpus:
        """What `save` wrote."""
        name, words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        ids = np.load(folder / "ids.npy", mmap_mode="r")
        return cls(name, words, ids, np.load(folder / "offsets.npy"))


def synthetic(passages: int, seed: int = zipf.SEED) -> Corpus:
    """A corpus of made-up words (`bench.zipf`)."""
    numbers: dict[int, int] = {}
    ids, lengths = [], []
    for ranks, block_lengths in zipf.blocks(passages, seed):
        distinct, places = np.unique(ranks, return_inverse=True)
        known = [numbers.setdefault(rank, len(numbers)) for rank in distinct.tolist()]
        ids.append(np.array(known, dtype=np.uint32)[places])
        lengths.append(block_lengths)
    words = [zipf.word(rank) for rank in numbers]
    return Corpus(f"{passages:,} passages", words, np.concatenate(ids), _offsets(lengths))


def streamed(passages: int, seed: int = zipf.SEED, first: int = 0) -> Iterator[list[str]]:
    """The passages of `synthetic` from the ``first``-th on, a block in memory at a time."""
    for ranks, lengths in zipf.blocks(passages, seed, first):
        distinct, places = np.unique(ranks, return_inverse=True)
        words = np.array([zipf.word(rank) for rank in distinct.tolist()], dtype=object)
        terms, end = words[places].tolist(), 0
        for length in lengths.tolist():
            start, end = end, end + length
            yield terms[start:end]


def from_text(path: Path) -> Corpus:
    """One passage a line: lower-cased runs of letters and digits; none without a term."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        return of_terms(path.name, (_TERM.findall(line.lower()) for line in lines))


def of_terms(name: str, passages: Iterable[Sequence[str]]) -> Corpus:
    """A corpus of passages given as terms; empty ones are left out."""
    numbers: dict[str, int] = {}
    ids: list[NDArray[np.uint32]] = []
    for terms in passages:
        if terms:
            known = [numbers.setdefault(term, len(numbers)) for term in terms]
            ids.append(np.array(known, dtype=np.uint32))
    if not ids:
        raise SystemExit(f"{name} holds no passage")
    lengths = [np.array([len(each) for each in ids])]
    return Corpus(name, list(numbers), np.concatenate(ids), _offsets(lengths))


def additions(count: int) -> list[list[str]]:
    """Passages that are in no corpus, to be added to one; each holds a word of its own."""
    passages = streamed(count, seed=zipf.SEED + 1)
    return [[*terms, f"addition{number}x"] for number, terms in enumerate(passages)]


def _offsets(lengths: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    offsets = np.zeros(sum(map(len, lengths)) + 1, dtype=np.int64)
    np.cumsum(np.concatenate(lengths), out=offsets[1:])
    return offsets
