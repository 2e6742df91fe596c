"""`footnote check`: a draft's quotations, each held against the articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.core.check_rendering import CheckWording
    from bot.core.checked import Check, Finding
    from bot.core.quote_check import Checking

# Characters of a quotation that are printed.
_SHOWN = 300


def mount(cli: typer.Typer) -> None:
    """Adds the command to the program."""
    cli.command("check")(check)


def check(
    context: typer.Context,
    draft: Annotated[Path, typer.Argument(help='A .md, .txt or .docx file, or "-".')],
    library: Annotated[
        str | None,
        typer.Option(help="Look in this library only.", show_default="the chosen one, or all"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="NAME",
            help="Write NAME.md, the draft with footnotes, and NAME-quotations.md.",
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show offsets and hashes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say of each quotation of a draft whether an article has it word for word.

    Exits with 0 if all are word for word, and with 1 if not.
    """
    from bot.cli.files import named_after, read_file, refuse_unwritable, uninterrupted, write_file
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.check_rendering import check_as_json
    from bot.core.checked import Kind
    from bot.core.checked_draft import as_list, with_footnotes
    from bot.core.draft import MOST as MOST_BYTES
    from bot.core.draft import read_draft
    from bot.core.quote_check import MOST
    from bot.core.rendering import Wording, printable
    from bot.core.texts import texts

    targets = [named_after(out, end) for end in (".md", "-quotations.md")] if out else []
    refuse_unwritable(targets)
    name = "" if str(draft) == "-" else draft.name
    read = read_draft(read_file(draft, MOST_BYTES, "check-too-large"), name)
    app = context.obj.app
    library = library or app.chosen_library(LOCAL)
    checking = app.check_quotations(LOCAL, read, library=library, most=MOST)
    found = _done(checking)
    if as_json:
        typer.echo(check_as_json(found))
    else:
        _show(found, verbose=verbose)
    if targets:
        written = [with_footnotes(read, found, Wording()), as_list(found, Wording())]
        with uninterrupted():
            for target, text in zip(targets, written, strict=True):
                write_file(target, text.encode())
        if not as_json:
            first, second = (printable(str(each)) for each in targets)
            say(texts()("check-wrote", draft=first, list=second))
    if found.count(Kind.WORDS) < len(found.findings):
        raise typer.Exit(1)


def _done(checking: Checking) -> Check:
    """The check, with a bar while it goes on."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    for _ in track(
        checking.steps(),
        description="Checking",
        total=checking.count,
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ):
        pass
    return checking.result()


def _show(found: Check, *, verbose: bool) -> None:
    from bot.cli.terminal import say
    from bot.core.check_rendering import CheckWording

    words = CheckWording()
    for finding in found.findings:
        _show_finding(finding, words=words, verbose=verbose)
        say()
    for line in words.summary(found):
        say(line)
    for line in words.closing(found):
        say((line, "dim"))


def _show_finding(finding: Finding, *, words: CheckWording, verbose: bool) -> None:
    from bot.cli.terminal import say
    from bot.core.check_rendering import also_line
    from bot.core.rendering import check_line, printable, title

    quoted = " ".join(printable(finding.quoted).split())
    if len(quoted) > _SHOWN:
        quoted = f"{quoted[:_SHOWN].rsplit(' ', 1)[0]} [...]"
    line = words.texts("check-line", line=str(finding.line))
    say((f"{finding.number}. ", "dim"), (words.texts("answer-word", word=quoted), "bold"))
    if differences := words.differences(finding):
        say(f"{words.outcome(finding)}: {differences}")
    else:
        say(words.outcome(finding))
    if finding.quote:
        say((title(finding.quote), "cyan"))
        say(words.wording.origin_line(finding.quote))
    for remark in words.remarks(finding):
        say((remark, "dim"))
    if also := also_line(finding, words.wording):
        say((also, "dim"))
    say((line, "dim"))
    if verbose and finding.quote:
        say((check_line(finding.quote), "dim"))
