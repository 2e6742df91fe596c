"""Which version this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """As the installed package says; "?" for a checkout that is not installed."""
    try:
        return version("footnote")
    except PackageNotFoundError:
        return "?"
