"""The `footnote` program: mounts the commands of `bot.cli` and turns errors into one line."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import cli as commands
from bot.cli.context import Context
from bot.core.rendering import printable
from index.errors import FootnoteError

# rank-bm25 brings numpy, whose linear algebra Footnote does not use: starting its threads would
# cost each question a tenth of a second.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

cli = typer.Typer(
    name="footnote",
    help="Answers questions with the passages of your own articles, word for word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        from bot.core.version import own_version

        typer.echo(f"footnote {own_version()}")
        raise typer.Exit


@cli.callback()
def _options(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help="The config.toml to use.", show_default=False
        ),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say which it is."),
    ] = False,
) -> None:
    context.obj = Context(config)
    context.call_on_close(context.obj.close)


commands.mount(cli)


class _Printable(logging.Formatter):
    """File names and the like must not act on the terminal that the log is shown in."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def main() -> None:
    """Runs the program. Exits with 0, 1 for a refusal or nothing found, 2 for wrong usage."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Printable("footnote: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    try:
        cli(prog_name="footnote")  # however it was started
    except FootnoteError as error:
        print(f"footnote: {printable(str(error))}", file=sys.stderr)  # noqa: T201 - this is the terminal's
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone, as after `| head`; Python would complain once more
        # when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception:
        from bot.core.faults import fault_id

        fault = fault_id()
        logging.getLogger("footnote").exception("%s: this is a bug in Footnote", fault)
        print(f"footnote: something broke on our side ({fault}).", file=sys.stderr)  # noqa: T201 - this is the terminal's
        sys.exit(1)


if __name__ == "__main__":
    main()
