"""Votes on answers in Discord, and what those who manage a server learn from them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.client import FootnoteBot
from bot.core.evaluating import read_questions
from bot.core.judged import QUESTIONS
from bot.core.settings import SettingsFile
from bot.core.votes import Tally, Votes
from tests.bot.conftest import MovingClock, Place, labels, texts
from tests.conftest import NOW

QUESTION = "who rejected the offer?"


@pytest.fixture
def manager(place: Place) -> MemberActor:
    role = place.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return place.guild.add_member(place.env.create_user("max"), roles=[role])


async def asked(place: Place, question: str = QUESTION, *, private: bool = False) -> Any:
    result = await place.ann.slash(place.channel, "ask", question=question, private=private)
    assert result.response is not None
    return result.response


def tallies(place: Place) -> list[Tally]:
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    return list(Votes(file).tallies().values())


async def test_a_vote_is_counted_changed_and_taken_back_over_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place)
    thanks = await place.ann.click(card, label="Helpful")
    assert thanks.followups[0].ephemeral
    assert thanks.followups[0].content.startswith("Thank you. You found this answer helpful")
    await place.bob.click(card, label="Helpful")
    assert tallies(place) == [Tally(2, 0)]

    await place.env.restart_bot(make_bot())
    changed = await place.ann.click(card, label="Not helpful")
    assert tallies(place) == [Tally(1, 1)]

    await place.ann.click(changed.followups[0], label="Take it back")
    assert tallies(place) == [Tally(1, 0)]
    assert labels(place.components(changed.followups[0])) == []


async def test_an_answer_without_passages_is_not_voted_on(place: Place) -> None:
    card = await asked(place, "what did Putin say?")
    assert not {"Helpful", "Not helpful"} & set(labels(place.components(card)))


async def test_a_vote_on_an_answer_that_was_deleted_meanwhile_says_so(place: Place) -> None:
    card = await asked(place)
    copy = (await place.bob.click(card, label="More")).followups[0]
    await place.ann.click(card, label="Delete")
    said = await place.bob.click(copy, label="Helpful")
    assert said.followups[0].content == "This answer is not kept any more. Ask again to see it."
    assert tallies(place) == []


async def test_insights_tell_what_was_asked_and_not_who_asked(
    place: Place, manager: MemberActor
) -> None:
    card = await asked(place)
    await place.bob.click(card, label="Not helpful")
    await asked(place, "what did Putin say?")
    await asked(place, "where is Quetzalcoatl?", private=True)
    result = await manager.slash(place.channel, "insights")
    assert result.response is not None and result.response.ephemeral
    shown = "\n".join(texts(place.components(result.response)))
    assert "3 questions, one of them private." in shown
    assert "From answers that are still kept: 30 days." in shown
    assert "- what did Putin say? (once)" in shown
    assert '- "putin" (one question)' in shown
    assert "- who rejected the offer? (1 not helpful, 0 helpful · fn-" in shown
    assert "Quetzalcoatl" not in shown
    for person in (place.ann, place.bob):
        assert str(person.id) not in shown


async def test_insights_of_what_is_hardly_kept_say_for_how_long(
    place: Place, manager: MemberActor
) -> None:
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(file).change(retention_days=0)
    result = await manager.slash(place.channel, "insights")
    (*_, last) = texts(place.components(result.response))
    assert last.startswith("-# From answers that are still kept: 15 minutes.")


async def test_judged_answers_are_exported_as_a_set_that_is_read(
    place: Place, manager: MemberActor, tmp_path: Path
) -> None:
    nothing = await manager.slash(place.channel, "insights", export=True)
    assert nothing.followups[0].content.startswith("There are no judged answers to export yet")
    card = await asked(place)
    await place.bob.click(card, label="Helpful")
    saving = await place.bob.click(card, label="Save")
    await place.bob.submit_modal(saving, {"rank": ["2"], "note": ""})
    result = await manager.slash(place.channel, "insights", days=7, export=True)
    (sent,) = result.followups
    assert sent.ephemeral
    (file,) = sent.attachments
    assert file.filename == "judged.zip"
    with zipfile.ZipFile(io.BytesIO(await file.read())) as archive:
        archive.extractall(tmp_path)
    (question,) = read_questions(tmp_path / QUESTIONS)
    assert (question.text, question.answerable) == (QUESTION, True)
    (kept,) = place.bot.app.team(f"guild-{place.guild.id}").since(NOW)
    assert question.relevant == {kept.answer.citations[1].passage_id}, "what was saved of it"


async def test_insights_and_their_export_are_the_same_after_a_restart(
    place: Place, manager: MemberActor, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place)
    await place.bob.click(card, label="Helpful")

    async def shown() -> tuple[list[str], bytes]:
        result = await manager.slash(place.channel, "insights", export=True)
        (file,) = result.followups[0].attachments
        with zipfile.ZipFile(io.BytesIO(await file.read())) as archive:
            return texts(place.components(result.response)), archive.read(QUESTIONS)

    before = await shown()
    await place.env.restart_bot(make_bot())
    assert await shown() == before
    assert QUESTION.encode() in before[1]


async def test_insights_look_back_as_many_days_as_were_chosen(
    place: Place, manager: MemberActor, moving_clock: MovingClock
) -> None:
    for question, later in (("what did Putin say?", 8), ("what did Obama say?", 7), (QUESTION, 0)):
        await asked(place, question)
        moving_clock.pass_by(timedelta(days=later))

    async def insights(**options: int) -> tuple[str, str]:
        result = await manager.slash(place.channel, "insights", **options)
        top, *rest = texts(place.components(result.response))
        return top, "\n".join(rest)

    # Asked 15, 7 and no days ago: what was asked just so many days ago counts.
    top, rest = await insights(days=7)
    assert top.splitlines()[:2] == [
        "Questions since 10 Jan 2026",
        "2 questions, none of them private.",
    ]
    assert "Obama" in rest and "Putin" not in rest and '"putin"' not in rest
    moving_clock.pass_by(timedelta(seconds=1))
    top, rest = await insights(days=7)
    assert top.splitlines()[1] == "One question, none of them private."
    assert "Obama" not in rest and "Putin" not in rest
    top, rest = await insights()
    assert top.splitlines()[1] == "3 questions, none of them private.", "a month, unless chosen"
    assert "Obama" in rest and "Putin" in rest
    moving_clock.pass_by(timedelta(days=16))
    top, _ = await insights(days=365)
    assert top.splitlines()[1] == "2 questions, none of them private.", "as far as they are kept"


async def test_insights_are_for_those_who_manage_the_server_alone(place: Place) -> None:
    commands = await place.bot.tree.fetch_commands()
    (command,) = [each for each in commands if each.name == "insights"]
    place.guild.set_command_permissions(command, {place.ann: True})
    result = await place.ann.slash(place.channel, "insights")
    assert result.response is not None and result.response.ephemeral
    assert result.response.content == "Only members who may manage the server can see this."


async def test_insights_of_hostile_questions_are_within_discords_limits(
    place: Place, manager: MemberActor
) -> None:
    for number in range(12):
        place.bot.app.team(f"guild-{place.guild.id}").keep(
            place.bot.app.ask("local", f"{'*_`~|<@1>' * 40} zzqx{number}", limit=3),
            asker="1",
            place=str(place.channel.id),
            private=False,
        )
    result = await manager.slash(place.channel, "insights")
    assert result.response is not None
    shown = texts(place.components(result.response))
    assert sum(map(len, shown)) <= 4_000
    assert "12 questions" in shown[0]


@pytest.mark.parametrize("locale", ["en-US", "de"])
async def test_a_vote_that_comes_when_the_answers_time_is_over_is_refused_as_after_housekeeping(
    place: Place, moving_clock: MovingClock, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    place.locales[place.bob.id] = locale
    card = await asked(place)
    cast = Votes.cast

    def late(self: Votes, *given: Any, **how: Any) -> None:
        moving_clock.pass_by(timedelta(days=30))
        cast(self, *given, **how)

    with monkeypatch.context() as patch:
        patch.setattr(Votes, "cast", late)
        refused = (await place.bob.click(card, label="Helpful")).followups
    assert tallies(place) == []
    place.bot.app.expire()
    after = (await place.bob.click(card, label="Helpful")).followups
    assert [each.content for each in refused] == [each.content for each in after]
    assert refused[0].ephemeral
    words = "This answer expired on" if locale == "en-US" else "Diese Antwort ist am"
    assert refused[0].content.startswith(words)
