"""Fits the weights of index/ranking.py, and says what they reach out of fold.

    python bench/fit_ranking.py DATA [DATA ...]

Each DATA is a folder with passages.jsonl and questions.jsonl, as `footnote evaluate` reads them.
The model is a conditional logit (McFadden, 1974): of a question's first hits, the relevant one is
chosen with a probability in proportion to the exponential of the weighted sum of its features.
The sets count alike, whatever their size, but for WEIGHT_OF. Out of fold: five folds, the
questions of one article always in the same. Needs the extra ``bench``.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import astuple, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.optimize import minimize

from bot.core.evaluating import fill, read_questions
from index import engines
from index.analysis import Analyzer
from index.library import Library
from index.model import Statistics
from index.ranking import RESCORED, Features, Reranker
from index.snapshots import Snapshots

FOLDS = 5
RIDGE = 1e-3
#: The paragraphs of one set are twice as telling as single sentences of news.
WEIGHT_OF = {"squad2": 2.0}

Example = tuple[np.ndarray, np.ndarray, int]


def examples(folder: Path) -> list[Example | None]:
    """Features and relevance of each answerable question's first hits, and its fold.

    ``None`` where no relevant passage is among them: nothing to learn, but a miss to count.
    """
    analyzer = Analyzer()
    reranker = Reranker(analyzer)
    snapshots = Snapshots(engines.get(), analyzer)
    found: list[Example | None] = []
    with TemporaryDirectory() as state:
        library = Library(Path(state) / "fit.db", "fit")
        ids = fill(library, folder / "passages.jsonl")
        with library.reader() as reader:
            indexed = snapshots.of(reader, library.index_folder)
            for question in read_questions(folder / "questions.jsonl"):
                if not question.answerable:
                    continue
                query = analyzer.query(question.text)
                statistics = Statistics.merged([indexed.snapshot.statistics], query.terms)
                hits = indexed.snapshot.rank(query.terms, RESCORED)
                rows = [indexed.rows[hit.ordinal] for hit in hits]
                passages = reader.passages(rows)
                relevant = np.array([ids[passages[row].id] in question.relevant for row in rows])
                if not relevant.any():
                    found.append(None)
                    continue
                values = reranker.features(
                    query,
                    statistics,
                    [
                        (passages[row].id, passages[row].text, hit.score)
                        for row, hit in zip(rows, hits, strict=True)
                    ],
                )
                first = passages[rows[int(np.argmax(relevant))]]
                article = first.source.title or ":".join(first.origin.split(":")[:3])
                fold = int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS
                found.append((np.array([astuple(each) for each in values]), relevant, fold))
    return found


def fit(sets: list[tuple[list[Example], float]]) -> np.ndarray:
    """The weights, in the features' own units."""
    everything = np.concatenate([values for part, _ in sets for values, _, _ in part])
    scale = everything.std(axis=0) + 1e-9
    groups = [
        (values / scale, relevant / relevant.sum(), weight / len(part))
        for part, weight in sets
        for values, relevant, _ in part
    ]
    stacked = np.concatenate([values for values, _, _ in groups])
    target = np.concatenate([relevant for _, relevant, _ in groups])
    starts = np.cumsum([0, *(len(values) for values, _, _ in groups)])[:-1]
    group = np.repeat(np.arange(len(groups)), [len(values) for values, _, _ in groups])
    weights = np.array([weight for _, _, weight in groups])

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        score = stacked @ beta
        shifted = score - np.maximum.reduceat(score, starts)[group]
        grown = np.exp(shifted)
        total = np.add.reduceat(grown, starts)[group]
        likelihood = (weights[group] * target * (shifted - np.log(total))).sum()
        slope = stacked.T @ (weights[group] * (grown / total - target))
        ridge = RIDGE * weights.sum()
        return ridge * beta @ beta - likelihood, 2 * ridge * beta + slope

    start = np.zeros(stacked.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B").x / scale


def ranks(part: list[Example | None], weights: np.ndarray) -> list[int]:
    """The rank of the first relevant passage for each question, 0 where there is none."""
    found = []
    for example in part:
        if example is None:
            found.append(0)
            continue
        values, relevant, _ = example
        order = np.argsort(-(values @ weights), kind="stable")
        found.append(1 + int(np.argmax(relevant[order])))
    return found


def main() -> None:
    """Prints out-of-fold figures for each set, and the weights of all data."""
    folders = [Path(each) for each in sys.argv[1:]]
    if not folders:
        sys.exit(__doc__)
    data = {folder.name: examples(folder) for folder in folders}

    def training(without: int | None) -> list[tuple[list[Example], float]]:
        return [
            ([each for each in part if each and each[2] != without], WEIGHT_OF.get(name, 1.0))
            for name, part in data.items()
        ]

    for name, part in data.items():
        missed = [0] * sum(each is None for each in part)
        # By the gap to the best engine score alone: the engine's own order.
        engine = ranks(part, np.array([-1.0] + [0.0] * (len(fields(Features)) - 1)))
        held_out = list(missed)
        for fold in range(FOLDS):
            tested = [each for each in part if each and each[2] == fold]
            held_out += ranks(tested, fit(training(fold)))
        print(name, "engine alone", figures(engine), "rescored, out of fold", figures(held_out))
    weights = fit(training(None))
    for field, weight in zip(fields(Features), weights, strict=True):
        print(f"    {field.name}={weight:.3f},")


def figures(found: list[int]) -> str:
    """Hit@1 and MRR@10 in per cent."""
    ranks_ = np.array(found)
    reciprocal = np.where((ranks_ > 0) & (ranks_ <= 10), 1 / np.maximum(ranks_, 1), 0.0)
    return f"{100 * np.mean(ranks_ == 1):.1f} / {100 * reciprocal.mean():.1f}"


if __name__ == "__main__":
    main()
