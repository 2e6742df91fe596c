"""`footnote ask`: one question, answered on standard output."""

from __future__ import annotations

from typing import Annotated

import typer


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("ask")(ask)


def ask(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(help="The question, quoted or not.")],
    library: Annotated[
        str | None, typer.Option(help="Ask this library only.", show_default="all of them")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, max=100, help="Passages at most.", show_default="config.toml"),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show offsets, hashes and scores.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the passages closest to a question, best first, word for word.

    Exits with 0 if passages are shown, 1 if there are none or the question is refused.
    """
    from bot.core.app import LOCAL

    app = context.obj.app
    answer = app.ask(
        LOCAL,
        " ".join(question),
        library=library,
        limit=limit or app.config.search.limit,
    )
    if as_json:
        from bot.core.rendering import as_json as rendered

        typer.echo(rendered(answer))
    else:
        from bot.cli.terminal import show_answer, show_nothing

        if answer.citations:
            show_answer(answer, verbose=verbose)
        else:
            show_nothing(answer)
    if not answer.citations:
        raise typer.Exit(1)
