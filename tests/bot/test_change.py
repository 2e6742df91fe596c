"""Change question asks another in the place of one that found nothing."""

from __future__ import annotations

from collections.abc import Callable

from bot.client import FootnoteBot
from tests.bot.conftest import Place, texts
from tests.bot.sharing import QUESTION, told


async def test_a_question_that_found_nothing_is_changed_in_its_place(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    nothing = "what did Putin say?"
    card = (await place.ann.slash(place.channel, "ask", question=nothing)).response
    form = await place.ann.click(card, label="Change question")
    sent = [each.json for each in place.env.http_requests if "fn:changing" in str(each.json)]
    assert nothing in str(sent[-1]), "it is there to be changed"
    await place.env.restart_bot(make_bot())
    await place.ann.submit_modal(form, {"question": QUESTION})
    assert texts(place.components(card))[0].startswith(f"**{QUESTION}**\nClosest passages")
    team = place.bot.app.team(f"guild-{place.guild.id}")
    assert nothing.encode() not in team.file.path.read_bytes(), "what it stood for is gone"


async def test_a_changed_question_that_is_refused_changes_nothing(place: Place) -> None:
    card = (await place.ann.slash(place.channel, "ask", question="what did Putin say?")).response
    form = await place.ann.click(card, label="Change question")
    refused = await place.ann.submit_modal(form, {"question": "***"})
    assert told(refused).startswith("There is nothing to search for in that question")
    assert texts(place.components(card))[0] == "**what did Putin say?**"
    form = await place.bob.click(card, label="Change question")
    others = await place.bob.submit_modal(form, {"question": QUESTION})
    assert others.followups[0].ephemeral, "somebody else's is their own"
    assert texts(place.components(card))[0] == "**what did Putin say?**"
