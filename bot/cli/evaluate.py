"""`footnote evaluate`: a question set through the pipeline that answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from index.errors import FootnoteError


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("evaluate")(evaluate)


def evaluate(
    context: typer.Context,
    passages: Annotated[Path, typer.Argument(help="JSON Lines: id, text, title, source.")],
    questions: Annotated[Path, typer.Argument(help="JSON Lines: id, question, relevant, answers.")],
    engine: Annotated[
        str | None, typer.Option(help="Rank with this engine.", show_default="config.toml")
    ] = None,
    typos: Annotated[
        int | None,
        typer.Option(
            metavar="SEED",
            help="Replace one letter of each question's rarest word.",
            show_default="none",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Ask every question of a set over its passages, and print what came of it in per cent."""
    import json
    from importlib.util import find_spec

    from rich.console import Console
    from rich.progress import track

    from bot.cli.terminal import say
    from bot.core.evaluating import measure, read_questions, run

    if find_spec("ir_measures") is None:
        raise FootnoteError(
            "ir-measures is missing. Install it with: pip install 'footnote[evaluate]'"
        )
    config = context.obj.config
    asked = read_questions(questions)
    try:
        runs = run(
            passages,
            asked,
            engine=engine or config.search.engine,
            language=config.search.language,
            typos=typos,
        )
        console = Console(stderr=True)
        figures = measure(
            list(
                track(
                    runs,
                    description="Asking",
                    total=len(asked),
                    console=console,
                    disable=not console.is_terminal,
                    transient=True,
                )
            )
        )
    except LookupError as error:
        raise FootnoteError(str(error)) from error
    if as_json:
        typer.echo(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        say(f"{name:<16} {value:8.0f}" if name == "questions" else f"{name:<16} {value:8.2f}")
