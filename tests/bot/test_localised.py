"""Commands have names and descriptions in every language, within Discord's limits."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.core.texts import DEFAULT, languages
from tests.bot.conftest import Place

OTHERS = [language for language in languages() if language != DEFAULT]
# Discord developer documentation, "Application Command Naming", "Application Command Structure".
_NAME = re.compile(r"[-_'\w]{1,32}")
_LONGEST_DESCRIPTION, _LONGEST_NAME, _LONGEST_CHOICE = 100, 32, 100
_CHAT_INPUT = 1
# What formats are called is the same in every language.
_PROPER_NAMES = {"Markdown", "CSV", "BibTeX", "RIS", "CSL-JSON"}


def synced(place: Place) -> list[dict[str, Any]]:
    """What Discord was told of the commands."""
    (sent,) = [request for request in place.env.http_requests if request.path.endswith("/commands")]
    commands: list[dict[str, Any]] = sent.json
    return commands


def siblings(commands: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The commands, and the options of each of them, and so on: those that stand together."""
    inner = [found for each in commands for found in siblings(each.get("options") or [])]
    return [commands, *inner] if commands else inner


def choices(place: Place) -> list[dict[str, Any]]:
    return [
        choice
        for together in siblings(synced(place))
        for each in together
        for choice in each.get("choices") or []
    ]


def named(part: dict[str, Any], language: str, what: str = "name") -> str:
    """A part's name as it is told for a language, which must be told."""
    if language == DEFAULT or part[what] in _PROPER_NAMES:
        found = part[what]
    else:
        found = part[f"{what}_localizations"][language]
    assert isinstance(found, str)
    return found


async def test_there_is_something_to_look_at(place: Place) -> None:
    assert {each["name"] for each in synced(place)} >= {"ask", "compare", "footnote", "receipt"}
    assert {each["name"] for each in choices(place)} >= {"Best first", "Newest first"}


@pytest.mark.parametrize("language", languages())
async def test_every_name_and_description_is_there_and_is_one(place: Place, language: str) -> None:
    for part in (each for together in siblings(synced(place)) for each in together):
        name = named(part, language)
        if part.get("description"):
            assert _NAME.fullmatch(name)
            assert name == name.lower()
            about = named(part, language, "description")
            assert 1 <= len(about) <= _LONGEST_DESCRIPTION
        else:
            assert part.get("type", _CHAT_INPUT) != _CHAT_INPUT, "a menu has no description"
            assert 1 <= len(name) <= _LONGEST_NAME
    for choice in choices(place):
        assert 1 <= len(named(choice, language)) <= _LONGEST_CHOICE


@pytest.mark.parametrize("language", languages())
async def test_no_two_that_stand_together_have_one_name(place: Place, language: str) -> None:
    for together in siblings(synced(place)):
        names = [(each.get("type", _CHAT_INPUT), named(each, language)) for each in together]
        assert len(names) == len({name for _, name in names})
        assert len(names) <= 25 or together is synced(place)
        for each in together:
            told = [named(choice, language) for choice in each.get("choices") or []]
            assert len(told) == len(set(told))


@pytest.mark.parametrize("language", OTHERS)
async def test_a_command_has_no_name_that_is_another_commands_elsewhere(
    place: Place, language: str
) -> None:
    """Who types an English name finds that command, whatever they read."""
    commands = synced(place)
    english = {named(each, DEFAULT): each for each in commands}
    for each in commands:
        assert english.get(named(each, language), each) is each


@pytest.mark.parametrize("language", OTHERS)
async def test_descriptions_are_translated(place: Place, language: str) -> None:
    for part in (each for together in siblings(synced(place)) for each in together):
        if part.get("description"):
            assert named(part, language, "description") != part["description"]
