"""/ask with `thread`: a thread made from the answer, or a word why there is none."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.bot.conftest import Place, texts

COALITION = "what did Khamenei say about the coalition?"


async def ask(place: Place, channel: Any = None, **options: Any) -> Any:
    options = {"question": COALITION, "thread": True, **options}
    result = await place.ann.slash(channel or place.channel, "ask", **options)
    assert result.response is not None
    assert "Closest passages" in "\n".join(texts(place.components(result.response)))
    return result


def why(result: Any) -> str:
    """What only the asker is told besides the answer."""
    (said,) = result.followups
    assert said.ephemeral
    return str(said.content)


async def test_it_is_named_after_the_question_and_goes_on_from_it(place: Place) -> None:
    result = await ask(place)
    (talk,) = place.channel.threads
    assert talk.name == COALITION
    assert result.followups == []
    hint = place.last(talk)
    assert hint.content.startswith("Mention me in this thread to ask on")
    await place.bob.send(talk, place.mention("and Kerry?"))
    shown = "\n".join(texts(place.last(talk).components))
    assert "Read as: what did Kerry say about the coalition?" in shown


async def test_a_reply_to_the_hint_asks_on_too(place: Place) -> None:
    await ask(place)
    (talk,) = place.channel.threads
    await place.bob.send(talk, "and Kerry?", reply_to=talk.last_message)
    assert "Read as: what did Kerry say" in "\n".join(texts(place.last(talk).components))


async def test_a_long_or_odd_question_makes_a_name_that_discord_takes(place: Place) -> None:
    for question in ("offer " * 80, "offer\n\n\u202e\x00 " + "*" * 400):
        await ask(place, question=question[:500])
    for talk in place.channel.threads:
        assert 1 <= len(talk.name) <= 100
        assert "\n" not in talk.name and "\u202e" not in talk.name


async def test_without_it_there_is_no_thread(place: Place) -> None:
    await ask(place, thread=False)
    assert place.channel.threads == []


async def test_where_the_bot_may_not_make_threads_it_says_so_and_answers(place: Place) -> None:
    assert place.bot.user is not None
    closed = place.guild.create_text_channel(
        "closed",
        overwrites={place.bot.user: discord.PermissionOverwrite(create_public_threads=False)},
    )
    result = await ask(place, closed)
    assert why(result).startswith("I may not make threads here, so the answer stands")
    assert closed.threads == []


@pytest.mark.parametrize(
    ("status", "said"),
    [(403, "I may not make threads here"), (400, "Discord made no thread"), (429, "Discord made")],
)
async def test_what_discord_refuses_is_told_and_the_answer_stands(
    place: Place, status: int, said: str
) -> None:
    place.env.inject_error("POST", "/channels/*/messages/*/threads", status=status, code=50013)
    assert why(await ask(place)).startswith(said)


async def test_where_only_the_hint_is_refused_the_thread_stands(place: Place) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    result = await ask(place)
    assert result.followups == []
    assert len(place.channel.threads) == 1


async def test_a_private_answer_has_no_thread(place: Place) -> None:
    result = await ask(place, private=True)
    assert result.ephemeral
    assert why(result) == "A private answer has no thread."
    assert place.channel.threads == []


async def test_there_is_none_within_a_thread(place: Place) -> None:
    await ask(place)
    (talk,) = place.channel.threads
    result = await ask(place, talk)
    assert why(result).startswith("This is a thread already.")


async def test_a_member_who_may_not_make_threads_gets_none_made(place: Place) -> None:
    closed = place.guild.create_text_channel(
        "closed",
        overwrites={place.ann: discord.PermissionOverwrite(create_public_threads=False)},
    )
    result = await ask(place, closed)
    assert why(result).startswith("You may not make threads here, so the answer stands")
    assert closed.threads == []
