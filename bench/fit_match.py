"""Fits the weights of bot/core/word_match.py, and says what they reach out of fold.

    python bench/fit_match.py DATA [DATA ...]

Each DATA is a folder with passages.jsonl and questions.jsonl, as `footnote evaluate` reads them.
The model is a logistic regression: is the first passage a relevant one? Every answerable question
is asked twice, over the library and over the same without its relevant passages; there the first
passage is always wrong, and the two count two to one. The sets count alike, whatever their size.
Out of fold: five folds, the questions of one article always in the same, and the weights that rank
the hits fitted without the fold, too. Needs the extra ``bench``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from fit_ranking import FOLDS, WEIGHT_OF
from fit_ranking import fit as fit_ranking
from match_cases import ANSWERABLE, REMOVED, UNANSWERABLE, Case, Cases
from scipy.optimize import minimize
from scipy.stats import rankdata

from bot.core.word_match import Rescored, Signals, WordMatch, band, signals

RIDGE = 1e-3
#: What a question over a library without its passages counts, beside 1 for the same with them.
WEIGHT_REMOVED = 0.5

#: The shares of right answers by which the bands are cut (docs/word_match.md).
RIGHT_IF_STRONG, RIGHT_IF_WEAK = 9 / 10, 1 / 3


@dataclass(frozen=True)
class Table:
    """The signals of many cases, one a row; whether the first hit is relevant; kind and fold."""

    values: np.ndarray
    right: np.ndarray
    kind: np.ndarray
    fold: np.ndarray

    def of(self, kind: str) -> np.ndarray:
        return self.kind == kind


def agree(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two passages are near-duplicates: half of their terms together are in both."""
    return 2 * len(one & other) >= len(one | other)


def table(cases: Sequence[Case], ranking: np.ndarray) -> Table:
    """The signals of the cases, their hits ranked with these weights."""
    rows, right = [], []
    for case in cases:
        scores = case.values @ ranking
        order = np.argsort(-scores, kind="stable")
        first = case.terms[order[0]]
        hits = [
            Rescored(
                case.features[place],
                float(scores[place]),
                case.terms[place],
                agree(first, case.terms[place]),
            )
            for place in order
        ]
        found = signals(case.query, case.statistics, hits)
        assert found is not None
        rows.append(astuple(found))
        right.append(bool(case.relevant[order[0]]))
    return Table(
        np.array(rows),
        np.array(right),
        np.array([case.kind for case in cases]),
        np.array([case.fold for case in cases]),
    )


def ranking_weights(data: dict[str, list[Case]], without: int | None) -> np.ndarray:
    """The weights of index/ranking.py, fitted as bench/fit_ranking.py does."""
    return fit_ranking(
        [
            (
                [
                    (case.values, case.relevant, case.fold)
                    for case in cases
                    if case.kind == ANSWERABLE and case.fold != without and case.relevant.any()
                ],
                WEIGHT_OF.get(name, 1.0),
            )
            for name, cases in data.items()
        ]
    )


def fit(
    tables: dict[str, Table], without: int | None, columns: Sequence[int]
) -> tuple[np.ndarray, float]:
    """Weights in the signals' own units, and the bias."""
    values, right, weights = [], [], []
    for each in tables.values():
        for kind, weight in ((ANSWERABLE, 1.0), (REMOVED, WEIGHT_REMOVED)):
            rows = each.of(kind) & (each.fold != without)
            values.append(each.values[rows][:, columns])
            right.append(each.right[rows])
            weights.append(np.full(rows.sum(), weight / max(rows.sum(), 1)))
    x, y, w = np.concatenate(values), np.concatenate(right), np.concatenate(weights)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    standard = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    ridge = RIDGE * w.sum() * np.append(np.ones(len(columns)), 0.0)  # none on the bias

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        logit = standard @ beta
        likelihood = (w * (np.logaddexp(0, logit) - y * logit)).sum()
        error = w * (1 / (1 + np.exp(-logit)) - y)
        return likelihood + (ridge * beta) @ beta, standard.T @ error + 2 * ridge * beta

    start = np.zeros(standard.shape[1])
    beta = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return beta[:-1] / scale, float(beta[-1] - (beta[:-1] / scale) @ mean)


def held_out(
    folds: Sequence[dict[str, Table]], columns: Sequence[int]
) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For each set value, right and kind of every case, fitted without its fold."""
    found: dict[str, list[tuple[np.ndarray, np.ndarray, np.ndarray]]] = {}
    for fold, tables in enumerate(folds):
        weights, bias = fit(tables, fold, columns)
        for name, each in tables.items():
            rows = each.fold == fold
            values = 1 / (1 + np.exp(-(each.values[rows][:, columns] @ weights + bias)))
            found.setdefault(name, []).append((values, each.right[rows], each.kind[rows]))
    return {
        name: tuple(np.concatenate(each) for each in zip(*parts, strict=True))  # type: ignore[misc]  # numpy's types lose the tuple
        for name, parts in found.items()
    }


def auroc(positive: np.ndarray, negative: np.ndarray) -> float:
    """The share of pairs, in per cent, in which the positive one is greater; ties are halves."""
    if not len(positive) or not len(negative):
        return float("nan")
    ranks = rankdata(np.concatenate([positive, negative]))[: len(positive)]
    above = ranks.sum() - len(positive) * (len(positive) + 1) / 2
    return 100 * above / (len(positive) * len(negative))


def aurocs(values: np.ndarray, right: np.ndarray, kind: np.ndarray) -> list[float]:
    """Right from wrong among the answerable; right from what is first without the passages;
    answerable from unanswerable."""
    there = kind == ANSWERABLE
    return [
        auroc(values[there & right], values[there & ~right]),
        auroc(values[there & right], values[kind == REMOVED]),
        auroc(values[there], values[kind == UNANSWERABLE]),
    ]


def bands(values: np.ndarray, right: np.ndarray, kind: np.ndarray) -> str:
    """Per band the share of the answerable, of them the share right, and the others' shares."""
    named = np.array([band(value).value for value in values])
    lines = []
    for each in WordMatch:
        inside = named == each.value
        there = inside & (kind == ANSWERABLE)
        shares = [
            f"{other} {100 * inside[kind == other].mean():.1f}"
            for other in (REMOVED, UNANSWERABLE)
            if (kind == other).any()
        ]
        share = 100 * there.sum() / (kind == ANSWERABLE).sum()
        of_them = 100 * right[there].mean() if there.any() else float("nan")
        lines.append(
            f"    {each.value:8} answerable {share:.1f}, right {of_them:.1f}; {', '.join(shares)}"
        )
    return "\n".join(lines)


def thresholds(found: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]) -> tuple[float, float]:
    """The greatest value below which fewer than a third of the answerable are right, and the least
    from which on nine in ten are of the answerable and the removed, weighted as in the fit.

    Both in the mean of the sets, in steps of 0.05.
    """

    def mixed(values: np.ndarray, right: np.ndarray, kind: np.ndarray, least: float) -> float:
        above = [
            (values[kind == each] >= least).mean() * weight
            for each, weight in ((ANSWERABLE, 1.0), (REMOVED, WEIGHT_REMOVED))
        ]
        return float(((values >= least) & right)[kind == ANSWERABLE].mean() / (sum(above) or 1.0))

    def below(least: float) -> float:
        return float(
            np.mean(
                [
                    right[(kind == ANSWERABLE) & (values < least)].mean()
                    for values, right, kind in found.values()
                    if ((kind == ANSWERABLE) & (values < least)).any()
                ]
                or [0.0]
            )
        )

    def mean(least: float) -> float:
        return float(np.mean([mixed(*each, least) for each in found.values()]))

    steps = [step / 20 for step in range(1, 20)]
    strong = next((each for each in steps if mean(each) >= RIGHT_IF_STRONG), steps[-1])
    weak = max((each for each in steps if below(each) < RIGHT_IF_WEAK), default=steps[0])
    return weak, strong


def main() -> None:
    """Prints out-of-fold figures for each set, each signal left out in turn, and the weights."""
    folders = [Path(each) for each in sys.argv[1:]]
    if not folders:
        sys.exit(__doc__)
    data = {folder.name: list(Cases(folder)) for folder in folders}
    folds = []
    for without in (*range(FOLDS), None):
        ranking = ranking_weights(data, without)
        folds.append({name: table(cases, ranking) for name, cases in data.items()})
    everything = folds.pop()
    names = [each.name for each in fields(Signals)]
    columns = range(len(names))
    found = held_out(folds, columns)
    for name, each in found.items():
        print(name, "AUROC right, removed, unanswerable:", _figures(aurocs(*each)))
        print(bands(*each))
    for out in columns:
        rest = held_out(folds, [each for each in columns if each != out])
        parts = [f"{name} {_figures(aurocs(*each)[:2])}" for name, each in rest.items()]
        print(f"without {names[out]}:", ", ".join(parts))
    print("PARTIAL = {}\nSTRONG = {}".format(*thresholds(found)))
    weights, bias = fit(everything, None, columns)
    for field, weight in zip(names, weights, strict=True):
        print(f"    {field}={weight:.3f},")
    print(f"BIAS = {bias:.3f}")


def _figures(values: Sequence[float]) -> str:
    return " / ".join("-" if np.isnan(value) else f"{value:.1f}" for value in values)


if __name__ == "__main__":
    main()
