"""`footnote settings`: what is chosen for the command line."""

from __future__ import annotations

from typing import Annotated

import typer

_KEYS = ("library", "retention_days")


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("settings")(settings)


def settings(
    context: typer.Context,
    key: Annotated[str | None, typer.Argument(help="library or retention_days.")] = None,
    value: Annotated[str | None, typer.Argument(help="What to choose.")] = None,
) -> None:
    """Show what is chosen, or choose: the library that is asked, how many days answers are kept."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.settings import SettingsFile
    from bot.core.texts import texts, told
    from index.errors import FootnoteError

    app, words = context.obj.app, texts()
    file = SettingsFile(app.team_file(LOCAL))
    if key is not None and key not in _KEYS:
        raise told(FootnoteError, "settings-bad-key", setting=key[:40], keys=", ".join(_KEYS))
    if key is not None and value is not None:
        if key == "library":
            names = [each.library.name for each in app.shelves(LOCAL)]
            if value not in (*names, "all"):
                hint = words("settings-hint-library", names=", ".join(names))
                raise told(
                    FootnoteError, "settings-bad-value", setting=key, value=value[:40], hint=hint
                )
            file.change(library=None if value == "all" else value)
        else:
            if value != "default" and not (value.isdecimal() and int(value) <= 3650):
                hint = words("settings-hint-retention")
                raise told(
                    FootnoteError, "settings-bad-value", setting=key, value=value[:40], hint=hint
                )
            file.change(retention_days=None if value == "default" else int(value))
            app.team(LOCAL).expire()
    chosen = file.read()
    for name in _KEYS if key is None else (key,):
        held = getattr(chosen, name)
        shown = words("settings-default") if held is None else str(held)
        say(words("settings-line", setting=name, value=shown))
