"""A research day on the sample articles, written down as members see it: docs/research_day.md.

With ``FOOTNOTE_WRITE_DOCS=1`` the page is written anew; otherwise it must be what happens.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.client import FootnoteBot
from bot.core.exports import exports
from bot.core.lookout import STILL
from tests.articles import add, article
from tests.bot.conftest import MovingClock, Place
from tests.bot.transcript import Transcript

PAGE = Path(__file__).parents[2] / "docs" / "research_day.md"

TOP = """# A research day

What a team sees in Discord on a day with the five sample articles: ten questions, questions that
follow others, passages saved and exported, a watch that tells of a sixth article, a draft that is
checked. A test makes this page (`tests/bot/test_research_day.py`): it runs the real client in a
simulated Discord, restarts it in the middle, and fails when the page is not what members see.

Each block is a message as text. Discord shows what stands between `**` bold, a line behind `>` as a
quotation, one behind `-#` in small print. [Save] is a button, (... ▾) a list to choose from, names
stand for mentions, and (time) for a time as each reader's own Discord writes it.
"""

QUESTIONS = [
    "who rejected the offer?",
    "what surgery did Khamenei have?",
    "which countries were not invited to the conference in Paris?",
    "what did Putin say?",
    "what did Khamenei call the strategy?",
    "is Kerry still open to dialogue with Tehran?",
    "who asked Zarif personally?",
    '"dirty hands"',
    "what did Khamenei say about Iraq? after:2014-09-01",
    "who leads the Islamic State?",
]

# Of a ship that there is none of, in an article that is not among the samples.
UNANSWERED = "when does the Simurgh sail to Bushehr?"
ARTICLE = """A ferry sails again

The Simurgh sails to Bushehr on Monday evening, after a winter in the docks.
"""


@pytest.fixture
def manager(place: Place) -> MemberActor:
    role = place.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return place.guild.add_member(place.env.create_user("max"), roles=[role])


@pytest.fixture
def day(place: Place, manager: MemberActor) -> Transcript:
    people = {place.ann.id: "Ann", place.bob.id: "Bob", manager.id: "Max"}
    return Transcript(place, people | {place.channel.id: "general"})


async def test_the_day_is_as_the_page_says(
    place: Place,
    day: Transcript,
    manager: MemberActor,
    moving_clock: MovingClock,
    make_bot: Callable[[], FootnoteBot],
) -> None:
    await _morning(place, day, moving_clock)
    moving_clock.pass_by(timedelta(hours=2))
    await place.env.restart_bot(make_bot())
    day.tell("*The bot is restarted. Nobody notices: every button goes on working.*")
    await _asking_on(place, day)
    await _noon(place, day, moving_clock)
    await _watching(place, day, moving_clock)
    moving_clock.pass_by(timedelta(hours=3))
    await _evening(place, day, manager)
    written = f"{TOP}\n{day.text()}"
    if os.environ.get("FOOTNOTE_WRITE_DOCS"):
        PAGE.write_text(written, encoding="utf-8")
    # Where members see something else now, and it is right: FOOTNOTE_WRITE_DOCS=1 writes it anew.
    assert PAGE.read_text("utf-8") == written


async def _ask(place: Place, day: Transcript, question: str) -> Any:
    day.does("Ann", f"types `/ask {question}`")
    result = await place.ann.slash(place.channel, "ask", question=question)
    day.result(result)
    return result.response


async def _morning(place: Place, day: Transcript, clock: MovingClock) -> None:
    day.heading("First steps")
    day.does("Ann", "types `/footnote help`")
    day.result(await place.ann.slash(place.channel, "footnote help"))
    day.heading("Ten questions")
    for question in QUESTIONS:
        clock.pass_by(timedelta(minutes=1))
        await _ask(place, day, question)


async def _asking_on(place: Place, day: Transcript) -> None:
    day.heading("Asking on")
    question = "what did Khamenei say about the coalition?"
    day.does("Ann", f"types `/ask {question}` with `thread`")
    result = await place.ann.slash(place.channel, "ask", question=question, thread=True)
    day.message(result.response)
    (talk,) = place.channel.threads
    day.does("Footnote", f"makes a thread called *{talk.name}*, and writes in it:")
    day.message(talk.last_message)
    for who, actor, question in (
        ("Bob", place.bob, "and what did Kerry say?"),
        ("Ann", place.ann, "did he rule out cooperation?"),
    ):
        day.does(who, f"mentions it there: {question}")
        await actor.send(talk, place.mention(question))
        day.message(talk.last_message)
    card = talk.last_message
    day.does("Bob", "presses **Follow up** below that answer, types `and Jen Psaki?`, and sends it")
    form = await place.bob.click(card, label="Follow up")
    day.form(place)
    result = await place.bob.submit_modal(form, {"question": "and Jen Psaki?"})
    day.result(result)
    day.does("Bob", "wants her own words, whatever they are about, and presses **Ask exactly**")
    exactly = await place.bob.click(result.response, label="Ask exactly")
    assert exactly.followups == [], "it stands in the place of the answer"
    day.message(result.response, "The answer changes to")


async def _noon(place: Place, day: Transcript, clock: MovingClock) -> None:
    day.heading("Who words it how")
    question = "did Khamenei say American hands are dirty?"
    day.does("Bob", f"types `/compare {question}`")
    day.result(await place.bob.slash(place.channel, "compare", question=question))

    day.heading("What is behind a message")
    text = (
        "Iran did not reject the American request for cooperation against Islamic State."
        " Khamenei left the hospital on Tuesday after his prostate surgery."
    )
    day.does("Bob", f"writes: {text}")
    message = await place.bob.send(place.channel, text)
    day.does("Ann", "long-presses it and chooses **Find sources**")
    day.result(await place.ann.context_menu(place.channel, "Find sources", message))

    day.heading("A passage, opened and saved")
    card = (await place.ann.slash(place.channel, "ask", question=QUESTIONS[0])).response
    day.does("Bob", f"presses **Open 2** below the answer to *{QUESTIONS[0]}*")
    opened = await place.bob.click(card, label="Open 2")
    day.result(opened, of=card)
    day.does("Bob", "presses **Save**, types a note, and sends it")
    form = await place.bob.click(opened.followups[0], label="Save")
    day.form(place)
    day.result(await place.bob.submit_modal(form, {"note": "Zarif was asked in person"}))
    day.does("Ann", "presses **Save** below the answer, chooses the first passage, and sends it")
    form = await place.ann.click(card, label="Save")
    day.form(place)
    day.result(await place.ann.submit_modal(form, {"rank": ["1"], "note": ""}))
    day.does("Ann", "types `/notebook show`")
    book = await place.ann.slash(place.channel, "notebook show")
    day.result(book)
    day.does("Ann", "chooses the newest entry from the list")
    options = place.options(book.response)
    day.result(await place.ann.select(book.response, [options[0]]), of=book.response)
    for each in sorted(exports().values(), key=lambda each: each.NAME != "markdown"):
        clock.pass_by(timedelta(minutes=1))
        day.does("Ann", f"types `/notebook export format:{each.TITLE}`")
        exported = await place.ann.slash(place.channel, "notebook export", format=each.NAME)
        day.result(exported)
        await day.file(exported.response.attachments[0])

    day.heading("Did it help?")
    day.does("Bob", "presses **Helpful**")
    day.result(await place.bob.click(card, label="Helpful"), of=card)


async def _watching(place: Place, day: Transcript, clock: MovingClock) -> None:
    day.heading("A question that is watched")
    clock.pass_by(timedelta(minutes=1))
    card = await _ask(place, day, UNANSWERED)
    day.does("Ann", "presses **Watch for this**")
    day.result(await place.ann.click(card, label="Watch for this"), of=card)
    library = place.bot.app.known(f"guild-{place.guild.id}")[-1].library
    add(library, article(ARTICLE, "ferry.txt", outlet="The Harbour Gazette"))
    cog: Any = place.bot.get_cog("LookoutCog")
    await cog.round()
    clock.pass_by(STILL)
    await cog.round()
    day.tell(
        "*A sixth article is added, to the server's own library. It is news to the watch, so it is"
        " told, once.*"
    )
    day.article(ARTICLE)
    day.message(place.channel.last_message, "In the channel")


async def _evening(place: Place, day: Transcript, manager: Any) -> None:
    day.heading("Several questions at once")
    day.does("Ann", "types `/ask-file` with a file of three questions")
    data = "\n".join([*QUESTIONS[:2], QUESTIONS[3]]).encode()
    result = await place.ann.slash(place.channel, "ask-file", file=("questions.txt", data))
    day.result(result)
    await day.file(result.response.attachments[1])

    day.heading("Is it quoted rightly?")
    draft = (
        'Khamenei said no, "because they have dirty hands". The US had "evil plans and stained'
        ' hands" and "a playground where they can enter freely and shoot at will".\n\n'
        "> Right from the start, the United States asked [...] whether we could cooperate\n"
    )
    day.does("Ann", "types `/check` with the draft of her article")
    checked = await place.ann.slash(place.channel, "check", file=("article.md", draft.encode()))
    day.result(checked)
    await day.file(checked.response.attachments[0])

    day.heading("What was not found")
    day.does("Max", "(who manages the server) types `/insights`")
    day.result(await manager.slash(place.channel, "insights"))
    day.does("Max", "types `/settings`, and lets questions be kept for a week")
    card = await manager.slash(place.channel, "settings")
    await manager.select(card.response, ["7"], custom_id="fn:set:retention")
    day.result(card)

    day.heading("What is stored, and forgotten")
    day.does("Bob", "types `/footnote privacy`")
    day.result(await place.bob.slash(place.channel, "footnote privacy"))
    day.does("Bob", "types `/footnote forget-me`")
    asked = await place.bob.slash(place.channel, "footnote forget-me")
    day.result(asked)
    day.does("Bob", "presses **Erase it**")
    await place.bob.click(asked.response, label="Erase it")
    day.message(asked.response, "For them alone")
