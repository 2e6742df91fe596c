"""A look at one team, or for one watch, holds up no other."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.digest import Digest
from bot.core.digests import Digests
from bot.core.watch import Pause, Watch
from index.errors import LibraryUnusable
from tests.articles import add, article
from tests.bot.conftest import walk
from tests.bot.watches.conftest import ARRIVED, LACKING, World
from tests.core.newsreading import LANDED, QUESTION


async def test_a_library_nobody_can_read_holds_up_no_other_team(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.watch()
    team = f"user-{world.place.bob.id}"
    await world.place.bob.user.slash("watch add", question=QUESTION)
    file = world.bot.app.known(team)[-1].library.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("not a database at all" * 500)
    world.news(LANDED)
    await world.look()
    assert len(world.told()) == 1
    assert "cannot be used" in caplog.text


async def test_a_fault_of_one_team_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await world.watch()
    other = f"user-{world.place.bob.id}"
    await world.place.bob.user.slash("watch add", question=QUESTION)
    assert world.team < other, "so that the fault comes first"
    real = Digests.to_send

    def broken(self: Digests) -> list[Digest]:
        if self._file.path.parent.name == other:
            return real(self)
        raise ValueError("a bug")

    monkeypatch.setattr(Digests, "to_send", broken)
    for team in (world.team, other):
        add(world.bot.app.known(team)[-1].library, article(f"Late news\n\n{LANDED}", "late.txt"))
    await world.look()
    [request] = world.sent()
    [watch] = world.bot.app.watching.watches(other).all()
    assert f"/channels/{watch.place.id}/" in request.path
    assert "a bug" in caplog.text


async def test_one_watch_that_cannot_look_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watch("who went away?")
    await world.watch()
    look = world.bot.app.watching.look

    def broken(team: str, watch: Watch, **how: Any) -> int:
        if watch.question == "who went away?":
            raise LibraryUnusable("this library cannot be used")
        return look(team, watch, **how)

    monkeypatch.setattr(world.bot.app.watching, "look", broken)
    world.news(LANDED)
    await world.look()
    assert len(world.told()) == 1


async def test_a_watch_that_goes_on_tells_what_came_while_it_was_paused(world: World) -> None:
    await world.watch()
    [watch] = world.watches
    world.bot.app.watching.watches(world.team).pause(watch.id, Pause.FORBIDDEN)
    world.news(LANDED)
    await world.look()
    assert world.told() == []
    listed = await world.place.ann.slash(world.place.channel, "watch list")
    await world.place.ann.click(listed.response, label="Go on")
    await world.look()
    assert [LANDED in each for each in world.told()] == [True]


async def test_a_watch_for_an_answer_tells_what_came_before_it_was_added(world: World) -> None:
    """Also where the team watches something else, for which all was looked at already."""
    await world.watch("who sang in Shiraz?")
    asked = await world.place.ann.slash(world.place.channel, "ask", question=LACKING)
    world.news(ARRIVED)
    await world.look()
    await world.place.ann.click(asked.response, label="Watch for this")
    await world.look()
    assert [ARRIVED in each for each in world.told()] == [True]


async def test_where_nobody_watches_nothing_is_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("nothing to look for")

    monkeypatch.setattr(world.bot.app, "sync", never)
    monkeypatch.setattr(world.bot.app.watching, "look", never)
    await world.look()
    assert not [each for each in walk([]) if each]
