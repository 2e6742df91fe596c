"""A private answer is shared once, by its asker, where both may write; and works like any other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.client import FootnoteBot
from bot.core.settings import SettingsFile
from tests.bot.conftest import MovingClock, Place, labels, texts, together, walk
from tests.bot.sharing import COMMANDS, QUESTION, asked, told


async def test_a_private_answer_is_posted_in_the_name_of_who_shares_it(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place)
    assert "Share" in labels(place.components(card))
    await place.env.restart_bot(make_bot())
    assert told(await place.ann.click(card, label="Share")) == "It is in the channel now."
    shared = place.channel.last_message
    assert shared is not None
    shown = texts(place.components(shared))
    assert shown[0] == f"-# Shared by <@{place.ann.id}>"
    assert shown[1].startswith(f"**{QUESTION}**\nClosest passages")
    assert "Share" not in labels(place.components(shared))

    await place.env.restart_bot(make_bot())
    opened = await place.bob.click(shared, label="Open 1")
    assert texts(opened.followups[0].components)
    await place.ann.click(shared, label="More")
    assert texts(place.components(shared))[0] == f"-# Shared by <@{place.ann.id}>"
    refused = await place.bob.click(shared, label="Delete")
    assert refused.followups[0].content == (
        f"Only <@{place.ann.id}> or a moderator can delete this."
    )
    await place.ann.click(shared, label="Delete")
    assert place.channel.last_message is None


@pytest.mark.parametrize(
    ("question", "own", "for_all"),
    [
        (
            "what did Quetzalcoatl say?",
            ["Change question", "Watch for this", "Share", "Follow up", "Delete"],
            ["Change question", "Watch for this", "Follow up", "Delete"],
        ),
        (
            "did Quetzalcoatl reject the offer?",
            ["Change question", "Nearest anyway", "Watch for this", "Share", "Delete", "Follow up"],
            ["Change question", "Nearest anyway", "Watch for this", "Follow up", "Delete"],
        ),
    ],
)
async def test_a_private_answer_that_found_nothing_is_shared_with_its_buttons(
    place: Place,
    make_bot: Callable[[], FootnoteBot],
    question: str,
    own: list[str],
    for_all: list[str],
) -> None:
    result = await place.ann.slash(place.channel, "ask", question=question, private=True)
    card = place.components(result.response)
    assert labels(card) == own
    await place.env.restart_bot(make_bot())
    said = told(await place.ann.click(result.response, label="Share"))
    assert said == "It is in the channel now."
    shared = place.channel.last_message
    assert shared is not None
    shown = texts(place.components(shared))
    assert shown == [f"-# Shared by <@{place.ann.id}>", *texts(card)]
    assert labels(place.components(shared)) == for_all
    await place.env.restart_bot(make_bot())
    watched = await place.bob.click(shared, label="Watch for this")
    assert texts(watched.followups[0].components)[0].startswith(f"**Watching: {question}")


async def test_what_was_shared_stays_as_it_was_shared(place: Place) -> None:
    result = await place.ann.slash(
        place.channel, "ask", question="what did Zarrif say?", private=True
    )
    await place.ann.click(result.response, label="Share")
    shared = place.channel.last_message
    before = texts(place.components(shared))
    assert before[0] == f"-# Shared by <@{place.ann.id}>"
    exactly = await place.ann.click(shared, label="Ask exactly")
    assert 'No passage contains "Zarrif"' in "\n".join(texts(exactly.followups[0].components))
    assert texts(place.components(shared)) == before


async def test_pressed_twice_it_is_shared_once(place: Place) -> None:
    card = await asked(place)
    await place.ann.click(card, label="Share")
    assert told(await place.ann.click(card, label="Share")) == (
        "You have shared this answer already."
    )
    team = place.bot.app.team(f"guild-{place.guild.id}")
    rows = team.file.rows("SELECT private, shared FROM answers ORDER BY rowid")
    assert [tuple(row) for row in rows] == [(1, 1), (0, 1)]
    [counted] = team.since(place.bot.app.clock())
    assert not counted.private, "it was asked once"


@pytest.mark.parametrize("command", COMMANDS)
async def test_pressed_at_the_same_time_it_is_shared_once_and_by_nobody_else(
    place: Place, command: str
) -> None:
    given: dict[str, Any] = COMMANDS[command]
    card = (await place.ann.slash(place.channel, command, private=True, **given)).response
    public = (await place.bob.slash(place.channel, "ask", question=QUESTION)).response
    share = next(
        each["custom_id"] for each in walk(place.components(card)) if each.get("label") == "Share"
    )
    place.relabel(public, "Delete", share)
    results = await together(
        place,
        place.ann.click(card, label="Share"),
        place.ann.click(card, label="Share"),
        place.bob.click(public, label="Delete"),
    )
    said = sorted(told(each) for each in results)
    assert said == [
        "It is in the channel now.",
        "This answer is private to the one who asked.",
        "You have shared this answer already.",
    ]
    posted = place.channel.history(viewer=place.bob)
    shared = [each for each in posted if "Shared by" in str(place.components(each))]
    assert len(shared) == 1


async def test_a_private_comparison_is_shared_after_a_restart_and_works_like_any_other(
    place: Place, make_bot: Callable[[], FootnoteBot], moving_clock: MovingClock
) -> None:
    options = {"question": "did Khamenei say American hands are dirty?"}
    public = (await place.ann.slash(place.channel, "compare", **options)).response
    assert "Share" not in labels(place.components(public))
    await place.ann.click(public, label="Delete")
    card = (await place.ann.slash(place.channel, "compare", private=True, **options)).response
    assert labels(place.components(card))[-4:] == ["Table", "Image", "Share", "Delete"]
    await place.env.restart_bot(make_bot())
    assert told(await place.ann.click(card, label="Share")) == "It is in the channel now."
    shared = place.channel.last_message
    assert shared is not None
    top, heading, *_ = texts(place.components(shared))
    assert top == f"-# Shared by <@{place.ann.id}>"
    assert heading.startswith(f"**{options['question']}**\n")
    assert labels(place.components(shared))[-3:] == ["Table", "Image", "Delete"]
    await place.env.restart_bot(make_bot())
    opened = await place.bob.click(shared, label="Open 2")
    assert texts(opened.followups[0].components)
    refused = await place.bob.click(shared, label="Delete")
    assert told(refused) == f"Only <@{place.ann.id}> or a moderator can delete this."
    await place.ann.click(shared, label="Delete")
    assert place.channel.last_message is None
    moving_clock.pass_by(timedelta(days=31))
    assert told(await place.ann.click(card, label="Share")).startswith("This comparison expired")


async def test_a_private_comparison_is_not_shared_where_an_answer_would_not_be(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"question": "did Khamenei say American hands are dirty?", "private": True}
    card = (await place.ann.slash(place.channel, "compare", **given)).response
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=1)
    assert told(await place.ann.click(card, label="Share")).startswith("I may not write")
    settings = SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}"))
    settings.change(speaks_in=("1",))
    assert told(await place.ann.click(card, label="Share")).startswith("I may not speak in")
    settings.change(speaks_in=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discord.Interaction, "permissions", discord.Permissions(view_channel=True))
        assert told(await place.ann.click(card, label="Share")).startswith("You may not write")
    assert place.channel.last_message is None
    assert told(await place.ann.click(card, label="Share")) == "It is in the channel now."


async def test_where_the_bot_may_not_speak_it_is_not_shared(place: Place) -> None:
    card = await asked(place)
    SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}")).change(speaks_in=("1",))
    assert told(await place.ann.click(card, label="Share")).startswith("I may not speak in")
    assert place.channel.last_message is None


@pytest.mark.parametrize(
    ("whose", "words"),
    [("permissions", "You may not write"), ("app_permissions", "I may not write")],
)
async def test_where_a_permission_was_taken_away_it_is_not_shared(
    place: Place, monkeypatch: pytest.MonkeyPatch, whose: str, words: str
) -> None:
    card = await asked(place)
    monkeypatch.setattr(discord.Interaction, whose, discord.Permissions(view_channel=True))
    assert told(await place.ann.click(card, label="Share")).startswith(words)
    assert place.channel.last_message is None


async def test_what_discord_refuses_can_be_shared_later(place: Place) -> None:
    card = await asked(place)
    for status, words in ((403, "I may not write"), (400, "Something broke on our side")):
        place.env.inject_error("POST", "/channels/*/messages", status=status, code=50013, times=1)
        assert told(await place.ann.click(card, label="Share")).startswith(words)
    assert place.channel.last_message is None
    assert told(await place.ann.click(card, label="Share")) == "It is in the channel now."


async def test_a_public_answer_and_somebody_elses_are_not_shared(place: Place) -> None:
    private = await asked(place)
    public = (await place.bob.slash(place.channel, "ask", question=QUESTION)).response
    assert "Share" not in labels(place.components(public))
    kept = str(place.components(private)).split("fn:share:")[1][:12]
    place.relabel(public, "Delete", f"fn:share:{kept}")
    assert told(await place.bob.click(public, label="Delete")) == (
        "This answer is private to the one who asked."
    )
