"""`footnote notebook`: passages that were saved, with notes and tags, and their export."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.core.notebook import Notebook
    from bot.core.notebook_entry import Entry

_ENTRY = typer.Argument(metavar="ID", help="The entry's id, or as much of it as it takes.")


def mount(cli: typer.Typer) -> None:
    """Adds the commands to the program."""
    group = typer.Typer(no_args_is_help=True, help="Keep passages, with notes and tags.")
    for command in (show, search, save, note, tag, remove, restore, export):
        group.command(command.__name__)(command)
    cli.add_typer(group, name="notebook")


def show(
    context: typer.Context,
    tag: Annotated[str, typer.Option(help="Only entries with this tag.")] = "",
) -> None:
    """Show what was saved, the newest first."""
    from bot.core.notebook import plain_tag

    _show(context, _notebook(context).entries(tag=plain_tag(tag)), plain_tag(tag))


def search(
    context: typer.Context, words: Annotated[list[str], typer.Argument(help="What to look for.")]
) -> None:
    """Look for words in quotes, titles, questions, notes and tags. Exits with 1 if none has any."""
    from bot.cli.terminal import say
    from bot.core.notebook_search import search as found_in
    from bot.core.rendering import printable
    from bot.core.texts import texts

    analyzer = context.obj.app.snapshots.analyzer
    found = found_in(_notebook(context).entries(), " ".join(words), analyzer)
    asked = printable(" ".join(words))
    if not found:
        say(texts()("notebook-nothing-for", words=asked))
        raise typer.Exit(1)
    _show(context, found, heading=texts()("notebook-found", words=asked, count=len(found)))


def save(
    context: typer.Context,
    receipt: Annotated[str, typer.Argument(help="As below an answer: fn-7K3QXM.")],
    rank: Annotated[int, typer.Argument(min=1, help="Which of its passages.")] = 1,
    note: Annotated[str, typer.Option(help="What to note of it.")] = "",
) -> None:
    """Save a passage of an answer."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.notebook_entry import NotebookRefused
    from bot.core.receipts import find
    from bot.core.rendering import printable
    from bot.core.texts import texts, told

    kept = find(context.obj.app.team(LOCAL), receipt, lambda _: True)
    citations = kept.answer.citations
    if rank > len(citations):
        raise told(NotebookRefused, "notebook-no-passage", count=len(citations))
    entry, new = _notebook(context).save(
        citations[rank - 1].as_quote(),
        question=kept.answer.question,
        receipt=kept.answer.receipt,
        saver=LOCAL,
        note=note,
    )
    if new:
        say(texts()("notebook-did-save-own"))
    else:
        say(texts()("notebook-was-there-unknown", when=entry.saved_at))
        if note.strip() and entry.note != note.strip():
            say(texts()("notebook-note-left"))
            say(texts()("notice-typed"))
            say(printable(note.strip()))
    say((entry.id, "dim"))


def note(
    context: typer.Context,
    entry: Annotated[str, _ENTRY],
    text: Annotated[list[str] | None, typer.Argument(help="The note; none clears it.")] = None,
) -> None:
    """Set an entry's note, or clear it. Prints the note that was there."""
    from bot.cli.terminal import say
    from bot.core.rendering import printable
    from bot.core.texts import texts

    noted = _notebook(context).note(entry, " ".join(text or ()))
    say(texts()("notebook-did-note" if noted.entry.note else "notebook-did-clear"))
    if noted.before:
        say(texts()("notebook-note-before", note=printable(noted.before)))


def tag(
    context: typer.Context,
    entry: Annotated[str, _ENTRY],
    tags: Annotated[list[str], typer.Argument(help="Tags to add.")],
    take: Annotated[bool, typer.Option("--take", help="Take them off instead.")] = False,
) -> None:
    """Add tags to an entry, or take them off."""
    from bot.cli.terminal import say
    from bot.core.rendering import printable
    from bot.core.texts import texts

    notebook = _notebook(context)
    changed = notebook.tag(entry, take=tags) if take else notebook.tag(entry, add=tags)
    if changed.tags:
        say(texts()("notebook-did-tag", tags=printable(", ".join(changed.tags))))
    else:
        say(texts()("notebook-did-untag"))


def remove(context: typer.Context, entry: Annotated[str, _ENTRY]) -> None:
    """Remove an entry. `restore` brings it back for a day."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.texts import texts

    removed = _notebook(context).remove(entry, LOCAL, anyones=True)
    say(texts()("notebook-did-remove"))
    say((removed.id, "dim"))


def restore(context: typer.Context, entry: Annotated[str, _ENTRY]) -> None:
    """Bring back an entry that was removed less than a day ago. The whole id is needed."""
    from bot.cli.terminal import say
    from bot.core.texts import texts

    _notebook(context).restore(entry)
    say(texts()("notebook-did-restore"))


def export(
    context: typer.Context,
    out: Annotated[
        Path, typer.Argument(metavar="FILE", help="Its ending says the format: .md, .csv, ...")
    ],
    tag: Annotated[str, typer.Option(help="Only entries with this tag.")] = "",
) -> None:
    """Write what was saved as Markdown (.md), CSV, BibTeX (.bib), RIS or CSL-JSON (.json)."""
    from bot.cli.files import write_file
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.exports import exports
    from bot.core.notebook import plain_tag
    from bot.core.rendering import Wording, printable
    from bot.core.texts import texts

    formats = {each.SUFFIX: each for each in exports().values()}
    chosen = formats.get(out.suffix.lower())
    if chosen is None:
        raise typer.BadParameter(f"the file's name must end with {', '.join(sorted(formats))}")
    entries = _notebook(context).entries(tag=plain_tag(tag))
    write_file(out, chosen.write(entries, Wording(), _gone(context, entries)))
    if chosen.RECEIPTS:
        context.obj.app.exported(LOCAL, receipts=(each.receipt for each in entries))
    say(texts()("notebook-wrote", file=printable(str(out))))


def _notebook(context: typer.Context) -> Notebook:
    from bot.core.app import LOCAL
    from bot.core.notebook import Notebook

    return Notebook(context.obj.app.team_file(LOCAL), LOCAL)


def _gone(context: typer.Context, entries: list[Entry]) -> dict[str, datetime | None]:
    from bot.core.app import LOCAL

    found: dict[str, datetime | None] = context.obj.app.gone(
        LOCAL, {each.id: each.quote for each in entries}
    )
    return found


def _show(
    context: typer.Context, entries: list[Entry], tag: str = "", *, heading: str = ""
) -> None:
    from bot.cli.terminal import say
    from bot.core.notebook import article_gone
    from bot.core.rendering import Wording, printable
    from bot.core.texts import texts

    words, wording = texts(), Wording()
    if not entries:
        none = words("notebook-nothing-tagged", tag=printable(tag)) if tag else None
        say(none or words("notebook-empty"))
        return
    gone = _gone(context, entries)
    say((heading or words("notebook-title", count=len(entries)), "bold"))
    for entry in entries:
        say()
        say(printable(entry.quote.text))
        say((wording.source_line(entry.quote), "cyan"))
        if entry.id in gone:
            say((article_gone(words, gone[entry.id]), "dim"))
        if entry.question:
            say((words("notebook-question", question=printable(entry.question)), "dim"))
        if entry.note:
            say(words("notebook-noted", note=printable(entry.note)))
        if entry.tags:
            say((words("notebook-tagged", tags=printable(", ".join(entry.tags))), "dim"))
        say((f"{words('notebook-saved-at', when=entry.saved_at)} {entry.id}", "dim"))
