"""The engines there are (`index.engine` has what they have to give).

One engine a file, found by walking this package: a module here, named as its engine, has an
``ENGINE``, or none where the engine cannot be had::

    engine = index.engines.get("rank-bm25")
    engine.build(path, [["iran", "reject", "offer"], ["paris"]])
    engine.open(path).rank(["offer"], k=10)     # [Hit(ordinal=0, score=...)]

A question waits for this to be loaded: what only building needs is loaded there.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.engine import Engine

#: BM25's term saturation and length normalisation, as measured best on news and encyclopedia text.
K1 = 0.6
B = 0.4

#: What "auto" means: the first of these that is there.
PREFERRED = ("compiled", "rank-bm25")


@cache
def _engine(name: str) -> Engine | None:
    """Only the module of that name is loaded: others need what this one may do without."""
    path = f"{__name__}.{name.replace('-', '_')}"
    try:
        module = import_module(path)
    except ModuleNotFoundError as error:
        if not f"{path}.".startswith(f"{error.name}."):
            raise  # something that the engine itself needs
        return None
    engine: Engine | None = getattr(module, "ENGINE", None)
    return engine


def names() -> list[str]:
    """The engines there are, sorted."""
    from pkgutil import iter_modules  # it loads what a question need not wait for

    modules = [module.name.replace("_", "-") for module in iter_modules(__path__)]
    return sorted(name for name in modules if _engine(name))


def get(name: str = "auto") -> Engine:
    """An engine by name. Raises LookupError, naming those there are."""
    chosen = next(each for each in PREFERRED if _engine(each)) if name == "auto" else name
    engine = _engine(chosen)
    if engine is None:
        raise LookupError(f"no engine {name!r}; there are: auto, {', '.join(names())}")
    return engine
