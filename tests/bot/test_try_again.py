"""Below a fault, a button asks the same question again: for its asker, and for a day at most."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from bot.client import FootnoteBot
from bot.core.answer import Answer, Options
from bot.core.forgetting import forget
from bot.core.settings import SettingsFile
from tests.bot.conftest import (
    MovingClock,
    Place,
    a_fault,
    labels,
    sent_before_it_is_read,
    texts,
)

QUESTION = "who rejected the offer?"
GONE = "This question was asked again, or is not kept any more. Ask it anew."


def told(result: Any) -> Any:
    """The message that only the asker sees."""
    found = [each for each in (*result.followups, result.response) if each and each.ephemeral]
    assert len(found) == 1
    return found[0]


async def failed(place: Place, **options: Any) -> Any:
    with a_fault(place):
        result = await place.ann.slash(place.channel, "ask", question=QUESTION, **options)
    notice = told(result)
    assert notice.content.startswith("Something broke on our side. Tell an admin: E-")
    assert labels(place.components(notice)) == ["Try again"]
    return notice


def heading(message: Any) -> str:
    return texts(message.components)[0].split("\n")[0]


def kept_of(place: Place, what: str) -> list[Any]:
    path = place.bot.app.team_file(f"guild-{place.guild.id}").path
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            f"SELECT {what} FROM answers WHERE kind = 'unanswered'"
        ).fetchall()


@pytest.mark.parametrize("private", [False, True])
async def test_a_command_is_asked_again_as_privately_as_before(place: Place, private: bool) -> None:
    notice = await failed(place, private=private)
    again = await place.ann.click(notice, label="Try again")
    assert again.response is not None
    assert again.response.ephemeral is private
    assert heading(again.response) == f"**{QUESTION}**"
    assert kept_of(place, "id") == [], "nothing is kept of it but the answer"
    twice = await place.ann.click(notice, label="Try again")
    assert twice.response is not None
    assert twice.response.content == GONE


async def test_a_thread_that_was_asked_for_is_made_after_all(place: Place) -> None:
    notice = await failed(place, thread=True)
    await place.ann.click(notice, label="Try again")
    assert [each.name for each in place.channel.threads] == [QUESTION]


async def test_it_works_after_a_restart(place: Place, make_bot: Callable[[], FootnoteBot]) -> None:
    notice = await failed(place)
    await place.env.restart_bot(make_bot())
    again = await place.ann.click(notice, label="Try again")
    assert again.response is not None
    assert heading(again.response) == f"**{QUESTION}**"


async def test_a_mention_is_asked_again_from_what_its_notice_shows_privately(place: Place) -> None:
    with a_fault(place):
        await place.ann.send(place.channel, place.mention(QUESTION))
    notice = place.channel.last_message
    shown = (await place.ann.click(notice, label="Show me privately")).response
    assert shown is not None
    assert shown.ephemeral
    again = await place.ann.click(shown, label="Try again")
    assert again.response is not None
    assert not again.response.ephemeral
    assert heading(again.response) == f"**{QUESTION}**"


async def test_a_direct_message_is_asked_again_where_it_is(place: Place) -> None:
    with a_fault(place):
        await place.ann.send_dm(QUESTION)
    refusal = place.ann.user.dm_channel.last_message
    assert labels(place.components(refusal)) == ["Try again"]
    again = await place.ann.user.click(refusal, label="Try again")
    assert again.response is not None
    assert heading(again.response) == f"**{QUESTION}**"


async def test_a_follow_up_is_read_with_what_it_follows(place: Place) -> None:
    first = "what did Khamenei say about the coalition?"
    card = (await place.ann.slash(place.channel, "ask", question=first)).response
    form = await place.ann.click(card, label="Follow up")
    with a_fault(place):
        result = await place.ann.submit_modal(form, {"question": "and what did Kerry say?"})
    again = await place.ann.click(told(result), label="Try again")
    assert again.response is not None
    assert "Read as: what did Kerry say about the coalition?" in texts(again.response.components)[0]


async def test_a_mention_in_a_thread_is_read_with_what_was_asked_there(place: Place) -> None:
    first = "what did Khamenei say about the coalition?"
    await place.ann.slash(place.channel, "ask", question=first, thread=True)
    (talk,) = place.channel.threads
    with a_fault(place):
        await place.bob.send(talk, place.mention("and what did Kerry say?"))
    shown = (await place.bob.click(talk.last_message, label="Show me privately")).response
    again = await place.bob.click(shown, label="Try again")
    assert again.response is not None
    assert "Read as: what did Kerry say about the coalition?" in texts(again.response.components)[0]


async def test_a_changed_question_is_not_lost(place: Place) -> None:
    card = (await place.ann.slash(place.channel, "ask", question="what did Putin say?")).response
    form = await place.ann.click(card, label="Change question")
    with a_fault(place):
        result = await place.ann.submit_modal(form, {"question": QUESTION})
    notice = result.followups[0]
    assert notice.ephemeral
    again = await place.ann.click(notice, label="Try again")
    assert again.response is not None
    assert heading(again.response) == f"**{QUESTION}**"


async def test_what_fails_again_can_be_tried_again(place: Place) -> None:
    notice = await failed(place)
    with a_fault(place):
        result = await place.ann.click(notice, label="Try again")
    second = told(result)
    assert labels(place.components(second)) == ["Try again"]
    assert len(kept_of(place, "id")) == 1
    again = await place.ann.click(second, label="Try again")
    assert again.response is not None
    assert heading(again.response) == f"**{QUESTION}**"


async def test_a_refusal_has_no_such_button(place: Place) -> None:
    result = await place.ann.slash(place.channel, "ask", question="?!")
    assert labels(place.components(result.response)) == []


async def test_it_is_its_askers_alone(place: Place) -> None:
    with a_fault(place):
        await place.ann.send(place.channel, place.mention(QUESTION))
    shown = (await place.ann.click(place.channel.last_message, label="Show me privately")).response
    (custom_id,) = [each["custom_id"] for each in place.components(shown)[0]["components"]]
    other = (await place.bob.slash(place.channel, "ask", question=QUESTION)).response
    place.relabel(other, "Delete", custom_id)
    refused = await place.bob.click(other, custom_id=custom_id)
    assert refused.response is not None
    assert refused.response.content == "This is for the one who asked."


async def test_it_is_kept_for_a_day_and_no_longer_than_questions_are(
    place: Place, moving_clock: MovingClock
) -> None:
    notice = await failed(place)
    moving_clock.pass_by(timedelta(days=1))
    late = await place.ann.click(notice, label="Try again")
    assert late.response is not None
    assert late.response.content == GONE
    place.bot.app.expire()
    assert kept_of(place, "question, asker, answer") == [("", "", "")]

    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(file).change(retention_days=0)
    notice = await failed(place)
    moving_clock.pass_by(timedelta(minutes=16))
    place.bot.app.expire()
    late = await place.ann.click(notice, label="Try again")
    assert late.response is not None
    assert late.response.content == GONE
    assert all(question == "" for (question,) in kept_of(place, "question"))


async def test_who_is_forgotten_has_nothing_to_try_again(place: Place) -> None:
    notice = await failed(place)
    forget(place.bot.app.team_file(f"guild-{place.guild.id}"), str(place.ann.id))
    assert kept_of(place, "id") == []
    late = await place.ann.click(notice, label="Try again")
    assert late.response is not None
    assert late.response.content == GONE


async def test_two_presses_at_once_bring_one_answer(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = await failed(place)
    app, pressed = place.bot.app, []
    answer = app.answer

    def slow(team: str, question: str, options: Options) -> Answer:
        pressed.append(set(place.bot.trying))
        return answer(team, question, options)

    monkeypatch.setattr(app, "answer", slow)
    (question,) = [row[0] for row in kept_of(place, "id")]
    place.bot.trying.add(question)
    refused = await place.ann.click(notice, label="Try again")
    assert refused.response is not None
    assert refused.response.content == "This question is being asked again already."
    assert pressed == []
    place.bot.trying.clear()
    await place.ann.click(notice, label="Try again")
    assert pressed == [{question}]
    assert place.bot.trying == set()


async def test_no_button_where_the_question_cannot_be_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    with a_fault(place):
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.unlink(missing_ok=True)
        file.path.mkdir()
        result = await place.ann.slash(place.channel, "ask", question=QUESTION, private=True)
    assert labels(place.components(told(result))) == []


async def test_it_is_acknowledged_before_it_is_read(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = await failed(place)
    before = sent_before_it_is_read(place, monkeypatch)
    await place.ann.click(notice, label="Try again")
    assert [each.endswith("/callback") for each in before] == [True], "it waits for other searches"


def broken(*_: Any, **__: Any) -> None:
    raise RuntimeError("a bug")


@pytest.mark.parametrize("private", [False, True])
async def test_a_comparison_is_made_again_as_privately_as_before_also_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot], private: bool
) -> None:
    question = "did Khamenei say American hands are dirty?"
    options = {"question": question, "private": private}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.bot.app, "compare", broken)
        notice = told(await place.ann.slash(place.channel, "compare", **options))
        assert labels(place.components(notice)) == ["Try again"]
        failed_again = await place.ann.click(notice, label="Try again")
        assert labels(place.components(told(failed_again))) == ["Try again"]
    await place.env.restart_bot(make_bot())
    again = await place.ann.click(notice, label="Try again")
    assert again.response is not None
    assert again.response.ephemeral is private
    assert heading(again.response) == f"**{question}**"
    assert ("Share" in labels(place.components(again.response))) is private
    assert kept_of(place, "id") == [], "nothing is kept of it but the comparison"
    assert told(await place.ann.click(notice, label="Try again")).content == GONE


async def test_sources_of_a_message_are_found_again_for_who_looks_alone(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    message = await place.bob.send(place.channel, "Khamenei rejected the offer.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.bot.app, "sources", broken)
        notice = told(await place.ann.context_menu(place.channel, "Find sources", message))
    assert labels(place.components(notice)) == ["Try again"]
    await place.env.restart_bot(make_bot())
    again = await place.ann.click(notice, label="Try again")
    assert again.response is not None and again.response.ephemeral
    assert heading(again.response) == "**Khamenei rejected the offer.**"
    assert kept_of(place, "id") == []


async def test_of_a_draft_or_a_file_nothing_is_kept_and_that_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place.bot.app, "check_quotations", broken)
    monkeypatch.setattr(place.bot.app, "sync", broken)
    notice = told(await place.ann.slash(place.channel, "check", text="It said “so it is”."))
    fault, advice = notice.content.split("\n")
    assert fault.startswith("Something broke on our side.")
    assert advice == "Your draft was not kept. Check it again."
    assert labels(place.components(notice)) == []
    notice = told(await place.ann.slash(place.channel, "ask-file", file=("q.txt", b"who?")))
    fault, advice = notice.content.split("\n")
    assert advice == "Your file was not kept. Use the command again with it."
    # What is refused says itself what to do.
    notice = told(await place.ann.slash(place.channel, "ask-file", file=("q.txt", b"")))
    assert "\n" not in notice.content
