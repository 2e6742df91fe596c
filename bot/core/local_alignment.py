"""Where two texts go together best, word by word: a local alignment with affine gaps.

The method is Smith and Waterman's (1981) with Gotoh's gaps (1982): opening a gap costs more than
going on with it, so that words that belong together stay together, which a longest common
subsequence does not care for.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# What equal words give, ones that say something and ones that do not; what a word in the place of
# another takes; and what words do that stand on one side only, the first and each further one.
_TELLING, _COMMON, _OTHER, _OPEN, _MORE = 200, 100, 50, 50, 15
_NONE = np.iinfo(np.int32).min // 2

Pair = tuple[int, int]


def aligned(
    left: Sequence[str], right: Sequence[str], telling: Sequence[bool]
) -> tuple[int, list[Pair]]:
    """The pairs of equal words of the best alignment, in order, and its score; 0 if there is none.

    ``telling`` is for each word of ``left`` whether it says something. Costs time and memory in
    proportion to the product of both lengths.
    """
    if not left or not right:
        return 0, []
    numbers = {word: number for number, word in enumerate(dict.fromkeys(left))}
    there = np.array([numbers.get(word, -1) for word in right], dtype=np.int32)
    shape = len(left), len(right)
    # Ending with two words, with one of the left side alone, with one of the right side alone.
    both, ours, theirs = (np.full(shape, _NONE, dtype=np.int32) for _ in range(3))
    steps = _MORE * np.arange(len(right), dtype=np.int32)
    before = np.zeros(len(right), dtype=np.int32)
    for row, word in enumerate(left):
        equal = there == numbers[word]
        gain = np.where(equal, _TELLING if telling[row] else _COMMON, -_OTHER)
        both[row] = gain + before
        if row:
            ours[row] = np.maximum(both[row - 1] - _OPEN, ours[row - 1] - _MORE)
        opened = np.maximum.accumulate(both[row] + steps)[:-1]
        theirs[row, 1:] = opened - _OPEN - steps[:-1]
        best = np.maximum(np.maximum(both[row], ours[row]), np.maximum(theirs[row], 0))
        before = np.concatenate(([0], best[:-1])).astype(np.int32)
    row, column = (int(at) for at in np.unravel_index(int(both.argmax()), shape))
    score = int(both[row, column])
    if score <= 0:
        return 0, []
    pairs: list[Pair] = []
    side = both
    while True:
        if side is both:
            equal_here = there[column] == numbers[left[row]]
            if equal_here:
                pairs.append((row, column))
            gained = (_TELLING if telling[row] else _COMMON) if equal_here else -_OTHER
            rest = int(both[row, column]) - gained
            if rest <= 0 or not row or not column:
                return score, pairs[::-1]
            row, column = row - 1, column - 1
            side = next(each for each in (both, ours, theirs) if each[row, column] == rest)
        elif side is ours:
            value = int(ours[row, column])
            row -= 1
            side = both if both[row, column] - _OPEN == value else ours
        else:
            value = int(theirs[row, column])
            column -= 1
            side = both if both[row, column] - _OPEN == value else theirs
