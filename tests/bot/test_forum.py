"""Posts in forums that the team chose are answered once, from their title."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import discord
import pytest

from bot.client import FootnoteBot
from bot.core.settings import SettingsFile
from bot.core.texts import texts as language
from bot.views.notice import NOTICE_SECONDS
from tests.bot.conftest import MovingClock, Place, labels, texts

QUESTION = "who rejected the offer?"
ENGLISH = language("en")


class Post:
    """A post in a forum as discord.py gives it: simcord makes none."""

    def __init__(self, place: Place, forum: int, title: str, number: int = 1) -> None:
        self.id = 10_000 + number
        self.name = title
        self.parent_id = forum
        self.owner_id = place.ann.id
        self.guild = place.bot.get_guild(place.guild.id)
        self.sent: list[dict[str, Any]] = []
        self.refusals: list[int] = []
        self.status = 400

    async def send(self, **message: Any) -> Any:
        if self.refusals:
            answer: Any = SimpleNamespace(status=self.status, reason="No")
            kinds = {403: discord.Forbidden, 404: discord.NotFound}
            raise kinds.get(self.status, discord.HTTPException)(
                answer, {"code": self.refusals.pop(), "message": "no"}
            )
        self.sent.append(message)
        return SimpleNamespace(id=self.id + 1)

    def shown(self) -> list[str]:
        (message,) = self.sent
        if "content" in message:
            return [message["content"]]
        return texts(message["view"].to_components())


@pytest.fixture
def forum(place: Place) -> int:
    chosen = place.guild.create_forum_channel("questions")
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(file).change(forums=(str(chosen.id),))
    return int(chosen.id)


async def announce(place: Place, post: Post) -> None:
    cog: Any = place.bot.get_cog("Forum")
    await cog.on_thread_create(post)


async def test_a_post_is_answered_once_also_after_a_restart(
    place: Place, forum: int, make_bot: Callable[[], FootnoteBot]
) -> None:
    post = Post(place, forum, QUESTION)
    await announce(place, post)
    assert post.shown()[0].startswith(f"**{QUESTION}**\nClosest passages")
    await announce(place, post)
    await place.env.restart_bot(make_bot())
    await announce(place, post)
    assert len(post.sent) == 1


async def test_posts_elsewhere_and_the_bots_own_are_left_alone(place: Place, forum: int) -> None:
    other, own = Post(place, 99, QUESTION), Post(place, forum, QUESTION)
    assert place.bot.user is not None
    own.owner_id = place.bot.user.id
    for post in (other, own):
        await announce(place, post)
        assert post.sent == []


async def test_posts_of_other_bots_and_of_webhooks_are_left_alone(place: Place, forum: int) -> None:
    robot = place.guild.add_member(place.env.create_user("robot", bot=True))
    for number, author in enumerate((robot.id, 123_456)):
        post = Post(place, forum, QUESTION, number)
        post.owner_id = author
        await announce(place, post)
        assert post.sent == []


def noticed(place: Place, post: Post) -> tuple[str, str | None]:
    """What the notice in a post tells its author alone, and what can be asked again from it."""
    (message,) = post.sent
    assert message["content"] in ("I could not answer that.", "Das konnte ich nicht beantworten.")
    assert message["delete_after"] == NOTICE_SECONDS
    (button,) = message["view"].children
    assert button.asker == place.ann.id
    waiting = place.bot.notices.get(button.key)
    assert waiting is not None
    return ENGLISH.error(waiting[0]), waiting[1]


async def test_a_title_that_cannot_be_searched_for_is_told_its_author_alone_and_not_for_ever(
    place: Place, forum: int
) -> None:
    post = Post(place, forum, "***")
    await announce(place, post)
    words, again = noticed(place, post)
    assert words.startswith("There is nothing to search for in that question")
    assert again is None, "a refusal is refused again"


async def test_the_notice_in_a_post_tells_its_author_in_private(place: Place, forum: int) -> None:
    post = Post(place, forum, "***")
    await announce(place, post)
    card = (await place.ann.slash(place.channel, "ask", question=QUESTION)).response
    (button,) = post.sent[0]["view"].children
    place.relabel(card, "Delete", button.item.custom_id)
    shown = (await place.ann.click(card, label="Delete")).response
    assert shown.ephemeral and shown.content.startswith("There is nothing to search for")
    refused = (await place.bob.click(card, label="Delete")).response
    assert refused.ephemeral and refused.content == "This is for the one who asked."


async def test_the_notice_waits_for_the_posts_own_text_too(
    place: Place, forum: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("asyncio.sleep", at_once)
    post = Post(place, forum, "***")
    post.refusals = [40058, 40058]
    await announce(place, post)
    assert noticed(place, post)[0].startswith("There is nothing to search for")


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (403, 50013), (404, 10003)])
async def test_a_notice_that_discord_does_not_take_is_one_line_in_the_log(
    place: Place, forum: int, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    post = Post(place, forum, "***")
    post.refusals, post.status = [code], status
    await announce(place, post)
    assert post.sent == []
    assert "Traceback" not in caplog.text
    assert caplog.text.count("a notice could not be sent") == 1


async def test_too_many_posts_are_told_the_limit(place: Place, forum: int) -> None:
    posts = [Post(place, forum, QUESTION, number) for number in range(7)]
    for post in posts:
        await announce(place, post)
    assert noticed(place, posts[-1])[0].startswith("Six questions a minute is the limit.")


async def test_it_waits_until_the_posts_own_text_is_there(
    place: Place, forum: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("asyncio.sleep", at_once)
    post = Post(place, forum, QUESTION)
    post.refusals = [40058, 40058]
    await announce(place, post)
    assert post.shown()[0].startswith(f"**{QUESTION}**")
    gone = Post(place, forum, QUESTION, 2)
    gone.refusals = [50013]
    await announce(place, gone)
    assert gone.sent == [], "a permission that was taken away is logged, and that is all"


async def test_the_teams_language_is_that_of_the_answer(place: Place, forum: int) -> None:
    SettingsFile(place.bot.app.team_file(f"guild-{place.guild.id}")).change(language="de")
    post = Post(place, forum, QUESTION)
    await announce(place, post)
    assert "Nächstliegende Passagen" in post.shown()[0]


async def test_a_fault_below_a_post_can_be_tried_again_by_its_author(
    place: Place, forum: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(place.bot.app, "ask", broken)
    post = Post(place, forum, QUESTION)
    await announce(place, post)
    words, again = noticed(place, post)
    assert words.startswith("Something broke on our side.")
    assert again is not None
    kept = place.bot.app.team(f"guild-{place.guild.id}").kept_unanswered(again)
    assert (kept.asker, kept.place, kept.private) == (str(place.ann.id), str(post.id), False)
    assert kept.unanswered.question == QUESTION


async def failed(place: Place, forum: int) -> Any:
    """A message of which Delete is the button of the notice of a post that could not be answered
    because of a fault."""
    post = Post(place, forum, QUESTION)
    post.id = place.channel.id
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.bot.app, "ask", Mock(side_effect=RuntimeError("a bug")))
        await announce(place, post)
    (button,) = post.sent[0]["view"].children
    card = (await place.ann.slash(place.channel, "ask", question="what did Kerry say?")).response
    place.relabel(card, "Delete", button.item.custom_id)
    return card


@pytest.mark.parametrize("shown_before", [True, False])
async def test_what_failed_below_a_post_is_tried_again_after_a_restart(
    place: Place, forum: int, make_bot: Callable[[], FootnoteBot], shown_before: bool
) -> None:
    card = await failed(place, forum)
    if not shown_before:
        await place.env.restart_bot(make_bot())
    shown = (await place.ann.click(card, label="Delete")).response
    assert shown.ephemeral
    if shown_before:
        assert shown.content.startswith("Something broke on our side.")
        await place.env.restart_bot(make_bot())
    else:
        expired = "This notice has expired, but your question can be asked again."
        assert shown.content == expired
    again = (await place.ann.click(shown, label="Try again")).response
    assert not again.ephemeral
    assert texts(place.components(again))[0].startswith(f"**{QUESTION}**")
    twice = (await place.ann.click(shown, label="Try again")).response
    assert twice.ephemeral and "not kept any more" in twice.content


async def test_after_a_restart_nobody_but_its_author_tries_a_post_again(
    place: Place, forum: int, make_bot: Callable[[], FootnoteBot]
) -> None:
    card = await failed(place, forum)
    await place.env.restart_bot(make_bot())
    refused = (await place.bob.click(card, label="Delete")).response
    assert refused.content == "This is for the one who asked."
    assert labels(place.components(refused)) == []


async def test_what_is_not_kept_any_more_is_not_offered_to_be_tried_again(
    place: Place, forum: int, make_bot: Callable[[], FootnoteBot], moving_clock: MovingClock
) -> None:
    card = await failed(place, forum)
    await place.env.restart_bot(make_bot())
    moving_clock.pass_by(timedelta(days=1))
    shown = (await place.ann.click(card, label="Delete")).response
    assert shown.content == "This notice has expired. Ask again."
    assert labels(place.components(shown)) == []
