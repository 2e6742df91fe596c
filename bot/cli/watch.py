"""`footnote watch`: questions that are kept, and what is new that answers them."""

from __future__ import annotations

import sys
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.core.app import App
    from bot.core.digest import Waiting
    from bot.core.watch import Watch


class _Often(Enum):
    """As `bot.core.watch.Every`, which loads more than `footnote --help` needs."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


_Number = Annotated[int, typer.Argument(help="As `footnote watch list` numbers them.")]


def mount(cli: typer.Typer) -> None:
    """Adds the group to the program."""
    group = typer.Typer(no_args_is_help=True, help="Keep questions, and see what is new for them.")
    group.command("add")(add)
    group.command("list")(list_watches)
    group.command("remove")(remove)
    group.command("mute")(mute)
    group.command("run")(run)
    cli.add_typer(group, name="watch")


def add(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(help="In your own words.")],
    library: Annotated[
        str | None, typer.Option(help="Watch only this library.", show_default=False)
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Tell of partial word matches, too.")
    ] = False,
    every: Annotated[
        _Often | None,
        typer.Option(help="Show it at most that often; else at every run.", show_default=False),
    ] = None,
) -> None:
    """Watch a question: `footnote watch run` shows what is new from now on."""
    from bot.cli.terminal import say
    from bot.core.answer import Options
    from bot.core.app import LOCAL
    from bot.core.rendering import printable
    from bot.core.texts import texts
    from bot.core.watch import Every, Place, Wanted
    from bot.core.watch_wording import not_yet

    app: App = context.obj.app
    asked = " ".join(question)
    # A second time without --partial it tells strong ones only, as it says; so does --every.
    wanted = Wanted(
        Place(LOCAL),
        asked,
        Options(limit=1, library=library or app.chosen_library(LOCAL)),
        every=Every(every.value) if every else Every.LOOK,
        partial=partial,
    )
    added = app.watching.add(LOCAL, wanted, LOCAL)
    key = "watch-added" if added.is_new else "watch-there"
    say(texts()(key, question=printable(added.watch.question)))
    if line := not_yet(added, texts()):
        say(line)
    say((texts()("watch-cli-run"), "dim"))


def list_watches(context: typer.Context) -> None:
    """List what is watched."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.rendering import printable
    from bot.core.texts import texts
    from bot.core.watch import Every
    from bot.core.watch_wording import state

    app: App = context.obj.app
    watches = app.watching.watches(LOCAL).all()
    for number, each in enumerate(watches, start=1):
        say((f"{number}. {printable(each.question)}", "bold"))
        often = [] if each.every is Every.LOOK else [texts()(f"watch-at-most-{each.every.value}")]
        say(f"   {' · '.join([*often, *state(each, app.clock(), texts())])}")
    if not watches:
        say(texts()("watch-cli-none"))


def remove(context: typer.Context, number: _Number) -> None:
    """Stop watching a question."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.rendering import printable
    from bot.core.texts import texts

    watch = _numbered(context.obj.app, number)
    context.obj.app.watching.watches(LOCAL).remove(watch.id)
    say(texts()("watch-removed", question=printable(watch.question)))


def mute(
    context: typer.Context,
    number: _Number,
    days: Annotated[int, typer.Option(min=0, max=365, help="For how long; 0 undoes it.")] = 7,
) -> None:
    """Show nothing of a watch for a while. What is found meanwhile is shown afterwards."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.rendering import printable
    from bot.core.texts import texts

    app: App = context.obj.app
    watch = _numbered(app, number)
    until = app.clock() + timedelta(days=days) if days else None
    app.watching.watches(LOCAL).mute(watch.id, until)
    question = printable(watch.question)
    if until:
        say(texts()("watch-muted", when=until, question=question))
    else:
        say(texts()("watch-unmuted", question=question))


def run(context: typer.Context) -> None:
    """Show what is new since the last run for each watch, all of it.

    Exits with 0 if there is anything, and 1 if there is not, or if a library cannot be read.
    """
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.texts import texts
    from index.errors import FootnoteError

    app: App = context.obj.app
    app.sync()
    watches, digests = app.watching.watches(LOCAL), app.watching.digests(LOCAL)
    found, failure, left = False, None, 0
    for each in watches.all():
        # Whoever runs it looks again: there is nobody to be told of a pause.
        if each.paused:
            watches.resume(each.id)
        try:
            app.watching.look(LOCAL, each)
        except FootnoteError as error:
            failure = error  # told once the others have had their turn
        waiting = digests.waiting(each)
        if not each.may_tell(app.clock()):
            left += waiting.passages
        elif waiting.news:
            if found:
                say()
            _show(waiting)
            # Shown first: what is shown twice does less harm than what is never shown.
            sys.stdout.flush()
            digests.told(waiting)
            found = True
    if failure is not None:
        raise failure
    if not found:
        say(texts()("watch-cli-waiting" if left else "watch-cli-nothing", waiting=left))
        raise typer.Exit(1)


def _show(waiting: Waiting) -> None:
    from dataclasses import replace

    from bot.cli.terminal import say, show_citation
    from bot.core.rendering import moment, printable
    from bot.core.texts import texts

    words = texts()
    say((words("watch-heading", question=printable(waiting.watch.question)), "bold"))
    band = waiting.news[0].match.band.value
    match = words("watch-tells-partial" if waiting.is_mixed else f"answer-match-{band}")
    say((words("watch-new", passages=waiting.passages, match=match), "dim"))
    for rank, each in enumerate(waiting.news, start=1):
        say()
        show_citation(replace(each.citation, rank=rank))
        say((words("watch-passage-added", when=moment(each.added_at)), "dim"))


def _numbered(app: App, number: int) -> Watch:
    from bot.core.app import LOCAL
    from bot.core.texts import told
    from bot.core.watch import WatchRefused

    watches = app.watching.watches(LOCAL).all()
    if not 1 <= number <= len(watches):
        raise told(WatchRefused, "watch-cli-number", number=str(number))
    return watches[number - 1]
