"""Fits the weights of index/statements.py, and says what they reach out of fold.

    python bench/fit_statements.py ecbplus/passages.jsonl

The file is ECB+ as JSON Lines: ``text``, ``source`` (the article), ``event`` (its topic's number
first) and ``instances``, where those that begin with ACT are actions, alike wherever one action is
spoken of. The universe: all pairs of sentences of different articles, of any topics, both with an
action. Right are those that share one. Pairs whose cosine is below `LEAST` are not looked at, and
the right ones among them are missed. idf is that of all sentences.

Out of fold: five folds of topics; a pair is scored by weights that saw no sentence of either of its
topics. Needs the extra ``bench``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import astuple, fields
from itertools import combinations
from math import log
from pathlib import Path

import numpy as np
from scipy import sparse

from index import statements
from index.analysis import Analyzer
from index.model import Statistics
from index.statements import Features, Likenesses, StatementProfile, Statements, of_one_story

FOLDS = 5
RIDGE = 1.0
LEAST = 0.05
RECALLS = (10, 20, 30, 40, 50, 60)


class Pairs:
    """The pairs that are looked at: features of each, and whether it is right."""

    def __init__(self, path: Path) -> None:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        analyzer = Analyzer()
        makes = Statements(analyzer)
        frequencies = Counter(term for row in rows for term in set(analyzer.terms(row["text"])))
        self.statistics = Statistics(len(rows), 0, frequencies)
        texts = defaultdict(list)
        for row in rows:
            texts[row["source"]].append(row["text"])
        articles = {name: makes.article(parts) for name, parts in texts.items()}
        told = [row for row in rows if actions(row)]
        self.profiles = [makes.profile(row["text"], articles[row["source"]]) for row in told]
        numbers = sorted({topic(row) for row in told})
        folds = np.array([numbers.index(topic(row)) % FOLDS for row in told])
        source = np.array([row["source"] for row in told])
        right = {
            pair
            for places in by_action(told).values()
            for pair in combinations(places, 2)
            if source[pair[0]] != source[pair[1]]
        }
        self.right = len(right)
        self.cosine = cosines(self.profiles, self.statistics)
        one, other = np.nonzero(np.triu(self.cosine >= LEAST, 1))
        apart = source[one] != source[other]
        self.one, self.other = one[apart], other[apart]
        self.folds = folds[self.one], folds[self.other]
        held = list(zip(self.one.tolist(), self.other.tolist(), strict=True))
        self.is_right = np.array([pair in right for pair in held])
        comparison = Likenesses(self.statistics)
        self.features = np.array(
            [best(comparison, self.profiles[a], self.profiles[b]) for a, b in held]
        )
        self.one_story = np.array(
            [
                of_one_story(comparison.kinship(articles[source[a]], articles[source[b]]))
                for a, b in held
            ]
        )


def actions(row: dict) -> list[str]:
    """The actions that a sentence speaks of."""
    return sorted({each for each in row.get("instances", ()) if each.startswith("ACT")})


def topic(row: dict) -> int:
    """The number of a sentence's topic: two look-alike events have one."""
    return int(re.match(r"\d+", row["event"])[0])


def by_action(told: list[dict]) -> dict[str, list[int]]:
    """The places of the sentences that speak of each action."""
    places = defaultdict(list)
    for place, row in enumerate(told):
        for action in actions(row):
            places[action].append(place)
    return places


def cosines(profiles: list[StatementProfile], statistics: Statistics) -> np.ndarray:
    """The tf-idf cosine of every two sentences, which is also the baseline."""
    terms = sorted({term for each in profiles for term in each.terms})
    column = {term: place for place, term in enumerate(terms)}
    idf = [log((statistics.passages + 1) / statistics.document_frequencies[t]) for t in terms]
    held = [(row, column[t]) for row, each in enumerate(profiles) for t in sorted(each.terms)]
    matrix = sparse.csr_matrix(
        (np.ones(len(held)), tuple(zip(*held, strict=True))), (len(profiles), len(terms))
    ) @ sparse.diags(idf)
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()) + 1e-9
    return (matrix @ matrix.T).toarray() / length[:, None] / length[None, :]


def best(comparison: Likenesses, one: StatementProfile, other: StatementProfile) -> tuple:
    """The features of the most alike sentences, by the weights that are there now."""
    found = [
        astuple(comparison.features(left, right))
        for left in one.sentences
        for right in other.sentences
    ]
    weights = astuple(statements.WEIGHTS)
    return max(found, key=lambda each: sum(v * w for v, w in zip(each, weights, strict=True)))


def fit(values: np.ndarray, is_right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression in the features' own units, the constant last (Newton)."""
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-9
    design = np.c_[(values - mean) / scale, np.ones(len(values))]
    ridge = np.diag([RIDGE] * values.shape[1] + [0.0])
    beta = np.zeros(design.shape[1])
    for _ in range(12):
        chance = 1 / (1 + np.exp(-design @ beta))
        curvature = (design * (chance * (1 - chance) + 1e-9)[:, None]).T @ design + ridge
        beta += np.linalg.solve(curvature, design.T @ (is_right - chance) - ridge @ beta)
    weights = beta[:-1] / scale
    return np.r_[weights, beta[-1] - weights @ mean]


def chances(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The likenesses that weights give."""
    return 1 / (1 + np.exp(-(values @ weights[:-1] + weights[-1])))


def out_of_fold(pairs: Pairs) -> np.ndarray:
    """Each pair's likeness by weights that saw neither of its topics."""
    one, other = pairs.folds
    values = pairs.features
    found = np.zeros(len(values))
    for a in range(FOLDS):
        for b in range(a, FOLDS):
            tested = ((one == a) & (other == b)) | ((one == b) & (other == a))
            seen = ~np.isin(one, (a, b)) & ~np.isin(other, (a, b))
            if tested.any():
                found[tested] = chances(values[tested], fit(values[seen], pairs.is_right[seen]))
    return found


def supported(pairs: Pairs, likeness: np.ndarray) -> np.ndarray:
    """As `Likenesses.supported`, every sentence held against all; the mean of both ways round."""
    size = len(pairs.profiles)
    all_ = np.zeros((size, size), np.float32)
    all_[pairs.one, pairs.other] = all_[pairs.other, pairs.one] = likeness
    kept = np.zeros_like(all_)
    first = np.argsort(-all_, axis=1, kind="stable")[:, : statements.SUPPORTERS]
    np.put_along_axis(kept, first, np.take_along_axis(all_, first, 1), 1)
    raised = np.zeros(len(likeness))
    for start in range(0, len(likeness), 2_000):
        part = slice(start, start + 2_000)
        for a, b in ((pairs.one, pairs.other), (pairs.other, pairs.one)):
            agreed = np.minimum(kept[a[part]], all_[b[part]])
            agreed[np.arange(len(agreed)), b[part]] = 0
            top = -np.partition(-agreed, 2, axis=1)[:, :3]
            raised[part] += top.sum(axis=1) / 3 / 2
    return 1.0 - (1.0 - likeness) * (1.0 - statements.SUPPORT * raised)


def precision(pairs: Pairs, scores: np.ndarray) -> str:
    """Precision in per cent at each recall, of all right pairs there are, and the score there."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(pairs.is_right[order])
    found = []
    for recall in RECALLS:
        place = int(np.searchsorted(hits, recall / 100 * pairs.right))
        if place < len(hits):
            at = f"{100 * hits[place] / (place + 1):.1f}"
            found.append(f"{recall}: {at} ({scores[order[place]]:.2f})")
    return "  ".join(found)


def main() -> None:
    """Prints precision at each recall, and the weights of all data."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    pairs = Pairs(Path(sys.argv[1]))
    seen = 100 * pairs.is_right.sum() / pairs.right
    print(f"{len(pairs.profiles)} sentences, {pairs.right} right pairs; {len(pairs.one)} pairs ")
    print(f"looked at hold {seen:.1f} % of them. Recall: precision (score), out of fold:")
    print("cosine              ", precision(pairs, pairs.cosine[pairs.one, pairs.other]))
    for place, field in enumerate(fields(Features)):
        print(f"{field.name:<20}", precision(pairs, pairs.features[:, place]))
    likeness = out_of_fold(pairs)
    for name, scores in (
        ("sentences alone", likeness),
        ("and supporters", supported(pairs, likeness)),
        ("and kinship", likeness * pairs.one_story),
        ("and both", supported(pairs, likeness * pairs.one_story)),
    ):
        print(f"{name:<20}", precision(pairs, scores))
    weights = fit(pairs.features, pairs.is_right).tolist()
    for key, weight in zip(
        [*(each.name for each in fields(Features)), "CONSTANT"], weights, strict=True
    ):
        print(f"    {key}={weight:.3f},")


if __name__ == "__main__":
    main()
