"""The program in a process of its own, where it is run, and what it sent and showed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.loopback import (
    JSON,
    TOKEN,
    LoopbackDiscord,
    Outcome,
    Program,
    components,
    launcher,
    running,
)
from tests.bot.openapi import complaints, missing_reason, rule_complaints

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "DISCORD_TOKEN"


def configured(folder: Path) -> Path:
    """Puts a config.toml into a folder: its state is there, the articles are the samples."""
    folder.joinpath("config.toml").write_text(
        '[storage]\nstate = "state"\n'
        '[libraries.seeds]\ntitle = "Sample articles"\n'
        f"folders = [{json.dumps(str(ROOT / 'seeds'))}]\n"
        "[discord]\nquestions_per_minute = 60\n",
        encoding="utf-8",
    )
    return folder


@contextlib.asynccontextmanager
async def footnote(
    server: LoopbackDiscord | str, folder: Path, *argv: str, token: str | None = TOKEN
) -> AsyncIterator[Program]:
    """`footnote argv...` in a folder, with that token in the environment or with none, talking to
    that server or address. Whatever happens, it prints no token and no traceback."""
    env = {} if token is None else {VARIABLE: token}
    url = server if isinstance(server, str) else server.url
    async with running(launcher(url), *argv, cwd=folder, env=env) as program:
        yield program
        printed = program.stdout + program.stderr
        assert (token or TOKEN) not in printed
        assert "Traceback" not in printed


async def indexed(server: LoopbackDiscord, folder: Path) -> None:
    """Fills the libraries, so that the first question need not wait for it."""
    async with footnote(server, folder, "library", "list") as program:
        assert await program.ended() == 0


def complaint(program: Program) -> list[str]:
    """The lines that the program itself has written to its standard error."""
    assert program.stdout == ""
    return program.stderr.splitlines()


def judge(server: LoopbackDiscord, before: int = 0) -> None:
    """Every request, but for those before, is one that Discord has a place for and would take.
    Skips where that can be told by the rules only, as Discord's own description is missing."""
    requests = server.requests[before:]
    assert server.unknown == []
    assert rule_complaints(requests) == []
    if reason := missing_reason():
        pytest.skip(reason)
    assert complaints(requests) == []


def shown(act: Outcome) -> JSON:
    """The message that the bot has shown."""
    assert act.message is not None
    return act.message


def text(message: JSON) -> str:
    """All text of a card."""
    return "\n".join(part["content"] for part in components(message) if "content" in part)


def steps(server: LoopbackDiscord, act: Outcome) -> list[str]:
    """Everything that the bot has sent about an interaction: methods and ends of paths."""
    paths = [(request.method, request.path.split("/")) for request in server.requests]
    token = next(path[3] for _, path in paths if path[1:3] == ["interactions", act.id])
    return [f"{method} {path[-1]}" for method, path in paths if token in path]
