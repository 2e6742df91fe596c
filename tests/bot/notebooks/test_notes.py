"""Notes that were overwritten or cleared: shown, and put back, also after a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.client import FootnoteBot
from bot.core.notebook import LONGEST_NOTE
from tests.bot.conftest import MovingClock, Place, labels
from tests.bot.notebooks.saving import asked, entries, save, told


async def noted(place: Place, note: str | None = None, actor: Any = None) -> Any:
    """What sets the one entry's note, or clears it, brings."""
    options = {} if note is None else {"note": note}
    entry = entries(place)[0].id
    return await (actor or place.bob).slash(place.channel, "notebook note", entry=entry, **options)


@pytest.mark.parametrize(
    ("note", "said"), [(None, "The note is cleared."), ("his", "The note is saved.")]
)
async def test_a_note_that_is_lost_is_shown_and_put_back_also_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot], note: str | None, said: str
) -> None:
    await save(place, await asked(place), note="ask *her*")
    result = await noted(place, note)
    assert told(result) == f"{said}\nBefore:\n```text\nask *her*\n```"
    assert labels(place.components(result.response)) == ["Undo"]
    await place.env.restart_bot(make_bot())
    await place.bob.click(result.response, label="Undo")
    assert entries(place)[0].note == "ask *her*"
    seen = place.last_seen(result.response)
    assert (seen.content, seen.components) == ("The note from before is there again.", [])


async def test_where_nothing_is_lost_nothing_is_to_be_undone(place: Place) -> None:
    await save(place, await asked(place))
    for _ in range(2):
        result = await noted(place, "n")
        assert told(result) == "The note is saved."
        assert labels(place.components(result.response)) == []


async def test_undo_does_not_overwrite_what_somebody_noted_since(place: Place) -> None:
    await save(place, await asked(place), note="first")
    result = await noted(place, "second")
    await noted(place, "third", place.ann)
    refused = await place.bob.click(result.response, label="Undo")
    assert entries(place)[0].note == "third"
    assert told(refused) == (
        "Somebody changed this meanwhile, so nothing was written.\n"
        "There now:\n```text\nthird\n```\nBefore:\n```text\nfirst\n```"
    )
    assert labels(place.components(refused.followups[0])) == ["Note"]


async def test_undo_says_after_a_day_that_it_is_over_and_from_elsewhere_that_there_is_none(
    place: Place, moving_clock: MovingClock
) -> None:
    await save(place, await asked(place), note="first")
    result = await noted(place)
    moving_clock.pass_by(timedelta(days=1))
    refused = await place.bob.click(result.response, label="Undo")
    assert told(refused) == "That note is not kept any more: it can be put back for a day."
    assert entries(place)[0].note == ""


async def test_a_long_note_is_shown_as_a_file(place: Place) -> None:
    long = ("```" + "\U0001f600" * LONGEST_NOTE)[:LONGEST_NOTE]
    await save(place, await asked(place))
    await noted(place, long)
    result = await noted(place)
    assert told(result) == "The note is cleared.\nWhat stood there before is in before.txt."
    (file,) = result.response.attachments
    assert (file.filename, (await file.read()).decode()) == ("before.txt", long)
    await place.bob.click(result.response, label="Undo")
    assert entries(place)[0].note == long
    assert place.last_seen(result.response).attachments == []


async def test_what_the_form_overwrites_can_be_put_back_too(place: Place) -> None:
    await save(place, await asked(place), note="first")
    book = (await place.bob.slash(place.channel, "notebook show")).response
    opened = (await place.bob.select(book, [entries(place)[0].id])).response
    modal = await place.bob.click(opened, label="Note")
    result = await place.bob.submit_modal(modal, {"note": ""})
    assert told(result) == "The note is cleared.\nBefore:\n```text\nfirst\n```"
    (message,) = result.followups or [result.response]
    await place.bob.click(message, label="Undo")
    assert entries(place)[0].note == "first"


async def test_it_is_said_in_german(place: Place) -> None:
    await save(place, await asked(place), note="first")
    place.locales[place.bob.id] = "de"
    result = await noted(place)
    assert told(result) == "Die Notiz ist gelöscht.\nVorher:\n```text\nfirst\n```"
    assert labels(place.components(result.response)) == ["Rückgängig"]
    await place.bob.click(result.response, label="Rückgängig")
    assert place.last_seen(result.response).content == "Die Notiz von vorher steht wieder da."
