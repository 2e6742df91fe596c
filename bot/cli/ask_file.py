"""`footnote ask --file`: the questions of a file, answered as a table and a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.files import named_after, read_file, refuse_unwritable, uninterrupted, write_file
from bot.cli.terminal import say
from bot.core.batch import MOST, Entry, ask_all, to_csv, to_markdown
from bot.core.question_file import read_questions
from bot.core.rendering import Wording, printable
from bot.core.texts import texts

if TYPE_CHECKING:
    from bot.core.answer import Answer
    from bot.core.app import App

# A file of 5,000 long questions is smaller.
_MOST_BYTES = 10 << 20


def ask_file(app: App, path: Path, out: Path, how: dict[str, Any]) -> None:
    """Asks what a file holds, and writes OUT.csv and OUT.md, which must not be there yet.

    ``how`` are the keywords of `App.ask`. Interrupted, it writes what was found so far, and exits
    with 1; before the first question, nothing, and with 130. Raises `FileRefused`.
    """
    from rich.console import Console
    from rich.progress import track

    from bot.core.app import LOCAL

    targets = [named_after(out, end) for end in (".csv", ".md")]
    refuse_unwritable(targets)
    questions = read_questions(read_file(path, _MOST_BYTES, "batch-too-large"), path.name, MOST)

    kept: list[str] = []

    def ask(question: str) -> Answer:
        answer = app.ask(LOCAL, question, sync=False, **how)
        if (answer_id := app.keep_receipt(answer)) is not None:
            kept.append(answer_id)
        return answer

    try:
        app.sync()
    except KeyboardInterrupt:
        typer.echo(f"footnote: {texts()('batch-interrupted')}", err=True)
        raise typer.Exit(130) from None
    asked_at = app.clock()
    console = Console(stderr=True)
    entries: list[Entry] = []
    interrupted = False
    try:
        for entry in track(
            ask_all(questions, ask),
            description="Asking",
            total=len(questions),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        ):
            entries.append(entry)  # noqa: PERF402 - what was found before an interruption stays
    except KeyboardInterrupt:
        interrupted = True
    with uninterrupted():
        wording = Wording()
        # With a byte order mark, by which spreadsheets know UTF-8.
        write_file(targets[0], to_csv(entries, wording).encode("utf-8-sig"))
        write_file(targets[1], to_markdown(entries, wording, asked_at).encode())
        app.exported(LOCAL, answers=kept)
    table, report = (printable(str(each)) for each in targets)
    say(texts()("batch-wrote", table=table, report=report))
    if interrupted:
        say(texts()("batch-cancelled", done=len(entries), count=len(questions)))
        raise typer.Exit(1)
