"""A question that was asked in private is shown to nobody else, whatever becomes of its asker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.core.votes import Votes
from tests.bot.conftest import MovingClock, Place, texts
from tests.bot.notebooks.saving import save

# It has a weak match, so that insights would show it.
SECRET = "who told whom of the treatment of the enrichment and the surgery?"


@pytest.fixture
def manager(place: Place) -> MemberActor:
    role = place.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return place.guild.add_member(place.env.create_user("max"), roles=[role])


async def saved(place: Place, *, private: bool) -> str:
    """Ann asks, and saves the first passage; the receipt of the answer."""
    asked = await place.ann.slash(place.channel, "ask", question=SECRET, private=private)
    await save(place, asked.response)
    (row,) = rows(place, "SELECT id, receipt FROM answers")
    # Nobody but her can press its buttons; a vote that somebody has all the same changes nothing.
    Votes(place.bot.app.team_file(f"guild-{place.guild.id}")).cast(row["id"], "7", helpful=False)
    return str(row["receipt"])


def rows(place: Place, sql: str) -> list[Any]:
    return place.bot.app.team_file(f"guild-{place.guild.id}").rows(sql)


async def forget_me(place: Place) -> str:
    asked = (await place.ann.slash(place.channel, "footnote forget-me")).response
    await place.ann.click(asked, label="Erase it")
    return str(place.last_seen(asked).content)


async def insights(place: Place, manager: MemberActor) -> str:
    """What /insights shows, with what it says instead of an export."""
    result = await manager.slash(place.channel, "insights", days=365, export=True)
    assert result.response is not None
    (after,) = result.followups
    assert after.attachments == []
    return "\n".join([*texts(place.components(result.response)), after.content])


async def looked_up(place: Place, who: MemberActor, receipt: str) -> str:
    result = await who.slash(place.channel, "receipt", id=receipt)
    assert result.response is not None
    return "\n".join([*texts(place.components(result.response)), result.response.content])


async def assert_nobody_is_shown_it(place: Place, manager: MemberActor, receipt: str) -> None:
    shown = await insights(place, manager)
    assert "surgery" not in shown and receipt not in shown
    assert "There are no judged answers to export yet" in shown
    for who in (place.bob, place.moderator, manager):
        refused = await looked_up(place, who, receipt)
        assert refused == f"There is no answer {receipt} here, or you may not see it."


async def test_a_public_one_would_be_shown(place: Place, manager: MemberActor) -> None:
    receipt = await saved(place, private=False)
    result = await manager.slash(place.channel, "insights", export=True)
    assert "surgery" in "\n".join(texts(place.components(result.response)))
    assert len(result.followups[0].attachments) == 1
    assert SECRET.rstrip("?") in await looked_up(place, place.bob, receipt)


async def test_its_asker_alone_is_shown_it(place: Place, manager: MemberActor) -> None:
    receipt = await saved(place, private=True)
    await assert_nobody_is_shown_it(place, manager, receipt)
    assert SECRET.rstrip("?") in await looked_up(place, place.ann, receipt)


async def test_it_is_gone_with_its_asker_though_a_passage_is_saved(
    place: Place, manager: MemberActor
) -> None:
    receipt = await saved(place, private=True)
    assert await forget_me(place) == (
        "Erased: one request, no votes. One passage that you saved stays with its question, without"
        " your name. That was this server's only."
    )
    await assert_nobody_is_shown_it(place, manager, receipt)
    assert rows(place, "SELECT 1 FROM answers") == []


async def test_it_expires_though_a_passage_is_saved_and_exported(
    place: Place, manager: MemberActor, moving_clock: MovingClock
) -> None:
    receipt = await saved(place, private=True)
    await place.ann.slash(place.channel, "notebook export", format="csv")
    moving_clock.pass_by(timedelta(days=30))
    await assert_nobody_is_shown_it(place, manager, receipt)
    place.bot.app.expire()
    await assert_nobody_is_shown_it(place, manager, receipt)
    assert rows(place, "SELECT 1 FROM answers WHERE question <> '' OR answer <> ''") == []


async def test_what_stays_of_a_public_one_is_said_and_no_longer_a_members_question(
    place: Place, manager: MemberActor
) -> None:
    receipt = await saved(place, private=False)
    assert await forget_me(place) == (
        "Erased: no requests, no votes. One passage that you saved stays with its question, without"
        " your name. One answer of which a passage is saved stays, without your name. That was this"
        " server's only."
    )
    shown = await insights(place, manager)
    assert "surgery" not in shown and "There are no judged answers to export yet" in shown
    assert SECRET.rstrip("?") in await looked_up(place, place.bob, receipt)


async def test_one_that_was_shared_is_shown_as_the_copy_that_everybody_sees(place: Place) -> None:
    asked = await place.ann.slash(place.channel, "ask", question=SECRET, private=True)
    await place.ann.click(asked.response, label="Share")
    (row,) = rows(place, "SELECT receipt FROM answers WHERE NOT private")
    assert SECRET.rstrip("?") in await looked_up(place, place.bob, row["receipt"])
    assert await forget_me(place) == "Erased: 2 requests, no votes. That was this server's only."
    refused = await looked_up(place, place.bob, row["receipt"])
    assert refused.startswith("There is no answer")
