"""Questions of 4 to 8 terms, drawn from the passages of a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from bench.corpus import Corpus

SEED = 19770616
STOP_WORDS = 100  # as many of the most frequent words count as stop words
OF_STOP_WORDS = 0.45  # share of a question's words where they are kept: about English's

Questions = list[list[str]]


def drawn(corpus: Corpus, count: int) -> dict[str, Questions]:
    """Two sets: what is left of questions whose stop words are removed, and with some kept.

    Content words are distinct words of one passage, so that they meet somewhere.
    """
    frequencies = np.bincount(corpus.ids, minlength=len(corpus.words))
    stop_words = np.argsort(-frequencies, kind="stable")[:STOP_WORDS]
    random = np.random.default_rng(SEED)
    weights = frequencies[stop_words] / frequencies[stop_words].sum()
    sets: dict[str, Questions] = {"removed": [], "kept": []}
    for name, questions in sets.items():
        while len(questions) < count:
            length = int(random.integers(4, 9))
            stops = int(random.binomial(length, OF_STOP_WORDS)) if name == "kept" else 0
            stops = min(stops, length - 1)
            content = _content(corpus, stop_words, length - stops, random)
            asked = [*content, *random.choice(stop_words, stops, replace=False, p=weights).tolist()]
            questions.append([corpus.words[each] for each in random.permutation(asked)])
    return sets


def read(path: Path) -> dict[str, Questions]:
    """One JSON list of terms a line. Raises SystemExit for anything else."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            terms = json.loads(line)
        except ValueError as error:
            raise SystemExit(f"{path}:{number}: no JSON: {error}") from None
        if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
            raise SystemExit(f"{path}:{number}: not a list of terms")
        if terms:
            questions.append(terms)
    if not questions:
        raise SystemExit(f"{path} holds no question")
    return {"given": questions}


def _content(
    corpus: Corpus, stop_words: np.ndarray, wanted: int, random: np.random.Generator
) -> list[int]:
    """Word numbers of one passage's content words; of further ones if it has too few."""
    chosen: list[int] = []
    for _ in range(100):  # a small corpus may have nothing but stop words
        passage = int(random.integers(len(corpus)))
        ids = corpus.ids[corpus.offsets[passage] : corpus.offsets[passage + 1]]
        fresh = np.setdiff1d(ids, [*stop_words, *chosen])
        picked = random.permutation(fresh)[: wanted - len(chosen)]
        chosen += picked.tolist()
        if len(chosen) == wanted:
            return chosen
    return chosen or [int(stop_words[0])]
