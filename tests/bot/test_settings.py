"""The settings' card: for those who manage the server, over a restart, several at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.client import FootnoteBot
from bot.core.settings import Settings, SettingsFile
from tests.bot.conftest import Place, texts, walk


@pytest.fixture
def manager(place: Place) -> MemberActor:
    role = place.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return place.guild.add_member(place.env.create_user("max"), roles=[role])


def chosen(place: Place) -> Settings:
    return SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}")).read()


async def card_for(place: Place, actor: Any) -> Any:
    result = await actor.slash(place.channel, "settings")
    assert result.response is not None and result.response.ephemeral
    return result.response


def shown(place: Place, card: Any) -> str:
    return "\n".join(texts(place.components(card)))


async def test_with_nothing_chosen_the_card_says_what_holds(
    place: Place, manager: MemberActor
) -> None:
    said = shown(place, await card_for(place, manager))
    assert said.splitlines() == [
        "**How Footnote answers here**",
        "Channels where I may speak: all of them",
        "-# Elsewhere I answer only commands, privately, and react to a mention with 🔇."
        " A thread counts as its channel.",
        "Forums whose new posts I answer: none",
        "Library: all that there are",
        "Answers: for everybody in the channel, unless said otherwise",
        "Questions and answers are kept: 30 days",
        "Language of public answers: the server's",
    ]


async def test_everything_is_chosen_from_lists_also_after_a_restart(
    place: Place, manager: MemberActor, make_bot: Callable[[], FootnoteBot]
) -> None:
    forum = place.guild.create_forum_channel("questions")
    card = await card_for(place, manager)
    await manager.select(card, [place.channel], custom_id="fn:set:speaks")
    await place.env.restart_bot(make_bot())
    await manager.select(card, [forum], custom_id="fn:set:forums")
    await manager.select(card, ["seeds"], custom_id="fn:set:library")
    await manager.select(card, ["yes"], custom_id="fn:set:private")
    await manager.select(card, ["7"], custom_id="fn:set:retention")
    await manager.select(card, ["de"], custom_id="fn:set:language")
    assert chosen(place) == Settings(
        speaks_in=(str(place.channel.id),),
        forums=(str(forum.id),),
        library="seeds",
        private=True,
        retention_days=7,
        language="de",
    )
    said = shown(place, card)
    assert f"Channels where I may speak: <#{place.channel.id}>" in said
    assert "Library: Sample articles" in said and "7 days" in said and "Deutsch" in said
    assert said.endswith("**Saved.**")

    await manager.select(card, [], custom_id="fn:set:speaks")
    for key in ("library", "retention", "language"):
        await manager.select(card, ["-"], custom_id=f"fn:set:{key}")
    assert chosen(place) == Settings(forums=(str(forum.id),), private=True)


async def test_two_who_choose_at_once_both_have_their_way(
    place: Place, manager: MemberActor
) -> None:
    other = place.guild.add_member(
        place.env.create_user("mia"),
        roles=[place.guild.create_role("more", permissions=discord.Permissions(manage_guild=True))],
    )
    hers, his = await card_for(place, other), await card_for(place, manager)
    await other.select(hers, ["yes"], custom_id="fn:set:private")
    await manager.select(his, ["de"], custom_id="fn:set:language")
    assert chosen(place) == Settings(private=True, language="de")


async def test_who_may_not_manage_the_server_is_refused_in_private_and_changes_nothing(
    place: Place,
) -> None:
    # A server may open the command to others: what it does is still not theirs.
    commands = await place.bot.tree.fetch_commands()
    (command,) = [each for each in commands if each.name == "settings"]
    place.guild.set_command_permissions(command, {place.ann: True})
    refused = await place.ann.slash(place.channel, "settings")
    assert refused.response is not None and refused.response.ephemeral
    assert refused.response.content == "Only members who may manage the server can change this."
    assert place.components(refused.response) == []
    assert chosen(place) == Settings()
    assert not place.bot.app.team_file(f"guild-{place.guild.id}").exists


async def test_who_lost_the_permission_meanwhile_changes_nothing(
    place: Place, manager: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await card_for(place, manager)
    monkeypatch.setattr(discord.Interaction, "permissions", discord.Permissions.none())
    result = await manager.select(card, ["yes"], custom_id="fn:set:private")
    said = (result.followups or [result.response])[0]
    assert said.content == "Only members who may manage the server can change this."
    assert chosen(place) == Settings()


async def test_a_shorter_time_deletes_older_answers_at_once(
    place: Place, manager: MemberActor, moving_clock: Any
) -> None:
    await place.ann.slash(place.channel, "ask", question="who rejected the offer?")
    moving_clock.pass_by(timedelta(days=2))
    card = await card_for(place, manager)
    await manager.select(card, ["1"], custom_id="fn:set:retention")
    path = place.bot.app.team_file(f"guild-{place.guild.id}").path
    assert b"who rejected the offer?" not in path.read_bytes()


async def test_in_direct_messages_there_are_no_channels(place: Place) -> None:
    result = await place.ann.user.slash("settings")
    card = result.response
    ids = [each.get("custom_id") for each in walk(place.components(card))]
    assert [each for each in ids if each] == [
        "fn:set:library",
        "fn:set:private",
        "fn:set:retention",
    ]


async def test_a_channel_that_is_gone_is_not_shown(place: Place, manager: MemberActor) -> None:
    file = SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}"))
    file.change(speaks_in=("1", str(place.channel.id)), forums=("2",))
    said = shown(place, await card_for(place, manager))
    assert f"may speak: <#{place.channel.id}>\n" in said
    assert "posts I answer: none" in said
    file.change(speaks_in=("1",))
    said = shown(place, await card_for(place, manager))
    assert "may speak: none that is still there\n" in said, "it is quiet everywhere"
