"""Who words it how: for one question, the closest wording in each article, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.core.answer import Citation, Searched
from bot.core.quotations import Span


@dataclass(frozen=True, slots=True)
class Row:
    """One article's closest passage and its wording.

    ``wording`` and all other spans are offsets into ``citation.text``. ``differing`` are the words
    of the wording that most other wordings do not have. ``quotation`` is the quotation that the
    wording is part of, without its marks. ``speaker`` is the name that the same sentence gives,
    ``clause`` that name with its verb of saying. ``lacking`` are the question's words, as they
    were written there, that the sentence does not hold.
    """

    citation: Citation
    wording: Span
    differing: tuple[Span, ...] = ()
    quotation: Span | None = None
    speaker: str | None = None
    clause: Span | None = None
    lacking: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The wording, word for word."""
        return self.citation.text[self.wording[0] : self.wording[1]]


@dataclass(frozen=True, slots=True)
class Group:
    """The articles whose wordings are equal but for case, punctuation and endings of words."""

    rows: tuple[Row, ...]

    @property
    def words(self) -> str:
        """The wording as its first article has it."""
        return self.rows[0].words


@dataclass(frozen=True, slots=True)
class Comparison:
    """The wordings of a question's matter.

    ``groups`` come with the best one first; citations are ranked in the order in which they are
    shown. ``articles`` counts all that were searched, ``worded`` those among them in which a
    wording was found, of which the closest are shown. ``without`` are the titles of articles that
    hold no passage close enough, if it was looked at all of them; ``None`` if there were more
    than were looked at. ``absent`` are the question's words that no passage has; if a name is
    among them nothing is compared. ``corrections`` are pairs of a word and what was searched for
    in its place.
    """

    question: str
    libraries: tuple[Searched, ...]
    groups: tuple[Group, ...]
    articles: int
    worded: int = 0
    without: tuple[str, ...] | None = None
    absent: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order in which they are shown."""
        return tuple(row for group in self.groups for row in group.rows)

    def to_dict(self) -> dict[str, Any]:
        """A form that JSON can hold; `from_dict` reads it back."""
        values = _adapter().dump_python(self, mode="json")
        assert isinstance(values, dict)
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Comparison:
        """Reads what `to_dict` gave. Raises ValueError for anything else."""
        return _adapter().validate_python(values)


@cache
def _adapter() -> TypeAdapter[Comparison]:
    return TypeAdapter(Comparison)
