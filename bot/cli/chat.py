"""`footnote chat`: questions one after another in the terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import FootnoteError

if TYPE_CHECKING:
    from bot.core.answer import Answer, Options
    from bot.core.app import App

_PAGES = 5
# A longer number, such as a year, is a question.
_RANK = re.compile(r"[0-9]{1,2}")

_HELP = """\
Ask a question, ask on ("and Kerry?"), or type
  a number   to open that passage in its surroundings
  more       for the next passages
  anyway     for the nearest ones, whatever they lack
  exactly    to have the last question searched for as it stands
  new        to begin anew: nothing is carried over
  help       for this
Ctrl-D ends, or quit."""


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("chat")(chat)


def chat(
    context: typer.Context,
    library: Annotated[
        str | None,
        typer.Option(help="Ask this library only.", show_default="the chosen one, or all"),
    ] = None,
) -> None:
    """Ask one question after another; page, and open passages by number."""
    from bot.cli.terminal import say

    app = context.obj.app
    conversation = Conversation(app, library)
    say((_HELP, "dim"))
    for line in _lines(typed_before(app)):
        if line.strip().lower() in ("quit", "exit"):
            return
        try:
            conversation.hear(line.strip())
        except FootnoteError as error:
            say(f"{error}")


def typed_before(app: App) -> Path:
    """The file of the lines that were typed, which the arrow keys bring back."""
    from bot.core.app import LOCAL

    return app.team_file(LOCAL).path.with_name("history")


class Conversation:
    """The latest answers, and how far the last one has been shown."""

    def __init__(self, app: App, library: str | None) -> None:
        """``library`` limits every question to one library. Raises `UnknownLibrary`."""
        from bot.core.app import LOCAL

        self._app = app
        self._library = library
        self._chosen = app.chosen_library(LOCAL)
        self._answer: Answer | None = None
        self._earlier: list[Answer] = []
        self._shown = 0
        if library is not None:
            app.sync()
            app.shelves(LOCAL, library)

    def hear(self, line: str) -> None:
        """Does what one line says. Raises `FootnoteError` with what to tell."""
        words: dict[str, Callable[[], None]] = {
            "more": self._more,
            "anyway": partial(self._again, anyway=True),
            "exactly": partial(self._again, exactly=True),
            "new": self._begin,
            "help": _help,
            "": lambda: None,
        }
        if line.lower() in words:
            words[line.lower()]()
        elif _RANK.fullmatch(line):
            self._open(int(line))
        else:
            self._ask(line)

    def _begin(self) -> None:
        self._answer = None
        self._earlier.clear()

    def _again(self, *, anyway: bool = False, exactly: bool = False) -> None:
        """The last question in another way, and in the ways that it was asked in already."""
        if self._answer is None:
            raise FootnoteError("Ask a question first.")
        asked = self._answer.options
        options = replace(asked.as_it_stands() if exactly else asked, anyway=asked.anyway or anyway)
        self._earlier[-1] = self._show(self._answer.question, options)

    def _ask(self, question: str) -> None:
        from bot.core.answer import Options
        from bot.core.app import LOCAL
        from bot.core.conversation import REMEMBERED

        options = Options(self._app.config.search.limit * _PAGES, self._library)
        options = self._app.following(LOCAL, question, self._earlier, options, self._chosen)
        self._earlier = [*self._earlier, self._show(question, options)][-REMEMBERED:]

    def _show(self, question: str, options: Options) -> Answer:
        from bot.cli.terminal import say, show_nothing
        from bot.core.app import LOCAL

        answer = self._answer = self._app.answer(LOCAL, question, options)
        self._shown = 0
        if answer.citations:
            self._more()
        else:
            show_nothing(answer, anyway="type anyway")
        if options.read_as:
            say(("To ask it as it stands: type exactly", "dim"))
        self._app.keep_receipt(answer)
        return answer

    def _more(self) -> None:
        from bot.cli.terminal import say, show_citation, show_heading, show_searched

        if self._answer is None:
            raise FootnoteError("Ask a question first.")
        page = self._answer.citations[self._shown : self._shown + self._app.config.search.limit]
        if not page:
            raise FootnoteError("There are no more passages.")
        if self._shown == 0:
            show_heading(self._answer)
        for citation in page:
            say()
            show_citation(citation)
        self._shown += len(page)
        left = len(self._answer.citations) - self._shown
        say()
        show_searched(self._answer)
        if left:
            say((f"{left} more: type more", "dim"))

    def _open(self, rank: int) -> None:
        from bot.cli.terminal import show_opened
        from bot.core.app import LOCAL

        if self._answer is None:
            raise FootnoteError("Ask a question first.")
        if not 1 <= rank <= len(self._answer.citations):
            raise FootnoteError(f"There is no passage {rank} in the last answer.")
        citation = self._answer.citations[rank - 1]
        show_opened(citation, self._app.surroundings(LOCAL, citation))


def _help() -> None:
    from bot.cli.terminal import say

    say((_HELP, "dim"))


def _lines(history: Path) -> Iterator[str]:
    """What is typed, with a history; or the lines of a pipe. Ends at the end of the input."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    history.parent.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)))
    while True:
        try:
            yield session.prompt("> ")
        except KeyboardInterrupt:
            continue  # Ctrl-C gives up the line, as in a shell
        except EOFError:
            return
