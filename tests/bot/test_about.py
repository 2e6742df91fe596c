"""What the bot says of itself, and that it forgets who asks for it, in that server only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.client import FootnoteBot
from bot.core.notebook import Notebook
from bot.core.settings import SettingsFile
from bot.core.texts import texts
from bot.core.votes import Votes
from tests.bot.conftest import Place

QUESTION = "who rejected the offer?"


async def said(actor: Any, channel: Any, command: str) -> str:
    result = await actor.slash(channel, f"footnote {command}")
    assert result.response is not None and result.response.ephemeral
    assert len(result.response.content) <= 2_000
    return str(result.response.content)


async def test_help_says_what_this_member_may_do(place: Place) -> None:
    assert (await said(place.ann, place.channel, "help")).splitlines() == [
        "Footnote finds passages in your articles and shows them word for word."
        " It writes nothing itself.",
        "Try: `/ask who rejected the offer?`",
        "Or mention me with a question, or write to me directly. Press Follow up to ask on.",
        "Right-click or long-press a message → Apps → Find sources",
        "More: /compare, /check, /ask-file, /notebook, /watch, /receipt",
        "You are searching: Sample articles (5)",
        "Stored: questions, 30 days. Erase yours: /footnote forget-me",
    ]
    role = place.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    manager = place.guild.add_member(place.env.create_user("max"), roles=[role])
    assert (await said(manager, place.channel, "help")).splitlines()[-1] == (
        "Quiet channels, library, language and how long questions are kept: /settings"
    )


async def test_help_says_where_the_bot_is_to_be_quiet(place: Place) -> None:
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(file).change(speaks_in=())
    line = "This channel is to stay quiet: only you see what I answer here,"
    line += " and a mention gets no answer."
    assert (await said(place.ann, place.channel, "help")).splitlines()[1] == line
    SettingsFile(file).change(speaks_in=(str(place.channel.id),))
    assert line not in await said(place.ann, place.channel, "help")


async def test_about_says_version_libraries_and_how_fresh_they_are(place: Place) -> None:
    text = await said(place.ann, place.channel, "about")
    assert text.startswith("Footnote 0.")
    assert "- Sample articles: 5 articles, 72 passages. Indexed <t:" in text


async def test_privacy_says_what_is_stored_for_as_long_as_the_team_chose(place: Place) -> None:
    text = await said(place.ann, place.channel, "privacy")
    assert "__For 30 days__\n- Questions, comparisons and sentences looked up" in text
    assert "all of it is deleted 7 days later." in text
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(file).change(retention_days=0)
    text = await said(place.ann, place.channel, "privacy")
    assert "__For 15 minutes__\n- Questions, comparisons and sentences looked up" in text
    assert "Delete below an answer erases it at once. /footnote forget-me" in text


@pytest.mark.parametrize("locale", ["en-US", "de"])
@pytest.mark.parametrize("days", [None, 0, 365])
async def test_privacy_fits_into_a_message_in_every_language(
    place: Place, locale: str, days: int | None
) -> None:
    place.locales[place.ann.id] = locale
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(file).change(retention_days=days)
    text = await said(place.ann, place.channel, "privacy")
    assert max(map(len, text.splitlines())) <= 200, "a few lines of a phone each"
    own = (await place.ann.user.slash("footnote privacy")).response
    words = texts(locale)
    leaving = words("privacy-leaving", days=7)
    assert leaving in text and leaving not in own.content
    assert len(own.content) < len(text) <= 2_000


async def test_who_asks_for_it_is_forgotten_in_this_server_only(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    hers = (await place.ann.slash(place.channel, "ask", question=QUESTION)).response
    his = (await place.bob.slash(place.channel, "ask", question="what did Kerry say?")).response
    await place.ann.click(his, label="Helpful")
    modal = await place.ann.click(his, label="Save")
    await place.ann.submit_modal(modal, {"rank": ["1"], "note": "mine"})
    await place.ann.send_dm(QUESTION)

    asked = (await place.ann.slash(place.channel, "footnote forget-me")).response
    assert asked.content.startswith("This erases your questions with their answers")
    await place.env.restart_bot(make_bot())
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    assert str(place.ann.id).encode() in file.path.read_bytes(), "not before it is confirmed"
    await place.ann.click(asked, label="Erase it")
    assert place.last_seen(asked).content == (
        "Erased: one request, one vote. One passage that you saved stays with its question, without"
        " your name. That was this server's only."
    )
    kept = b"".join(path.read_bytes() for path in file.path.parent.glob("team.db*"))
    assert str(place.ann.id).encode() not in kept and QUESTION.encode() not in kept
    assert str(place.bob.id).encode() in kept
    (entry,) = Notebook(file, str(place.channel.id)).entries()
    assert (entry.saver, entry.note) == ("", "mine")
    assert Votes(file).tallies() == {}
    gone = await place.bob.click(hers, label="Open 1")
    assert gone.followups[0].content == "This answer is not kept any more. Ask again to see it."
    own = place.bot.app.team_file(f"user-{place.ann.id}")
    assert QUESTION.encode() in own.path.read_bytes(), "direct messages are their own"


async def test_nobody_is_forgotten_by_somebody_else(place: Place) -> None:
    await place.ann.slash(place.channel, "ask", question=QUESTION)
    card = (await place.bob.slash(place.channel, "ask", question=QUESTION)).response
    place.relabel(card, "Delete", f"fn:forget:{place.ann.id}")
    refused = await place.bob.click(card, label="Delete")
    assert refused.response.content == "This is for the one who asked."
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    assert str(place.ann.id).encode() in file.path.read_bytes()


async def test_where_there_is_nothing_it_says_so(place: Place) -> None:
    asked = (await place.ann.slash(place.channel, "footnote forget-me")).response
    await place.ann.click(asked, label="Erase it")
    assert place.last_seen(asked).content == (
        "There was nothing of yours here. That was this server's only."
    )
