"""/receipt in Discord: the same answer again, to whom it may be shown and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.client import FootnoteBot
from tests.articles import add, article
from tests.bot.conftest import MovingClock, Place, labels, texts
from tests.bot.notebooks.saving import entries
from tests.conftest import NOW

QUESTION = "who rejected the offer?"


async def asked(
    place: Place, question: str = QUESTION, channel: ChannelHandle | None = None, **options: Any
) -> str:
    """Ann asks; the receipt of the answer."""
    channel = channel or place.channel
    result = await place.ann.slash(channel, "ask", question=question, **options)
    assert result.response is not None
    return receipt_of(result.response.components)


def receipt_of(components: Any) -> str:
    found = re.search(r"fn-[0-9A-HJKMNP-TV-Z]{6}", texts(components)[-1])
    assert found is not None
    return found[0]


async def looked_up(
    place: Place, who: Any, receipt: str, channel: ChannelHandle | None = None
) -> list[str]:
    """What /receipt shows, which is for the one who looks it up alone."""
    result = await who.slash(channel or place.channel, "receipt", id=receipt)
    assert result.ephemeral
    assert result.response is not None
    return texts(result.response.components) or [result.response.content]


def refusal(receipt: str) -> list[str]:
    return [f"There is no answer {receipt} here, or you may not see it."]


def hidden(place: Place, *allowed: Any) -> ChannelHandle:
    """A channel that only these people, and the bot, can see."""
    see = discord.PermissionOverwrite(view_channel=True, read_message_history=True)
    unseen = discord.PermissionOverwrite(view_channel=False)
    assert place.bot.user is not None
    return place.guild.create_text_channel(
        "hidden",
        overwrites={
            place.guild.default_role: unseen,
            place.bot.user: see,
            **dict.fromkeys(allowed, see),
        },
    )


async def test_the_answer_is_shown_again_with_what_a_fresh_run_would_change(place: Place) -> None:
    result = await place.ann.slash(place.channel, "ask", question=QUESTION)
    assert result.response is not None
    given_then = texts(result.response.components)
    again = await looked_up(place, place.ann, receipt_of(result.response.components))
    assert again[:-1] == given_then
    assert again[-1] == f"-# Asked <t:{int(NOW.timestamp())}:f>. A fresh run: unchanged."


async def test_its_one_button_saves_and_nothing_of_it_is_kept(place: Place) -> None:
    receipt = await asked(place)
    team = place.bot.app.team(f"guild-{place.guild.id}")
    assert len(team.with_receipt(receipt)) == 1
    result = await place.ann.slash(place.channel, "receipt", id=receipt)
    assert result.response is not None
    assert labels(result.response.components) == ["Save"]
    assert len(team.with_receipt(receipt)) == 1


async def test_one_without_passages_has_no_button(place: Place) -> None:
    receipt = await asked(place, "what did Putin say?")
    result = await place.ann.slash(place.channel, "receipt", id=receipt)
    assert result.response is not None
    assert labels(result.response.components) == []


async def test_a_passage_of_a_receipt_is_saved_where_it_is_looked_up_also_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    receipt = await asked(place)
    other = place.guild.create_text_channel("other")
    card = (await place.bob.slash(other, "receipt", id=receipt)).response
    await place.env.restart_bot(make_bot())
    modal = await place.bob.click(card, label="Save")
    await place.env.restart_bot(make_bot())
    said = await place.bob.submit_modal(modal, {"rank": ["2"], "note": "again"})
    assert said.response.content == "Saved to this channel's notebook."
    assert entries(place) == []
    (entry,) = entries(place, other)
    assert (entry.question, entry.receipt, entry.note) == (QUESTION, receipt, "again")
    assert entry.quote.outlet == "Middle East Eye"


async def test_who_may_not_see_the_answer_any_more_saves_nothing_of_it(place: Place) -> None:
    channel = hidden(place, place.ann, place.bob)
    receipt = await asked(place, channel=channel)
    other = place.guild.create_text_channel("other")
    card = (await place.bob.slash(channel, "receipt", id=receipt)).response
    kept = str(place.components(card)).split("fn:savereceipt:")[1][:12]
    public = (await place.moderator.slash(other, "ask", question=QUESTION)).response
    modal = await place.moderator.click(public, label="Save")
    place.relabel(public, "Save", f"fn:savereceipt:{kept}:1")
    refused = await place.moderator.click(public, label="Save")
    assert refused.followups == [] and refused.modal is None
    assert refused.response.content.startswith("This answer is not kept any more.")
    modal._interaction.modal["custom_id"] = f"fn:savingreceipt:{kept}:1"
    refused = await place.moderator.submit_modal(modal, {"rank": ["1"], "note": "mine"})
    (said,) = refused.followups or [refused.response]
    assert said.content.startswith("This answer is not kept any more.")
    assert "mine" in said.content
    assert entries(place, other) == []


async def test_one_that_is_kept_for_a_notebook_beyond_its_time_is_saved_from(
    place: Place, moving_clock: MovingClock
) -> None:
    receipt = await asked(place)
    card = (await place.bob.slash(place.channel, "receipt", id=receipt)).response
    modal = await place.bob.click(card, label="Save")
    await place.bob.submit_modal(modal, {"rank": ["1"], "note": ""})
    moving_clock.pass_by(timedelta(days=31))
    card = (await place.bob.slash(place.channel, "receipt", id=receipt)).response
    modal = await place.bob.click(card, label="Save")
    await place.bob.submit_modal(modal, {"rank": ["2"], "note": ""})
    assert len(entries(place)) == 2


async def test_one_that_was_deleted_meanwhile_cannot_be_saved_from(place: Place) -> None:
    given = (await place.ann.slash(place.channel, "ask", question=QUESTION)).response
    card = (
        await place.bob.slash(place.channel, "receipt", id=receipt_of(given.components))
    ).response
    await place.ann.click(given, label="Delete")
    refused = await place.bob.click(card, label="Save")
    assert refused.response.content.startswith("This answer is not kept any more.")


async def test_an_article_that_was_added_is_told(place: Place, moving_clock: MovingClock) -> None:
    receipt = await asked(place, "what of Bushehr?")
    moving_clock.pass_by(timedelta(days=2))
    own = place.bot.app.known(f"guild-{place.guild.id}")[-1].library
    text = "What of Bushehr? A *zeppelin* landed at Bushehr, and nobody in it knew of Bushehr."
    add(own, article(f"A *plan*\n\n{text}", "plan.txt"))
    below = (await looked_up(place, place.ann, receipt))[-1]
    assert "A fresh run: changed." in below
    assert '"A \\*plan\\*", paragraph 1, added on 4 Jan 2026, now ranks 1st.' in below


async def test_it_may_be_typed_in_any_way_and_looked_up_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    receipt = await asked(place)
    await place.env.restart_bot(make_bot())
    for typed in (receipt, receipt.lower(), receipt[3:].replace("0", "O")):
        assert (await looked_up(place, place.ann, typed))[0].startswith(f"**{QUESTION}**")


async def test_one_in_a_channel_that_somebody_sees_is_shown_anywhere_in_the_server(
    place: Place,
) -> None:
    receipt = await asked(place)
    other = place.guild.create_text_channel("other")
    for who in (place.bob, place.moderator):
        for channel in (place.channel, other):
            assert QUESTION in (await looked_up(place, who, receipt, channel))[0]


async def test_one_in_a_hidden_channel_is_shown_to_who_sees_that_and_to_no_other(
    place: Place,
) -> None:
    channel = hidden(place, place.ann, place.moderator)
    receipt = await asked(place, channel=channel)
    assert await looked_up(place, place.bob, receipt) == refusal(receipt)
    assert QUESTION in (await looked_up(place, place.moderator, receipt))[0]
    assert QUESTION in (await looked_up(place, place.ann, receipt))[0], "its asker, from anywhere"


async def test_who_may_see_a_channel_and_not_its_history_is_shown_none_of_it(
    place: Place,
) -> None:
    channel = place.guild.create_text_channel(
        "no-history",
        overwrites={place.bob: discord.PermissionOverwrite(read_message_history=False)},
    )
    receipt = await asked(place, channel=channel)
    assert await looked_up(place, place.bob, receipt) == refusal(receipt)


async def test_a_private_one_is_its_askers_alone(place: Place) -> None:
    receipt = await asked(place, private=True)
    for who in (place.bob, place.moderator):
        assert await looked_up(place, who, receipt) == refusal(receipt)
    assert QUESTION in (await looked_up(place, place.ann, receipt))[0]


async def test_a_public_one_is_shown_where_somebody_elses_private_one_is_later(
    place: Place, moving_clock: MovingClock
) -> None:
    receipt = await asked(place)
    moving_clock.pass_by(timedelta(days=1))
    assert await asked(place, private=True) == receipt
    assert f"<t:{int(NOW.timestamp())}:f>" in (await looked_up(place, place.bob, receipt))[-1]


async def test_one_in_a_deleted_channel_is_its_askers_alone(place: Place) -> None:
    channel = place.guild.create_text_channel("brief")
    receipt = await asked(place, channel=channel)
    real = place.env.bot.get_channel(channel.id)
    assert isinstance(real, discord.TextChannel)
    await real._state.http.delete_channel(channel.id)
    assert await looked_up(place, place.bob, receipt) == refusal(receipt)
    assert QUESTION in (await looked_up(place, place.ann, receipt))[0]


async def test_another_server_and_a_direct_message_are_other_teams(place: Place) -> None:
    receipt = await asked(place)
    elsewhere = place.env.create_guild()
    channel = elsewhere.create_text_channel("general")
    ann = elsewhere.add_member(place.ann.user)
    assert await looked_up(place, ann, receipt, channel) == refusal(receipt)
    result = await place.ann.user.slash("receipt", id=receipt)
    assert result.response.content == refusal(receipt)[0]


async def test_one_of_a_direct_message_is_found_there_and_nowhere_else(place: Place) -> None:
    await place.ann.send_dm(QUESTION)
    receipt = receipt_of(place.last(place.ann.user.dm_channel).components)
    result = await place.ann.user.slash("receipt", id=receipt)
    assert QUESTION in texts(result.response.components)[0]
    assert await looked_up(place, place.ann, receipt) == refusal(receipt)


async def test_a_mentions_answer_has_one_too(place: Place) -> None:
    await place.ann.send(place.channel, place.mention(QUESTION))
    receipt = receipt_of(place.last().components)
    assert QUESTION in (await looked_up(place, place.bob, receipt))[0]


async def test_an_expired_one_says_when_it_expired(place: Place, moving_clock: MovingClock) -> None:
    receipt = await asked(place)
    moving_clock.pass_by(timedelta(days=31))
    (words,) = await looked_up(place, place.ann, receipt)
    assert words.startswith("This answer expired on 1 Feb 2026")


async def test_a_deleted_one_is_gone(place: Place) -> None:
    result = await place.ann.slash(place.channel, "ask", question=QUESTION)
    assert result.response is not None
    receipt = receipt_of(result.response.components)
    await place.ann.click(result.response, label="Delete")
    assert await looked_up(place, place.ann, receipt) == refusal(receipt)


@pytest.mark.parametrize("typed", ["E-1A2B", "@everyone", "fn-", "x" * 40])
async def test_what_is_no_id_is_told_in_one_line(place: Place, typed: str) -> None:
    (words,) = await looked_up(place, place.ann, typed)
    assert "is no receipt. One stands below each answer" in words


async def test_looking_up_counts_as_a_question(place: Place) -> None:
    receipt = await asked(place)
    for _ in range(6):
        await looked_up(place, place.bob, receipt)
    (words,) = await looked_up(place, place.bob, receipt)
    assert words.startswith("Six questions a minute is the limit.")


async def test_who_cannot_see_it_causes_no_search(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = await asked(place, private=True)
    monkeypatch.setattr(place.bot.app, "sync", None)
    assert await looked_up(place, place.bob, receipt) == refusal(receipt)
