"""The buttons that ask again: nearest anyway and exactly as written, for whom and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.client import FootnoteBot
from bot.core.team import AnswerExpired
from bot.views import again
from bot.views.buttons import NotHere
from tests.articles import add, article
from tests.bot.conftest import LOST, MovingClock, Place, labels, texts, walk
from tests.conftest import NOW

LACKING = "did Putin build plants in Bushehr?"
SLIP = "what did Zarrif reject?"
BOTH = [(LACKING, "Nearest anyway"), (SLIP, "Ask exactly")]


async def asked(place: Place, question: str, **options: Any) -> Any:
    result = await place.ann.slash(place.channel, "ask", question=question, **options)
    assert result.response is not None
    return result.response


def told(result: Any) -> Any:
    """The one ephemeral message that a press brought."""
    assert len(result.followups) == 1
    assert result.followups[0].ephemeral
    return result.followups[0]


def shown(place: Place, message: Any) -> str:
    return "\n".join(texts(place.components(message)))


async def test_what_is_kept_back_has_a_button_that_shows_it_under_what_it_lacks(
    place: Place,
) -> None:
    card = await asked(place, LACKING)
    assert labels(card.components) == [LOST[0], "Nearest anyway", *LOST[1:], "Delete"]
    assert 'No passage contains "Putin", so no quotes are shown.' in shown(place, card)
    result = await place.ann.click(card, label="Nearest anyway")
    assert result.followups == []
    found = texts(place.components(card))
    assert found[0].startswith(f'**{LACKING}**\nThese do not mention "Putin"')
    assert "Bushehr" in found[1]
    assert "Nearest anyway" not in labels(place.components(card))
    assert labels(place.components(card))[0] == "Open 1"


async def test_what_was_corrected_has_a_button_that_searches_as_it_was_written(
    place: Place,
) -> None:
    card = await asked(place, SLIP)
    assert 'No passage has "Zarrif"; searched for "Zarif".' in shown(place, card)
    assert labels(card.components)[-2:] == ["Ask exactly", "Delete"]
    result = await place.ann.click(card, label="Ask exactly")
    assert result.followups == []
    assert 'No passage contains "Zarrif", so no quotes are shown.' in shown(place, card)
    assert labels(place.components(card)) == [LOST[0], "Nearest anyway", *LOST[1:], "Delete"]
    await place.ann.click(card, label="Nearest anyway")
    assert 'These do not mention "Zarrif"' in shown(place, card)
    assert "searched for" not in shown(place, card), "still as it was written"


async def test_what_an_operator_emptied_is_shown_without_it_and_so_named(place: Place) -> None:
    card = await asked(place, "who rejected the offer? source:nobody")
    assert labels(card.components) == [LOST[0], "Nearest anyway", *LOST[1:], "Delete"]
    await place.ann.click(card, label="Nearest anyway")
    assert "These are not within what was asked for" in shown(place, card)
    assert labels(place.components(card))[0] == "Open 1"


async def test_what_is_shown_anyway_names_what_it_lacks_beside_an_operator(place: Place) -> None:
    card = await asked(place, f"{LACKING} source:nobody")
    await place.ann.click(card, label="Nearest anyway")
    assert labels(place.components(card))[0] == "Open 1"
    assert '"Putin"' in shown(place, card)


async def test_what_is_shown_without_an_operator_is_not_said_to_be_within_it(
    place: Place,
) -> None:
    card = await asked(place, "who rejected the offer? source:nobody")
    await place.ann.click(card, label="Nearest anyway")
    assert labels(place.components(card))[0] == "Open 1"
    assert "Only: from" not in shown(place, card)


async def test_an_answer_that_lacks_nothing_has_no_such_button(place: Place) -> None:
    card = await asked(place, "who rejected the offer?")
    assert not {"Nearest anyway", "Ask exactly"} & set(labels(card.components))


@pytest.mark.parametrize(("question", "label"), BOTH)
async def test_others_get_it_privately_and_the_card_stays(
    place: Place, question: str, label: str
) -> None:
    card = await asked(place, question)
    before = place.components(card)
    copy = told(await place.bob.click(card, label=label))
    assert place.components(card) == before
    assert place.channel.history(viewer=place.moderator)[-1].id == card.id
    assert question in "\n".join(texts(copy.components))
    buttons = labels(copy.components)
    assert "Delete" in buttons, "it is an answer of their own"
    if "Open 1" in buttons:
        assert told(await place.bob.click(copy, label="Open 1")).components


@pytest.mark.parametrize(("question", "label"), BOTH)
async def test_they_work_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot], question: str, label: str
) -> None:
    card = await asked(place, question)
    await place.env.restart_bot(make_bot())
    assert told(await place.bob.click(card, label=label)).components
    assert (await place.ann.click(card, label=label)).followups == []
    assert label not in labels(place.components(card))


async def test_the_edited_cards_buttons_work_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place, LACKING)
    await place.ann.click(card, label="Nearest anyway")
    await place.env.restart_bot(make_bot())
    assert told(await place.bob.click(card, label="Open 1")).components
    await place.ann.click(card, label="Delete")
    assert place.channel.last_message is None


async def test_a_private_answer_stays_private_and_is_edited(place: Place) -> None:
    card = await asked(place, LACKING, private=True)
    assert (await place.ann.click(card, label="Nearest anyway")).followups == []
    assert "These do not mention" in shown(place, card)
    assert place.channel.history(viewer=place.bob) == []
    kept = re.search(r"fn:open:(\w+):1", str(place.components(card)))
    assert kept is not None
    assert place.bot.app.team(f"guild-{place.guild.id}").kept(kept[1]).private


async def test_each_press_counts_as_a_question(place: Place) -> None:
    card = await asked(place, LACKING)
    for _ in range(5):
        assert told(await place.bob.click(card, label="Nearest anyway")).components
    assert told(await place.bob.click(card, label="Nearest anyway")).components
    refused = told(await place.bob.click(card, label="Nearest anyway")).content
    assert refused.startswith("Six questions a minute is the limit. Ask again in ")
    assert (await place.ann.click(card, label="Nearest anyway")).followups == [], "each one's own"


async def test_the_team_that_presses_is_searched_and_no_other(place: Place) -> None:
    own = place.bot.app.known(f"guild-{place.guild.id}")[-1].library
    add(own, article("A plan\n\nThe zeppelin lands in Bushehr.", "plan.txt"))
    card = await asked(place, "did Putin land a zeppelin?")
    await place.ann.click(card, label="Nearest anyway")
    assert "The zeppelin lands in Bushehr." in shown(place, card)


async def test_what_was_asked_for_apart_is_asked_for_again(place: Place) -> None:
    card = await asked(place, LACKING, library="seeds", without="nuclear", sort="newest")
    await place.ann.click(card, label="Nearest anyway")
    found = shown(place, card)
    assert 'Only: without "nuclear".' in found
    assert "Newest first." in found


@pytest.mark.parametrize(("question", "label"), BOTH)
@pytest.mark.parametrize(
    ("team", "place_of_answer", "private", "refusal"),
    [
        ("here", "1", False, "This button belongs to an answer in another channel."),
        ("here", "here", True, "This answer is private to the one who asked."),
        ("guild-1", "here", False, "This answer is not kept any more. Ask again to see it."),
    ],
    ids=["another channel", "somebody else's", "another team"],
)
async def test_an_id_made_by_hand_reaches_nothing(
    place: Place,
    question: str,
    label: str,
    team: str,
    place_of_answer: str,
    private: bool,
    refusal: str,
) -> None:
    app = place.bot.app
    kept = app.team(f"guild-{place.guild.id}" if team == "here" else team).keep(
        app.ask("local", question, limit=9),
        asker="1",
        place=str(place.channel.id) if place_of_answer == "here" else place_of_answer,
        private=private,
    )
    card = await asked(place, question)
    way = "anyway" if label == "Nearest anyway" else "exactly"
    place.relabel(card, label, f"fn:again:{kept}:{way}")
    before = texts(place.components(card))
    assert told(await place.ann.click(card, label=label)).content == refusal
    assert texts(place.components(card)) == before


async def test_an_expired_answer_says_when_it_expired(
    place: Place, moving_clock: MovingClock
) -> None:
    card = await asked(place, LACKING)
    moving_clock.pass_by(timedelta(days=31))
    words = told(await place.ann.click(card, label="Nearest anyway")).content
    assert words.startswith("This answer expired on 1 Feb 2026")


async def test_a_library_that_is_gone_is_told_and_the_card_stays(place: Place) -> None:
    team = f"guild-{place.guild.id}"
    own = place.bot.app.known(team)[-1].library
    add(own, article("A plan\n\nThe zeppelin lands in Bushehr.", "plan.txt"))
    card = await asked(place, "did Putin land a zeppelin?", library="own")
    own.path.unlink()
    words = told(await place.ann.click(card, label="Nearest anyway")).content
    assert words.startswith("There is no library 'own' here.")
    assert labels(place.components(card)) == [LOST[0], "Nearest anyway", *LOST[1:], "Delete"]


async def test_the_ids_are_ones_that_discord_takes(place: Place) -> None:
    for question, _ in BOTH:
        card = await asked(place, question)
        ids = [each["custom_id"] for each in walk(place.components(card)) if "custom_id" in each]
        assert len(ids) == len(set(ids))
        assert all(len(each) <= 100 for each in ids)


async def test_delete_after_asking_again_leaves_nothing_of_the_first_answer(place: Place) -> None:
    card = await asked(place, LACKING)
    await place.ann.click(card, label="Nearest anyway")
    await place.ann.click(card, label="Delete")
    team = place.bot.app.team(f"guild-{place.guild.id}")
    assert LACKING.encode() not in team.file.path.read_bytes()


async def test_pressed_twice_at_once_nothing_of_the_answers_is_left_either(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await asked(place, LACKING)
    ask, show, pressed = again.ask_instead, again.answer_card, list[Any]()

    async def recording(*args: Any) -> None:
        pressed.append(args)
        await ask(*args)

    async def while_pressed_again(*args: Any, **how: Any) -> Any:
        with pytest.raises(NotHere, match="being asked again already"):
            await ask(*pressed[0])
        return await show(*args, **how)

    monkeypatch.setattr(again, "ask_instead", recording)
    monkeypatch.setattr(again, "answer_card", while_pressed_again)
    await place.ann.click(card, label="Nearest anyway")
    with pytest.raises(AnswerExpired):
        await ask(*pressed[0])
    team = place.bot.app.team(f"guild-{place.guild.id}")
    [kept] = list(team.since(NOW))
    turns = place.bot.app.turns(f"guild-{place.guild.id}")
    followed = turns.answer_of(str(card.id))
    assert followed is not None and followed.id == kept.id
    await place.ann.click(card, label="Delete")
    assert LACKING.encode() not in team.file.path.read_bytes()
