"""Commands have names and descriptions in every language, within Discord's limits."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.core.texts import DEFAULT, languages
from tests.bot.conftest import Place

OTHERS = [language for language in languages() if language != DEFAULT]
# Discord developer documentation, "Application Command Naming".
_NAME = re.compile(r"[-_'\w]{1,32}")


def synced(place: Place) -> list[dict[str, Any]]:
    """What Discord was told of the commands: each, their options, and the choices of those."""
    (sent,) = [request for request in place.env.http_requests if request.path.endswith("/commands")]
    return [each for command in sent.json for each in _parts(command)]


def _parts(command: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [*command.get("options", []), *command.get("choices", [])]
    return [command, *(part for each in inner for part in _parts(each))]


@pytest.mark.parametrize("language", OTHERS)
async def test_names_and_descriptions_are_told_in_every_language(
    place: Place, language: str
) -> None:
    receipt = next(each for each in synced(place) if each["name"] == "receipt")
    assert receipt["name_localizations"][language] == "beleg"
    for part in synced(place):
        for name in [part["name"], *(part.get("name_localizations") or {}).values()]:
            if part.get("description"):
                assert _NAME.fullmatch(name) and name == name.lower()
        for text in (part.get("description_localizations") or {}).values():
            assert 1 <= len(text) <= 100
