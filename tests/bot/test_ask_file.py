"""Files of questions in Discord: one message that shows how far it is, and then has the files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.client import FootnoteBot
from bot.core.answer import Answer
from bot.core.exported import read_quotations
from bot.views.batch import BatchCard
from tests.bot.conftest import MovingClock, Place, labels, texts, together

QUESTIONS = b"who rejected the offer?\nwhat did Putin say?\n"


async def ask(place: Place, data: bytes = QUESTIONS, name: str = "q.txt", **options: Any) -> Any:
    return await place.ann.slash(place.channel, "ask-file", file=(name, data), **options)


async def test_the_answers_come_as_a_table_and_a_report(place: Place) -> None:
    result = await ask(place)
    message = result.response
    assert message is not None and not message.ephemeral
    assert texts(place.components(message)) == ["Asked 2 questions; passages are quoted for 1."]
    assert labels(place.components(message)) == []
    table, report = message.attachments
    assert (table.filename, report.filename) == ("answers.csv", "answers.md")
    quoted = list(read_quotations((await report.read()).decode()))
    assert len(quoted) == 3
    team = place.bot.app.team(f"guild-{place.guild.id}")
    assert quoted[0].receipt is not None
    assert team.with_receipt(quoted[0].receipt), "the receipts in it lead somewhere"


@pytest.mark.parametrize("private", [False, True])
async def test_receipts_in_a_report_outlive_the_retention_without_their_asker_but_private_ones(
    place: Place, moving_clock: MovingClock, private: bool
) -> None:
    _, report = (await ask(place, private=private)).response.attachments
    (receipt,) = {each.receipt for each in read_quotations((await report.read()).decode())}
    moving_clock.pass_by(timedelta(days=400))
    place.bot.app.expire()
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    assert all(row["asker"] == "" for row in file.rows("SELECT asker FROM answers"))
    again = await place.bob.slash(place.channel, "receipt", id=receipt)
    if private:
        assert again.response.content.startswith(f"There is no answer {receipt} here")
        assert file.rows("SELECT 1 FROM answers") == []
        return
    assert texts(place.components(again.response))[0].startswith("**who rejected the offer?**")


async def test_a_private_file_is_answered_in_private(place: Place) -> None:
    result = await ask(place, private=True)
    assert result.response is not None and result.response.ephemeral


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("q.txt", b"", "There is no question in this file."),
        ("q.png", b"\x89PNG\r\n\x1a\n\x00\xff", "This file is not text."),
        ("q.txt", b"who?\n" * 51, "This file has 51 questions; 50 at a time is the limit."),
        ("q.txt", b"x" * (257 << 10), "This file is larger than 256 KiB."),
    ],
)
async def test_a_file_that_cannot_be_asked_is_refused_to_the_asker_alone(
    place: Place, name: str, data: bytes, words: str
) -> None:
    result = await ask(place, data, name)
    (said,) = result.followups
    assert said.ephemeral and said.content.startswith(words)
    assert place.channel.last_message is None


async def test_it_shows_how_far_it_is_and_what_was_found_before_it_was_stopped(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.bot.runs.shown_every = 0.0
    asked: list[str] = []
    ask_one = place.bot.app.ask

    def stopping(team: str, question: str, **how: Any) -> Answer:
        asked.append(question)
        if len(asked) == 3:
            (run,) = place.bot.runs.of(team)
            run.stopped = True
        return ask_one(team, question, **how)

    monkeypatch.setattr(place.bot.app, "ask", stopping)
    result = await ask(place, b"who rejected the offer?\n" * 5)
    shown = str([each.json for each in place.env.http_requests])
    for done in (0, 1, 2):
        assert f"{done} of 5 questions asked" in shown
    assert len(asked) == 3
    (said,) = texts(place.components(result.response))
    assert said == "Stopped after 3 of 5 questions. That is what was found so far."
    assert len(result.response.attachments) == 2
    assert place.bot.runs.of(f"guild-{place.guild.id}") == []


async def test_cancel_on_the_message_stops_it_after_the_question_that_is_being_asked(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    team, asked, ask_one = f"guild-{place.guild.id}", [], place.bot.app.ask
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def waiting(team: str, question: str, **how: Any) -> Answer:
        asked.append(question)
        if len(asked) == 2:
            loop.call_soon_threadsafe(begun.set)
            (run,) = place.bot.runs.of(team)
            end = monotonic() + 20
            while not run.stopped and monotonic() < end:
                sleep(0.01)
        return ask_one(team, question, **how)

    async def cancel() -> Any:
        await begun.wait()
        card = place.channel.last_message
        assert labels(place.components(card)) == ["Cancel"]
        return await place.moderator.click(card, label="Cancel")

    monkeypatch.setattr(place.bot.app, "ask", waiting)
    result, pressed = await together(place, ask(place, b"who rejected the offer?\n" * 5), cancel())
    assert pressed.response.ephemeral
    assert pressed.response.content == "Stopping after this question."
    assert len(asked) == 2
    (said,) = texts(place.components(result.response))
    assert said == "Stopped after 2 of 5 questions. That is what was found so far."
    assert labels(place.components(result.response)) == []
    _, report = result.response.attachments
    assert (await report.read()).decode().count("## 2. ") == 1
    assert place.bot.runs.of(team) == []


async def test_as_many_questions_as_may_be_asked_are(place: Place) -> None:
    result = await ask(place, b"Bushehr\n" * 50)
    assert texts(place.components(result.response)) == [
        "Asked 50 questions; passages are quoted for 50."
    ]


async def test_its_asker_and_moderators_stop_it_and_nobody_else(place: Place) -> None:
    card = (await place.ann.slash(place.channel, "ask", question="who rejected it?")).response
    run = place.bot.runs.begin(f"guild-{place.guild.id}", place.ann.id, 5)
    place.relabel(card, "Delete", f"fn:stop:{run.key}")
    refused = await place.bob.click(card, label="Delete")
    assert refused.response.content == f"Only <@{place.ann.id}> or a moderator can stop this."
    assert not run.stopped
    second = await ask(place)
    assert second.followups[0].content.startswith("You have a file of questions running here.")
    for actor in (place.ann, place.moderator):
        run.stopped = False
        stopping = await actor.click(card, label="Delete")
        assert stopping.response.content == "Stopping after this question."
        assert run.stopped


async def test_a_button_that_outlived_its_run_says_so(place: Place) -> None:
    card = await place.ann.slash(place.channel, "ask", question="who rejected the offer?")
    place.relabel(card.response, "Delete", f"fn:stop:{'0' * 12}")
    said = await place.ann.click(card.response, label="Delete")
    assert said.followups[0].content == OVER
    assert texts(place.components(card.response)) == [OVER]


OVER = (
    "This is over, or ended when the bot was restarted; its files are gone. What was asked by then"
    " is kept like any question. Ask again with the file."
)


async def left_behind(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    make_bot: Callable[[], FootnoteBot],
    **options: Any,
) -> Any:
    """The message of a file of which the process ended after one of two questions."""
    cog: Any = place.bot.get_cog("AskFile")

    async def ending(interaction: Any, run: Any, *_: Any, private: bool) -> None:
        run.done = 1
        words = await place.bot.texts(interaction, private=private)
        await interaction.edit_original_response(view=BatchCard(run, words))

    with monkeypatch.context() as patch:
        patch.setattr(cog, "_ask", ending)
        card = (await ask(place, **options)).response
    await place.env.restart_bot(make_bot())
    assert texts(place.components(card)) == ["1 of 2 questions asked"]
    assert labels(place.components(card)) == ["Cancel"]
    return card


@pytest.mark.parametrize("private", [False, True])
async def test_cancel_after_a_restart_says_that_it_ended_and_no_progress_is_shown_any_more(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    make_bot: Callable[[], FootnoteBot],
    private: bool,
) -> None:
    card = await left_behind(place, monkeypatch, make_bot, private=private)
    pressed = await (place.ann if private else place.bob).click(card, label="Cancel")
    (said,) = pressed.followups
    assert said.ephemeral and said.content == OVER
    assert texts(place.components(card)) == [OVER]
    assert labels(place.components(card)) == []
    again = await ask(place)
    assert texts(place.components(again.response))[0].startswith("Asked 2 questions")


async def test_what_it_says_after_a_restart_is_in_its_readers_languages(
    place: Place, monkeypatch: pytest.MonkeyPatch, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await left_behind(place, monkeypatch, make_bot)
    place.locales[place.bob.id] = "de"
    pressed = await place.bob.click(card, label="Cancel")
    assert pressed.followups[0].content.startswith("Das ist fertig, oder es endete, als der Bot")
    assert texts(place.components(card)) == [OVER], "everybody reads it"


async def test_a_press_that_comes_late_leaves_the_files_alone(place: Place) -> None:
    card = (
        await place.ann.slash(place.channel, "ask", question="who rejected the offer?")
    ).response
    place.relabel(card, "Delete", f"fn:stop:{'0' * 12}")
    real = discord.Interaction.original_response

    async def finished(self: Any) -> Any:
        place.relabel(card, "Delete", "fn:delete:0123456789ab")
        return await real(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discord.Interaction, "original_response", finished)
        said = await place.ann.click(card, label="Delete")
    assert said.followups[0].content == OVER
    assert texts(place.components(card)) != [OVER]


async def test_a_message_that_is_gone_by_then_is_told_all_the_same(place: Place) -> None:
    card = (
        await place.ann.slash(place.channel, "ask", question="who rejected the offer?")
    ).response
    place.relabel(card, "Delete", f"fn:stop:{'0' * 12}")
    place.env.inject_error("GET", "/webhooks/*/messages/@original", status=404, code=10008)
    said = await place.ann.click(card, label="Delete")
    assert said.followups[0].content == OVER


def breaking(place: Place, patch: pytest.MonkeyPatch, after: int) -> list[str]:
    """Lets a fault end a file after so many questions; the questions that were asked."""
    place.bot.runs.shown_every = 0.0
    asked: list[str] = []
    ask_one = place.bot.app.ask

    def broken(team: str, question: str, **how: Any) -> Answer:
        if len(asked) == after:
            raise RuntimeError("a bug")
        asked.append(question)
        return ask_one(team, question, **how)

    patch.setattr(place.bot.app, "ask", broken)
    return asked


FAULT = r"Something broke on our side\. Tell an admin: E-[0-9A-F]{4}"
AGAIN = r"Your file was not kept\. Use the command again with it\."
SO_FAR = r"Something went wrong after 3 of 5 questions\. That is what was found until then\."


@pytest.mark.parametrize("private", [True, False])
async def test_a_fault_amid_a_file_leaves_what_was_found_and_no_button(
    place: Place, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    asked = breaking(place, monkeypatch, 3)
    result = await ask(place, b"who rejected the offer?\n" * 5, private=private)
    message = result.response
    assert len(asked) == 3
    assert labels(place.components(message)) == []
    (said,) = texts(place.components(message))
    if private:
        assert message.ephemeral and re.fullmatch(rf"{SO_FAR} {FAULT}\n{AGAIN}", said)
        assert result.followups == [], "once"
    else:
        assert re.fullmatch(SO_FAR, said), "the fault is nobody's but the asker's"
        (told,) = result.followups
        assert told.ephemeral and re.fullmatch(rf"{FAULT}\n{AGAIN}", told.content)
    table, report = message.attachments
    assert (table.filename, report.filename) == ("answers.csv", "answers.md")
    assert (await report.read()).decode().count("\n## ") == 3
    quoted = next(read_quotations((await report.read()).decode()))
    assert quoted.receipt is not None
    kept = place.bot.app.team(f"guild-{place.guild.id}").with_receipt(quoted.receipt)
    assert len(kept) == 3, "the receipts in it lead somewhere"
    assert place.bot.runs.of(f"guild-{place.guild.id}") == []


async def test_a_fault_before_anything_was_found_leaves_a_line_and_no_button(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking(place, monkeypatch, 0)
    result = await ask(place, private=True)
    (said,) = texts(place.components(result.response))
    assert re.fullmatch(rf"{FAULT}\n{AGAIN}", said)
    assert labels(place.components(result.response)) == []
    assert result.response.attachments == [] and result.followups == []
    public = await ask(place, private=False)
    (told,) = public.followups
    assert told.ephemeral and re.fullmatch(rf"{FAULT}\n{AGAIN}", told.content)
    assert place.channel.last_message is None


async def test_files_that_discord_does_not_take_leave_a_line_and_no_button(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = discord.Interaction.edit_original_response

    async def too_large(self: Any, **what: Any) -> Any:
        if what.get("attachments"):
            answer: Any = SimpleNamespace(status=413, reason="Payload Too Large")
            raise discord.HTTPException(answer, "too large")
        return await edit(self, **what)

    monkeypatch.setattr(discord.Interaction, "edit_original_response", too_large)
    result = await ask(place, private=True)
    (said,) = texts(place.components(result.response))
    assert re.fullmatch(rf"{FAULT}\n{AGAIN}", said)
    assert labels(place.components(result.response)) == []


async def test_the_words_about_a_fault_amid_a_file_are_in_the_askers_language(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.locales[place.ann.id] = "de"
    breaking(place, monkeypatch, 3)
    result = await ask(place, b"who rejected the offer?\n" * 5, private=True)
    (said,) = texts(place.components(result.response))
    assert said.startswith(
        "Nach 3 von 5 Fragen ging etwas schief. Das ist, was bis dahin gefunden wurde."
    )
