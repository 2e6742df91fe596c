"""`footnote library`: what there is to ask, and taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import FootnoteError, UnknownLibrary

if TYPE_CHECKING:
    from bot.core.answering import Shelf
    from bot.core.app import App
    from index.reader import StoredArticle

_Name = Annotated[str, typer.Argument(help="The library.")]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")]


def mount(cli: typer.Typer) -> None:
    """Adds the group to the program."""
    group = typer.Typer(no_args_is_help=True, help="List, show and remove libraries and articles.")
    group.command("list")(list_libraries)
    group.command("show")(show)
    group.command("remove")(remove)
    cli.add_typer(group, name="library")


def list_libraries(context: typer.Context) -> None:
    """List the libraries, with what each holds."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.rendering import counted, moment

    app = context.obj.app
    app.sync()
    for shelf in app.known(LOCAL):
        name, title = shelf.library.name, shelf.title
        if not shelf.library.exists():
            say(f"{name}  {title}: empty")
            continue
        with shelf.library.reader() as reader:
            held = reader.coverage()
        changed = f", indexed {moment(held.changed_at)}" if held.changed_at else ""
        say(
            f"{name}  {title}: {counted(held.articles, 'article')},"
            f" {counted(held.passages, 'passage')}{changed}{_filled_from(app, name)}"
        )


def show(
    context: typer.Context,
    name: _Name,
    article: Annotated[str | None, typer.Argument(help="An article's number or file name.")] = None,
) -> None:
    """Show a library's articles, or one article's passages."""
    from bot.cli.terminal import say
    from bot.core.rendering import counted, day, printable

    shelf = _existing(context.obj.app, name)
    with shelf.library.reader() as reader:
        if article is None:
            for number, each in enumerate(reader.articles(), start=1):
                source = each.source
                stated = [source.outlet, source.published and day(source.published), each.origin]
                line = " · ".join(printable(part) for part in stated if part)
                say(f"{number}. {printable(source.title or each.origin)}")
                say(f"   {line} · {counted(each.passages, 'passage')}")
            return
        found = _article(reader.articles(), article, name)
        say((printable(found.source.title or found.origin), "bold"))
        for passage in reader.passages_of(found.id):
            say(f"\nparagraph {passage.paragraph}, characters {passage.start}-{passage.end}")
            say(printable(passage.text))


def remove(
    context: typer.Context,
    name: _Name,
    article: Annotated[
        str | None, typer.Argument(help="An article's number or file name; none: the library.")
    ] = None,
    yes: _Yes = False,
) -> None:
    """Remove an article, or a library with all its articles."""
    from bot.cli.terminal import say
    from bot.core.app import LOCAL
    from bot.core.rendering import printable

    app = context.obj.app
    if folders := app.config.libraries[name].folders if name in app.config.libraries else ():
        raise FootnoteError(
            f"Library '{name}' is filled from {', '.join(folders)}: remove the file there, or the"
            " library from config.toml."
        )
    shelf = app.shelves(LOCAL, name)[0]
    if article is None:
        # Not read: a damaged one must go, too.
        _confirm(f"Remove library '{name}' with all its articles?", yes)
        shelf.library.delete()
        say(f"Removed library '{name}'.")
        return
    with shelf.library.reader() as reader:
        found = _article(reader.articles(), article, name)
    title = printable(found.source.title or found.origin)
    _confirm(f"Remove '{title}' ({printable(found.origin)}) from library '{name}'?", yes)
    with shelf.library.writer() as writer, writer.change() as change:
        change.remove(found.id)
    say(f"Removed '{title}'.")


def _existing(app: App, name: str) -> Shelf:
    from bot.core.app import LOCAL

    app.sync()
    return app.shelves(LOCAL, name)[0]


def _article(articles: list[StoredArticle], wanted: str, library: str) -> StoredArticle:
    if wanted.isdecimal() and 1 <= int(wanted) <= len(articles):
        return articles[int(wanted) - 1]
    for article in articles:
        if article.origin == wanted:
            return article
    raise UnknownLibrary(
        f"There is no article '{wanted}' in library '{library}'."
        f" See them: footnote library show {library}"
    )


def _confirm(question: str, yes: bool) -> None:
    if not yes and not typer.confirm(question):
        raise FootnoteError("Nothing was removed.")


def _filled_from(app: App, name: str) -> str:
    shared = app.config.libraries.get(name)
    return f", filled from {', '.join(shared.folders)}" if shared and shared.folders else ""
