"""`footnote sources`: the passages that bear on a text, sentence by sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# A text that is longer has more claims than are looked up.
_MOST_BYTES = 100_000


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("sources")(sources)


def sources(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A text file; - is standard input.")],
    library: Annotated[
        str | None,
        typer.Option(help="Search this library only.", show_default="the chosen one, or all"),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=15, help="Passages a sentence at most.")] = 2,
) -> None:
    """Show the closest passages to each sentence of a text, and which figures differ.

    By their words: no verdict of true or false. Exits with 1 if there are none.
    """
    from bot.cli.terminal import say, show_citation
    from bot.core.app import LOCAL
    from bot.core.rendering import Wording, printable
    from bot.core.texts import texts

    app, wording, words = context.obj.app, Wording(), texts()
    library = library or app.chosen_library(LOCAL)
    found = app.sources(LOCAL, _read(file), library=library, limit=limit)
    for place, answer in enumerate(found.answers):
        if place:
            say()
        say((printable(answer.question), "bold"))
        for citation in answer.citations:
            say()
            show_citation(citation)
            for line in wording.differs(answer, citation):
                say((line, "yellow"))
        if not answer.citations:
            say(words("sources-none"))
    say()
    if found.more:
        say((words("sources-more", count=found.more), "dim"))
    say((words("sources-note"), "dim"))
    if not any(answer.citations for answer in found.answers):
        raise typer.Exit(1)


def _read(file: Path) -> str:
    from bot.cli.files import read_file
    from bot.core.text_file import decoded

    return decoded(read_file(file, _MOST_BYTES, "batch-too-large"), "batch-not-text")
