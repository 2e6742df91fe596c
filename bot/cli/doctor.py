"""`footnote doctor`: is everything there that is needed?"""

from __future__ import annotations

import os

import typer


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("doctor")(doctor)


def doctor(context: typer.Context) -> None:
    """Say what is configured, what is missing, and whether the libraries are fresh.

    Exits with 1 if something is wrong ("!!").
    """
    from bot.cli.terminal import say
    from bot.core.diagnosis import State, diagnose
    from bot.core.rendering import printable

    findings = list(diagnose(context.obj.app, context.obj.config_path, os.environ))
    for finding in findings:
        say(f"{finding.state.value}  {printable(finding.text)}")
    if any(finding.state is State.BAD for finding in findings):
        raise typer.Exit(1)
