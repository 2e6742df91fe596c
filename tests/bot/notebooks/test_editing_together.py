"""Two members who change one entry at once: nothing that either wrote is lost."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.notebook import LONGEST_NOTE, Notebook
from tests.bot.conftest import Place, labels, together
from tests.bot.notebooks.saving import asked, entries, save, shown, told


async def opened(place: Place, actor: Any) -> Any:
    """The card of the only entry, as somebody opened it."""
    book = await shown(place, actor)
    return (await actor.select(book, [entries(place)[0].id])).response


@pytest.mark.parametrize(
    ("label", "field", "hers", "his", "stands"),
    [
        ("Tags", "tags", "iran, the deal", "kerry", "iran, the deal"),
        ("Note", "note", "ask *her*", "ask him", "ask *her*"),
    ],
)
async def test_what_was_changed_meanwhile_stays_and_what_was_typed_is_given_back(
    place: Place, label: str, field: str, hers: str, his: str, stands: str
) -> None:
    await save(place, await asked(place))
    first = await place.ann.click(await opened(place, place.ann), label=label)
    second = await place.bob.click(await opened(place, place.bob), label=label)
    await place.ann.submit_modal(first, {field: hers})
    before = entries(place)
    refused = await place.bob.submit_modal(second, {field: his})
    assert entries(place) == before
    assert told(refused) == (
        "Somebody changed this meanwhile, so nothing was written.\n"
        f"There now:\n```text\n{stands}\n```\nYou typed:\n```text\n{his}\n```"
    )
    # From what stands there now it can be changed.
    (message,) = refused.followups or [refused.response]
    assert labels(place.components(message)) == [label]
    third = await place.bob.click(message, label=label)
    await place.bob.submit_modal(third, {field: "both"})
    (entry,) = entries(place)
    assert (entry.note or entry.listed_tags) == "both"


@pytest.mark.parametrize(("label", "field"), [("Tags", "tags"), ("Note", "note")])
async def test_of_two_sent_in_at_the_same_time_one_is_written(
    place: Place, label: str, field: str
) -> None:
    await save(place, await asked(place))
    first = await place.ann.click(await opened(place, place.ann), label=label)
    second = await place.bob.click(await opened(place, place.bob), label=label)
    results = await together(
        place,
        place.ann.submit_modal(first, {field: "hers"}),
        place.bob.submit_modal(second, {field: "his"}),
    )
    (entry,) = entries(place)
    written = entry.note or entry.listed_tags
    assert written in {"hers", "his"}
    refused = results[1 if written == "hers" else 0]
    assert told(refused).startswith("Somebody changed this meanwhile")


async def test_what_was_cleared_meanwhile_is_said_to_be_empty(place: Place) -> None:
    await save(place, await asked(place), note="old")
    modal = await place.bob.click(await opened(place, place.bob), label="Note")
    await place.ann.slash(place.channel, "notebook note", entry=entries(place)[0].id)
    refused = await place.bob.submit_modal(modal, {"note": "new"})
    assert entries(place)[0].note == ""
    assert told(refused) == (
        "Somebody changed this meanwhile, so nothing was written.\n"
        "There is nothing there now.\nYou typed:\n```text\nnew\n```"
    )


async def test_what_does_not_fit_a_message_is_given_back_as_files(place: Place) -> None:
    await save(place, await asked(place))
    modal = await place.bob.click(await opened(place, place.bob), label="Note")
    hers, his = ("```" + "\U0001f600" * LONGEST_NOTE)[:LONGEST_NOTE], "*" * LONGEST_NOTE
    notebook = Notebook(place.bot.app.team_file(f"guild-{place.guild.id}"), str(place.channel.id))
    notebook.note(entries(place)[0].id, hers)
    refused = await place.bob.submit_modal(modal, {"note": his})
    assert entries(place)[0].note == hers
    (message,) = refused.followups or [refused.response]
    assert message.content == (
        "Somebody changed this meanwhile, so nothing was written.\n"
        f"What stands there now is in now.txt.\nYou typed:\n```text\n{his}\n```"
    )
    (file,) = message.attachments
    assert (file.filename, (await file.read()).decode()) == ("now.txt", hers)
