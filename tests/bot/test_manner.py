"""What a team chose is followed wherever somebody asks, also after a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.client import FootnoteBot
from bot.core.settings import SettingsFile
from tests.bot.conftest import MovingClock, Place, texts

QUESTION = "who rejected the offer?"


def choose(place: Place, **chosen: object) -> None:
    SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}")).change(**chosen)


async def ask(place: Place, **options: Any) -> Any:
    result = await place.ann.slash(place.channel, "ask", question=QUESTION, **options)
    assert result.response is not None
    return result.response


async def test_where_the_bot_may_not_speak_it_answers_privately_and_reacts_to_mentions(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    other = place.guild.create_text_channel("research")
    choose(place, speaks_in=(str(other.id),))
    await place.env.restart_bot(make_bot())
    assert (await ask(place)).ephemeral
    assert (await ask(place, private=False)).ephemeral, "whatever was said with the question"
    compared = await place.ann.slash(place.channel, "compare", question=QUESTION)
    assert compared.response.ephemeral
    for text in (QUESTION, ""):
        await place.ann.send(place.channel, place.mention(text))
        message = place.channel.last_message
        assert message is not None and message.author.id == place.ann.id
        assert message.reactions
    spoken = await place.ann.slash(other, "ask", question=QUESTION)
    assert not spoken.response.ephemeral


async def test_a_thread_is_as_quiet_as_its_channel(place: Place) -> None:
    channel = place.bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="Talks", type=discord.ChannelType.public_thread)
    (thread,) = place.channel.threads
    choose(place, speaks_in=("1",))
    result = await place.ann.slash(thread, "ask", question=QUESTION)
    assert result.response.ephemeral
    choose(place, speaks_in=(str(place.channel.id),))
    result = await place.ann.slash(thread, "ask", question=QUESTION)
    assert not result.response.ephemeral


async def test_a_chosen_forum_is_a_place_to_speak_in(place: Place) -> None:
    channel = place.bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="Post", type=discord.ChannelType.public_thread)
    (post,) = place.channel.threads
    # To the bot, a post is a thread of its forum.
    choose(place, speaks_in=("1",), forums=(str(place.channel.id),))
    result = await place.ann.slash(post, "ask", question=QUESTION)
    assert not result.response.ephemeral


async def test_where_the_choice_cannot_be_read_only_the_asker_sees_anything(place: Place) -> None:
    choose(place, private=False)
    file = place.bot.app.team_file(f"guild-{place.guild.id}").path
    # With a log beside it that somebody has open, the file alone would still be read.
    for each in file.parent.glob(f"{file.name}*"):
        each.write_text("no database" * 500)
    assert (await ask(place)).ephemeral


async def test_direct_messages_are_never_quiet(place: Place) -> None:
    choose(place, speaks_in=())
    await place.ann.send_dm(QUESTION)
    answer = place.ann.user.dm_channel.last_message
    assert answer is not None and texts(place.components(answer))


async def test_answers_are_private_where_the_team_wants_that_and_nothing_is_said(
    place: Place,
) -> None:
    choose(place, private=True)
    assert (await ask(place)).ephemeral
    assert not (await ask(place, private=False)).ephemeral


async def test_the_library_that_the_team_chose_is_asked_until_it_is_gone(place: Place) -> None:
    choose(place, library="seeds")
    shown = "\n".join(texts(place.components(await ask(place))))
    assert "Closest passages" in shown
    choose(place, library="gone")
    shown = "\n".join(texts(place.components(await ask(place))))
    assert "Closest passages" in shown


@pytest.mark.parametrize("language", ["de", None])
async def test_the_language_that_the_team_chose_is_that_of_public_answers(
    place: Place, language: str | None
) -> None:
    choose(place, language=language)
    public = "\n".join(texts(place.components(await ask(place))))
    assert ("Nächstliegende Passagen" in public) == (language == "de")
    private = "\n".join(texts(place.components(await ask(place, private=True))))
    assert "Closest passages" in private


async def test_answers_are_kept_for_as_long_as_the_team_chose(
    place: Place, moving_clock: MovingClock
) -> None:
    choose(place, retention_days=0)
    card = await ask(place)
    file = place.bot.app.team_file(f"guild-{place.guild.id}").path
    assert QUESTION.encode() in file.read_bytes()
    moving_clock.pass_by(timedelta(minutes=15))
    said = await place.ann.click(card, label="Open 1")
    assert said.followups[0].content == "This answer is not kept any more. Ask again to see it."
    place.bot.app.expire()
    kept = b"".join(each.read_bytes() for each in file.parent.glob("team.db*"))
    assert QUESTION.encode() not in kept and str(place.ann.id).encode() not in kept
