"""`footnote insights`: what a team asks and does not find; its judged answers as a question set."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("insights")(insights)


def insights(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far to look back.")] = 30,
    team: Annotated[
        str, typer.Option(help="Whose: local, or guild-ID for a Discord server.")
    ] = "local",
    export: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write the judged answers there, as `footnote evaluate` reads them.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show what was asked and not found, from answers that are still kept.

    Nobody is named; private questions are counted, and their words not shown.
    """
    from bot.cli.terminal import say
    from bot.core.insights import insights as looked_at
    from bot.core.insights_rendering import sections, summary
    from bot.core.judged import PASSAGES, QUESTIONS, judged_questions, write_set
    from bot.core.notebook import saved_passages
    from bot.core.rendering import printable
    from bot.core.texts import texts, told
    from bot.core.votes import Votes
    from index.errors import FootnoteError

    app = context.obj.app
    if not app.is_team(team):
        raise told(FootnoteError, "insights-bad-team", team=team[:40])
    since = app.clock() - timedelta(days=days)
    answers = app.team(team)
    tallies = Votes(answers.file).tallies()
    if export is None:
        found = looked_at(answers.since(since), tallies, since)
        for place, line in enumerate(summary(found, texts())):
            say((line, "bold" if place == 0 and found.asked else ""))
        for heading, lines in sections(found, texts()):
            say((f"\n{heading}", "bold"))
            for line in lines:
                say(f"  {line}")
        say((f"\n{texts()('insights-kept', days=answers.kept_for.days)}", "dim"))
        return
    saved = saved_passages(answers.file)
    questions = judged_questions(answers.since(since), tallies, saved)
    if not questions:
        raise told(FootnoteError, "insights-nothing-judged")
    try:
        write_set(export, questions, app.shelves(team))
    except OSError as error:
        raise told(
            FootnoteError, "insights-unwritable", folder=str(export), reason=str(error.strerror)
        ) from error
    say(
        texts()(
            "insights-exported",
            questions=len(questions),
            folder=printable(str(export)),
            passages=printable(str(export / PASSAGES)),
            file=printable(str(export / QUESTIONS)),
        )
    )
