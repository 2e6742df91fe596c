"""The commands of `footnote`, one a file, found by walking this package.

A command's module has ``mount(cli)``. Modules import nothing heavy at their top, so that each
command pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import typer


def mount(cli: typer.Typer) -> None:
    """Adds every command to the program, in alphabetical order."""
    for module in iter_modules(__path__):
        command = import_module(f"{__name__}.{module.name}")
        if hasattr(command, "mount"):
            command.mount(cli)
