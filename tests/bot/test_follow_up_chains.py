"""Follow up stands below every answer: on each page, in private, and where nothing was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.client import FootnoteBot
from bot.core.settings import SettingsFile
from tests.articles import add, article
from tests.bot.conftest import Place, a_fault, labels, texts, walk
from tests.bot.test_follow_up import COALITION, asked, mentioned, shown

LACKING = "what did Putin say about the coalition?"
RESOLVED = ["Read as: what did Kerry say about the coalition?",
            "Read as: why (what did Kerry say about the coalition)?"]  # fmt: skip


def rows(place: Place, message: Any) -> list[list[str]]:
    """The labels of each row of buttons."""
    return [labels([each]) for each in walk(place.components(message)) if each["type"] == 1]


async def follow(place: Place, who: Any, card: Any, question: str) -> Any:
    form = await who.click(card, label="Follow up")
    result = await who.submit_modal(form, {"question": question})
    assert result.response is not None
    return result


@pytest.mark.parametrize("private", [False, True])
async def test_every_page_of_every_answer_of_a_chain_can_be_asked_on_from(
    place: Place, private: bool, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place, private=private)
    for question, read in zip(("and Kerry?", "why?"), RESOLVED, strict=True):
        pages = 0
        while True:
            assert "Follow up" in labels(place.components(card)), f"page {pages + 1} of {question}"
            assert all(len(row) <= 5 for row in rows(place, card))
            if "More" not in labels(place.components(card)):
                break
            await place.ann.click(card, label="More")
            pages += 1
        assert pages >= 2, "there is a page in the middle"
        await place.ann.click(card, label="Back")
        await place.env.restart_bot(make_bot())
        result = await follow(place, place.ann, card, question)
        card = result.response
        assert result.ephemeral == private
        assert read in shown(place, card)
        assert "Ask exactly" in labels(place.components(card))
    assert "Follow up" in labels(place.components(card))
    assert (place.channel.history(viewer=place.bob) == []) == private


async def test_a_reply_that_was_read_on_can_be_asked_on_from_by_anybody(place: Place) -> None:
    card = await mentioned(place)
    await place.bob.send(place.channel, "and Kerry?", reply_to=card)
    followed = place.channel.history()[-1]
    copy = (await place.ann.click(followed, label="More")).followups[0]
    assert copy.ephemeral and "Follow up" in labels(copy.components)
    result = await follow(place, place.ann, copy, "why?")
    assert not result.ephemeral, "as private as the answer itself"
    assert RESOLVED[1] in shown(place, result.response)


@pytest.mark.parametrize("private", [False, True])
async def test_where_nothing_was_found_one_can_ask_on(place: Place, private: bool) -> None:
    card = await asked(place, LACKING, private=private)
    begin = ["Change question", "Nearest anyway"]
    if private:
        below = [[*begin, "Watch for this", "Share", "Delete"], ["Follow up"]]
        then = [below[0], ["Ask exactly", "Follow up"]]
    else:
        below = [[*begin, "Watch for this", "Follow up", "Delete"]]
        then = [[*begin, "Ask exactly", "Watch for this", "Delete"], ["Follow up"]]
    assert rows(place, card) == below
    result = await follow(place, place.ann, card, "and Kerry?")
    assert result.ephemeral == private
    assert RESOLVED[0] in shown(place, result.response)
    again = await follow(place, place.ann, result.response, "and Putin?")
    assert "Read as: what did Putin say about the coalition?" in shown(place, again.response)
    assert rows(place, again.response) == then
    last = await follow(place, place.ann, again.response, "and Kerry?")
    assert RESOLVED[0] in shown(place, last.response)


async def test_what_has_no_way_to_ask_again_keeps_to_one_row(place: Place) -> None:
    card = await asked(place, "did Zaphod sail?")
    assert rows(place, card)[-1][-2:] == ["Follow up", "Delete"]
    assert len(rows(place, card)) == 1


async def test_a_full_card_has_a_third_row(place: Place) -> None:
    card = await asked(place, COALITION, private=True)
    followed = (await follow(place, place.ann, card, "and Kerry?")).response
    await place.ann.click(followed, label="More")
    first, second, third = rows(place, followed)
    assert first[-2:] == ["Back", "More"] and len(first) == 5
    assert second == ["Save", "Helpful", "Not helpful", "Share", "Delete"]
    assert third == ["Ask exactly", "Follow up"]
    assert "Read as" in "\n".join(texts(place.components(followed)))


async def test_what_bears_on_a_message_is_no_question_to_ask_on_from(place: Place) -> None:
    message = await place.bob.send(place.channel, "Khamenei left the hospital on Tuesday.")
    found = await place.ann.context_menu(place.channel, "Find sources", message)
    shown_card = found.followups[0] if found.followups else found.response
    assert "Open 1" in labels(place.components(shown_card))
    assert "Follow up" not in labels(place.components(shown_card))


async def test_a_library_that_was_named_stays_though_the_team_chose_another(place: Place) -> None:
    team = f"guild-{place.guild.id}"
    own = place.bot.app.known(team)[-1].library
    add(own, article("Talks\n\nKhamenei and Kerry had words about the coalition.", "own.txt"))
    SettingsFile(place.bot.app.team_file(team)).change(library="seeds")
    card = await asked(place, library="own", thread=True)
    (talk,) = place.channel.threads
    followed = (await follow(place, place.ann, card, "and Kerry?")).response
    await place.bob.send(talk, place.mention("and Kerry?"))
    for message in (followed, talk.last_message):
        assert RESOLVED[0] in shown(place, message)
        assert "had words about the coalition" in shown(place, message)
        assert "Sample articles" not in shown(place, message)
    alone = (await follow(place, place.ann, card, "who is Jen Psaki?")).response
    assert "Sample articles" in shown(place, alone), "what follows nothing is asked as always"


async def test_what_is_tried_again_stays_in_the_library_that_it_followed(place: Place) -> None:
    team = f"guild-{place.guild.id}"
    own = place.bot.app.known(team)[-1].library
    add(own, article("Talks\n\nKhamenei and Kerry had words about the coalition.", "own.txt"))
    SettingsFile(place.bot.app.team_file(team)).change(library="seeds")
    card = await asked(place, library="own")
    form = await place.ann.click(card, label="Follow up")
    with a_fault(place):
        failed = await place.ann.submit_modal(form, {"question": "and Kerry?"})
    notice = failed.followups[-1] if failed.followups else failed.response
    again = await place.ann.click(notice, label="Try again")
    assert "had words about the coalition" in shown(place, again.response)
