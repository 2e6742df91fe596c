"""`footnote receipt`: an answer that was given, and what a fresh run would change."""

from __future__ import annotations

from typing import Annotated

import typer


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("receipt")(receipt)


def receipt(
    context: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="As below an answer: fn-7K3QXM.")],
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show offsets, hashes and scores.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show an answer as it was given, and what asking again would change."""
    from bot.core.app import LOCAL

    found = context.obj.app.receipt(LOCAL, id_)
    if as_json:
        from bot.core.answer_json import receipt_as_json

        typer.echo(receipt_as_json(found))
        return
    from bot.cli.terminal import say, show_answer, show_nothing
    from bot.core.rendering import Wording

    if found.answer.citations:
        show_answer(found.answer, verbose=verbose)
    else:
        show_nothing(found.answer)
    say()
    for line in Wording().asked_then(found):
        say((line, "dim"))
