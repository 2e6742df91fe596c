"""What became of a draft's quotations: the findings, and what was searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.core.answer import Quote, Searched
from bot.core.quote_match import Difference


class Kind(Enum):
    """What was found of a quotation."""

    WORDS = "words"
    """An article has its words, side by side, as they are written."""
    PUNCTUATION = "punctuation"
    """The same, but with other punctuation or capitals."""
    DIFFERS = "differs"
    """An article comes near to it."""
    MISSING = "missing"
    """No article that was looked at comes near to it."""
    LONG = "long"
    """It has more words than are looked for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A quotation of a draft, and what was found of it.

    ``quoted`` is what is seen of it there, ``line`` where it begins, ``behind`` the place in the
    draft's source right behind it; ``closed`` is whether it has its closing mark, ``block``
    whether it is a block quote. ``quote`` are the article's own words, with what is left out at
    ellipses. ``differences`` are words that differ or are written otherwise; ``inserted`` what the
    quotation has in square brackets, and what the article has there; ``left_out`` counts the
    article's words at ellipses, which are ``omitted``. ``others`` counts further articles with the
    same words, of which ``also`` are some. ``spoken`` is whether the article has the words in
    quotation marks itself, ``None`` for in part, and ``speaker`` the name beside them.
    """

    number: int
    quoted: str
    line: int
    behind: int
    kind: Kind
    closed: bool = True
    block: bool = False
    quote: Quote | None = None
    differences: tuple[Difference, ...] = ()
    inserted: tuple[Difference, ...] = ()
    left_out: int = 0
    omitted: tuple[str, ...] = ()
    others: int = 0
    also: tuple[Quote, ...] = ()
    spoken: bool | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """All of a draft's quotations.

    ``unchecked`` counts those of a single word, or of small words only, which are not looked for;
    ``beyond`` is whether there are more than are looked at.
    """

    name: str
    findings: tuple[Finding, ...]
    libraries: tuple[Searched, ...]
    unchecked: int = 0
    beyond: bool = False

    def count(self, kind: Kind) -> int:
        """How many findings there are of a kind."""
        return sum(each.kind is kind for each in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """A form that JSON can hold; `from_dict` reads it back."""
        values = _adapter().dump_python(self, mode="json")
        assert isinstance(values, dict)
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Check:
        """Reads what `to_dict` gave. Raises ValueError for anything else."""
        return _adapter().validate_python(values)


@cache
def _adapter() -> TypeAdapter[Check]:
    return TypeAdapter(Check)
