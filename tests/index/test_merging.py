"""Which parts are merged: few of them stay, and each passage is rewritten a few times."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.manifest import Marks, Part
from index.merging import FAN, LEAST, MOST_PARTS, due, tier


def part(passages: int, removed: int = 0) -> Part:
    marks = Marks("removed-" + 16 * "0", removed, 64 * "0") if removed else None
    return Part("e.part-1-" + 16 * "0", 1, passages, passages, 64 * "0", 64 * "0", marks)


def settled(parts: list[Part]) -> tuple[list[Part], int]:
    """What is left when nothing is due any more, and how many passages were written for it."""
    written = 0
    while run := due(parts):
        live = sum(parts[place].live for place in run)
        written += live
        parts = [*parts[: run.start], part(live), *parts[run.stop :]]
    return parts, written


@given(st.lists(st.integers(1, LEAST), max_size=300))
def test_small_additions_leave_fewer_than_fan_parts_a_tier(sizes: list[int]) -> None:
    parts: list[Part] = []
    for size in sizes:
        parts, _ = settled([*parts, part(size)])
    tiers = [tier(each.live) for each in parts]
    assert all(tiers.count(each) < FAN for each in tiers)
    assert sum(each.live for each in parts) == sum(sizes)


@given(st.lists(st.integers(LEAST // FAN + 1, 50_000), max_size=300))
def test_a_passage_is_rewritten_at_most_once_a_tier(sizes: list[int]) -> None:
    parts: list[Part] = []
    total = 0
    for size in sizes:
        parts, written = settled([*parts, part(size)])
        total += written
        assert total <= tier(sum(sizes)) * sum(sizes)


@given(st.lists(st.tuples(st.integers(1, 100_000), st.integers(0, 100_000)), max_size=120))
def test_there_are_never_more_than_a_few_parts_whatever_was_removed(
    sizes: list[tuple[int, int]],
) -> None:
    parts, _ = settled([part(size, min(gone, size - 1)) for size, gone in sizes])
    assert len(parts) <= MOST_PARTS
    for each in parts:
        assert not each.removed or 3 * each.removed.passages <= each.passages


def test_a_part_that_is_mostly_removed_is_written_anew_alone() -> None:
    assert due([part(100_000), part(900, 299)]) is None
    assert due([part(100_000), part(900, 301)]) == range(1, 2)


def test_small_ones_between_large_ones_go_along() -> None:
    large = [part(LEAST * FAN) for _ in range(FAN)]
    assert due([*large[:4], part(3), *large[4:]]) == range(FAN + 1)
    assert due([*large[:4], part(3), *large[4:-1]]) is None


def test_what_would_be_too_large_stays_in_parts() -> None:
    large = [part(LEAST * FAN) for _ in range(FAN)]
    assert due(large, largest=LEAST * FAN * FAN - 1) is None
    assert due(large, largest=LEAST * FAN * FAN) == range(FAN)
