"""The buttons on cards: what they do, for whom, where, and after a restart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from simcord.results import InteractionResult

from bot.client import FootnoteBot
from bot.core.forgetting import forget
from bot.core.notebook import Notebook
from tests.bot.conftest import DOING, MovingClock, Place, labels, texts
from tests.conftest import NOW

QUESTION = "who rejected the offer?"


async def asked(place: Place, *, private: bool = False) -> Any:
    result = await place.ann.slash(place.channel, "ask", question=QUESTION, private=private)
    assert result.response is not None
    return result.response


def told(result: InteractionResult) -> str:
    """The one ephemeral message that a press brought."""
    assert len(result.followups) == 1
    assert result.followups[0].ephemeral
    return result.followups[0].content


def opened(result: InteractionResult) -> list[str]:
    assert told(result) == ""
    return texts(result.followups[0].components)


async def test_open_shows_the_passage_whole_with_its_place_and_a_copy_that_is_to_the_letter(
    place: Place, seeds: Path
) -> None:
    shown = opened(await place.bob.click(await asked(place), label="Open 1"))
    source, before, passage, after, folded, where, copy = shown
    assert source.startswith("1\\. Iran Rejects U.S. Bid to Coordinate Against ISIS\n")
    assert folded.startswith("**Similar**: ")
    assert before.startswith("-# The action which broke #ISIS’s back in Iraq")
    assert passage.startswith("> **I rejected US offer")
    assert after.startswith("-# Our disagreement on #Iran’s cooperation")

    file = (seeds / "004_5712e0a68d6438b6.txt").read_bytes()
    assert hashlib.sha256(file).hexdigest() in where
    span = re.search(r"characters (\d+)-(\d+)", where)
    assert span is not None
    quoted = file.decode()[int(span[1]) : int(span[2])]
    assert copy.startswith(f"```text\n{quoted}\n\n")
    assert '"Iran Rejects U.S. Bid to Coordinate Against ISIS." Date not stated.' in copy


async def test_more_turns_the_askers_card_and_opens_a_private_page_for_others(
    place: Place,
) -> None:
    card = await asked(place)
    others = await place.bob.click(card, label="More")
    assert labels(others.followups[0].components)[:3] == ["Open 4", "Open 5", "Open 6"]
    assert others.followups[0].ephemeral
    assert labels(place.components(card))[0] == "Open 1", "the card itself is as it was"

    await place.ann.click(card, label="More")
    assert labels(place.components(card)) == [
        "Open 4",
        "Open 5",
        "Open 6",
        "Back",
        "More",
        *DOING,
        "Delete",
    ]
    await place.ann.click(card, label="Back")
    assert labels(place.components(card)) == [
        "Open 1",
        "Open 2",
        "Open 3",
        "More",
        *DOING,
        "Delete",
    ]


async def test_the_asker_deletes_the_answer_and_what_was_kept_of_it(place: Place) -> None:
    card = await asked(place)
    await place.ann.click(card, label="Delete")
    assert place.channel.last_message is None
    team = place.bot.app.team(f"guild-{place.guild.id}")
    assert QUESTION.encode() not in team.file.path.read_bytes()


async def test_a_moderator_may_delete_and_others_may_not(place: Place) -> None:
    card = await asked(place)
    refused = told(await place.bob.click(card, label="Delete"))
    assert refused == f"Only <@{place.ann.id}> or a moderator can delete this."
    assert place.channel.last_message is not None
    await place.moderator.click(card, label="Delete")
    assert place.channel.last_message is None


async def test_buttons_work_after_a_restart(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await asked(place)
    await place.env.restart_bot(make_bot())
    assert opened(await place.bob.click(card, label="Open 2"))[0].startswith("2\\. ")
    await place.ann.click(card, label="More")
    assert labels(place.components(card))[0] == "Open 4"
    await place.ann.click(card, label="Delete")
    assert place.channel.last_message is None


async def test_buttons_under_an_answer_to_a_mention_and_a_direct_message_work(
    place: Place,
) -> None:
    await place.ann.send(place.channel, place.mention(QUESTION))
    mentioned = place.channel.last_message
    assert mentioned is not None
    assert opened(await place.bob.click(mentioned, label="Open 1"))

    await place.ann.send_dm(QUESTION)
    direct = place.ann.user.dm_channel.last_message
    assert direct is not None
    assert opened(await place.ann.user.click(direct, label="Open 1"))
    await place.ann.user.click(direct, label="Delete")


async def test_a_private_answers_buttons_work_for_its_asker(place: Place) -> None:
    card = await asked(place, private=True)
    assert opened(await place.ann.click(card, label="Open 1"))
    await place.ann.click(card, label="More")
    await place.ann.click(card, label="Delete")


async def test_a_copy_of_a_page_has_no_delete_and_turns_in_place(place: Place) -> None:
    card = await asked(place)
    for actor in (place.bob, place.moderator):
        turned = await actor.click(card, label="More")
        (copy,) = turned.followups
        assert copy.ephemeral
        assert labels(copy.components) == ["Open 4", "Open 5", "Open 6", "Back", "More", *DOING]

        again = await actor.click(copy, label="More")
        assert again.followups == [], "no second copy"
        assert labels(place.components(copy))[:3] == ["Open 7", "Open 8", "Open 9"]
        for _ in range(2):
            await actor.click(copy, label="Back")
        assert labels(place.components(copy)) == ["Open 1", "Open 2", "Open 3", "More", *DOING]
        assert opened(await actor.click(copy, label="Open 1"))
    assert labels(place.components(card)) == [
        "Open 1",
        "Open 2",
        "Open 3",
        "More",
        *DOING,
        "Delete",
    ]


async def test_delete_on_a_card_that_is_gone_already_is_no_fault_and_drops_what_was_kept(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    card = await asked(place)
    team = place.bot.app.team(f"guild-{place.guild.id}")
    assert QUESTION.encode() in team.file.path.read_bytes()
    gone = {"status": 404, "code": 10008, "message": "Unknown Message"}
    place.env.inject_error("DELETE", "/webhooks/*/messages/@original", **gone)
    result = await place.ann.click(card, label="Delete")
    assert result.followups == []
    assert "bug in Footnote" not in caplog.text
    assert QUESTION.encode() not in team.file.path.read_bytes()


async def test_an_expired_answer_says_when_it_expired(
    place: Place, moving_clock: MovingClock
) -> None:
    card = await asked(place)
    moving_clock.pass_by(timedelta(days=31))
    assert told(await place.ann.click(card, label="Open 1")) == (
        "This answer expired on 1 Feb 2026: answers are kept for 30 days. Ask again to see it."
    )


async def test_an_answer_whose_file_is_gone_says_so(place: Place) -> None:
    card = await asked(place)
    place.bot.app.team(f"guild-{place.guild.id}").file.path.unlink()
    said = told(await place.ann.click(card, label="More"))
    assert said == "This answer is not kept any more. Ask again to see it."


async def test_a_passage_whose_article_was_removed_is_shown_as_it_was_quoted(
    place: Place,
) -> None:
    card = await asked(place)
    library = place.bot.app.known("local")[0].library
    with library.writer() as writer, writer.change() as change:
        for article in (5, 1):
            change.remove(article)
    shown = opened(await place.bob.click(card, label="Open 1"))
    assert "That article was removed or replaced on 2 Jan 2026" in shown[0]
    assert "I rejected US offer" in shown[1]
    assert shown[2].startswith("**Similar**: "), "what is folded was kept, too"
    assert len(shown) == 5, "no surroundings"


@pytest.mark.parametrize(
    ("label", "custom_id"),
    [
        ("Open 1", "fn:open:{}:1"),
        ("More", "fn:page:{}:1"),
        ("Delete", "fn:delete:{}"),
    ],
)
@pytest.mark.parametrize(
    ("team", "place_of_answer", "private", "refusal"),
    [
        ("here", "1", False, "This button belongs to an answer in another channel."),
        ("here", "here", True, "This answer is private to the one who asked."),
        ("guild-1", "here", False, "This answer is not kept any more. Ask again to see it."),
        ("user-1", "here", False, "This answer is not kept any more. Ask again to see it."),
    ],
    ids=["another channel", "somebody else's", "another team", "another person's"],
)
async def test_an_id_made_by_hand_reaches_nothing(
    place: Place,
    label: str,
    custom_id: str,
    team: str,
    place_of_answer: str,
    private: bool,
    refusal: str,
) -> None:
    app = place.bot.app
    kept = app.team(f"guild-{place.guild.id}" if team == "here" else team).keep(
        app.ask("local", QUESTION, limit=9),
        asker="1",
        place=str(place.channel.id) if place_of_answer == "here" else place_of_answer,
        private=private,
    )
    card = await asked(place)
    place.relabel(card, label, custom_id.format(kept))
    assert told(await place.ann.click(card, label=label)) == refusal
    assert place.channel.last_message is not None


async def test_a_rank_that_there_is_none_of_is_refused(place: Place) -> None:
    card = await asked(place)
    kept = re.search(r"fn:delete:(\w+)", str(place.components(card)))
    assert kept is not None
    place.relabel(card, "Open 1", f"fn:open:{kept[1]}:99")
    said = told(await place.ann.click(card, label="Open 1"))
    assert said == "There is no such passage in this answer."


async def test_a_fault_behind_a_button_gives_an_id_and_no_trace(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret path")

    card = await asked(place)
    monkeypatch.setattr(place.bot.app, "surroundings", broken)
    said = told(await place.bob.click(card, label="Open 1"))
    fault = re.fullmatch(r"Something broke on our side. Tell an admin: (E-[0-9A-F]{4})", said)
    assert fault is not None
    assert fault[1] in caplog.text
    assert "secret path" in caplog.text


async def test_an_answer_whose_asker_was_forgotten_is_the_moderators_to_delete(
    place: Place,
) -> None:
    card = (await place.ann.slash(place.channel, "ask", question="Bushehr")).response
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    [kept] = place.bot.app.team(f"guild-{place.guild.id}").since(NOW - timedelta(days=1))
    Notebook(file, kept.place).save(
        kept.answer.citations[0].as_quote(),
        question="Bushehr",
        receipt=kept.answer.receipt,
        saver=str(place.bob.id),
        note="",
    )
    forget(file, str(place.ann.id))
    for each in (place.bob, place.ann):
        refused = await each.click(card, label="Delete")
        assert refused.followups[0].content == "Only a moderator can delete this."
    await place.moderator.click(card, label="Delete")
    assert place.channel.last_message is None
