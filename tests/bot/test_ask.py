"""The ways to ask in Discord, and what the asker sees."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from tests.bot.conftest import DOING, LOST, Place, labels, texts

COMPONENTS_V2 = 1 << 15

WAYS = ["slash", "mention", "thread", "direct message"]


async def ask(place: Place, way: str, question: str) -> Any:
    """Asks in one of the ways; the message that answers, as it is on the wire."""
    if way == "slash":
        result = await place.ann.slash(place.channel, "ask", question=question)
        assert result.response is not None
        return place.env.backend.get_message(place.channel.id, result.response.id)
    if way == "mention":
        await place.ann.send(place.channel, place.mention(question))
        return place.last()
    if way == "direct message":
        await place.ann.send_dm(question)
        return place.last(place.ann.user.dm_channel)
    opener = await place.ann.send(place.channel, "a thread")
    thread = await opener.create_thread(name="talk")
    handle = next(each for each in place.channel.threads if each.id == thread.id)
    await place.ann.send(handle, place.mention(question))
    return place.last(handle)


@pytest.mark.parametrize("way", WAYS)
async def test_every_way_to_ask_is_answered_with_the_closest_passages(
    place: Place, way: str
) -> None:
    message = await ask(place, way, "who rejected the offer?")
    assert message.flags & COMPONENTS_V2
    shown = texts(message.components)
    assert shown[0] == "**who rejected the offer?**\nClosest passages · strong word match"
    assert "Mr.Zarif rejected US Secretary of State’s offer too." in shown[1]
    assert shown[1].startswith("> **I rejected US offer to #Iran abt #ISIS")
    title, place_, similar = shown[2].splitlines()
    assert title == "1\\. Iran Rejects U.S. Bid to Coordinate Against ISIS"
    assert place_ == "-# Outlet and date not stated · paragraph 8"
    assert similar.startswith("-# Similar in ")
    assert re.fullmatch(
        r"-# Sample articles: 5, indexed <t:\d+:R> · fn-[0-9A-HJKMNP-TV-Z]{6}", shown[-1]
    )
    assert labels(message.components) == ["Open 1", "Open 2", "Open 3", "More", *DOING, "Delete"]


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_found_is_said_with_what_was_searched(place: Place, way: str) -> None:
    message = await ask(place, way, "what did Putin say?")
    shown = "\n".join(texts(message.components))
    assert 'No passage contains "Putin", so no quotes are shown.' in shown
    assert "Sample articles (5 articles, 1 dated 15 Sep 2014, 4 undated, indexed <t:" in shown
    assert "Not found here does not mean not said." in shown
    assert labels(message.components) == [*LOST, "Delete"]


async def test_fewer_than_three_passages_are_not_padded(place: Place) -> None:
    result = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert result.response is not None
    assert labels(result.response.components) == ["Open 1", *DOING, "Delete"]


async def test_a_question_is_acknowledged_before_it_is_searched_and_edited_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_search: list[list[str]] = []
    real = place.bot.app.answer

    def recording(*args: Any, **kwargs: Any) -> Any:
        before_search.append([f"{each.method} {each.path}" for each in place.env.http_requests])
        return real(*args, **kwargs)

    monkeypatch.setattr(place.bot.app, "answer", recording)
    start = len(place.env.http_requests)
    await place.ann.slash(place.channel, "ask", question="who rejected the offer?")
    assert before_search[0][-1].endswith("/callback")
    sent = place.env.http_requests[start:]
    assert [each.method for each in sent] == ["POST", "PATCH"]
    assert sent[0].json["type"] == 5, "a deferral"


async def test_a_private_answer_is_seen_by_its_asker_alone(place: Place) -> None:
    result = await place.ann.slash(place.channel, "ask", question="Bushehr", private=True)
    assert result.ephemeral
    assert result.response is not None
    assert result.response.ephemeral
    assert place.channel.history(viewer=place.bob) == []


async def test_one_library_can_be_asked(place: Place) -> None:
    result = await place.ann.slash(place.channel, "ask", question="Bushehr", library="seeds")
    assert result.response is not None
    assert "Bushehr" in texts(result.response.components)[1]


async def test_find_sources_searches_with_a_messages_own_words_privately(place: Place) -> None:
    message = await place.bob.send(
        place.channel, "<@1> I hear <:flag:123456789012345678> Iran builds plants in Bushehr!"
    )
    result = await place.ann.context_menu(place.channel, "Find sources", message)
    assert result.ephemeral
    assert result.response is not None
    shown = texts(result.response.components)
    assert shown[0].startswith("**I hear Iran builds plants in Bushehr!**")
    assert "city of Bushehr" in shown[1]


async def test_find_sources_quotes_what_it_finds_beside_names_that_it_does_not(
    place: Place,
) -> None:
    message = await place.bob.send(
        place.channel, "Hi all. Yesterday Putin spoke. Iran builds plants in Bushehr! Thanks"
    )
    result = await place.ann.context_menu(place.channel, "Find sources", message)
    assert result.response is not None
    first, second, _ = texts(result.response.components)
    assert first.startswith("1\\. **Hi all. Yesterday Putin spoke.**\n-# No passage contains ")
    assert '"Putin"' in first
    assert "city of Bushehr" in second


async def test_find_sources_on_a_message_without_words_says_so(place: Place) -> None:
    message = await place.bob.send(place.channel, "", attachments=[("a.png", b"x")])
    result = await place.ann.context_menu(place.channel, "Find sources", message)
    assert result.ephemeral
    assert result.response is not None
    assert result.response.content == "That message has no words to search for."


async def test_find_sources_takes_a_message_as_long_as_discord_lets_it_be(place: Place) -> None:
    message = await place.bob.send(place.channel, ("Bushehr " * 250)[:2000])
    result = await place.ann.context_menu(place.channel, "Find sources", message)
    assert result.response is not None
    assert "city of Bushehr" in texts(result.response.components)[1]


async def test_nothing_in_a_question_pings_or_formats(place: Place) -> None:
    await place.ann.send(
        place.channel, place.mention("@everyone **Bushehr** <@&123> `code` [a](http://b.c) ||x||")
    )
    message = place.last()
    assert texts(message.components)[0].startswith(
        "**\\@everyone \\*\\*Bushehr\\*\\* \\`code\\` \\[a\\](http://b.c) \\|\\|x\\|\\|**"
    )
    sent = [each.json for each in place.env.http_requests if each.path.endswith("/messages")]
    assert [body["allowed_mentions"] for body in sent] == [{"parse": []}]


async def test_an_answer_that_cannot_be_kept_is_shown_without_buttons(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    teams = place.bot.app.config.state / "teams"
    teams.parent.mkdir(parents=True, exist_ok=True)
    teams.write_text("not a folder")
    result = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert result.response is not None
    components = result.response.components
    assert "city of Bushehr" in texts(components)[1]
    assert texts(components)[-1] == "-# This answer could not be kept, so it has no buttons."
    assert labels(components) == []


async def test_a_team_never_searches_what_another_team_added(place: Place) -> None:
    from index.loaders import load

    app = place.bot.app
    own = app.known(f"guild-{place.guild.id}")[-1].library
    with own.writer() as writer, writer.change() as change:
        change.add(load(b"A plan\n\nThe zeppelin lands at noon.", "plan.txt"), "plan.txt")
    other = place.env.create_guild()
    channel = other.create_text_channel("general")
    eve = other.add_member(place.env.create_user("eve"))

    inside = await place.ann.slash(place.channel, "ask", question="zeppelin")
    outside = await eve.slash(channel, "ask", question="zeppelin")
    assert inside.response is not None
    assert outside.response is not None
    assert "The zeppelin lands at noon." in texts(inside.response.components)[1]
    assert "No passage contains" in "".join(texts(outside.response.components))
    assert await eve.autocomplete(channel, "ask", "library", "own") == []
    refused = await eve.slash(channel, "ask", question="zeppelin", library="own")
    assert refused.response is not None
    assert "There is no library 'own' here" in refused.response.content


async def test_many_questions_at_once_are_all_answered(place: Place) -> None:
    """The searches of one client share its snapshots and files between threads."""
    app, key = place.bot.app, f"guild-{place.guild.id}"

    def one(number: int) -> str:
        answer = app.ask(key, "who rejected the offer?", limit=3)
        team = app.team(key)
        return team.kept(team.keep(answer, asker="1", place="2", private=False)).answer.question

    done = await asyncio.gather(*(place.bot.in_thread(one, number) for number in range(40)))
    assert done == ["who rejected the offer?"] * 40
