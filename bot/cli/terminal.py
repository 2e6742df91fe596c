"""How answers look in a terminal."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.core import rendering
from bot.core.rendering import printable

if TYPE_CHECKING:
    from bot.core.answer import Answer, Citation


@cache
def out() -> Console:
    """Standard output. In a pipe nothing is wrapped, so that what is verbatim stays so."""
    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, markup=False, emoji=False)


def show_answer(answer: Answer, *, verbose: bool = False, numbers_from: int = 0) -> None:
    """Prints the question, its closest passages from a place on, and what was searched."""
    console = out()
    console.print(Text(printable(answer.question), style="bold"))
    console.print("Closest passages", style="dim")
    for citation in answer.citations[numbers_from:]:
        console.print()
        show_citation(citation, verbose=verbose)
    console.print()
    for line in rendering.searched(answer.libraries):
        console.print(Text(line, style="dim"))


def show_nothing(answer: Answer) -> None:
    """Prints why nothing is quoted, and what was searched."""
    console = out()
    console.print(Text(printable(answer.question), style="bold"))
    for line in rendering.nothing_found(answer):
        console.print(Text(line))
    if not any(each.articles for each in answer.libraries):
        console.print("Add some: footnote index PATH")


def show_citation(citation: Citation, *, verbose: bool = False) -> None:
    """Prints a passage, its best sentence bold, with its source below."""
    text = passage(citation)
    text.append(f"\n{citation.rank}. {rendering.title(citation)}", style="cyan")
    text.append(f"\n{rendering.origin_line(citation)}")
    if citation.url:
        text.append(f"\n{printable(citation.url)}")
    if verbose:
        text.append(f"\nscore {citation.score:.4f}, BM25+ {citation.bm25:.4f}", style="dim")
        text.append(f"\n{rendering.check_line(citation)}", style="dim")
        text.append(f"\nlibrary {citation.library}, passage {citation.passage_id}", style="dim")
    out().print(text if out().soft_wrap else Padding(text, (0, 0, 0, 2)))


def passage(citation: Citation) -> Text:
    """The passage to the letter, its best sentence bold."""
    start = citation.sentence_start
    end = start + len(citation.sentence)
    text = Text()
    text.append(printable(citation.text[:start]))
    text.append(printable(citation.text[start:end]), style="bold")
    text.append(printable(citation.text[end:]))
    return text
