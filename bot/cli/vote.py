"""`footnote vote`: whether an answer helped."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer


class Vote(Enum):
    """What somebody thinks of an answer; "none" takes it back."""

    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"
    NONE = "none"


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("vote")(vote)


def vote(
    context: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="As below an answer: fn-7K3QXM.")],
    choice: Annotated[Vote, typer.Argument(help="Whether it helped; none takes it back.")],
) -> None:
    """Say whether an answer was helpful. `footnote insights` counts, and can export them."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.receipts import find
    from bot.core.texts import texts
    from bot.core.votes import Votes

    answers = context.obj.app.team(LOCAL)
    kept = find(answers, id_, lambda _: True)
    votes = Votes(answers.file)
    if choice is Vote.NONE:
        gone = votes.take_back(kept.id, LOCAL)
        say(texts()("insights-taken-back" if gone else "insights-no-vote"))
        return
    helpful = choice is Vote.HELPFUL
    votes.cast(kept.id, LOCAL, helpful=helpful)
    say(texts()("insights-voted-helpful" if helpful else "insights-voted-unhelpful"))
