"""`footnote privacy` and `footnote forget`: what is stored of the command line, and its end."""

from __future__ import annotations

from typing import Annotated

import typer


def mount(cli: typer.Typer) -> None:
    """Adds the commands to the program."""
    cli.command("privacy")(privacy)
    cli.command("forget")(forget)


def privacy(context: typer.Context) -> None:
    """Show what is stored of the command line, and for how long."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.privacy import Stored, stored, told
    from bot.core.texts import texts

    app, words = context.obj.app, texts()
    say((words("privacy-local-heading"), "bold"))
    kept = stored(app.team_file(LOCAL), app.config.discord.answers_kept_days, LOCAL)
    for until, lines in told([*kept, Stored("typed", None)], words):
        say(f"{until}:")
        for line in lines:
            say(f"- {line}")


def forget(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
) -> None:
    """Erase all questions, answers, votes and watches of the command line.

    Saved passages stay, with the answers that they are from.
    """
    from dataclasses import asdict

    from bot.cli.chat import typed_before
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.forgetting import forget as forget_person
    from bot.core.texts import texts

    words = texts()
    if not yes:
        typer.confirm(words("privacy-local-confirm"), abort=True)
    app = context.obj.app
    gone = forget_person(app.team_file(LOCAL), LOCAL, alone=True)
    typed = typed_before(app)
    if typed.exists():
        typed.unlink()
        say(words("privacy-forgotten-typed"))
    elif gone.nothing:
        say(words("privacy-forgotten-nothing"))
    if not gone.nothing:
        say(words("privacy-forgotten", **asdict(gone)))
