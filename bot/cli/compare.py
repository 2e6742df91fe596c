"""`footnote compare`: who words it how, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.core.comparison import Comparison


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("compare")(compare)


def compare(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(help="The question, quoted or not.")],
    library: Annotated[
        str | None,
        typer.Option(help="Compare in this library only.", show_default="the chosen one, or all"),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    image: Annotated[
        Path | None,
        typer.Option(metavar="FILE.png", help="Draw the comparison as a picture, too."),
    ] = None,
) -> None:
    """Show how each article words what a question asks about, word for word.

    Exits with 0 if wordings are shown, 1 if there are none or the question is refused.
    """
    from bot.core.app import LOCAL
    from bot.core.comparison_rendering import to_csv, to_json

    if as_csv and as_json:
        raise typer.BadParameter("choose one of --csv and --json")
    app = context.obj.app
    library = library or app.chosen_library(LOCAL)
    found = app.compare(LOCAL, " ".join(question), library=library)
    if as_json:
        typer.echo(to_json(found))
    elif as_csv:
        typer.echo(to_csv(found).replace("\r\n", "\n"), nl=False)
    else:
        from bot.cli.comparison_terminal import show_comparison

        show_comparison(found)
    if image is not None and found.rows:
        _draw(found, image)
    if not found.rows:
        raise typer.Exit(1)


def _draw(found: Comparison, path: Path) -> None:
    """Writes the picture; its text goes to standard error, for whoever shows the picture."""
    from bot.core.comparison_image import draw
    from bot.core.texts import texts
    from index.errors import FootnoteError

    picture = draw(found, texts())
    try:
        path.write_bytes(picture.png)
    except OSError as error:
        raise FootnoteError(f"{path} cannot be written: {error.strerror}.") from error
    typer.echo(f"{path}\n{picture.alt}", err=True)
