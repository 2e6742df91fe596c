"""Which neighbouring parts of an index are merged into one, and when.

Parts are of tiers by their live passages, each tier eight times as large as the one below. Eight
of one tier side by side, with the smaller ones between them, become one part of the next: so a
passage is written anew once a tier, which is the logarithm of their number (O'Neil et al., The
log-structured merge-tree, Acta Informatica 1996), and additions of like size leave at most seven
parts a tier. Whatever else happens, there are never more than a few dozen. A part of which much is
removed is written anew without that.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.manifest import Part

#: Parts of one tier that become one.
FAN = 8
#: Passages of the lowest tier; below, a part costs as much as a larger one.
LEAST = 512
#: Parts that are never exceeded, whatever was removed between them.
MOST_PARTS = 48
# The share of removed passages from which on a part is written anew.
_REMOVED = 1 / 3


def tier(passages: int) -> int:
    """0 for up to `LEAST` passages, and one more each time they are `FAN` times as many."""
    found, size = 0, LEAST
    while passages > size:
        found, size = found + 1, size * FAN
    return found


def due(parts: Sequence[Part], largest: int | None = None) -> range | None:
    """The places of the neighbours that are to be merged next; ``None`` if none are.

    ``largest`` is how many live passages a part may get.
    """

    def fits(run: range) -> bool:
        return largest is None or sum(parts[place].live for place in run) <= largest

    for place, part in enumerate(parts):
        if part.removed and part.removed.passages > _REMOVED * part.passages:
            return range(place, place + 1)
    tiers = [tier(part.live) for part in parts]
    for level in sorted(set(tiers)):
        for run in _runs(tiers, level):
            if sum(tiers[place] == level for place in run) >= FAN and fits(run):
                return run
    return cheapest(parts) if len(parts) > MOST_PARTS else None


def cheapest(parts: Sequence[Part]) -> range:
    """The `FAN` neighbours with the fewest passages; the last of equals."""
    runs = [range(place, place + FAN) for place in range(len(parts) - FAN + 1)]
    return min(reversed(runs), key=lambda run: sum(parts[place].live for place in run))


def _runs(tiers: Sequence[int], level: int) -> list[range]:
    """The stretches without a part of a higher tier."""
    runs, begin = [], 0
    for place in range(len(tiers) + 1):
        if place == len(tiers) or tiers[place] > level:
            if place > begin:
                runs.append(range(begin, place))
            begin = place + 1
    return runs
