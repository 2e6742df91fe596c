"""What is told: statements, each with the passages that tell it, and their order in an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.results import Found

#: Passages of one article among the first that are shown, as long as others have something.
MOST_OF_ONE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that says the same as another: in the same words, in a copy of its article."""

    found: Found
    same_words: bool
    copy: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage to be shown; those of other articles that are folded under it, each article once;
    and how many of its own article are."""

    found: Found
    similar: tuple[Told, ...] = ()
    own: int = 0


def spread(statements: Sequence[Statement], page: int) -> list[Statement]:
    """The statements in their order, but at most two of one article among the first ``page``.

    Further ones stand behind; only where no other article has anything they stay.
    """
    first: list[Statement] = []
    later: list[Statement] = []
    told: dict[tuple[str, int], int] = {}
    for each in statements:
        article = article_of(each.found)
        if len(first) < page and told.get(article, 0) < MOST_OF_ONE:
            told[article] = told.get(article, 0) + 1
            first.append(each)
        else:
            later.append(each)
    return [*first, *later]


def led_once(statements: Sequence[Statement]) -> list[Statement]:
    """Each leading passage once: two passages of a copy may have one of the original."""
    led: dict[str, Statement] = {}
    for each in statements:
        before = led.get(each.found.passage.id)
        if before is None:
            led[each.found.passage.id] = each
            continue
        told = {article_of(other.found) for other in before.similar}
        more = tuple(other for other in each.similar if article_of(other.found) not in told)
        led[each.found.passage.id] = replace(
            before, similar=(*before.similar, *more), own=before.own + each.own
        )
    return list(led.values())


def article_of(found: Found) -> tuple[str, int]:
    """The article that a passage is of: its library, and its row there."""
    return found.library, found.passage.article
