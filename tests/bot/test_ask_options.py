"""/ask's options and the same operators in a question: what they leave, and what the card says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.articles import add, article
from tests.bot.conftest import LOST, Place, labels, texts

QUESTION = "what of the zeppelin?"
ARTICLES = [
    article(
        "The landing\n\nA zeppelin landed at the harbour of Split, said the pilot.",
        "landing.txt",
        outlet="Harbour News",
        published=date(2014, 9, 15),
    ),
    article(
        "The fire\n\nThe zeppelin burnt for two days; nobody was on board of it.",
        "fire.txt",
        outlet="Evening *Post*",
        published=date(2015, 2, 1),
    ),
    article("A plan\n\nSome town wants a zeppelin line to the islands by summer.", "plan.txt"),
]
LANDING, FIRE, PLAN = "landed at the harbour", "burnt for two days", "line to the islands"


@pytest.fixture
def town(place: Place) -> Place:
    """A team with three articles of its own about a zeppelin."""
    add(place.bot.app.known(f"guild-{place.guild.id}")[-1].library, *ARTICLES)
    return place


async def asked(place: Place, question: str = QUESTION, **options: Any) -> str:
    """All that the card shows."""
    result = await place.ann.slash(place.channel, "ask", question=question, **options)
    assert result.response is not None
    components = place.components(result.response)
    return "\n".join(texts(components)).replace("**", "") or str(result.response.content)


def held(shown: str) -> list[str]:
    """Which of the three articles are on a card, in its order."""
    found = [each for each in (LANDING, FIRE, PLAN) if each in shown]
    return sorted(found, key=shown.index)


@pytest.mark.parametrize(
    ("options", "left", "said"),
    [
        ({"phrase": "for two days"}, [FIRE], 'Only: with "for two days".'),
        ({"phrase": "two days for"}, [], 'Only: with "two days for".'),
        ({"without": "landing"}, [FIRE, PLAN], 'Only: without "landing".'),
        ({"without": "islands"}, [FIRE, LANDING], 'Only: without "islands".'),
        ({"without": "the harbour"}, [FIRE, PLAN], 'Only: without "the harbour".'),
        ({"source": "harbour"}, [LANDING], 'Only: from "harbour".'),
        ({"source": "POST"}, [FIRE], 'Only: from "POST".'),
        ({"source": "nobody"}, [], 'Only: from "nobody".'),
        ({"source": "*post*"}, [FIRE], 'Only: from "\\*post\\*".'),
        ({"source": "plan.txt"}, [PLAN], 'Only: from "plan.txt".'),
        ({"after": "2015"}, [FIRE], "Only: dated 1 Jan 2015 or later."),
        ({"before": "2014-09-16"}, [LANDING], "Only: dated before 16 Sep 2014."),
        (
            {"after": "2014-09-15", "before": "2014-10"},
            [LANDING],
            "Only: dated 15 Sep 2014 or later; dated before 1 Oct 2014.",
        ),
        ({"sort": "newest"}, [FIRE, LANDING, PLAN], "Newest first."),
        (
            {"source": "post*", "after": "2014", "without": "pilot"},
            [FIRE],
            'Only: without "pilot"; from "post\\*"; dated 1 Jan 2014 or later.',
        ),
    ],
)
async def test_an_option_leaves_what_it_says_and_the_card_says_so(
    town: Place, options: dict[str, str], left: list[str], said: str
) -> None:
    shown = await asked(town, **options)
    if "sort" in options:
        assert held(shown) == left
    assert sorted(held(shown)) == sorted(left)
    assert said in shown.splitlines()


@pytest.mark.parametrize(
    ("options", "written"),
    [
        ({"phrase": "for two days"}, '"for two days"'),
        ({"without": "islands"}, "-islands"),
        ({"source": "harbour"}, "source:harbour"),
        ({"after": "2015"}, "after:2015"),
        ({"before": "2014-09-16"}, "before:2014-09-16"),
        ({"sort": "newest"}, "sort:newest"),
    ],
)
async def test_what_is_written_in_the_question_does_the_same(
    town: Place, options: dict[str, str], written: str
) -> None:
    by_option, by_word = await asked(town, **options), await asked(town, f"{QUESTION} {written}")
    assert held(by_option) == held(by_word)
    only = [line for line in by_option.splitlines() if line.startswith(("Only", "Newest"))]
    assert only
    assert all(line in by_word.splitlines() for line in only)


async def test_a_mention_takes_operators_with_the_quotes_of_phones(town: Place) -> None:
    await town.ann.send(town.channel, town.mention(f"{QUESTION} “for two days” after:2015"))
    shown = "\n".join(texts(town.last().components))
    assert held(shown.replace("**", "")) == [FIRE]
    assert 'Only: with "for two days"; dated 1 Jan 2015 or later.' in shown


async def test_undated_articles_that_a_date_leaves_out_are_counted(town: Place) -> None:
    shown = await asked(town, library="own", after="2015")
    assert "1 undated article was left out." in shown
    assert "left out" not in await asked(town, library="own")


async def test_what_leaves_nothing_is_said_and_can_be_shown_anyway(town: Place) -> None:
    result = await town.ann.slash(town.channel, "ask", question=QUESTION, before="2001")
    assert result.response is not None
    components = result.response.components
    shown = "\n".join(texts(components))
    assert "There are passages, but none within what was asked for, so no quotes" in shown
    assert "Only: dated before 1 Jan 2001." in shown
    assert labels(components) == [LOST[0], "Nearest anyway", *LOST[1:], "Delete"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"after": "yesterday"}, "'yesterday' is no day for after. Write a year, a month or a day"),
        ({"before": "2014-02-30"}, "'2014-02-30' is no day for before."),
        (
            {"after": "2015", "before": "2014"},
            "No day is on or after 2015-01-01 and before 2014-01-01. Widen the dates.",
        ),
        ({"phrase": "!?"}, '"!?" has only small words or symbols'),
        ({"without": "…"}, '"…" has only small words or symbols'),
        ({"question": "zeppelin after:soon"}, "'soon' is no day for after."),
        ({"question": "zeppelin sort:oldest"}, "Answers cannot be sorted by 'oldest'"),
        (
            {"question": "zeppelin after:2015", "before": "2014"},
            "No day is on or after 2015-01-01 and before 2014-01-01.",
        ),
    ],
)
async def test_what_cannot_be_meant_is_told_to_the_asker_alone(
    town: Place, options: dict[str, str], words: str
) -> None:
    asked_for = {"question": QUESTION, **options}
    result = await town.ann.slash(town.channel, "ask", **asked_for)
    assert result.ephemeral
    assert result.response is not None
    assert result.response.content.startswith(words)
    assert town.channel.history(viewer=town.bob) == []


async def test_a_mention_with_a_date_that_is_none_is_told_once(town: Place) -> None:
    await town.ann.send(town.channel, town.mention("zeppelin after:soon"))
    assert town.channel.last_message is not None
    assert "Open 1" not in labels(town.last().components)


async def test_nothing_in_an_option_pings_or_formats(town: Place) -> None:
    shown = await asked(town, phrase="@everyone <@&1> ||x||", source="[a](http://b.c)")
    assert "\\@everyone \\<\\@&1\\> \\|\\|x\\|\\|" in shown
    sent = [each.json for each in town.env.http_requests if "messages" in each.path]
    assert [body["allowed_mentions"] for body in sent] == [{"parse": []}]


async def test_more_pages_keep_what_was_asked_for(town: Place) -> None:
    own = town.bot.app.known(f"guild-{town.guild.id}")[-1].library
    told = [
        "Fishermen at the harbour saw a zeppelin in the fog of an early morning.",
        "No zeppelin was ever insured in this country, a lawyer wrote.",
        "Children built a zeppelin of paper and wire for their school.",
        "The museum sold the zeppelin engine that it had kept since the war.",
        "Prices of helium rose, and with them the cost of a zeppelin.",
    ]
    for number, text in enumerate(told):
        add(own, article(f"T\n\n{text}", f"{number}.txt", published=date(2016, 1, 1 + number)))
    result = await town.ann.slash(
        town.channel, "ask", question=QUESTION, after="2016", sort="newest"
    )
    assert result.response is not None
    pages = []
    for turn in (False, True):
        if turn:
            await town.ann.click(result.response, label="More")
        shown = "\n".join(texts(town.components(result.response))).replace("**", "")
        assert "Only: dated 1 Jan 2016 or later." in shown
        pages += [text for line in shown.splitlines() for text in told if text in line]
    assert pages == told[::-1]


async def test_every_option_is_described_and_sort_is_chosen_from_two(place: Place) -> None:
    command = place.bot.tree.get_command("ask")
    assert command is not None
    given = {each["name"]: each for each in command.to_dict(place.bot.tree)["options"]}
    assert list(given) == [
        *("question", "library", "phrase", "without", "source"),
        *("after", "before", "sort", "private", "thread"),
    ]
    assert all(1 <= len(each["description"]) <= 100 for each in given.values())
    assert [each["value"] for each in given["sort"]["choices"]] == ["relevance", "newest"]
    assert [name for name, each in given.items() if each.get("required")] == ["question"]
