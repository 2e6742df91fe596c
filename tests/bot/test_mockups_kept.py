"""What is saved, watched and goes wrong, whole, as members see it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from bot.core.lookout import STILL
from tests.articles import add, article
from tests.bot.conftest import MovingClock, Place, a_fault, labels, texts
from tests.bot.transcript import seen

WATCHED = "is Kerry still open to dialogue with Tehran?"
SAID = "On Friday, Kerry told reporters that the door to Tehran stays open."

EXPORTED = """\
> "I said no, because they have dirty hands," said Khamenei, who has the final say on all matters\
 of state in&#xa0;Iran.

"Khamenei: Iran rejected US request for cooperation against IS." Middle East Eye. Date not stated.\
 Paragraph 5.
Check: 003_c1109b46a4549047.txt, characters START-END, SHA-256 HASH · fn-RECEIPT
"""
CITED = """\
@misc{khamenei-HASH8,
  title = {{Khamenei: Iran rejected US request for cooperation against IS}},
  howpublished = {Middle East Eye},
  note = {Paragraph 5}
}
"""
DIGEST = f"""\
**Watch: {WATCHED}**
1 new passage · partial word match
> **{SAID}**
1. A door stays open
-# The Harbour Gazette, date not stated · paragraph 1 · added (time)
[Open 1] [Save] [Mute a week] [Stop watch]"""


async def ask(place: Place, question: str) -> Any:
    return (await place.ann.slash(place.channel, "ask", question=question)).response


async def test_an_entry_exported(place: Place) -> None:
    card = await ask(place, '"dirty hands"')
    form = await place.ann.click(card, label="Save")
    await place.ann.submit_modal(form, {"note": ""})
    exported = await place.ann.slash(place.channel, "notebook export", format="markdown")
    text = (await exported.response.attachments[0].read()).decode()
    place_ = r"characters \d+-\d+, SHA-256 [0-9a-f]{64}"
    text = re.sub(place_, "characters START-END, SHA-256 HASH", text)
    text = re.sub(r"khamenei-[0-9a-f]{8}", "khamenei-HASH8", text)
    text = re.sub(r"fn-[0-9A-Z]{6}", "fn-RECEIPT", text)
    assert EXPORTED in text
    assert CITED in text


async def test_a_digest(place: Place, moving_clock: MovingClock) -> None:
    await place.ann.slash(place.channel, "watch add", question=WATCHED, partial=True)
    library = place.bot.app.known(f"guild-{place.guild.id}")[-1].library
    title = "A door stays open"
    outlet = "The Harbour Gazette"
    new = f"{title}\n\n{SAID}\n"
    add(library, article(new, "new.txt", outlet=outlet))
    cog: Any = place.bot.get_cog("LookoutCog")
    await cog.round()
    moving_clock.pass_by(STILL)
    await cog.round()
    assert seen(place, place.channel.last_message) == DIGEST


async def test_a_passage_whose_article_is_gone_stays_quoted(
    place: Place, moving_clock: MovingClock
) -> None:
    card = await ask(place, "who rejected the offer?")
    library = place.bot.app.known("local")[0].library
    with library.writer() as writer, writer.change() as change:
        for number in range(1, 6):
            change.remove(number)
    opened = await place.ann.click(card, label="Open 1")
    (shown,) = opened.followups
    assert shown.ephemeral
    assert (
        "That article was removed or replaced on 2 Jan 2026; the passage is shown as it was quoted."
    ) in seen(place, shown)
    moving_clock.pass_by(timedelta(days=31))
    late = await place.ann.click(card, label="Open 1")
    assert late.followups[0].content == (
        "This answer expired on 1 Feb 2026: answers are kept for 30 days. Ask again to see it."
    )


async def test_too_many_questions(place: Place) -> None:
    for _ in range(6):
        await ask(place, "Bushehr")
    said = (await place.ann.slash(place.channel, "ask", question="Bushehr")).response
    assert said is not None and said.ephemeral
    assert re.fullmatch(
        r"Six questions a minute is the limit\. Ask again in \d\d seconds\.", said.content
    )


async def test_a_fault(place: Place) -> None:
    with a_fault(place):
        result = await place.ann.slash(place.channel, "ask", question="Bushehr", private=True)
    assert result.response is not None and result.response.ephemeral
    assert re.fullmatch(
        r"Something broke on our side\. Tell an admin: E-[0-9A-F]{4}\n\[Try again\]",
        seen(place, result.response),
    )


async def test_somebody_elses_answer(place: Place) -> None:
    card = await ask(place, "Bushehr")
    refused = await place.bob.click(card, label="Delete")
    assert refused.followups[0].ephemeral
    assert seen(place, refused.followups[0]) == "Only @Ann or a moderator can delete this."


async def test_a_question_that_was_read_otherwise_can_be_asked_exactly(place: Place) -> None:
    card = await ask(place, "what did Khamenei say about the coalition?")
    form = await place.ann.click(card, label="Follow up")
    result = await place.ann.submit_modal(form, {"question": "and what did Kerry say?"})
    lines = seen(place, result.response).split("\n")
    assert lines[0] == "**and what did Kerry say?**"
    assert lines[2] == "Read as: what did Kerry say about the coalition?"
    assert lines[-1] == "[Save] [Helpful] [Not helpful] [Ask exactly] [Delete]"


@pytest.mark.parametrize(
    ("locale", "button", "line"),
    [
        ("en-US", "Try again", "Something broke on our side. Tell an admin: E-"),
        ("de", "Noch einmal versuchen", "Bei uns ist etwas kaputtgegangen."),
    ],
)
async def test_a_mention_gets_one_line_and_the_rest_privately(
    place: Place, locale: str, button: str, line: str
) -> None:
    place.locales[place.ann.id] = locale
    with a_fault(place):
        await place.ann.send(place.channel, place.mention("Bushehr"))
    notice = place.channel.last_message
    assert seen(place, notice) == "I could not answer that.\n[Show me privately]"
    shown = (await place.ann.click(notice, label="Show me privately")).response
    assert shown is not None and shown.ephemeral
    assert shown.content.startswith(line)
    assert labels(place.components(shown)) == [button]
    assert texts(place.components(shown)) == []
    await place.env.advance_time(31)
    assert place.channel.last_message != notice
