"""How answers look in a terminal; in a pipe they are the same characters, without styles.

A pipe gets every passage to the letter: nothing is wrapped, and rich, which would turn tabs into
spaces, is not asked.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import typer

from bot.core import rendering
from bot.core.excerpts import pieces
from bot.core.rendering import Wording, printable
from bot.core.word_match import WordMatch

if TYPE_CHECKING:
    from rich.console import Console

    from bot.core.answer import Answer, Citation, Similar
    from bot.core.surroundings import Surroundings

# The command line is in English.
_WORDING = Wording()

#: A text and the style that a terminal shows it in, as rich names styles.
Piece = tuple[str, str]


@cache
def _console() -> Console | None:
    if not sys.stdout.isatty():
        return None
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def say(*pieces: Piece | str) -> None:
    """Prints one text made of pieces. They are trusted: foreign text must be `printable`."""
    console = _console()
    styled = [(piece, "") if isinstance(piece, str) else piece for piece in pieces]
    if console is None:
        typer.echo("".join(text for text, _ in styled))
        return
    from rich.text import Text

    console.print(Text.assemble(*styled))


def show_answer(answer: Answer, *, verbose: bool = False) -> None:
    """Prints the question, its closest passages, and what was searched."""
    say((printable(answer.question), "bold"))
    show_heading(answer)
    for citation in answer.citations:
        say()
        show_citation(citation, verbose=verbose)
    say()
    show_searched(answer)


def show_heading(answer: Answer) -> None:
    """Prints what the passages are, and what to know before reading them."""
    say((_WORDING.heading(answer), "dim"))
    for line in _WORDING.remarks(answer):
        say((line, "dim"))


def show_searched(answer: Answer) -> None:
    """Prints what was searched, and the answer's receipt."""
    for line in _WORDING.searched(answer.libraries):
        say((line, "dim"))
    if answer.match is WordMatch.WEAK:
        for line in _WORDING.outlets(answer.libraries):
            say((line, "dim"))
    say((answer.receipt, "dim"))


def show_nothing(answer: Answer, *, anyway: str = "add --anyway") -> None:
    """Prints why nothing is quoted, what was searched, and how to see the nearest ``anyway``."""
    say((printable(answer.question), "bold"))
    for line in _WORDING.nothing_found(answer):
        say(line)
    if not any(each.articles for each in answer.libraries):
        say("Add some: footnote index PATH")
    if answer.kept_back:
        say((f"To see the nearest passages anyway, {anyway}.", "dim"))
    say((answer.receipt, "dim"))


def show_citation(citation: Citation, *, verbose: bool = False) -> None:
    """Prints a passage, its best sentence bold, with its source below."""
    say(*_passage(citation))
    say((f"{citation.rank}. {rendering.title(citation)}", "cyan"))
    say(_WORDING.origin_line(citation))
    if citation.url:
        say(printable(citation.url))
    if line := _WORDING.similar_line(citation):
        say((line, "dim"))
    if verbose:
        for each in citation.similar:
            say((_folded(each), "dim"))
        say((f"score {citation.score:.4f}, BM25+ {citation.bm25:.4f}", "dim"))
        say((rendering.check_line(citation), "dim"))
        say((f"library {citation.library}, passage {citation.passage_id}", "dim"))


def show_opened(citation: Citation, around: Surroundings) -> None:
    """Prints a passage between its neighbours, and a plain copy of quote and source."""
    say((rendering.title(citation), "cyan"))
    if not around.present:
        say(_WORDING.gone(around.removed_at))
    if around.before:
        say((f"\n{printable(around.before)}", "dim"))
    say("\n", *_passage(citation))
    if around.after:
        say((f"\n{printable(around.after)}", "dim"))
    for each in citation.similar:
        say((f"\n{_folded(each)}", "dim"))
        say(printable(each.text))
    say(("\nTo copy:", "dim"))
    say(_WORDING.plain_copy(citation))


def _passage(citation: Citation) -> list[Piece]:
    """The passage to the letter, its best sentence or two bold."""
    return [
        (printable(piece), "bold" if marked else "")
        for piece, marked in pieces(citation.text, citation.marked)
    ]


def _folded(similar: Similar) -> str:
    """What a folded passage is, and where it stands."""
    relation = _WORDING.relation(similar)
    return f"{relation}: {rendering.title(similar)}. {_WORDING.origin_line(similar)}"
