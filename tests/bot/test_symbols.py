"""Four thousand characters of symbols get one calm line, whatever way they come."""

from __future__ import annotations

from typing import Any

import pytest
from simcord import interactions
from simcord.backend.ops import messages

from bot.views import forms
from tests.bot.conftest import Place, texts
from tests.bot.notebooks.saving import entries, save
from tests.bot.test_follow_up import HIDDEN, asked, thread
from tests.bot.watches.conftest import World, world  # noqa: F401 - a fixture

SYMBOLS = [
    "*" * 4_000,
    "*_~|`[](<@&1>)" * 285,
    "\u200b" * 4_000,
    "🦉" * 2_000,
    "> # -# 1. \n" * 360,
]
REFUSED = ("There is nothing to search for in that question", "A question may have at most 500",
           "There is no question.")  # fmt: skip
pytestmark = pytest.mark.parametrize(
    "symbols", SYMBOLS, ids=["stars", "all", "none", "owls", "lines"]
)


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """As from those who may write 4,000 characters, or who make requests by hand."""
    plain = messages.validate_message_state

    def of_any_length(components: Any, *, content: str | None, **others: Any) -> Any:
        return plain(components, content=(content or "")[:2_000] or None, **others)

    monkeypatch.setattr(messages, "validate_message_state", of_any_length)
    monkeypatch.setattr(interactions, "validate_option_value", lambda _name, _option, value: value)
    monkeypatch.setattr(forms, "LONGEST_QUESTION", 4_000)


def refusal(message: Any, refused: tuple[str, ...] = REFUSED) -> str:
    """What a message says that is seen by one person alone; below it, what was typed in a form."""
    assert message.ephemeral
    said = str(message.content or "\n".join(texts(message.components)))
    assert said.startswith(refused), said
    assert said.partition("\nWhat you typed is in ")[0].count("\n") <= 1
    return said


async def test_as_a_watch(world: World, symbols: str) -> None:  # noqa: F811
    result = await world.watch(symbols)
    refusal(result.followups[-1] if result.followups else result.response)
    assert world.watches == []


async def test_in_a_mention_in_a_thread(place: Place, symbols: str) -> None:
    talk = await thread(place)
    await place.ann.send(talk, place.mention("what did Khamenei say about the coalition?"))
    before = len(talk.history())
    await place.ann.send(talk, place.mention(symbols))
    *_, notice = talk.history()
    assert len(talk.history()) == before + 2, "what was typed, and one line"
    if notice.content == HIDDEN:
        shown = await place.ann.click(notice, label="Show me privately")
        refusal(shown.response)
    else:
        assert notice.content.startswith("Footnote finds passages"), "nothing was asked at all"


async def test_in_the_follow_up_form(place: Place, symbols: str) -> None:
    card = await asked(place)
    form = await place.ann.click(card, label="Follow up")
    result = await place.ann.submit_modal(form, {"question": symbols})
    message = result.followups[-1] if result.followups else result.response
    assert refusal(message).endswith("\nWhat you typed is in typed.txt.")
    (file,) = message.attachments
    assert (await file.read()).decode() == symbols
    assert place.channel.last_message.id == card.id


async def test_in_a_mention_in_a_channel(place: Place, symbols: str) -> None:
    await place.ann.send(place.channel, place.mention(symbols))
    _, notice = place.channel.history()
    if notice.content == HIDDEN:
        shown = await place.ann.click(notice, label="Show me privately")
        refusal(shown.response)
    else:
        assert notice.content.startswith("Footnote finds passages"), "nothing was asked at all"


async def test_as_a_note(place: Place, symbols: str) -> None:
    await save(place, await asked(place), note="before")
    (entry,) = entries(place)
    result = await place.ann.slash(place.channel, "notebook note", entry=entry.id, note=symbols)
    refusal(result.response, ("A note may have 1,000 characters. Shorten it.",))
    assert entries(place)[0].note == "before"


async def test_as_tags(place: Place, symbols: str) -> None:
    await save(place, await asked(place))
    (entry,) = entries(place)
    for option in ("add", "take"):
        given = {option: symbols}
        result = await place.ann.slash(place.channel, "notebook tag", entry=entry.id, **given)
        refusal(result.response, ("A tag has 1 to 32 characters and no comma.",))
    assert entries(place) == [entry]


async def test_as_what_is_looked_for_in_a_notebook(place: Place, symbols: str) -> None:
    await save(place, await asked(place))
    result = await place.ann.slash(place.channel, "notebook search", words=symbols)
    assert result.response is not None and result.response.ephemeral
    (line,) = texts(place.components(result.response))
    assert line.startswith('No entry has any of the words of "') and "\n" not in line
    assert len(line) < 1_000
