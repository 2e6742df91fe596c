"""Who may import whom: the layers of the house, read from the code's own imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Import(NamedTuple):
    """One imported module: where, and how late."""

    module: str
    name: str
    line: int
    typing: bool
    lazy: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.name}"


class Rule(NamedTuple):
    """What modules under a prefix may not import; ``typing`` allows it for annotations."""

    who: str
    never: tuple[str, ...]
    typing: bool = False
    excepted: tuple[str, ...] = ()


CORE = ("bot.core", "bot.config")
DISCORD = ("discord", "bot.cogs", "bot.views", "bot.client", "bot.run")
RULES = [
    Rule("index", ("bot", "discord", "typer", "rich", "prompt_toolkit", "pydantic")),
    Rule("bot.core", ("bot.cli", "bot.__main__", *DISCORD, "typer", "rich")),
    Rule("bot.config", ("bot.core", "bot.cli", "bot.__main__", *DISCORD)),
    Rule("bot.cli", ("bot.__main__", *DISCORD), excepted=("bot.run",)),
    Rule("bot.__main__", DISCORD),
    Rule("bot.cogs", ("bot.cli", "bot.__main__", "bot.run", "typer")),
    Rule("bot.cogs", ("bot.client",), typing=True),
    Rule("bot.views", ("bot.cli", "bot.__main__", "bot.run", "bot.cogs", "typer")),
    Rule("bot.views", ("bot.client",), typing=True),
    Rule("bot.client", ("bot.cli", "bot.__main__", "bot.run", "typer")),
    Rule("bot.run", ("bot.cli", "bot.__main__", "typer")),
]


def imports(module: str, source: str, *, package: bool = False) -> Iterator[Import]:
    """Every import of a module, also inside functions and for annotations only."""
    base = module if package else module.rpartition(".")[0]

    def walk(node: ast.AST, typing: bool, lazy: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield Import(module, alias.name, child.lineno, typing, lazy)
            elif isinstance(child, ast.ImportFrom):
                parents = base.split(".")[: len(base.split(".")) - child.level + 1]
                origin = ".".join([*parents, *([child.module] if child.module else [])])
                origin = origin if child.level else child.module or ""
                for alias in child.names:
                    yield Import(module, f"{origin}.{alias.name}", child.lineno, typing, lazy)
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                yield from walk(ast.Module(child.body, []), True, lazy)
                yield from walk(ast.Module(child.orelse, []), typing, lazy)
            else:
                within = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                yield from walk(child, typing, lazy or within)

    yield from walk(ast.parse(source), False, False)


def under(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def broken(found: Import) -> list[Rule]:
    """The rules that an import breaks."""
    return [
        rule
        for rule in RULES
        if under(found.module, rule.who)
        and any(under(found.name, never) for never in rule.never)
        and not (rule.typing and found.typing)
        and not any(under(found.name, each) and found.lazy for each in rule.excepted)
    ]


def modules() -> Iterator[tuple[str, Path]]:
    """Name and file of every module of the project."""
    for top in ("index", "bot"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def all_imports() -> list[Import]:
    return [
        each
        for module, path in modules()
        for each in imports(module, path.read_text("utf-8"), package=path.name == "__init__.py")
    ]


def test_no_import_breaks_a_rule() -> None:
    found = all_imports()
    assert len(found) > 200
    assert [str(each) for each in found if broken(each)] == []


def test_every_rule_is_about_modules_that_are_there() -> None:
    names = [module for module, _ in modules()]
    for rule in RULES:
        assert any(under(name, rule.who) for name in names), rule.who
        for never in rule.never:
            if never.split(".")[0] == "bot":
                assert any(under(name, never) for name in names), never


def test_the_command_line_reaches_discord_in_one_place_only() -> None:
    found = [each for each in all_imports() if under(each.module, "bot.cli")]
    assert {each.module for each in found if under(each.name, "bot.run")} == {"bot.cli.bot"}


def test_nothing_of_the_project_imports_its_tests() -> None:
    assert [str(each) for each in all_imports() if under(each.name, "tests")] == []


@pytest.mark.parametrize("module", ["index.searcher", "bot.core.answering", "bot.cli.ask"])
@pytest.mark.parametrize(
    "line",
    [
        "import discord",
        "import discord.ui as ui",
        "from discord import app_commands",
        "def late():\n    import discord",
        "async def late():\n    from discord.ext import commands",
        "class Late:\n    def it(self):\n        from bot.client import create_bot",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import discord",
        "try:\n    import discord\nexcept ImportError:\n    pass",
        "with open('x') as file:\n    from bot import views",
        "from bot.views.card import Card",
    ],
)
def test_a_planted_violation_is_caught(module: str, line: str) -> None:
    assert any(broken(each) for each in imports(module, line))


@pytest.mark.parametrize(
    ("module", "line", "caught"),
    [
        ("index.library", "from bot.config import Config", True),
        ("index.library", "from .reader import Reader", False),
        ("bot.core.app", "from ..cli import terminal", True),
        ("bot.core.app", "from .. import client", True),
        ("bot.core.app", "from . import team", False),
        ("bot.core.app", "import botany, discordant", False),
        ("bot.cli.bot", "def run():\n    from bot.run import run_bot", False),
        ("bot.cli.bot", "from bot.run import run_bot", True),
        ("bot.cli.bot", "def run():\n    from bot.client import create_bot", True),
        ("bot.cogs.ask", "if TYPE_CHECKING:\n    from bot.client import FootnoteBot", False),
        ("bot.cogs.ask", "from bot.client import FootnoteBot", True),
        ("bot.cogs.ask", "if TYPE_CHECKING:\n    pass\nelse:\n    import bot.client", True),
        ("bot.views.card", "from bot.core.answer import Answer", False),
        ("bot.views.card", "from bot.cogs import ask", True),
        ("bot.client", "from bot.run import run_bot", True),
    ],
)
def test_what_the_rules_allow_and_what_not(module: str, line: str, caught: bool) -> None:
    assert any(broken(each) for each in imports(module, line)) == caught
