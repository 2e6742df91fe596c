"""How long one question takes on a machine that others use, too."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from statistics import median
from time import perf_counter_ns, process_time_ns
from typing import Any

#: Wall time and CPU time of one question, in nanoseconds.
Sample = tuple[int, int]


def samples(
    top: Callable[[list[str], int], Any], asked: Sequence[list[str]], k: int
) -> list[Sample]:
    """Asks each question once, with no search for garbage in between."""
    taken = []
    gc.disable()
    for terms in asked:
        cpu = process_time_ns()
        wall = perf_counter_ns()
        top(terms, k)
        taken.append((perf_counter_ns() - wall, process_time_ns() - cpu))
    gc.enable()
    return taken


@dataclass(frozen=True)
class Latency:
    """What many questions took, each asked in several rounds; microseconds."""

    questions: int
    rounds: int
    p50: float
    p99: float
    mean: float
    wall_p50: float
    wall_p99: float

    @property
    def per_second(self) -> float:
        """Questions a second, one after the other."""
        return 1e6 / self.mean

    @classmethod
    def of(cls, rounds: Sequence[Sequence[Sample]]) -> Latency:
        """From the samples of each round, in the same order of questions.

        A question takes the smaller of its wall time and its CPU time: on one core the wall time
        can only be longer, by what others did in between, and the CPU time is longer by its own
        reading. Of the rounds it is the median. Percentiles are over the questions.
        """
        spent = sorted(median(min(each) for each in same) for same in zip(*rounds, strict=True))
        walls = sorted(median(wall for wall, _ in same) for same in zip(*rounds, strict=True))
        return cls(
            questions=len(spent),
            rounds=len(rounds),
            p50=_percentile(spent, 0.5) / 1e3,
            p99=_percentile(spent, 0.99) / 1e3,
            mean=sum(spent) / len(spent) / 1e3,
            wall_p50=_percentile(walls, 0.5) / 1e3,
            wall_p99=_percentile(walls, 0.99) / 1e3,
        )

    def as_json(self) -> dict[str, float]:
        return {**asdict(self), "per_second": self.per_second}


def _percentile(ordered: Sequence[float], share: float) -> float:
    """The nearest rank: the smallest value that this share of all does not exceed."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]
