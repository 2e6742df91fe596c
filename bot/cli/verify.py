"""`footnote verify`: every quotation of an export, held against the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.core.app import App
    from bot.core.verifying import Verified

# An export of all that a team ever saved is smaller.
_MOST_BYTES = 64 << 20


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("verify")(verify)


def verify(
    context: typer.Context,
    export: Annotated[Path, typer.Argument(help='A Markdown or text file, or "-".')],
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Folders, and files, to look in.", show_default="what the libraries are made of"
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check an export's quotations against the files, character by character.

    Each is as quoted, differs, or its file was changed or not found. Exits with 0 if all are as
    quoted, and with 1 if not.
    """
    from bot.cli.files import read_file
    from bot.cli.terminal import say
    from bot.core.rendering import printable
    from bot.core.texts import texts
    from bot.core.verifying import Outcome
    from bot.core.verifying import verify as verified
    from index.files import files

    data = read_file(export, _MOST_BYTES, "verify-too-large")
    refused: list[tuple[str, str]] = []
    listed = files(
        folders or _places(context.obj.app), lambda name, reason: refused.append((name, reason))
    )
    found = verified(data, listed)
    if as_json:
        from bot.core.verified_rendering import as_json as rendered

        typer.echo(rendered(found))
    else:
        words = texts()
        for name, reason in refused:
            said = words("verify-refused", file=printable(name), reason=printable(reason))
            say((said, "dim"))
        _show(found)
    if any(each.outcome is not Outcome.AS_QUOTED for each in found):
        raise typer.Exit(1)


def _show(found: list[Verified]) -> None:
    from bot.cli.terminal import say
    from bot.core.texts import texts
    from bot.core.verified_rendering import lines, summary

    for each in found:
        first, *others = lines(each, texts())
        say(first)
        for line in others:
            say((f"  {line}", "dim"))
    say(summary(found, texts()))


def _places(app: App) -> list[Path]:
    """The folders and files that the command line's libraries are made of."""
    from bot.core.app import LOCAL
    from index.passages import CUTTING_VERSION

    places = []
    for shelf in app.known(LOCAL):
        name = shelf.library.name
        if name in app.config.libraries and app.config.libraries[name].folders:
            places += app.config.folders(name)
        elif shelf.library.exists():
            with shelf.library.reader() as reader:
                places += [Path(each) for each in sorted(reader.fingerprints(CUTTING_VERSION))]
    return places
