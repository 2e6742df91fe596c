"""Save keeps a passage with a note, in the notebook of the channel where it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord

from bot.client import FootnoteBot
from tests.bot.conftest import Place, labels, texts, together, walk
from tests.bot.notebooks.saving import QUESTION, asked, entries, save, shown, told
from tests.conftest import NOW


async def test_save_asks_which_passage_and_for_a_note_and_offers_to_undo(place: Place) -> None:
    card = await asked(place)
    said = (await save(place, card, rank=["2"], note="ask her")).response
    assert said.ephemeral and said.content == "Saved to this channel's notebook."
    (entry,) = entries(place)
    assert entry.quote.outlet == "Middle East Eye"
    assert (entry.question, entry.note, entry.saver) == (QUESTION, "ask her", str(place.ann.id))
    assert entry.receipt.startswith("fn-")
    undone = await place.ann.click(said, label="Undo")
    assert entries(place) == []
    await place.ann.click(undone.followups[0], label="Undo")
    assert [each.id for each in entries(place)] == [entry.id]


async def test_the_first_passage_of_the_page_is_offered_first(place: Place) -> None:
    card = await asked(place)
    await place.ann.click(card, label="More")
    await place.ann.click(card, label="Save")
    sent = [each.json for each in place.env.http_requests if "fn:saving" in str(each.json)]
    modal = sent[-1]
    (offered,) = [each for each in walk(modal["data"]["components"]) if each["type"] == 3]
    assert [each["value"] for each in offered["options"] if each.get("default")] == ["4"]


async def test_an_opened_passage_is_saved_by_itself(place: Place) -> None:
    opened = (await place.bob.click(await asked(place), label="Open 3")).followups[0]
    modal = await place.bob.click(opened, label="Save")
    await place.bob.submit_modal(modal, {"note": "mine"})
    (entry,) = entries(place)
    assert (entry.saver, entry.note) == (str(place.bob.id), "mine")


async def test_two_who_save_the_same_passage_make_one_entry(place: Place) -> None:
    card = await asked(place)
    first = await place.ann.click(card, label="Save")
    second = await place.bob.click(card, label="Save")
    await place.ann.submit_modal(first, {"rank": ["1"], "note": "hers"})
    said = (await place.bob.submit_modal(second, {"rank": ["1"], "note": "his"})).response
    assert said.content == (
        f"It is in the notebook already, saved by <@{place.ann.id}>"
        f" <t:{int(NOW.timestamp())}:R>.\nIt has another note. Yours was not saved.\n"
        "You typed:\n```text\nhis\n```"
    )
    assert labels(place.components(said)) == ["Note", "Show notebook"]
    (entry,) = entries(place)
    assert (entry.saver, entry.note) == (str(place.ann.id), "hers")


async def test_two_who_save_the_same_passage_at_the_same_time_make_one_entry(
    place: Place,
) -> None:
    card = await asked(place)
    first = await place.ann.click(card, label="Save")
    second = await place.bob.click(card, label="Save")
    results = await together(
        place,
        place.ann.submit_modal(first, {"rank": ["1"], "note": "hers"}),
        place.bob.submit_modal(second, {"rank": ["1"], "note": "his"}),
    )
    (entry,) = entries(place)
    saved, there = sorted((told(each) for each in results), key=len)
    assert saved == "Saved to this channel's notebook."
    other = "his" if entry.note == "hers" else "hers"
    assert there.startswith(f"It is in the notebook already, saved by <@{entry.saver}>")
    assert there.endswith(f"\nYou typed:\n```text\n{other}\n```")


async def test_what_was_typed_while_the_bot_restarted_is_saved(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    modal = await place.ann.click(await asked(place), label="Save")
    await place.env.restart_bot(make_bot())
    said = (await place.ann.submit_modal(modal, {"rank": ["1"], "note": "typed before"})).response
    assert said.content == "Saved to this channel's notebook."
    await place.env.restart_bot(make_bot())
    assert entries(place)[0].note == "typed before"
    assert "typed before" in "\n".join(texts(place.components(await shown(place))))


async def test_an_answer_deleted_before_the_modal_was_sent_in_says_so(place: Place) -> None:
    card = await asked(place)
    modal = await place.bob.click(card, label="Save")
    team = place.bot.app.team(f"guild-{place.guild.id}")
    for kept in team.since(NOW):
        team.drop(kept.id)
    said = await place.bob.submit_modal(modal, {"rank": ["1"], "note": "x"})
    assert told(said).startswith("This answer is not kept any more. Ask again to see it.")
    assert entries(place) == []


async def test_the_form_says_who_will_see_what_is_saved(place: Place) -> None:
    await place.ann.click(await asked(place, private=True), label="Save")
    sent = [each.json for each in place.env.http_requests if "fn:saving" in str(each.json)]
    assert "Whoever can see this channel sees it, with the question." in str(sent[-1])


async def test_a_passage_of_a_comparison_is_saved_without_a_receipt(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    compared = await place.ann.slash(
        place.channel, "compare", question="did Khamenei say American hands are dirty?"
    )
    opened = (await place.bob.click(compared.response, label="Open 2")).followups[0]
    modal = await place.bob.click(opened, label="Save")
    await place.env.restart_bot(make_bot())
    said = (await place.bob.submit_modal(modal, {"note": "mine"})).response
    assert said.content == "Saved to this channel's notebook."
    (entry,) = entries(place)
    assert (entry.receipt, entry.note) == ("", "mine")
    assert entry.question == "did Khamenei say American hands are dirty?"
    assert entry.quote.text in opened_text(place, opened)


def opened_text(place: Place, opened: Any) -> str:
    code = [each for each in texts(place.components(opened)) if each.startswith("```text")]
    return "\n".join(code)


async def test_a_thread_saves_to_its_channels_notebook_with_its_name(place: Place) -> None:
    channel = place.bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="Talks", type=discord.ChannelType.public_thread)
    (thread,) = place.channel.threads
    await save(place, await asked(place, channel=thread))
    await save(place, await asked(place), rank=["2"])
    saved = entries(place)
    assert [each.where.thread_name for each in saved] == ["", "Talks"]
    in_thread = await place.ann.slash(thread, "notebook show", thread=True)
    card = "\n".join(texts(place.components(in_thread.response)))
    assert "**Notebook: one passage**" in card and "in the thread Talks" in card


async def test_a_private_thread_has_a_notebook_of_its_own(place: Place) -> None:
    channel = place.bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    made = await channel.create_thread(name="Leaks", type=discord.ChannelType.private_thread)
    await made.add_user(discord.Object(place.ann.id))
    (thread,) = place.channel.threads
    said = (await save(place, await asked(place, channel=thread))).response
    assert said.content == "Saved to the notebook of this private thread."
    assert entries(place) == [], "those who see the channel do not see the thread"
    assert len(entries(place, thread)) == 1
    book = await place.ann.slash(thread, "notebook show")
    assert "I rejected US offer" in "\n".join(texts(place.components(book.response)))
