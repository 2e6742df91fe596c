"""/compare in Discord: the card, its buttons, who may press them, and hostile texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.client import FootnoteBot
from bot.core.comparison import Comparison, Row
from bot.core.texts import all_texts
from bot.core.texts import texts as catalogue
from bot.views.comparison_card import ComparisonCard
from tests.bot.conftest import MovingClock, Place, labels, texts, walk
from tests.comparisons import comparing, row

QUESTION = "did Khamenei say American hands are dirty?"
ID = "0123456789ab"


async def compared(place: Place, question: str = QUESTION, **options: Any) -> Any:
    result = await place.ann.slash(place.channel, "compare", question=question, **options)
    assert result.response is not None
    return result.response


def told(result: Any) -> Any:
    """The one ephemeral message that a press brought."""
    assert len(result.followups) == 1
    assert result.followups[0].ephemeral
    return result.followups[0]


async def test_the_card_shows_who_words_it_how(place: Place) -> None:
    shown = texts((await compared(place)).components)
    assert shown[0] == (f"**{QUESTION}**\nClosest wording in each article: 5 of 5, four wordings")
    assert shown[1] == (
        '**__dirty__ hands**\n> "I said no, because they have dirty hands," said Khamenei, who has'
        " the final say on all matters of state in Iran.\n"
        "-# 1\\. Middle East Eye · paragraph 5 · names Khamenei"
    )
    assert shown[2].startswith("**hands are __dirty__**\n> \\[...\\] I saw no point")
    assert shown[3].startswith("**__stained__ hands**, 2 articles\n> ")
    assert shown[-1] == "-# Wording only: not a verdict, nor a count of independent reports."


async def test_the_buttons_are_words_in_two_rows(place: Place) -> None:
    components = (await compared(place)).components
    assert labels(components) == [
        *(f"Open {n}" for n in range(1, 6)),
        "Table",
        "Image",
        "Delete",
    ]
    assert sum(each["type"] == 1 for each in components) == 2


async def test_it_is_acknowledged_before_it_is_searched_and_edited_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before: list[str] = []
    real = place.bot.app.compare

    def recording(*args: Any, **kwargs: Any) -> Any:
        before.append(place.env.http_requests[-1].path)
        return real(*args, **kwargs)

    monkeypatch.setattr(place.bot.app, "compare", recording)
    start = len(place.env.http_requests)
    await compared(place)
    assert before[0].endswith("/callback")
    assert [each.method for each in place.env.http_requests[start:]] == ["POST", "PATCH"]


async def test_open_shows_the_passage_whole(place: Place) -> None:
    opened = told(await place.bob.click(await compared(place), label="Open 2"))
    assert texts(opened.components)[0].startswith("2\\. says it rebuffed US invitation")


async def test_table_sends_csv_to_the_one_who_pressed(place: Place) -> None:
    card = await compared(place)
    file = told(await place.bob.click(card, label="Table")).attachments[0]
    assert file.filename == "comparison.csv"


async def test_image_sends_a_picture_with_its_text(place: Place) -> None:
    card = await compared(place)
    file = told(await place.bob.click(card, label="Image")).attachments[0]
    assert file.filename == "comparison.png"
    sent = [each for each in place.env.http_requests if "comparison.png" in str(each.json)]
    assert "stained hands" in str(sent[-1].json), "the picture's description"


async def test_the_asker_or_a_moderator_deletes_and_others_may_not(place: Place) -> None:
    card = await compared(place)
    refused = told(await place.bob.click(card, label="Delete"))
    assert refused.content == f"Only <@{place.ann.id}> or a moderator can delete this."
    await place.ann.click(card, label="Delete")
    assert place.channel.last_message is None
    team = place.bot.app.team(f"guild-{place.guild.id}")
    assert QUESTION.encode() not in team.file.path.read_bytes()
    again = await compared(place)
    await place.moderator.click(again, label="Delete")
    assert place.channel.last_message is None


async def test_buttons_work_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await compared(place)
    await place.env.restart_bot(make_bot())
    assert told(await place.bob.click(card, label="Open 1")).components
    assert told(await place.bob.click(card, label="Table")).attachments
    await place.ann.click(card, label="Delete")
    assert place.channel.last_message is None


async def test_a_comparison_expires_like_an_answer(place: Place, moving_clock: MovingClock) -> None:
    card = await compared(place)
    moving_clock.pass_by(timedelta(days=31))
    words = told(await place.bob.click(card, label="Table")).content
    assert words.startswith("This comparison expired on ")


async def test_a_private_comparison_is_its_askers_alone(place: Place) -> None:
    result = await place.ann.slash(place.channel, "compare", question=QUESTION, private=True)
    assert result.ephemeral
    assert place.channel.history(viewer=place.bob) == []


async def test_an_answers_button_finds_no_comparison(place: Place) -> None:
    card = await compared(place)
    team = place.bot.app.team(f"guild-{place.guild.id}")
    ids = {each.get("custom_id") for each in walk(place.components(card))}
    comparison_id = next(each for each in ids if each and "table" in each).rpartition(":")[2]
    place.relabel(card, "Open 1", f"fn:open:{comparison_id}:1")
    words = told(await place.bob.click(card, label="Open 1")).content
    assert words == "This answer is not kept any more. Ask again to see it."
    assert team.kept_comparison(comparison_id).comparison.question == QUESTION


async def test_more_than_five_articles_are_opened_from_a_list(place: Place) -> None:
    from tests.articles import add, article

    own = place.bot.app.known(f"guild-{place.guild.id}")[-1].library
    add(own, *(article(f"Report {n}\n\nThe zeppelin crew mutinied.", f"{n}.txt") for n in range(8)))
    card = await compared(place, "zeppelin crew mutinied", library="own")
    assert labels(card.components) == ["Table", "Image", "Delete"]
    chosen = await place.bob.select(card, values=["7"])
    assert texts(told(chosen).components)[0].startswith("7\\. ")


@pytest.mark.parametrize("question", ["what did Putin say?", "who turned down the proposal?"])
async def test_nothing_to_compare_is_said(place: Place, question: str) -> None:
    card = await compared(place, question)
    shown = "\n".join(texts(card.components))
    assert "No article words it closely enough to be compared." in shown
    assert labels(card.components) == ["Delete"]


async def test_refusals_are_told_to_the_asker_alone(place: Place) -> None:
    response = await compared(place, "who is it?")
    assert response.ephemeral
    assert "nothing to search for" in response.content
    response = await compared(place, "Bushehr", library="nowhere")
    assert "There is no library 'nowhere' here" in response.content


async def test_comparisons_count_as_questions(place: Place) -> None:
    for _ in range(3):
        await place.ann.slash(place.channel, "ask", question="Bushehr")
        await compared(place)
    response = await compared(place)
    assert response.ephemeral
    assert response.content.startswith("Six questions a minute is the limit. Ask again in ")


async def test_a_picture_that_is_refused_is_told(place: Place) -> None:
    from tests.articles import add, article

    own = place.bot.app.known(f"guild-{place.guild.id}")[-1].library
    add(own, article("One\n\nThe zeppelin جميل landed.", "a.txt"))
    card = await compared(place, "zeppelin landed", library="own")
    words = told(await place.bob.click(card, label="Image")).content
    assert words.startswith("This cannot be drawn as a picture")


async def test_a_comparison_that_cannot_be_kept_has_no_buttons(place: Place) -> None:
    teams = place.bot.app.config.state / "teams"
    teams.parent.mkdir(parents=True, exist_ok=True)
    teams.write_text("not a folder")
    components = (await compared(place)).components
    assert labels(components) == []
    assert texts(components)[-1].endswith("could not be kept, so it has no buttons.")


HOSTILE = st.text(alphabet=st.sampled_from("a *_`|\\\n>#-😀“é[]<@"), min_size=1, max_size=900)
LONG = st.text(alphabet=st.sampled_from("ab *_\n😀"), min_size=0, max_size=400)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    text = draw(HOSTILE | st.sampled_from(["*" * 1000, "a\n" * 500, "😀" * 1000, "```" * 300]))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    made = row(1, speaker=draw(st.none() | LONG))
    citation = replace(
        made.citation,
        text=text,
        sentence=text,
        sentence_start=0,
        title=draw(st.none() | LONG),
        outlet=draw(st.none() | LONG),
    )
    middle = draw(st.integers(start, end - 1))
    return replace(made, citation=citation, wording=(start, end), differing=((middle, end),))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    groups = draw(st.lists(st.lists(rows(), min_size=1, max_size=3), max_size=6))
    rank = iter(range(1, 100))
    made = [
        tuple(replace(each, citation=replace(each.citation, rank=next(rank))) for each in group)
        for group in groups
    ]
    return replace(
        comparing(*made, question=draw(LONG.filter(str.strip))),
        articles=draw(st.integers(1, 10**7)),
        without=draw(st.none() | st.lists(LONG, max_size=60).map(tuple)),
        absent=tuple(draw(st.lists(LONG, max_size=12))),
        corrections=tuple(draw(st.lists(st.tuples(LONG, LONG), max_size=4))),
    )


@given(comparisons())
def test_every_card_fits_a_message(comparison: Comparison) -> None:
    ways: list[dict[str, Any]] = [{}, {"private": True}, {"shared_by": "1" * 19}]
    for comparison_id, words, way in product((ID, None), all_texts(), ways):
        card = ComparisonCard(comparison, comparison_id, texts=words, **way)
        components = card.to_components()
        shown = texts(components)
        assert sum(len(text.encode("utf-16-le")) // 2 for text in shown) <= 4000
        assert all(shown)
        assert sum(1 for _ in walk(components)) <= 40
        ids = [each["custom_id"] for each in walk(components) if "custom_id" in each]
        assert len(ids) == len(set(ids))
        assert sum(each["type"] == 1 for each in components) <= 2
        for each in walk(components):
            assert 1 <= len(each.get("label", "x")) <= 80
            for option in each.get("options", []):
                assert 1 <= len(option["label"]) <= 100


def test_what_a_text_holds_is_escaped() -> None:
    made = row(1, before="", words="**bold** <@1> `x`", differing=((0, 8),), speaker="_Ana_")
    shown = "\n".join(
        texts(ComparisonCard(comparing((made,)), ID, texts=catalogue()).to_components())
    )
    assert "**__\\*\\*bold\\*\\*__ \\<\\@1\\> \\`x\\`**" in shown
    assert "names \\_Ana\\_" in shown


def test_the_csv_of_a_card_reads_back() -> None:
    from bot.core.comparison_rendering import COLUMNS, to_csv

    data = to_csv(comparing((row(1),))).encode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(table[0]) == list(COLUMNS)
