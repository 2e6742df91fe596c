"""One file a language; each describes itself with a `LANGUAGE`, and is found by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True, slots=True)
class Language:
    """What an `Analyzer` needs to know of a language.

    ``stop_words``, which are not indexed, and ``common_words``, which tell nothing by themselves,
    are lower-case and without apostrophes ("dont"); ``capitals`` are stop words
    that mean something else when written in capitals ("IS", "WHO"); ``capitalised`` are words
    that are written with a capital without being anybody's name; ``question_words`` are what a
    question may ask with, longer ones first where one begins another ("how many", "how");
    ``expects`` is what some of them ask for: a "name", a "date" or a "number".
    """

    code: str
    stemmer: str
    stop_words: frozenset[str]
    common_words: frozenset[str]
    capitals: frozenset[str]
    capitalised: frozenset[str]
    question_words: tuple[tuple[str, ...], ...]
    expects: Mapping[str, str]


def codes() -> list[str]:
    """The languages there are, sorted."""
    return sorted(module.name for module in iter_modules(__path__))


@cache
def get(code: str) -> Language:
    """The language of that code. Raises LookupError, naming those there are."""
    if code not in codes():
        raise LookupError(f"no language {code!r}; there are: {', '.join(codes())}")
    language = import_module(f"{__name__}.{code}").LANGUAGE
    assert isinstance(language, Language)
    return language
