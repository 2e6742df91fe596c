"""Asking on: replies, mentions in threads, Follow up; what a question is read as, and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from simcord.backend.models.message import AllowedMentions

from bot.client import FootnoteBot
from bot.core.settings import SettingsFile
from tests.bot.conftest import MovingClock, Place, labels, sent_before_it_is_read, texts
from tests.bot.test_messages import said
from tests.conftest import NOW

COALITION = "what did Khamenei say about the coalition?"
READ = "Read as: what did Kerry say about the coalition?"
HIDDEN = "I could not answer that."


def shown(place: Place, message: Any) -> str:
    return "\n".join(texts(place.components(message)))


def newest(place: Place, channel: Any = None) -> str:
    return "\n".join(texts(place.last(channel).components))


async def asked(place: Place, question: str = COALITION, **options: Any) -> Any:
    result = await place.ann.slash(place.channel, "ask", question=question, **options)
    assert result.response is not None
    return result.response


async def mentioned(place: Place, question: str = COALITION) -> Any:
    await place.ann.send(place.channel, place.mention(question))
    return said(place)[-1]


async def thread(place: Place, name: str = "talk") -> Any:
    opener = await place.ann.send(place.channel, "a thread")
    made = await opener.create_thread(name=name)
    return next(each for each in place.channel.threads if each.id == made.id)


async def told(place: Place, who: Any) -> str:
    """What the notice that stands in the channel tells whom it concerns."""
    notice = said(place)[-1]
    assert notice.content == HIDDEN
    result = await who.click(notice, label="Show me privately")
    assert result.response is not None and result.ephemeral
    return str(result.response.content)


async def test_a_reply_to_an_answer_asks_on_from_it_also_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await mentioned(place)
    await place.env.restart_bot(make_bot())
    await place.bob.send(place.channel, "and what did Kerry say?", reply_to=card)
    assert READ in newest(place)
    assert newest(place).startswith("**and what did Kerry say?**")
    assert "Ask exactly" in labels(place.last().components)


async def test_a_reply_to_a_reply_goes_on(place: Place) -> None:
    card = await mentioned(place)
    await place.bob.send(place.channel, "and Kerry?", reply_to=card)
    await place.ann.send(place.channel, "why?", reply_to=said(place)[-1])
    assert "Read as: why (what did Kerry say about the coalition)?" in newest(place)
    await place.ann.send(place.channel, "and about Syria?", reply_to=card)
    assert "Read as: what did Khamenei say about Syria?" in newest(place), "of the first again"


async def test_a_reply_that_does_not_ping_is_left_alone(place: Place) -> None:
    card = await mentioned(place)
    backend = place.env.backend
    reference = {"channel_id": str(place.channel.id), "message_id": str(card.id)}
    backend.create_message(
        place.channel.id,
        place.bob.id,
        "and Kerry?",
        reference=backend.normalize_message_reference(place.channel.id, reference),
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await place.env.settle()
    assert len(said(place)) == 1


async def test_a_mention_in_the_channel_itself_follows_nothing(place: Place) -> None:
    await mentioned(place)
    await place.ann.send(place.channel, place.mention("and what did Kerry say?"))
    assert "Read as" not in newest(place)


async def test_a_reply_that_names_the_bot_asks_on_too(place: Place) -> None:
    card = await mentioned(place)
    await place.ann.send(place.channel, place.mention("and Kerry?"), reply_to=card)
    assert READ in newest(place)


async def test_a_reply_to_somebody_else_that_names_the_bot_follows_nothing(place: Place) -> None:
    talk = await place.bob.send(place.channel, "Kerry, I think")
    await place.ann.send(place.channel, place.mention("and what did Kerry say?"), reply_to=talk)
    assert "Read as" not in newest(place)


async def test_follow_up_asks_on_from_a_commands_answer_also_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place)
    before = texts(place.components(card))
    form = await place.bob.click(card, label="Follow up")
    await place.env.restart_bot(make_bot())
    result = await place.bob.submit_modal(form, {"question": "and Kerry?"})
    assert result.response is not None and not result.ephemeral
    assert READ in shown(place, result.response)
    assert texts(place.components(card)) == before, "the answer before it stays"
    await place.bob.click(result.response, label="Delete")
    assert place.channel.last_message.id == card.id, "it is Bob's, who asked"


async def test_follow_up_on_a_private_answer_stays_private(place: Place) -> None:
    card = await asked(place, private=True)
    form = await place.ann.click(card, label="Follow up")
    result = await place.ann.submit_modal(form, {"question": "and Kerry?"})
    assert result.ephemeral and result.response is not None
    assert READ in shown(place, result.response)
    assert place.channel.history(viewer=place.bob) == []


async def test_what_is_refused_is_told_privately_and_leaves_nothing_behind(place: Place) -> None:
    card = await asked(place)
    for question in ("***", "~" * 500):
        form = await place.ann.click(card, label="Follow up")
        result = await place.ann.submit_modal(form, {"question": question})
        (refusal,) = result.followups
        assert refusal.ephemeral
        assert "There is nothing to search for in that question" in refusal.content
    assert place.channel.last_message.id == card.id
    form = await place.ann.click(card, label="Follow up")
    team = place.bot.app.team(f"guild-{place.guild.id}")
    for each in team.since(NOW):
        team.drop(each.id)
    result = await place.ann.submit_modal(form, {"question": "and Kerry?"})
    assert result.response is not None
    assert "is not kept any more" in result.response.content, "deleted between two clicks"


async def test_ask_exactly_asks_the_words_as_they_stand_in_the_same_place(place: Place) -> None:
    card = await mentioned(place)
    await place.bob.send(place.channel, "and what did Kerry say?", reply_to=card)
    followed = said(place)[-1]
    await place.bob.click(followed, label="Ask exactly")
    assert "Read as" not in shown(place, followed)
    assert "Ask exactly" not in labels(place.components(followed))
    await place.ann.send(place.channel, "when?", reply_to=followed)
    assert "Read as: when (what did Kerry say)?" in newest(place), "it is that one now"


async def test_what_is_kept_back_is_shown_as_it_was_read(place: Place) -> None:
    card = await mentioned(place)
    await place.bob.send(place.channel, "and Putin?", reply_to=card)
    followed = said(place)[-1]
    lines = shown(place, followed)
    assert "Read as: what did Putin say about the coalition?" in lines
    assert 'No passage contains "Putin", so no quotes are shown.' in lines
    await place.bob.click(followed, label="Nearest anyway")
    assert "Read as: what did Putin say about the coalition?" in shown(place, followed)
    assert 'These do not mention "Putin"' in shown(place, followed)


async def test_a_question_that_is_changed_is_there_as_it_was_read(place: Place) -> None:
    card = await mentioned(place)
    await place.bob.send(place.channel, "and Putin?", reply_to=card)
    form = await place.bob.click(said(place)[-1], label="Change question")
    sent = [each.json for each in place.env.http_requests if "fn:changing" in str(each.json)]
    assert "what did Putin say about the coalition?" in str(sent[-1])
    await place.bob.submit_modal(form, {"question": "what did Kerry say about the coalition?"})
    assert "Closest passages" in newest(place) and "Read as" not in newest(place)


async def test_a_reply_to_what_is_no_answer_is_told_so(place: Place) -> None:
    await place.ann.send(place.channel, place.mention(""))
    await place.bob.send(place.channel, "and Kerry?", reply_to=said(place)[-1])
    assert (await told(place, place.bob)).startswith("That message is no answer that I remember")


async def test_a_reply_to_an_answer_that_expired_is_told_when(
    place: Place, moving_clock: MovingClock
) -> None:
    card = await mentioned(place)
    moving_clock.pass_by(timedelta(days=31))
    place.bot.app.expire()
    await place.bob.send(place.channel, "and Kerry?", reply_to=card)
    assert (await told(place, place.bob)).startswith("This answer expired on 1 Feb 2026")


async def test_a_reply_to_a_commands_answer_is_told_how_to_ask_on(place: Place) -> None:
    card = await asked(place)
    await place.bob.send(place.channel, "and Kerry?", reply_to=card)
    words = await told(place, place.bob)
    assert words.startswith("I see no words in that reply.")
    assert "press Follow up below the answer" in words
    await place.bob.send(place.channel, place.mention("and Kerry?"), reply_to=card)
    assert READ in newest(place), "a mention lets its words through"


async def test_in_direct_messages_a_reply_asks_on_and_nothing_else_does(place: Place) -> None:
    def history() -> list[Any]:
        return list(place.ann.user.dm_channel.history())

    await place.ann.send_dm(COALITION)
    card = history()[-1]
    await place.ann.send_dm("and what did Kerry say?")
    assert "Read as" not in newest(place, place.ann.user.dm_channel)
    reference = {"channel_id": str(place.ann.user.dm_channel.id), "message_id": str(card.id)}
    backend = place.env.backend
    normal = backend.normalize_message_reference(place.ann.user.dm_channel.id, reference)
    backend.create_message(
        place.ann.user.dm_channel.id, place.ann.id, "and Kerry?", reference=normal
    )
    await place.env.settle()
    assert READ in newest(place, place.ann.user.dm_channel)


async def test_in_direct_messages_a_reply_to_a_commands_answer_asks_on_as_is_said(
    place: Place,
) -> None:
    result = await place.ann.user.slash("ask", question=COALITION, thread=True)
    assert "Reply to an answer to ask on." in result.followups[-1].content
    backend, channel = place.env.backend, place.ann.user.dm_channel
    reference = {"channel_id": str(channel.id), "message_id": str(result.response.id)}
    normal = backend.normalize_message_reference(channel.id, reference)
    backend.create_message(channel.id, place.ann.id, "and Kerry?", reference=normal)
    await place.env.settle()
    assert READ in newest(place, channel)


async def test_a_quiet_channel_stays_quiet(place: Place) -> None:
    card = await mentioned(place)
    public = await asked(place)
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(file).change(speaks_in=())
    before = len(said(place))
    await place.bob.send(place.channel, "and Kerry?", reply_to=card)
    form = await place.bob.click(public, label="Follow up")
    result = await place.bob.submit_modal(form, {"question": "and Kerry?"})
    assert result.ephemeral and result.response is not None
    assert READ in shown(place, result.response)
    assert len(said(place)) == before


async def test_a_library_that_the_answer_came_from_is_asked_again(place: Place) -> None:
    card = await asked(place, library="seeds", source="middle east")
    form = await place.ann.click(card, label="Follow up")
    result = await place.ann.submit_modal(form, {"question": "and Iraq?"})
    assert 'Only: from "middle east".' in shown(place, result.response)
    exact = await place.ann.click(result.response, label="Ask exactly")
    assert exact.followups == []
    assert "Only:" not in shown(place, result.response)


@pytest.mark.parametrize("language", ["de"])
async def test_it_is_said_in_the_servers_language(place: Place, language: str) -> None:
    await place.speak(language)
    card = await mentioned(place)
    await place.bob.send(place.channel, "and Kerry?", reply_to=card)
    assert "Gelesen als: what did Kerry say about the coalition?" in newest(place)
    assert "Weiterfragen" in labels(place.last().components)


async def test_a_hostile_reading_formats_and_pings_nothing(place: Place) -> None:
    card = await mentioned(place, "what did **Khamenei** say about @everyone `x` [a](http://b.c)?")
    await place.bob.send(place.channel, "and Kerry?", reply_to=card)
    (line,) = [each for each in newest(place).splitlines() if each.startswith("Read as: ")]
    assert "**" not in line.replace("\\*", "") and "\\@everyone" in line and "\\[a\\]" in line


async def test_follow_up_is_acknowledged_before_it_is_read(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await asked(place)
    form = await place.ann.click(card, label="Follow up")
    before = sent_before_it_is_read(place, monkeypatch)
    result = await place.ann.submit_modal(form, {"question": "and Kerry?"})
    assert READ in shown(place, result.response)
    assert [each.endswith("/callback") for each in before] == [True], "it waits for other searches"
