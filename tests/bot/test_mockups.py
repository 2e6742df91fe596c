"""Each kind of card whole, as members see it: its words, its buttons and their order."""

from __future__ import annotations

import re
from typing import Any

import discord
import pytest

from bot.core.excerpts import CUT
from tests.bot.conftest import Place, labels, texts, walk
from tests.bot.transcript import seen

STRONG = """\
**who rejected the offer?**
Closest passages · strong word match
> **I rejected US offer to #Iran abt #ISIS because US has corrupted its hands in this issue.**\
Mr.Zarif rejected US Secretary of State’s offer too.
> — Khamenei.ir (@khamenei_ir) September 15, 2014
1. Iran Rejects U.S. Bid to Coordinate Against ISIS
-# Outlet and date not stated · paragraph 8
-# Similar in 3 other articles
> **"Secretary of State (John Kerry) personally asked (Iranian counterpart) Mohammad Javad Zarif\
 and he rejected the request," said Khamenei, who was leaving hospital after what doctors said was\
 successful prostate surgery.**
2. Khamenei: Iran rejected US request for cooperation against IS
-# Middle East Eye, date not stated · paragraph 6
-# Similar in 3 other articles
> **Iran rejected a US request for cooperation against the Islamic State militant group early in\
 its advance in Iraq and Syria, supreme leader Ayatollah Ali Khamenei said on Monday.**
3. Khamenei: Iran rejected US request for cooperation against IS
-# Middle East Eye, date not stated · paragraph 3
-# Similar in 3 other articles
-# Sample articles: 5, indexed (time) · fn-000001
[Open 1] [Open 2] [Open 3] [More]
[Save] [Helpful] [Not helpful] [Follow up] [Delete]"""

NOTHING = """\
**{question}**
No passage contains "Putin", so no quotes are shown.
Searched: Sample articles (5 articles, 1 dated 15 Sep 2014, 4 undated, indexed (time)).
Outlets: Middle East Eye, PJ Media, SHAFAQNA; not stated by 2 articles.
Not found here does not mean not said.
-# fn-000001
{buttons}"""

COMPARED = """\
**did Khamenei say American hands are dirty?**
Closest wording in each article: 5 of 5, four wordings
**__dirty__ hands**
> "I said no, because they have dirty hands," said Khamenei, who has the final say on all matters\
 of state in Iran.
-# 1. Middle East Eye · paragraph 5 · names Khamenei
**hands are __dirty__**
> [...] I saw no point in cooperating with a country whose hands are dirty and intentions murky.”
-# 2. SHAFAQNA · paragraph 3 · speaker not named in this sentence
**__stained__ hands**, 2 articles
> [...] will not cooperate with the Americans in this regard since they have a corrupt intention\
 and stained hands and how could we have cooperation with the Americans under such conditions,"\
 Khamenei said.
-# 3. Iran Supreme Leader Mocks Obama’s ISIL Strategy, 15 Sep 2014 · paragraph 10 · names Khamenei
> [...] “I said we do not work with the Americans as they have evil intentions and stained hands.\
 [...]
-# 4. PJ Media · paragraphs 8 and 9 · speaker not named in this sentence
**__corrupted__ its hands**
> I rejected US offer to #Iran abt #ISIS because US has corrupted its hands in this issue. [...]
-# 5. Iran Rejects U.S. Bid to Coordinate Against ISIS · paragraph 8 · speaker not named in this\
 sentence
-# Wording only: not a verdict, nor a count of independent reports.
[Open 1] [Open 2] [Open 3] [Open 4] [Open 5]
[Table] [Image] [Delete]"""

HELP = """\
Footnote finds passages in your articles and shows them word for word. It writes nothing itself.
Try: `/ask who rejected the offer?`
Or mention me with a question, or write to me directly. Press Follow up to ask on.
Right-click or long-press a message → Apps → Find sources
More: /compare, /check, /ask-file, /notebook, /watch, /receipt
You are searching: Sample articles (5)
Stored: questions, 30 days. Erase yours: /footnote forget-me"""
MANAGERS = "\nQuiet channels, library, language and how long questions are kept: /settings"

QUESTIONS = [
    "who rejected the offer?",
    "what surgery did Khamenei have?",
    "what did Putin say?",
    "is Kerry still open to dialogue with Tehran?",
    '"dirty hands"',
]


async def ask(place: Place, question: str, **options: Any) -> Any:
    return (await place.ann.slash(place.channel, "ask", question=question, **options)).response


async def test_a_strong_answer(place: Place) -> None:
    assert seen(place, await ask(place, QUESTIONS[0])) == STRONG


@pytest.mark.parametrize(
    ("question", "buttons"),
    [
        # "say" is too common a word for there to be anything near.
        ("what did Putin say?", "[Change question] [Watch for this] [Follow up] [Delete]"),
        (
            "did Putin reject the request?",
            "[Change question] [Nearest anyway] [Watch for this] [Follow up] [Delete]",
        ),
    ],
)
async def test_nothing_found(place: Place, question: str, buttons: str) -> None:
    card = await ask(place, question)
    assert seen(place, card) == NOTHING.format(question=question, buttons=buttons)


async def test_the_nearest_passages_anyway_say_what_they_lack(place: Place) -> None:
    card = await ask(place, "did Putin reject the request?")
    await place.ann.click(card, label="Nearest anyway")
    lines = seen(place, card).split("\n")
    assert lines[:2] == [
        "**did Putin reject the request?**",
        'These do not mention "Putin"',
    ]
    assert lines[2].startswith("> ")
    assert lines[-2:] == [
        "[Open 1] [Open 2] [Open 3] [More]",
        "[Save] [Helpful] [Not helpful] [Follow up] [Delete]",
    ]


async def test_a_comparison(place: Place) -> None:
    question = "did Khamenei say American hands are dirty?"
    result = await place.ann.slash(place.channel, "compare", question=question)
    assert seen(place, result.response) == COMPARED


async def test_the_first_run(place: Place) -> None:
    result = await place.ann.slash(place.channel, "footnote help")
    assert result.response is not None and result.response.ephemeral
    assert seen(place, result.response) == HELP
    await place.ann.send(place.channel, place.mention(""))
    assert seen(place, place.channel.last_message) == HELP
    role = place.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    max_ = place.guild.add_member(place.env.create_user("max"), roles=[role])
    result = await max_.slash(place.channel, "footnote help")
    assert seen(place, result.response) == HELP + MANAGERS


@pytest.mark.parametrize("question", QUESTIONS)
async def test_every_answer_keeps_the_rules(place: Place, question: str) -> None:
    card = await ask(place, question)
    shown = seen(place, card)
    assert shown.startswith(f"**{question}**\n"), "the question is echoed"
    components = place.components(card)
    assert sum(each["type"] == 1 for each in components) <= 2, "two rows of buttons"
    assert all(re.fullmatch(r"[A-Za-z]+( [a-z]+| \d)*", each) for each in labels(components))
    assert not re.search(r"\d\.\d|[Ss]core|SHA-256|characters \d|confidence|probab", shown)
    said = texts(components)
    quoted = [at for at, text in enumerate(said) if text.startswith("> ")]
    assert len(quoted) <= 3
    kept = place.bot.app.team(f"guild-{place.guild.id}").since(place.bot.app.clock())
    answer = [each.answer for each in kept][-1]
    for at, citation in zip(quoted, answer.citations, strict=False):
        assert said[at + 1].startswith(f"{citation.rank}\\. "), "its source stands below a quote"
        assert re.search(r" · paragraphs? \d", said[at + 1])
        bare = " ".join(re.sub(r"\\(.)|\*\*|^> ?", r"\1", said[at], flags=re.MULTILINE).split())
        assert " ".join(citation.sentence.split()) in bare, "the best sentence is whole"
        if len(citation.text) > 350 and len(citation.sentence) < 350:
            assert CUT in bare, "the rest is behind Open"
    assert [each["type"] for each in walk(components)].count(2) == len(labels(components))
