"""The engines that are compared, one adapter a file, found by walking this package.

A module here has a ``PEER``. All get the same work: passages and questions as terms. Whatever a
package makes of them (a string to be split at its spaces, its own numbers) counts as its time.
Nothing of a package is imported before it is used, because a cold start is measured, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

#: BM25's parameters, for engines that have them as parameters.
K1 = 0.6
B = 0.4

#: The engine that the others are peers of.
OWN = "compiled"

Documents = Sequence[list[str]]
Pairs = list[tuple[int, float]]


class Opened(Protocol):
    """An index that answers."""

    def top(self, terms: list[str], k: int) -> Any:
        """The best ``k`` passages, best first, in the form in which the engine hands them out."""
        ...

    def pairs(self, answer: Any) -> Pairs:
        """What `top` gave as ordinals and scores; not part of the measured time."""
        ...


class Peer(Protocol):
    """An engine, in its best documented configuration."""

    name: str
    package: str
    """What has to be importable."""
    settings: str
    """The configuration, for the documentation."""
    largest: int
    """More passages than this are not tried."""
    grows: bool
    """Whether what it opens is `Growing`; otherwise it has to be built anew."""

    def build(self, folder: Path, documents: Documents) -> None:
        """Writes an index to an empty folder."""
        ...

    def open(self, folder: Path) -> Opened:
        """Opens what `build` wrote."""
        ...


class Growing(Opened, Protocol):
    """An index that takes passages up without being built anew."""

    def add(self, documents: Documents) -> None:
        """Adds passages for good; `top` finds them from now on."""
        ...


@cache
def every() -> dict[str, Peer]:
    """All adapters by name, this project's own engine first."""
    from pkgutil import iter_modules

    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    peers = {module.PEER.name: module.PEER for module in modules}
    return {name: peers[name] for name in sorted(peers, key=lambda name: (name != OWN, name))}


def is_installed(peer: Peer) -> bool:
    """Whether an engine can be measured here."""
    if peer.name == OWN:
        from index import engines

        return OWN in engines.names()
    from importlib.util import find_spec

    return find_spec(peer.package) is not None


def get(name: str) -> Peer:
    """One adapter, without importing the others. Raises ModuleNotFoundError."""
    return import_module(f"{__name__}.{name.replace('-', '_')}").PEER
