"""A server that the bot was removed from: its data goes after a time of grace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.client import FootnoteBot
from tests.bot.conftest import MovingClock, Place

GRACE = timedelta(days=7)


def folder(place: Place) -> Path:
    return place.bot.app.team_file(f"guild-{place.guild.id}").path.parent


async def asked(place: Place) -> None:
    await place.ann.slash(place.channel, "ask", question="who rejected the offer?")
    assert folder(place).is_dir()


async def test_a_servers_data_is_deleted_after_the_time_of_grace(
    place: Place, moving_clock: MovingClock
) -> None:
    await asked(place)
    left = place.bot.get_guild(place.guild.id)
    housekeeping = place.bot.get_cog("Housekeeping")
    assert housekeeping is not None
    await housekeeping.on_guild_remove(left)
    moving_clock.pass_by(GRACE - timedelta(hours=1))
    await housekeeping.clear()
    assert folder(place).is_dir()
    moving_clock.pass_by(timedelta(hours=1))
    await housekeeping.clear()
    assert not folder(place).exists()


async def test_a_server_that_invites_the_bot_back_keeps_everything(
    place: Place, moving_clock: MovingClock, make_bot: Callable[[], FootnoteBot]
) -> None:
    await asked(place)
    place.bot.app.leaving.left(f"guild-{place.guild.id}", moving_clock())
    # It was away when it was invited back: it finds out when it is ready.
    await place.env.restart_bot(make_bot())
    housekeeping = place.bot.get_cog("Housekeeping")
    assert housekeeping is not None
    await housekeeping.on_ready()
    moving_clock.pass_by(GRACE)
    await housekeeping.clear()
    assert folder(place).is_dir()


async def test_a_server_that_was_left_while_the_bot_was_away_is_found(
    place: Place, moving_clock: MovingClock
) -> None:
    teams = folder(place).parent
    gone = teams / f"guild-{place.guild.id + 1}"
    gone.mkdir(parents=True)
    housekeeping = place.bot.get_cog("Housekeeping")
    assert housekeeping is not None
    await housekeeping.on_ready()
    moving_clock.pass_by(GRACE)
    await housekeeping.clear()
    assert not gone.exists()
