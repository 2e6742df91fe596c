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
    from bot.core.surroundings import Surroundings


@cache
def out() -> Console:
    """Standard output. In a pipe nothing is wrapped, so that what is verbatim stays so."""
    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, markup=False, emoji=False)


def show_answer(answer: Answer, *, verbose: bool = False) -> None:
    """Prints the question, its closest passages, and what was searched."""
    console = out()
    console.print(Text(printable(answer.question), style="bold"))
    console.print("Closest passages", style="dim")
    for citation in answer.citations:
        console.print()
        show_citation(citation, verbose=verbose)
    console.print()
    show_searched(answer)


def show_searched(answer: Answer) -> None:
    """Prints what was searched."""
    for line in rendering.searched(answer.libraries):
        out().print(Text(line, style="dim"))


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


def show_opened(citation: Citation, around: Surroundings) -> None:
    """Prints a passage between its neighbours, and a plain copy of quote and source."""
    console = out()
    console.print(Text(rendering.title(citation), style="cyan"))
    if not around.present:
        console.print(rendering.gone(around.removed_at))
    for text in (_dim(around.before), passage(citation), _dim(around.after)):
        if text:
            console.print()
            console.print(text)
    console.print()
    console.print("To copy:", style="dim")
    console.print(Text(rendering.plain_copy(citation)))


def _dim(text: str | None) -> Text | None:
    return Text(printable(text), style="dim") if text else None


def passage(citation: Citation) -> Text:
    """The passage to the letter, its best sentence bold."""
    start = citation.sentence_start
    end = start + len(citation.sentence)
    text = Text()
    text.append(printable(citation.text[:start]))
    text.append(printable(citation.text[start:end]), style="bold")
    text.append(printable(citation.text[end:]))
    return text
