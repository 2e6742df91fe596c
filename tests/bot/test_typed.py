"""What was typed into a form is given back where it is refused, whichever form it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.settings import SettingsFile
from bot.core.texts import texts
from bot.views.given_back import Given, with_given
from bot.views.markdown import units
from tests.bot.conftest import Place, a_fault
from tests.bot.notebooks.saving import asked, entries, save, shown
from tests.clocks import MovingClock
from tests.conftest import NOW

TYPED = "typed with *care*"
GIVEN = f"\nYou typed:\n```text\n{TYPED}\n```"


def refusal(result: Any) -> str:
    (message,) = result.followups or [result.response]
    assert message is not None and message.ephemeral
    return str(message.content)


def drop_all(place: Place) -> None:
    team = place.bot.app.team(f"guild-{place.guild.id}")
    for kept in team.since(NOW):
        team.drop(kept.id)


async def test_a_note_to_an_answer_that_is_gone(place: Place) -> None:
    modal = await place.bob.click(await asked(place), label="Save")
    drop_all(place)
    said = refusal(await place.bob.submit_modal(modal, {"rank": ["1"], "note": TYPED}))
    assert said == f"This answer is not kept any more. Ask again to see it.{GIVEN}"


async def test_nothing_is_given_back_where_nothing_was_typed(place: Place) -> None:
    modal = await place.bob.click(await asked(place), label="Save")
    drop_all(place)
    said = refusal(await place.bob.submit_modal(modal, {"rank": ["1"], "note": " "}))
    assert said == "This answer is not kept any more. Ask again to see it."


@pytest.mark.parametrize(("label", "field"), [("Note", "note"), ("Tags", "tags")])
async def test_a_note_or_tags_of_an_entry_that_is_gone(
    place: Place, label: str, field: str
) -> None:
    await save(place, await asked(place))
    opened = await place.ann.select(await shown(place), [entries(place)[0].id])
    modal = await place.ann.click(opened.response, label=label)
    await place.ann.slash(place.channel, "notebook remove", entry=entries(place)[0].id)
    said = refusal(await place.ann.submit_modal(modal, {field: TYPED}))
    assert said == f"There is no such entry in this notebook.{GIVEN}"


async def test_tags_that_are_refused(place: Place) -> None:
    await save(place, await asked(place))
    opened = await place.ann.select(await shown(place), [entries(place)[0].id])
    modal = await place.ann.click(opened.response, label="Tags")
    typed = f"one, {'x' * 40}"
    said = refusal(await place.ann.submit_modal(modal, {"tags": typed}))
    assert said.endswith(f"\nYou typed:\n```text\n{typed}\n```")
    assert entries(place)[0].tags == ()


async def test_a_question_to_follow_an_answer_that_is_gone_and_one_that_fails(
    place: Place,
) -> None:
    card = await asked(place)
    gone, failed = [await place.ann.click(card, label="Follow up") for _ in range(2)]
    with a_fault(place):
        said = refusal(await place.ann.submit_modal(failed, {"question": TYPED}))
    assert said.startswith("Something broke on our side") and said.endswith(GIVEN)
    drop_all(place)
    said = refusal(await place.ann.submit_modal(gone, {"question": TYPED}))
    assert said.endswith(GIVEN)


async def test_a_changed_question_to_an_answer_that_is_gone_and_one_that_is_refused(
    place: Place,
) -> None:
    result = await place.ann.slash(place.channel, "ask", question="what did Putin say?")
    forms = [await place.ann.click(result.response, label="Change question") for _ in range(3)]
    said = refusal(await place.ann.submit_modal(forms[0], {"question": "***"}))
    assert said.endswith("\nYou typed:\n```text\n***\n```")
    with a_fault(place):
        said = refusal(await place.ann.submit_modal(forms[1], {"question": TYPED}))
    assert said.endswith(GIVEN)
    drop_all(place)
    said = refusal(await place.ann.submit_modal(forms[2], {"question": TYPED}))
    assert said.endswith(GIVEN)


async def test_a_draft_that_is_one_question_too_many(
    place: Place, moving_clock: MovingClock
) -> None:
    modal = await place.ann.slash(place.channel, "check")
    for _ in range(place.bot.app.config.discord.questions_per_minute):
        await asked(place)
    short = refusal(await place.ann.submit_modal(modal, {"text": TYPED}))
    assert " a minute is the limit." in short and short.endswith(GIVEN)
    modal = await place.ann.slash(place.channel, "check")
    result = await place.ann.submit_modal(modal, {"text": "ä" * 4_000})
    assert refusal(result).endswith("\nWhat you typed is in typed.txt.")
    (message,) = result.followups or [result.response]
    (file,) = message.attachments
    assert (file.filename, (await file.read()).decode()) == ("typed.txt", "ä" * 4_000)


async def test_a_draft_whose_result_would_be_public_is_given_back_in_private(
    place: Place,
) -> None:
    modal = await place.ann.slash(place.channel, "check", private=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.bot.app, "check_quotations", lambda *_, **__: 1 / 0)
        result = await place.ann.submit_modal(modal, {"text": TYPED})
    (message,) = result.followups
    assert message.ephemeral and str(message.content).endswith(GIVEN)
    assert place.channel.last_message is None


async def test_where_the_bot_may_not_speak_a_public_check_is_private(place: Place) -> None:
    modal = await place.ann.slash(place.channel, "check", private=False)
    SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}")).change(speaks_in=("1",))
    result = await place.ann.submit_modal(modal, {"text": TYPED})
    assert result.response is not None and result.response.ephemeral


@given(st.lists(st.text(alphabet="ab`*\n\\😀@<", max_size=2_500), min_size=1, max_size=2))
def test_whatever_was_typed_fits_a_message_or_is_a_file(typed: list[str]) -> None:
    given_back = [Given(name, text) for name, text in zip(("typed", "now"), typed, strict=False)]
    for said in ("No.", "x" * 3_000):
        content, files = with_given(said, given_back, texts())
        assert units(content) <= 2_000
        for each in given_back:
            data = [
                file.fp.read().decode() for file in files if file.filename == f"{each.name}.txt"
            ]
            inline = f"```text\n{each.text}\n```" in content
            assert inline or data == [each.text] or not each.text.strip()
            assert not (inline and data)
