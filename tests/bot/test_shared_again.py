"""An answer whose sharing broke off is shared by pressing again, and posted once."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.client import FootnoteBot
from bot.core.copies import Copies
from bot.core.team_file import TeamUnusable
from tests.bot.conftest import MovingClock, Place, texts, together, walk
from tests.bot.sharing import COMMANDS, asked, told


def begun(place: Place, card: Any) -> str:
    """What is there when the bot ends between keeping the copy and posting it; the copy's id."""
    answer = next(
        each["custom_id"] for each in walk(place.components(card)) if each.get("label") == "Share"
    )[-12:]
    return Copies(place.bot.app.team(f"guild-{place.guild.id}")).make(answer).id


def shared_cards(place: Place) -> list[Any]:
    return [
        each
        for each in place.channel.history(viewer=place.bob)
        if "Shared by" in str(place.components(each))
    ]


@pytest.mark.parametrize("command", COMMANDS)
async def test_what_the_bot_ended_before_posting_is_posted_once_when_it_is_shared_again(
    place: Place, make_bot: Callable[[], FootnoteBot], command: str
) -> None:
    given: dict[str, Any] = COMMANDS[command]
    card = (await place.ann.slash(place.channel, command, private=True, **given)).response
    copy = begun(place, card)
    await place.env.restart_bot(make_bot())
    results = await together(
        place, place.ann.click(card, label="Share"), place.ann.click(card, label="Share")
    )
    assert sorted(told(each) for each in results) == [
        "It is in the channel now.",
        "You have shared this answer already.",
    ]
    (posted,) = shared_cards(place)
    assert copy in str(place.components(posted)), "nothing is left of the first time"
    assert told(await place.ann.click(card, label="Share")) == (
        "You have shared this answer already."
    )
    team = place.bot.app.team(f"guild-{place.guild.id}")
    rows = team.file.rows("SELECT private, shared, copy_of FROM answers ORDER BY rowid")
    assert [tuple(row) for row in rows] == [(1, 1, ""), (0, 1, "")]


@pytest.mark.parametrize("locale", ["en-US", "de"])
async def test_what_was_posted_when_the_bot_ended_is_not_posted_again(
    place: Place,
    make_bot: Callable[[], FootnoteBot],
    moving_clock: MovingClock,
    monkeypatch: pytest.MonkeyPatch,
    locale: str,
) -> None:
    moving_clock.now = place.env.now()
    place.locales[place.ann.id] = locale

    def full(*_: Any) -> None:
        raise TeamUnusable("no room")

    card = await asked(place)
    label = "Share" if locale == "en-US" else "Teilen"
    with monkeypatch.context() as patch:
        patch.setattr(Copies, "posted", full)
        assert told(await place.ann.click(card, label=label)) == "no room"
    assert len(shared_cards(place)) == 1
    for _ in range(3):
        await place.bob.send(place.channel, "so it is")
    await place.env.restart_bot(make_bot())
    for _ in range(2):
        assert told(await place.ann.click(card, label=label)) == (
            "You have shared this answer already."
            if locale == "en-US"
            else "Diese Antwort hast du schon geteilt."
        )
    (posted,) = shared_cards(place)
    assert place.bot.app.turns(f"guild-{place.guild.id}").answer_of(str(posted.id)) is not None
    opened = await place.bob.click(posted, label="Open 1")
    assert texts(opened.followups[0].components)


UNHEARD = "Discord does not say whether this is in the channel. Try again in a while."


@pytest.mark.parametrize("status", [503, 500])
async def test_where_nobody_hears_whether_it_was_posted_it_is_there_once_in_the_end(
    place: Place, moving_clock: MovingClock, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    moving_clock.now = place.env.now()
    send = discord.PartialMessageable.send

    async def unheard(self: Any, *args: Any, **what: Any) -> Any:
        await send(self, *args, **what)
        answer: Any = SimpleNamespace(status=status, reason="down")
        raise discord.DiscordServerError(answer, "down")

    card = await asked(place)
    with monkeypatch.context() as patch:
        patch.setattr(discord.PartialMessageable, "send", unheard)
        assert told(await place.ann.click(card, label="Share")) == UNHEARD
    place.env.inject_error("GET", "/channels/*/messages", status=503, times=1)
    assert told(await place.ann.click(card, label="Share")) == UNHEARD
    assert told(await place.ann.click(card, label="Share")) == (
        "You have shared this answer already."
    )
    assert len(shared_cards(place)) == 1


async def test_where_the_bot_may_not_look_what_it_did_not_post_is_posted(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    card = await asked(place)
    begun(place, card)
    place.env.inject_error("GET", "/channels/*/messages", status=403, code=50001, times=1)
    assert told(await place.ann.click(card, label="Share")) == "It is in the channel now."
    assert len(shared_cards(place)) == 1
    assert "Traceback" not in caplog.text


async def test_what_was_not_posted_is_nobodys_but_the_askers(place: Place) -> None:
    card = await asked(place)
    begun(place, card)
    team = place.bot.app.team(f"guild-{place.guild.id}")
    [counted] = team.since(place.bot.app.clock())
    assert counted.private, "its words are shown to nobody"
    receipt = counted.answer.receipt
    other = await place.bob.slash(place.channel, "receipt", id=receipt)
    assert other.response.content.startswith(f"There is no answer {receipt} here")
    assert [each.private for each in team.with_receipt(receipt)] == [True]
    await place.ann.click(card, label="Delete")
    assert team.file.rows("SELECT 1 FROM answers") == [], "the copy goes with it"
