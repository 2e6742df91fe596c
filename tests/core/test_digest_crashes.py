"""Whenever the bot stops, what was found is told once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.digests import APART
from tests.core.digest_world import World


class Crash(Exception):
    """The process ends."""


class Discord:
    """A place that takes messages, and knows what it has."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, list[str], datetime]] = []


def step_by_step(world: World, discord: Discord, crash: Iterator[bool]) -> None:
    """One round of the bot's, which may end after each of its steps."""

    def step() -> None:
        if next(crash):
            raise Crash

    world.digests.make()
    step()
    for digest in world.digests.to_send():
        if not world.digests.begin(digest):
            continue
        step()
        # What the bot asks Discord if it may have sent it already.
        known = [each for each in discord.messages if each[0] == digest.id]
        if not known:
            discord.messages.append((digest.id, world.shown(digest), world.clock()))
        step()
        world.digests.sent(digest, "99")
        step()


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 90), st.lists(st.booleans(), max_size=5)),
        min_size=1,
        max_size=12,
    )
)
def test_whenever_it_stops_every_passage_is_told_once_and_an_hour_apart(
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[tuple[int, int, list[bool]]],
) -> None:
    world, discord = World(tmp_path_factory.mktemp("world")), Discord()
    watches = [world.watch("one?"), world.watch("two?")]
    names = (str(number) for number in count())
    found = []
    for new, minutes, crashes in [*rounds, *[(0, 61, [])] * 9]:
        for number in range(new):
            found.append(name := next(names))
            world.find(watches[number % 2], name)
        # Whoever comes after a crash knows only what is in the file.
        with suppress(Crash):
            step_by_step(world, discord, iter([*crashes, *[False] * 99]))
        world.clock.pass_by(timedelta(minutes=minutes))
    shown = [text for _, texts, _ in discord.messages for text in texts]
    assert len(shown) == len(set(shown))
    assert set(shown) <= {f"Passage {name}." for name in found}
    [told] = world.file.rows("SELECT count(*) AS passages FROM watch_found WHERE digest <> ''")
    assert told["passages"] == len(found), "what is not shown is counted"
    times = [time for _, _, time in discord.messages]
    assert all(later - sooner >= APART for sooner, later in pairwise(times))
