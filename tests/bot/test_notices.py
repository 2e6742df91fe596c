"""What is told to one person alone: limits, refusals and faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.client import FootnoteBot
from tests.bot.conftest import MovingClock, Place, labels

TOO_FAST = re.compile(r"Six questions a minute is the limit\. Ask again in \d+ seconds\.")


async def test_the_seventh_question_in_a_minute_is_refused_privately(
    place: Place, moving_clock: MovingClock
) -> None:
    for _ in range(6):
        await place.ann.slash(place.channel, "ask", question="Bushehr")
    result = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert result.ephemeral
    assert result.response is not None
    assert TOO_FAST.fullmatch(result.response.content)

    bobs = await place.bob.slash(place.channel, "ask", question="Bushehr")
    assert bobs.response is not None
    assert labels(bobs.response.components), "the limit is each member's own"
    moving_clock.pass_by(timedelta(seconds=61))
    again = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert again.response is not None
    assert labels(again.response.components)


async def refuse_a_mention(place: Place, text: str = "?!") -> Any:
    await place.ann.send(place.channel, place.mention(text))
    notice = place.channel.last_message
    assert notice is not None
    return notice


async def test_a_mention_is_refused_in_one_line_whose_button_tells_the_asker_alone(
    place: Place,
) -> None:
    notice = await refuse_a_mention(place)
    assert notice.content == "I could not answer that."
    assert labels(place.components(notice)) == ["Show me privately"]

    shown = await place.ann.click(notice, label="Show me privately")
    assert shown.ephemeral
    assert shown.response is not None
    assert shown.response.content.startswith("There is nothing to search for in that question")
    others = await place.bob.click(notice, label="Show me privately")
    assert others.ephemeral
    assert others.response is not None
    assert others.response.content == "This is for the one who asked."


async def test_a_notice_deletes_itself_after_30_seconds(place: Place) -> None:
    notice = await refuse_a_mention(place)
    await place.env.advance_time(29)
    assert place.channel.last_message == notice
    await place.env.advance_time(2)
    assert place.channel.last_message != notice


async def test_the_limit_counts_mentions_and_is_told_through_the_notice(place: Place) -> None:
    for _ in range(6):
        await place.ann.send(place.channel, place.mention("Bushehr"))
    notice = await refuse_a_mention(place, "Bushehr")
    shown = await place.ann.click(notice, label="Show me privately")
    assert shown.response is not None
    assert TOO_FAST.fullmatch(shown.response.content)


async def test_a_notice_of_before_a_restart_still_answers(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    notice = await refuse_a_mention(place)
    await place.env.restart_bot(make_bot())
    shown = await place.ann.click(notice, label="Show me privately")
    assert shown.response is not None
    assert shown.response.content == "This notice has expired. Ask again."


async def test_a_question_that_is_too_long_is_refused_with_its_length(place: Place) -> None:
    notice = await refuse_a_mention(place, "why " * 400)
    shown = await place.ann.click(notice, label="Show me privately")
    assert shown.response is not None
    assert shown.response.content.startswith("A question may have at most 500 characters")


async def test_a_direct_message_is_refused_where_it_is(place: Place) -> None:
    await place.ann.send_dm("!!!")
    refusal = place.ann.user.dm_channel.last_message
    assert refusal is not None
    assert refusal.content.startswith("There is nothing to search for")


@pytest.mark.parametrize("private", [False, True])
async def test_a_fault_is_logged_with_an_id_that_the_asker_alone_gets(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    private: bool,
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret path")

    monkeypatch.setattr(place.bot.app, "answer", broken)
    result = await place.ann.slash(place.channel, "ask", question="Bushehr", private=private)
    # A follow-up to a private acknowledgement takes its place.
    said = result.response if private else result.followups[0]
    assert said is not None
    assert said.ephemeral
    fault = re.fullmatch(
        r"Something broke on our side. Tell an admin: (E-[0-9A-F]{4})", said.content
    )
    assert fault is not None
    assert fault[1] in caplog.text
    assert "secret path" in caplog.text
    assert place.channel.history(viewer=place.bob) == [], "nothing is left for others"


async def test_a_channel_where_the_bot_may_not_speak_gets_a_reaction(place: Place) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=403)
    message = await place.ann.send(place.channel, place.mention("Bushehr"))
    reactions = place.env.backend.get_message(place.channel.id, message.id).reactions
    assert len(reactions) == 1


async def test_another_refusal_is_told_while_a_notice_still_stands(place: Place) -> None:
    first = await refuse_a_mention(place)
    second = await refuse_a_mention(place, "why " * 400)
    assert second.id != first.id
    assert second.content == "I could not answer that."
    shown = await place.ann.click(second, label="Show me privately")
    assert shown.response is not None
    assert shown.response.content.startswith("A question may have at most 500 characters")


async def test_a_notice_that_a_restart_left_behind_goes_when_it_is_pressed(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    notice = await refuse_a_mention(place)
    await place.env.restart_bot(make_bot())
    await place.ann.click(notice, label="Show me privately")
    assert place.channel.last_message != notice
