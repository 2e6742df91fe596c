"""`footnote ask`: one question, answered on standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("ask")(ask)


def ask(
    context: typer.Context,
    question: Annotated[
        list[str] | None, typer.Argument(help="The question, quoted or not.", show_default=False)
    ] = None,
    library: Annotated[
        str | None,
        typer.Option(help="Ask this library only.", show_default="the chosen one, or all"),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, max=100, help="Passages at most.", show_default="config.toml"),
    ] = None,
    phrase: Annotated[
        list[str] | None, typer.Option(help="Words that must stand so in the passage.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="A word or phrase that must not.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Part of the outlet, file name or address.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="DATE", help="Dated that day or later.")
    ] = None,
    before: Annotated[str | None, typer.Option(metavar="DATE", help="Dated earlier.")] = None,
    newest: Annotated[bool, typer.Option("--newest", help="Order by date.")] = False,
    exactly: Annotated[bool, typer.Option("--exactly", help="Correct no spelling.")] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Show the nearest, whatever they lack.")
    ] = False,
    follow_up: Annotated[
        str | None,
        typer.Option(
            "--follow-up",
            metavar="ID",
            help="Ask on after the answer of this receipt.",
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show offsets, hashes and scores.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    file: Annotated[
        Path | None,
        typer.Option(
            help="Ask the questions of a file instead: a text with one a line, or CSV.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="NAME",
            help="With --file: write NAME.csv and NAME.md.",
            show_default="FILE-answers",
        ),
    ] = None,
) -> None:
    """Show the passages closest to a question, best first, word for word.

    In the question, "a phrase" must stand so, -word must not; source:, after: and before: filter,
    and sort:newest orders.

    Exits with 0 if passages are shown, 1 if there are none or the question is refused.
    """
    from bot.core.answer import Options
    from bot.core.app import LOCAL
    from index.operators import given_operators

    if bool(question) == (file is not None):
        raise typer.BadParameter("give a question, or --file with questions in it")
    if follow_up is not None and file is not None:
        raise typer.BadParameter("--follow-up is for one question, not for --file")
    app = context.obj.app
    how = {
        "library": library,
        "limit": limit or app.config.search.limit,
        "operators": given_operators(
            phrases=phrase or (),
            excluded=without or (),
            sources=source or (),
            after=after,
            before=before,
            newest=newest,
        ),
        "exactly": exactly,
        "anyway": anyway,
    }
    chosen = app.chosen_library(LOCAL)
    if file is not None:
        from bot.cli.ask_file import ask_file

        how["library"] = library or chosen
        ask_file(app, file, out or file.parent / f"{file.stem}-answers", how)
        return
    asked = " ".join(question or ())
    earlier = [] if follow_up is None else [app.with_receipt(LOCAL, follow_up).answer]
    options = app.following(LOCAL, asked, earlier, Options(**how), chosen)
    answer = app.answer(LOCAL, asked, options)
    if as_json:
        from bot.core.answer_json import as_json as rendered

        typer.echo(rendered(answer))
    else:
        from bot.cli.terminal import show_answer, show_nothing

        if answer.citations:
            show_answer(answer, verbose=verbose)
        else:
            show_nothing(answer)
    sys.stdout.flush()
    app.keep_receipt(answer)
    if not answer.citations:
        raise typer.Exit(1)
