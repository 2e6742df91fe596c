"""`footnote bot`: the Discord bot. Everything about Discord is behind `bot.run`."""

from __future__ import annotations

import typer


def mount(cli: typer.Typer) -> None:
    """Adds the group to the program."""
    group = typer.Typer(no_args_is_help=True, help="Run the Discord bot, and sync its commands.")
    group.command("run")(run)
    group.command("sync")(sync)
    cli.add_typer(group, name="bot")


def run(context: typer.Context) -> None:
    """Run the bot until it is stopped. Needs DISCORD_TOKEN."""
    from bot.run import run_bot

    run_bot(context.obj.config)


def sync(context: typer.Context) -> None:
    """Tell Discord the commands there are; once after each update. Needs DISCORD_TOKEN."""
    from bot.run import sync_commands

    typer.echo(sync_commands(context.obj.config))
