"""`footnote index`: files and folders into a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.config import OWN

if TYPE_CHECKING:
    from index.indexer import Report

# More names than this are only counted.
_NAMED = 20


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("index")(index)


def index(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, and folders to walk.")],
    library: Annotated[str, typer.Option(help="Where to; a new name makes a library.")] = OWN,
) -> None:
    """Add articles to a library, and say what became of each file.

    A file that is there already is left alone; one that has changed replaces what was there.
    Exits with 1 if a file was refused; the others are in.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from bot.core.rendering import printable
    from index.files import files
    from index.indexer import Report, index_files

    app = context.obj.app
    shelf = app.writable(library)
    report = Report()
    listed = files(paths, lambda name, reason: report.refused.append((name, reason)))
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("Indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("Indexing", total=len(listed), name="")
        if listed:
            index_files(
                shelf.library,
                listed,
                report,
                progress=lambda name: bar.update(task, advance=1, name=printable(name)[-40:]),
            )
    if listed:
        app.snapshots.prepare(shelf.library)
    _tell(report, shelf.library.name)
    if report.refused:
        raise typer.Exit(1)


def _tell(report: Report, name: str) -> None:
    """Says what was added, unchanged, replaced and refused, and why."""
    from bot.cli.terminal import say
    from bot.core.rendering import printable

    for kind in ("added", "replaced", "unchanged"):
        origins = getattr(report, kind)
        for origin in origins[:_NAMED]:
            say(f"{kind} {printable(origin)}")
        if len(origins) > _NAMED:
            say(f"{kind} {len(origins) - _NAMED:,} more")
    for origin, reason in report.refused:
        say(f"refused {printable(origin)}: {printable(reason)}")
    say(
        f"Library '{name}': {len(report.added):,} added, {len(report.unchanged):,} unchanged,"
        f" {len(report.replaced):,} replaced, {len(report.refused):,} refused."
    )
