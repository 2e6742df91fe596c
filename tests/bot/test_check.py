"""Drafts in Discord: files, pasted text, messages; pages that survive a restart; hostile drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.client import FootnoteBot
from bot.core.answer import Quote
from bot.core.checked import Check, Finding, Kind
from bot.core.quote_match import Difference
from bot.core.texts import all_texts
from bot.core.verifying import Outcome, verify
from bot.views.check_card import CheckCard, pages_of
from index.files import files
from tests.bot.conftest import MovingClock, Place, labels, texts, walk
from tests.citations import CITATION, SEARCHED
from tests.core.documents import document

TRUE = 'He said "because they have dirty hands".'
ID = "0123456789ab"
MANY = "\n\n".join(f'"draft number {number} of the series" is not there.' for number in range(30))


async def check(place: Place, **options: Any) -> Any:
    return await place.ann.slash(place.channel, "check", **options)


async def test_a_file_is_checked_for_its_sender_alone_and_comes_back_with_footnotes(
    place: Place,
) -> None:
    result = await check(place, file=("draft.docx", document(TRUE, TRUE.replace("dirty", "bad"))))
    message = result.response
    assert message is not None and message.ephemeral
    top, first, second, bottom = texts(place.components(message))
    assert top == ("**Quotations of draft.docx**\n2 quotations: 1 word for word, 1 differs.")
    assert first == (
        "1\\. **because they have dirty hands**\nWord for word\n"
        "-# Khamenei: Iran rejected US request for cooperation against IS ·"
        " Middle East Eye, date not stated · paragraph 5\n"
        "-# In quotation marks in the article; the sentence names *Khamenei*."
    )
    assert "\nDiffers: *bad* / *dirty*\n" in second
    assert bottom.startswith("-# Searched: Sample articles (5 articles")
    assert labels(place.components(message)) == ["Share", "Delete"]
    draft, listed = message.attachments
    assert (draft.filename, listed.filename) == ("draft.md", "quotations.md")
    assert b'"because they have dirty hands"[^1].' in await draft.read()
    seeds = place.bot.app.config.folders("seeds")
    found = verify(await listed.read(), files(seeds, lambda *refused: None))
    assert [each.outcome for each in found] == [Outcome.AS_QUOTED] * 2


async def test_a_text_may_be_given_or_pasted(place: Place) -> None:
    result = await check(place, text=TRUE, private=False)
    assert result.response is not None and not result.response.ephemeral
    assert "1 word for word" in texts(place.components(result.response))[0]
    modal = await check(place)
    pasted = await place.ann.submit_modal(modal, {"text": TRUE})
    assert pasted.response is not None and pasted.response.ephemeral
    assert "1 word for word" in texts(place.components(pasted.response))[0]


async def test_what_was_pasted_is_checked_also_if_the_bot_was_restarted_meanwhile(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    modal = await check(place)
    await place.env.restart_bot(make_bot())
    pasted = await place.ann.submit_modal(modal, {"text": TRUE})
    assert "1 word for word" in texts(place.components(pasted.response))[0]


@pytest.mark.parametrize(
    "text", ["“*`_~|" * 660, "“a b” " * 660, "> " * 2_000, "@everyone <@1> " * 260]
)
async def test_four_thousand_characters_of_symbols_are_answered(place: Place, text: str) -> None:
    result = await check(place, text=text[:4_000])
    assert result.response is not None
    assert texts(place.components(result.response))[0].startswith("**Quotations**\n")


async def test_a_message_is_checked_by_its_file_or_else_its_text(place: Place) -> None:
    message = await place.bob.send(place.channel, f"{TRUE} > <@1> **no**")
    result = await place.ann.context_menu(place.channel, "Check quotes", message)
    assert result.response is not None and result.response.ephemeral
    assert "1 word for word" in texts(place.components(result.response))[0]
    sent = [("a.png", b"\x89PNG"), ("draft.docx", document(TRUE.replace("dirty", "bad")))]
    message = await place.bob.send(place.channel, TRUE, attachments=sent)
    result = await place.ann.context_menu(place.channel, "Check quotes", message)
    assert "1 differs" in texts(place.components(result.response))[0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"file": ("a.pdf", b"%PDF")}, "A .pdf file cannot be checked."),
        ({"file": ("a.md", b"\x00\xff")}, "This draft is not text."),
        ({"file": ("a.docx", b"PK\x03\x04")}, "This is not a Word document that can be read."),
        ({"file": ("a.md", b"x" * ((1 << 20) + 1))}, "This draft is larger than 1,024 KiB."),
        ({"file": ("a.md", b" ")}, "There is no text in this draft."),
        ({"text": TRUE, "library": "nosuch"}, "There is no library"),
    ],
)
@pytest.mark.parametrize("private", [True, False])
async def test_what_cannot_be_checked_is_refused_in_a_line_to_the_asker_alone(
    place: Place, options: dict[str, Any], words: str, private: bool
) -> None:
    result = await check(place, private=private, **options)
    # In private the refusal takes the acknowledgement's place.
    (said,) = [result.response] if private else result.followups
    assert said.ephemeral and said.content.startswith(words) and "\n" not in said.content
    assert place.channel.last_message is None


async def test_a_draft_without_quotations_says_so_without_files(place: Place) -> None:
    result = await check(place, text="Nobody said a word.")
    assert texts(place.components(result.response)) == [
        "**Quotations**\nNo quotation to look for was found."
    ]
    assert result.response.attachments == []


async def test_pages_turn_also_after_a_restart_and_are_gone_when_they_expire(
    place: Place, moving_clock: MovingClock, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = (await check(place, text=MANY, private=False)).response
    assert labels(place.components(card)) == ["More", "Delete"]
    await place.env.restart_bot(make_bot())
    await place.ann.click(card, label="More")
    shown = texts(place.components(card))
    assert shown[1].startswith("9\\. **draft number 8 of the series**\nNot found here")
    assert "-# Page 2 of 4" in shown
    assert labels(place.components(card)) == ["Back", "More", "Delete"]
    assert len([each for each in walk(place.components(card)) if each["type"] == 13]) == 2
    other = await place.bob.click(card, label="More")
    (copy,) = other.followups
    assert copy.ephemeral and labels(place.components(copy)) == ["Back", "More"]
    turned = await place.bob.click(copy, label="More")
    assert turned.followups == [], "their own copy turns where it is"
    assert "-# Page 4 of 4" in texts(place.components(copy))
    moving_clock.pass_by(timedelta(days=31))
    expired = await place.ann.click(card, label="More")
    assert expired.followups[0].content.startswith("This check expired on ")


async def test_a_page_of_a_check_that_was_deleted_meanwhile_says_so(place: Place) -> None:
    card = (await check(place, text=MANY, private=False)).response
    team = place.bot.app.team(f"guild-{place.guild.id}")
    (row,) = team.file.rows("SELECT id FROM answers")
    team.drop(row["id"])
    said = await place.ann.click(card, label="More")
    assert said.followups[0].content.startswith("This check is not kept any more.")


async def test_a_private_check_is_shared_once_with_its_list_and_without_the_draft_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = (await check(place, text=MANY)).response
    await place.env.restart_bot(make_bot())
    shared = await place.ann.click(card, label="Share")
    assert shared.followups[0].content == "It is in the channel now."
    copy = place.last()
    said = texts(copy.components)
    assert said[0] == f"-# Shared by <@{place.ann.id}>"
    assert said[1].startswith("**Quotations**\n30 quotations: 30 not found here.")
    assert [each["filename"] for each in copy.attachments] == ["quotations.md"]
    again = await place.ann.click(card, label="Share")
    assert again.followups[0].content == "You have shared this answer already."
    message = place.channel.last_message
    turned = await place.ann.click(message, label="More")
    assert turned.followups == []
    assert texts(place.components(message))[0] == f"-# Shared by <@{place.ann.id}>"
    assert labels(place.components(message)) == ["Back", "More", "Delete"]
    assert [each["type"] for each in walk(place.components(message))].count(13) == 1


async def test_what_a_shared_check_lists_is_what_was_found(place: Place) -> None:
    card = (await check(place, text=TRUE)).response
    (_, listed) = card.attachments
    await place.ann.click(card, label="Share")
    (shared,) = place.channel.last_message.attachments
    assert await shared.read() == await listed.read()


async def test_a_check_is_shared_without_a_file_where_the_bot_may_attach_none(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = (await check(place, text=TRUE)).response
    may = discord.Permissions(view_channel=True, send_messages=True)
    monkeypatch.setattr(discord.Interaction, "app_permissions", may)
    shared = await place.ann.click(card, label="Share")
    assert shared.followups[0].content == "It is in the channel now."
    assert place.last().attachments == []


async def test_its_asker_and_moderators_delete_it_and_nobody_else(place: Place) -> None:
    card = (await check(place, text=TRUE, private=False)).response
    refused = await place.bob.click(card, label="Delete")
    assert refused.followups[0].content.startswith("Only <@")
    await place.moderator.click(card, label="Delete")
    assert place.channel.last_message is None
    rows = place.bot.app.team_file(f"guild-{place.guild.id}").rows("SELECT id FROM answers")
    assert rows == []


async def test_a_team_never_looks_into_anothers_library(place: Place) -> None:
    from tests.articles import add, article

    app = place.bot.app
    shelf = next(each for each in app.known("guild-1") if each.library.name == "own")
    shelf.library.path.parent.mkdir(parents=True, exist_ok=True)
    add(shelf.library, article("Title\n\nThe zeppelin landed at noon in Friedrichshafen.\n"))
    result = await check(place, text='"The zeppelin landed at noon in Friedrichshafen"')
    assert "1 not found here" in texts(place.components(result.response))[0]


HOSTILE = st.text(st.sampled_from("*_`|~[]()<>@#\\x \n\u202e"), min_size=1, max_size=400)


@given(HOSTILE, st.integers(1, 30), st.sampled_from(list(Kind)))
def test_every_page_is_within_discords_limits_whatever_is_quoted(
    text: str, count: int, kind: Kind
) -> None:
    quote = Quote(
        **{
            **{name: getattr(CITATION, name) for name in Quote.__dataclass_fields__},
            "title": text * 9,
            "outlet": text * 9,
            "origin": text,
        }
    )
    told = Difference(text, text)
    finding = Finding(
        number=1, quoted=text * 3, line=1, behind=0, kind=kind, closed=False, quote=quote,
        differences=(told,) * 9, inserted=(told,) * 9, left_out=9, omitted=(text,) * 9, others=9,
        speaker=text,
    )  # fmt: skip
    libraries = (*(SEARCHED,) * 9,)
    check = Check(text, (finding,) * count, libraries, unchecked=3, beyond=True)
    assert sum(len(page) for page in pages_of(check)) == count
    for words in all_texts():
        for page in range(len(pages_of(check))):
            card = CheckCard(check, ID, page, texts=words, private=True, shared_by="1" * 19)
            shown = list(walk(card.to_components()))
            displays = [each["content"] for each in shown if each["type"] == 10]
            assert sum(len(each.encode("utf-16-le")) // 2 for each in displays) <= 4_000
            assert len(shown) <= 40 and all(displays)
