"""How comparisons look in a terminal; in a pipe they are the same words, without a table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.cli.terminal import say
from bot.core import comparison_rendering as rendering
from bot.core.comparison_rendering import ComparisonWording
from bot.core.rendering import printable, title

if TYPE_CHECKING:
    from bot.core.comparison import Comparison, Row

# The command line is in English.
_WORDING = ComparisonWording()


def show_comparison(comparison: Comparison) -> None:
    """Prints the question, who words it how, and what this does not say."""
    say((printable(comparison.question), "bold"))
    if not comparison.rows:
        for line in _WORDING.nothing(comparison):
            say(line)
        return
    say((_WORDING.summary(comparison), "dim"))
    for line in _WORDING.remarks(comparison):
        say((line, "dim"))
    if sys.stdout.isatty():
        _table(comparison)
    else:
        _list(comparison)
    say((_WORDING.closing, "dim"))


def _list(comparison: Comparison) -> None:
    for group in comparison.groups:
        wording = _line(group.words)
        if len(group.rows) > 1:
            count = len(group.rows)
            wording = _WORDING.texts("compare-wording-of", wording=wording, count=count)
        say(f"\n{wording}")
        for row in group.rows:
            say(f"  {rendering.quoted(row)}")
            say(f"  {row.citation.rank}. {_article(row)} · {_WORDING.place(row)}")
    say()


def _table(comparison: Comparison) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    table.add_column("Wording", ratio=2)
    table.add_column("Article", ratio=2)
    table.add_column("Passage", ratio=4)
    for group in comparison.groups:
        for number, row in enumerate(group.rows):
            wording = Text()
            for text, differs in rendering.pieces(row):
                wording.append(printable(text), "bold underline" if differs else "bold")
            table.add_row(
                wording if number == 0 else Text("the same", "dim"),
                Text(f"{row.citation.rank}. {_article(row)}"),
                Text(f"{rendering.quoted(row)}\n{_WORDING.place(row)}"),
            )
    Console(highlight=False, markup=False, emoji=False).print(table)


def _article(row: Row) -> str:
    """Title, outlet and date, as far as they are stated."""
    named = _WORDING.name(row)
    heading = _line(title(row.citation))
    return named if named.startswith(heading) else f"{heading} ({named})"


def _line(text: str) -> str:
    return " ".join(printable(text).split())
