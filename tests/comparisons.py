"""Comparisons for tests that need one without searching."""

from __future__ import annotations

from dataclasses import replace

from bot.core.comparison import Comparison, Group, Row
from tests.citations import SEARCHED, citing


def row(
    rank: int = 1, before: str = "They have ", words: str = "dirty hands", **changes: object
) -> Row:
    """A row whose sentence is ``before``, the wording, and a full stop."""
    text = f"{before}{words}."
    citation = citing(
        rank=rank,
        text=text,
        sentence=text,
        sentence_start=0,
        end=120 + len(text),
        outlet="The Outlet",
    )
    made = Row(citation, (len(before), len(before) + len(words)))
    return replace(made, **changes)  # type: ignore[arg-type]


def comparing(*groups: tuple[Row, ...], question: str = "who has dirty hands?") -> Comparison:
    """A comparison over one library, in which nothing is missing."""
    rows = sum(map(len, groups))
    return Comparison(question, (SEARCHED,), tuple(map(Group, groups)), articles=rows, without=())
