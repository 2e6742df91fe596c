"""A question that failed inside: kept for a while, so that whoever asked can try it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from bot.core.answer import Options


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question as it was asked. ``earlier`` are the ids of the kept answers that it follows, the
    latest last; ``thread`` is whether a thread was to be made from its answer. ``way`` is what was
    to come of it: an answer, a comparison, or the sources of a message."""

    question: str
    options: Options
    earlier: tuple[str, ...] = ()
    thread: bool = False
    way: Literal["answer", "comparison", "sources"] = "answer"

    def to_dict(self) -> dict[str, Any]:
        """A form that JSON can hold; `from_dict` reads it back."""
        values = _adapter().dump_python(self, mode="json")
        assert isinstance(values, dict)
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Unanswered:
        """Reads what `to_dict` gave. Raises ValueError for anything else."""
        return _adapter().validate_python(values)


@cache
def _adapter() -> TypeAdapter[Unanswered]:
    return TypeAdapter(Unanswered)
