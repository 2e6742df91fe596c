"""The notebook in Discord: saved with a modal, shown, noted, tagged, removed, exported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
from discord import ui
from simcord import interactions
from simcord.results import InteractionResult

from bot.client import FootnoteBot
from bot.core.exported import read_quotations
from bot.core.notebook import LONGEST_TAG, MOST_TAGS, Entry, Notebook, Where, forget
from bot.core.texts import texts as in_language
from bot.views.markdown import units
from bot.views.notebook_card import EntryCard, NotebookCard
from tests.bot.conftest import Place, labels, texts, walk
from tests.citations import CITATION
from tests.conftest import NOW

QUESTION = "who rejected the offer?"


async def asked(place: Place, actor: Any = None, channel: Any = None, **options: Any) -> Any:
    result = await (actor or place.ann).slash(
        channel or place.channel, "ask", question=QUESTION, **options
    )
    assert result.response is not None
    return result.response


def entries(place: Place, channel: Any = None) -> list[Entry]:
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    return Notebook(file, str((channel or place.channel).id)).entries()


async def save(place: Place, card: Any, actor: Any = None, **values: Any) -> Any:
    actor = actor or place.ann
    modal = await actor.click(card, label="Save")
    return await actor.submit_modal(modal, {"rank": ["1"], "note": ""} | values)


def told(result: InteractionResult) -> str:
    """The one message, for one person alone, that something brought."""
    (message,) = result.followups or [result.response]
    assert message is not None and message.ephemeral
    return str(message.content)


async def shown(place: Place, actor: Any = None, **options: Any) -> Any:
    result = await (actor or place.ann).slash(place.channel, "notebook show", **options)
    assert result.response is not None and result.response.ephemeral
    return result.response


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
        f" <t:{int(NOW.timestamp())}:R>.\nIt has another note. Yours was not saved:\n> his"
    )
    assert labels(place.components(said)) == ["Note", "Show notebook"]
    (entry,) = entries(place)
    assert (entry.saver, entry.note) == (str(place.ann.id), "hers")


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
    assert told(said) == "This answer is not kept any more. Ask again to see it."
    assert entries(place) == []


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


async def test_whoever_cannot_see_the_channel_any_more_does_not_see_its_notebook(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    await save(place, await asked(place))
    book = await shown(place)
    plain = interactions.base_payload

    def blind(backend: Any, **given: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = plain(backend, **given)
        payload["member"]["permissions"] = "0"
        return record, payload

    monkeypatch.setattr(interactions, "base_payload", blind)
    refused = "You cannot see this channel, so its notebook is not shown."
    assert told(await place.ann.select(book, [entries(place)[0].id])) == refused
    for command in ("show", "search words:offer", "export"):
        name, *words = command.split(" words:")
        options = {"words": words[0]} if words else {}
        result = await place.ann.slash(place.channel, f"notebook {name}", **options)
        assert told(result) == refused


async def test_in_direct_messages_it_is_ones_own_also_once_one_was_forgotten(place: Place) -> None:
    ann = place.ann.user
    card = (await ann.slash("ask", question=QUESTION)).response
    modal = await ann.click(card, label="Save")
    said = (await ann.submit_modal(modal, {"rank": ["1"], "note": ""})).response
    assert said.content == "Saved to your notebook."
    file = place.bot.app.team_file(f"user-{place.ann.id}")
    with file.writing() as connection:
        forget(connection, str(place.ann.id))
    (row,) = file.rows("SELECT id FROM notebook")
    assert told(await ann.slash("notebook remove", entry=row["id"])) == "Removed from the notebook."


async def test_all_tags_that_an_entry_may_have_can_be_changed_together(place: Place) -> None:
    await save(place, await asked(place))
    (entry,) = entries(place)
    tags = [f"{number}{'x' * (LONGEST_TAG - 1)}" for number in range(MOST_TAGS)]
    notebook = Notebook(place.bot.app.team_file(f"guild-{place.guild.id}"), str(place.channel.id))
    notebook.tag(entry.id, add=tags)
    opened = await place.ann.select(await shown(place), [entry.id])
    modal = await place.ann.click(opened.response, label="Tags")
    sent = [each.json for each in place.env.http_requests if "fn:tagging" in str(each.json)]
    (field,) = [each for each in walk(sent[-1]["data"]["components"]) if each["type"] == 4]
    assert field["value"] == ", ".join(tags)
    await place.ann.submit_modal(modal, {"tags": field["value"]})
    assert entries(place)[0].tags == tuple(tags)


async def test_a_file_that_discord_would_not_take_is_packed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await asked(place)
    for rank in range(1, 6):
        await save(place, card, rank=[str(rank)])
    whole = (await place.ann.slash(place.channel, "notebook export")).response.attachments[0]
    assert whole.filename == "notebook.md"
    plain = interactions.base_payload

    def small(backend: Any, **given: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = plain(backend, **given)
        return record, payload | {"attachment_size_limit": whole.size - 1}

    monkeypatch.setattr(interactions, "base_payload", small)
    result = await place.ann.slash(place.channel, "notebook export")
    (file,) = result.response.attachments
    assert file.filename == "notebook.md.zip"
    with zipfile.ZipFile(io.BytesIO(await file.read())) as archive:
        assert len(list(read_quotations(archive.read("notebook.md").decode()))) == 5


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


async def test_another_channels_notebook_is_its_own(place: Place) -> None:
    await save(place, await asked(place))
    other = place.guild.create_text_channel("other")
    result = await place.ann.slash(other, "notebook show")
    (line,) = texts(place.components(result.response))
    assert line.startswith("Nothing is saved here yet.")
    removed = await place.ann.slash(other, "notebook remove", entry=entries(place)[0].id)
    assert told(removed) == "There is no such entry in this notebook."
    assert len(entries(place)) == 1


async def test_pages_turn_and_an_entry_opens_with_what_can_be_done(place: Place) -> None:
    card = await asked(place)
    for rank in range(1, 8):
        await save(place, card, rank=[str(rank)])
    book = await shown(place)
    assert texts(place.components(book))[-1] == "-# Page 1 of 2"
    await place.ann.click(book, label="More")
    assert texts(place.components(book))[-1] == "-# Page 2 of 2"
    assert labels(place.components(book)) == ["Back"]

    oldest = entries(place)[-1]
    his = await shown(place, place.bob)
    await place.bob.click(his, label="More")
    opened = await place.bob.select(his, [oldest.id])
    assert labels(place.components(opened.response)) == ["Note", "Tags", "Remove"]
    assert "I rejected US offer" in texts(place.components(opened.response))[0]
    refused = await place.bob.click(opened.response, label="Remove")
    assert refused.followups[0].content == (
        "Only whoever saved this, or a moderator, can remove it."
    )
    noting = await place.bob.click(opened.response, label="Note")
    await place.bob.submit_modal(noting, {"note": "**bold** @everyone"})
    tagging = await place.bob.click(opened.response, label="Tags")
    said = await place.bob.submit_modal(tagging, {"tags": "Kerry, the deal"})
    assert said.response.content == "Tags: kerry, the deal"
    tagged = texts(place.components(await shown(place, tag="kerry")))
    assert "\\*\\*bold\\*\\* \\@everyone" in "\n".join(tagged)
    await place.moderator.slash(place.channel, "notebook remove", entry=oldest.id)
    assert oldest.id not in [each.id for each in entries(place)]


async def test_words_are_looked_for(place: Place) -> None:
    card = await asked(place)
    await save(place, card, note="Quetzalcoatl")
    await save(place, card, rank=["2"])
    result = await place.ann.slash(place.channel, "notebook search", words="quetzalcoatl")
    assert "I rejected US offer" in "\n".join(texts(place.components(result.response)))
    none = await place.ann.slash(place.channel, "notebook search", words="zeppelin *")
    assert texts(place.components(none.response)) == [
        'No entry has any of the words of "zeppelin \\*".'
    ]


@pytest.mark.parametrize("form", ["markdown", "csv", "bibtex", "ris", "csl-json"])
async def test_the_notebook_comes_as_a_file(place: Place, form: str) -> None:
    empty = await place.ann.slash(place.channel, "notebook export", format=form)
    assert empty.response.content.startswith("Nothing is saved here yet.")
    await save(place, await asked(place))
    result = await place.ann.slash(place.channel, "notebook export", format=form, public=True)
    assert not result.response.ephemeral
    (file,) = result.response.attachments
    data = (await file.read()).decode()
    assert "Iran Rejects U.S. Bid to Coordinate Against ISIS" in data
    if form == "markdown":
        assert len(list(read_quotations(data))) == 1


async def test_a_saved_passage_whose_article_is_gone_is_shown_and_says_so(place: Place) -> None:
    await save(place, await asked(place))
    library = place.bot.app.known("local")[0].library
    with library.writer() as writer, writer.change() as change:
        for article in range(1, 6):
            change.remove(article)
    card = "\n".join(texts(place.components(await shown(place))))
    assert "I rejected US offer" in card
    assert "Its article was removed or replaced on " in card
    export = await place.ann.slash(place.channel, "notebook export")
    (file,) = export.response.attachments
    assert "Its article was removed or replaced on " in (await file.read()).decode()


async def test_tags_and_notes_by_command_and_what_is_wrong_is_said(place: Place) -> None:
    await save(place, await asked(place))
    (entry,) = entries(place)

    async def said(command: str, **options: str) -> str:
        return told(await place.ann.slash(place.channel, f"notebook {command}", **options))

    assert await said("tag", entry=entry.id, add="a, b") == "Tags: a, b"
    assert await said("tag", entry=entry.id, take="a,b") == "It has no tags now."
    assert await said("note", entry=entry.id, note="n") == "The note is saved."
    assert await said("note", entry=entry.id) == "The note is cleared."
    for wrong in ("f" * 12, "*" * 100, "' OR 1=1 --"):
        assert await said("note", entry=wrong, note="n") == (
            "There is no such entry in this notebook."
        )
    assert await said("tag", entry=entry.id, add="x" * 40) == (
        "A tag has 1 to 32 characters and no comma."
    )


async def test_entries_and_tags_are_offered_while_typing(place: Place) -> None:
    await save(place, await asked(place))
    (entry,) = entries(place)
    offered = await place.ann.autocomplete(place.channel, "notebook note", "entry", "iran rej")
    assert [each["value"] for each in offered] == [entry.id]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("mark", ["*", "*\n", "\U0001f600", "> ", "1. "])
def test_cards_of_hostile_text_are_within_discords_limits_and_keep_what_matters(
    mark: str, language: str
) -> None:
    def filled(most: int) -> str:
        return (mark * most)[:most]

    quote = replace(CITATION.as_quote(), text=filled(1_000), title=filled(400))
    quote = replace(quote, outlet=filled(400), origin=filled(200))
    where = Where("5", "9", filled(100))
    tags = tuple(f"{number}{mark.strip() * 40}"[:LONGEST_TAG] for number in range(MOST_TAGS))
    given = [
        Entry(f"{number:012x}", quote, filled(500), "", "1" * 19, NOW, where, filled(1_000), tags)
        for number in range(8)
    ]
    gone = {each.id: NOW for each in given}
    words = in_language(language)
    page = NotebookCard(given, 0, words, gone=gone, heading=f"**{'x' * 300}**")
    for card in (page, EntryCard(given[0], words, gone=gone)):
        shown = [each.content for each in card.walk_children() if isinstance(each, ui.TextDisplay)]
        assert sum(map(units, shown)) <= 4_000
        assert card.total_children_count <= 40
        entries_ = shown[1:] if card is page else ["\n".join(shown)]
        for each in entries_:
            assert "2026" in each, "that the article is gone"
            assert f"<@{'1' * 19}>" in each
        if card is not page:
            assert shown[1].count("\n") >= 5, "all of it, however much is cut"


async def test_a_notebook_of_hostile_text_is_within_discords_limits(place: Place) -> None:
    citation = place.bot.app.ask("local", QUESTION, limit=1).citations[0]
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    for number in range(6):
        quote = citation.as_quote().__class__(
            **{
                **{name: getattr(citation, name) for name in citation.as_quote().__slots__},
                "passage_id": f"{number:016x}",
                "text": "*_`~|<@1>" * 110,
                "title": "*" * 400,
                "outlet": "_" * 400,
            }
        )
        Notebook(file, str(place.channel.id)).save(
            quote, question="*" * 500, receipt="", saver="1", note="~" * 1000,
            thread="9", thread_name="`" * 100,
        )  # fmt: skip
    book = await shown(place)
    components = place.components(book)
    assert sum(map(len, texts(components))) <= 4_000
    assert sum(1 for _ in walk(components)) <= 40
    opened = await place.ann.select(book, [entries(place)[0].id])
    assert sum(map(len, texts(place.components(opened.response)))) <= 4_000
