"""Passages of made-up words that are distributed as the words of a language are.

- Ranks follow Zipf and Mandelbrot's law, ``1 / (rank + 2.7)``, up to rank 10,000, and a steeper
  power beyond it: the two regimes that Ferrer i Cancho and Solé found in large corpora (Journal of
  Quantitative Linguistics 8, 2001). The second has no end, so that new words keep turning up, and
  their number grows as Heaps' law has it, with the power 1 / 1.7 of the number of words read.
- A fifth of the words are of the passage's topic, one of 1,000 with 200 words each.
- Words come in bursts: one in seven repeats a rarer word of its passage (Church and Gale, 1995).
- Lengths are log-normal with mean 80.

A block of passages depends on the seed and its number alone, so a larger corpus begins with the
smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

SEED = 20140915
BLOCK = 10_000  # passages made at a time

SHIFT = 2.7
KNEE = 10_000
TAIL = 1.7
MEAN_LENGTH = 80
SPREAD = 0.6  # standard deviation of the lengths' logarithm
LONGEST = 2_000
TOPICS = 1_000
WORDS_OF_A_TOPIC = 200
OF_THE_TOPIC = 0.2
REPEATED = 1 / 7
COMMON = 100  # the words of lower rank are no topic's, and are not repeated in bursts

_SYLLABLES = [c + v for c in "bcdfghjklmnprstvwyzq" for v in "aeiou"]

Ranks = NDArray[np.int64]


def blocks(passages: int, seed: int = SEED, first: int = 0) -> Iterator[tuple[Ranks, Ranks]]:
    """So many passages from the ``first``-th on, in blocks: the ranks of all words one after the
    other, and the passages' lengths.
    """
    begin, end = first, first + passages
    while begin < end:
        number, skipped = divmod(begin, BLOCK)
        ranks, lengths = _block(np.random.default_rng([seed, number]))
        before = lengths[:skipped].sum()
        lengths = lengths[skipped : skipped + end - begin]
        yield ranks[before : before + lengths.sum()], lengths
        begin += len(lengths)


def word(rank: int) -> str:
    """The word of a rank: short for common words, letters only, and no word of a language.

    The ending keeps tokenizers with stop words ("be", "to", "me") from dropping any.
    """
    syllables = "x"
    while rank >= len(_SYLLABLES):
        rank, low = divmod(rank, len(_SYLLABLES))
        rank -= 1
        syllables = _SYLLABLES[low] + syllables
    return _SYLLABLES[rank] + syllables


def _block(random: np.random.Generator) -> tuple[Ranks, Ranks]:
    mean = np.log(MEAN_LENGTH) - SPREAD**2 / 2
    lengths = np.rint(random.lognormal(mean, SPREAD, BLOCK)).astype(np.int64).clip(1, LONGEST)
    total = int(lengths.sum())
    ranks = _ranks(random.random(total))
    _sprinkle_topics(ranks, lengths, random)
    return _with_bursts(ranks, lengths, random), lengths


def _ranks(uniform: NDArray[np.float64]) -> Ranks:
    """Ranks from 0, by inverting the distribution's integral in each of its regimes."""
    body = np.log((KNEE + SHIFT) / SHIFT)
    tail = KNEE / (KNEE + SHIFT) / (TAIL - 1)
    share = body / (body + tail)
    in_body = SHIFT * np.exp(uniform * (body + tail)) - SHIFT
    beyond = (1 - uniform.clip(max=1 - 1e-15)) / (1 - share)
    in_tail = KNEE * beyond.clip(max=1) ** (-1 / (TAIL - 1))
    return np.where(uniform < share, in_body, in_tail).astype(np.int64)


def _sprinkle_topics(ranks: Ranks, lengths: Ranks, random: np.random.Generator) -> None:
    topics = np.repeat(random.integers(TOPICS, size=len(lengths)), lengths)
    chosen = np.flatnonzero(random.random(len(ranks)) < OF_THE_TOPIC)
    # Within a topic, too, some words are far more frequent than others.
    places = (WORDS_OF_A_TOPIC + 1) ** random.random(len(chosen)) - 1
    seeds = topics[chosen] * WORDS_OF_A_TOPIC + places.astype(np.int64)
    # Knuth's multiplicative hash: which words are a topic's must not depend on the block.
    fractions = (seeds * 2654435761 % 2**32) / 2**32
    ranks[chosen] = (COMMON * (5 * KNEE / COMMON) ** fractions).astype(np.int64)


def _with_bursts(ranks: Ranks, lengths: Ranks, random: np.random.Generator) -> Ranks:
    starts = np.repeat(lengths.cumsum() - lengths, lengths)
    places = np.arange(len(ranks)) - starts
    earlier = ranks[starts + (places * random.random(len(ranks))).astype(np.int64)]
    repeats = (random.random(len(ranks)) < REPEATED) & (earlier >= COMMON)
    return np.where(repeats, earlier, ranks)
