"""/notebook: shown, searched, noted, tagged and exported, for who sees the channel."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from simcord import interactions

from bot.client import FootnoteBot
from bot.core.exported import read_quotations
from bot.core.notebook import LONGEST_TAG, MOST_TAGS, Notebook, forget
from tests.bot.conftest import Place, labels, texts, walk
from tests.bot.notebooks.saving import QUESTION, asked, entries, save, shown, told


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


async def test_pages_of_a_tag_that_nothing_has_any_more_show_nothing_else(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place)
    for rank in range(1, 8):
        await save(place, card, rank=[str(rank)])
    for entry in entries(place)[1:]:
        await place.ann.slash(place.channel, "notebook tag", entry=entry.id, add="deal")
    book = await shown(place, tag="deal")
    assert labels(place.components(book)) == ["More"]
    for entry in entries(place)[1:]:
        await place.ann.slash(place.channel, "notebook tag", entry=entry.id, take="deal")
    await place.env.restart_bot(make_bot())
    await place.ann.click(book, label="More")
    assert texts(place.components(book)) == ["No entry has that tag any more."]
    assert labels(place.components(book)) == []


async def test_a_tag_is_found_however_it_is_typed_and_one_that_nothing_has_is_said(
    place: Place,
) -> None:
    await save(place, await asked(place))
    (entry,) = entries(place)
    await place.ann.slash(place.channel, "notebook tag", entry=entry.id, add="#The  Deal")
    for typed in ("the deal", "#The Deal", " THE  deal"):
        book = texts(place.components(await shown(place, tag=typed)))
        assert book[0] == "**Notebook: one passage**"
        result = await place.ann.slash(place.channel, "notebook export", tag=typed)
        assert len(result.response.attachments) == 1
    none = "No entry here has the tag *the* deal.".replace("*", "\\*")
    assert texts(place.components(await shown(place, tag="*the* deal"))) == [none]
    result = await place.ann.slash(place.channel, "notebook export", tag="*the* deal")
    assert told(result) == none


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
    assert await said("note", entry=entry.id) == "The note is cleared.\nBefore:\n```text\nn\n```"
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
