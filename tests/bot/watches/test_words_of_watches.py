"""Every word on a watch's cards is of a catalogue, as on all others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.answer import Options
from bot.core.digest import Part
from bot.core.watch import BY_ITSELF, Added, Pause, Place, Watch
from bot.views.digest_card import DigestCard, RestCard, Section
from bot.views.watch_list import AddedCard, WatchList
from tests.bot.test_every_word import ID, PASSAGES, WORDLESS, answer, words
from tests.conftest import NOW

WATCHES = [
    Watch(ID, Place(place), "1", "2 3?", Options(1), every, partial, "en", NOW, None,
          muted, paused, waiting=4)
    for every in BY_ITSELF
    for place, partial, muted, paused in (
        ("5", False, None, None),
        ("6", True, NOW + timedelta(1), None),
        *(("5", True, None, each) for each in Pause),
    )
]  # fmt: skip


@pytest.mark.parametrize("mixed", [False, True])
@pytest.mark.parametrize("passages", [len(PASSAGES), 7, 120])
def test_a_digest(mixed: bool, passages: int) -> None:
    counts, added = (1,) * len(PASSAGES), (NOW,) * len(PASSAGES)
    part = Part(ID, ID, passages, 2, counts, added, mixed)
    kept = answer(*(each for each in PASSAGES if each.rank < 5))
    section = Section(part, kept)
    assert words(DigestCard([section] * 2, ["1", "2"], WORDLESS)) == []
    for first in (0, 5):
        assert words(RestCard(answer(*PASSAGES * 2), ID, first, WORDLESS)) == []


def test_the_list_and_what_was_added() -> None:
    for page in range(len(WATCHES) // 5 + 1):
        listed = [(each, bool(page % 2)) for each in WATCHES]
        assert words(WatchList(listed, page, "5", NOW, WORDLESS)) == []
    assert words(WatchList([], 0, "5", NOW, WORDLESS)) == []
    for each in WATCHES:
        for absent in ((), ("1",), ("1", "2", "3", "4", "5", "6")):
            for new in (True, False):
                assert words(AddedCard(Added(each, new, absent), WORDLESS)) == []
