"""What Discord is told of the bot: its commands, and what it asks for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.client import FootnoteBot
from bot.config import Config
from bot.run import PERMISSIONS, run_bot
from index.errors import FootnoteError
from tests.bot.conftest import Place


def synced(place: Place) -> dict[str, Any]:
    request = next(each for each in place.env.http_requests if each.method == "PUT")
    return {each["name"]: each for each in request.json}


async def test_the_commands_are_these_and_no_others(place: Place) -> None:
    commands = synced(place)
    names = {
        "ask",
        "ask-file",
        "check",
        "compare",
        "footnote",
        "insights",
        "notebook",
        "receipt",
        "settings",
        "watch",
        "Find sources",
    }
    assert set(commands) == names | {"Check quotes"}
    assert [each["name"] for each in commands["ask"]["options"]] == [
        *("question", "library"),
        *("phrase", "without", "source", "after", "before", "sort"),
        *("private", "thread"),
    ]
    assert [each["name"] for each in commands["receipt"]["options"]] == ["id"]
    assert [each["name"] for each in commands["footnote"]["options"]] == [
        *("help", "about", "privacy", "forget-me"),
    ]
    assert commands["Find sources"]["type"] == 3


async def test_names_and_descriptions_are_within_discords_limits(place: Place) -> None:
    def check(command: dict[str, Any]) -> None:
        if command.get("type", 1) != 3:
            assert re.fullmatch(r"[-_a-z0-9]{1,32}", command["name"])
            assert 1 <= len(command["description"]) <= 100
            assert command["description"] != "…", "what discord.py fills in"
        assert len(command.get("choices", [])) <= 25
        for option in command.get("options", []):
            check(option)

    for command in synced(place).values():
        check(command)


async def test_commands_are_for_servers_and_direct_messages(place: Place) -> None:
    for command in synced(place).values():
        assert command["integration_types"] == [0]
        assert command["contexts"] == [0, 1]


async def test_nothing_is_synced_at_the_start(simcord_env: Any) -> None:
    assert isinstance(simcord_env.bot, FootnoteBot)
    assert [each for each in simcord_env.http_requests if each.method == "PUT"] == []


async def test_no_privileged_intent_is_asked_for(place: Place) -> None:
    intents = place.bot.intents
    assert not (intents.members or intents.presences or intents.message_content)
    assert {name for name, on in intents if on} == {"guilds", "guild_messages", "dm_messages"}


async def test_nobody_can_be_pinged(place: Place) -> None:
    allowed = place.bot.allowed_mentions
    assert allowed is not None
    assert allowed.to_dict() == {"parse": []}


def test_the_permissions_are_what_the_readme_says() -> None:
    assert {name for name, on in PERMISSIONS if on} == {
        "read_messages",  # "View Channel"
        "add_reactions",
        "attach_files",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "read_message_history",
    }
    readme = Path(__file__).resolve().parents[2].joinpath("README.md").read_text("utf-8")
    assert f"permissions={PERMISSIONS.value}" in readme
    assert "scope=bot+applications.commands" in readme


async def test_help_is_seven_lines_for_the_one_who_asked(place: Place) -> None:
    result = await place.ann.slash(place.channel, "footnote help")
    assert result.ephemeral
    assert result.response is not None
    lines = result.response.content.splitlines()
    assert len(lines) == 7
    assert lines[5] == "You are searching: Sample articles (5)"


async def test_a_mention_without_a_question_gets_the_same_seven_lines(place: Place) -> None:
    await place.ann.send(place.channel, place.mention(""))
    said = place.channel.last_message
    assert said is not None
    result = await place.ann.slash(place.channel, "footnote help")
    assert result.response is not None
    assert said.content == result.response.content


async def test_a_command_that_has_changed_is_told_privately(place: Place) -> None:
    place.bot.tree.remove_command("ask")
    result = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert result.ephemeral
    assert result.response is not None
    assert result.response.content.startswith("This command has changed.")
    assert len(place.env.errors) == 1


def test_without_a_token_the_bot_says_what_to_do_in_two_lines(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    with pytest.raises(FootnoteError) as refusal:
        run_bot(config)
    lines = str(refusal.value).splitlines()
    assert len(lines) == 2
    assert "DISCORD_TOKEN" in lines[1]
    assert ".env" in lines[1]
