"""What stands in a question and may be asked of something else: who does it, to what, where."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache

from bot.core.clauses import ASKING, DETERMINERS, Clause

# English words: prepositions before where or when something is, and those before a place.
_OF_CIRCUMSTANCES = "in on at during before after since until near by"
_OF_PLACES = "in at near"
# Countries that are written shorter than the Unicode CLDR has them.
_SHORT = "us usa uk uae"

_CIRCUMSTANCE = frozenset(_OF_CIRCUMSTANCES.split())
_PLACED = frozenset(_OF_PLACES.split())
_SHORT_PLACES = frozenset(_SHORT.split())


class Kind(Enum):
    """What some words name, as far as words tell it."""

    PLACE = "place"
    NAME = "name"
    CIRCUMSTANCE = "circumstance"
    THING = "thing"


def slots(question: Clause) -> Iterator[tuple[range, Kind]]:
    """The places of a question's words that name something, in their order, each with its kind.

    They are its actor, in its head names that stand alone and all from a determiner on, and what
    follows each preposition.
    """
    if question.telling(question.actor):
        yield question.actor, kind(question, question.actor)
    yield from _objects(question)
    for part in question.parts:
        inner = range(part.start + 1, part.stop)
        if question.telling(inner) and ASKING.isdisjoint(question.lower(inner)):
            preposition = question.words[part.start].lower
            first = question.words[inner.start]
            if preposition != "to" or first.name or first.lower in DETERMINERS:  # no "to join"
                yield inner, kind(question, inner, preposition)


def kind(question: Clause, words: range, preposition: str = "") -> Kind:
    """What some words name; the ``preposition`` before them tells more."""
    text = " ".join(each for each in question.lower(words) if each not in DETERMINERS)
    if text in _places():
        return Kind.PLACE
    if question.is_name(words):
        return Kind.PLACE if preposition in _PLACED else Kind.NAME
    return Kind.CIRCUMSTANCE if preposition in _CIRCUMSTANCE else Kind.THING


def _objects(question: Clause) -> Iterator[tuple[range, Kind]]:
    place, end = question.head.start, question.head.stop
    while place < end:
        if question.words[place].lower in DETERMINERS:
            rest = range(place, end)
            if question.telling(rest):
                yield rest, kind(question, rest)
            return
        stop = place
        while stop < end and question.words[stop].name:
            stop += 1
        if stop == end and stop > place:
            yield range(place, stop), kind(question, range(place, stop))
        place = max(stop, place + 1)


@cache
def _places() -> frozenset[str]:
    """Countries and regions in English, from the Unicode CLDR, which Babel has."""
    from babel import Locale

    names = (name.lower() for name in Locale("en").territories.values())
    return frozenset(names) | _SHORT_PLACES
