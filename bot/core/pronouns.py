"""What "he", "it" and "there" stand for in a question that follows others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.clauses import DETERMINERS, Clause
from bot.core.slots import Kind, kind, slots

# A question that tells more explains its own pronouns.
_MOST_TELLING = 4

# English words.
_OF_SOMEBODY = "he she him her his hers"
_OF_SOMETHING = "it its"
_OF_SEVERAL = "they them their"
_OF_WHAT_IS_SAID = "that this those these then"
_OWNING = "his her its their"
_BEFORE_PLACES = "in at near from to"

_HE = frozenset(_OF_SOMEBODY.split())
_IT = frozenset(_OF_SOMETHING.split())
_THEY = frozenset(_OF_SEVERAL.split())
_THAT = frozenset(_OF_WHAT_IS_SAID.split())
_POSSESSIVE = frozenset(_OWNING.split())
_PLACED = frozenset(_BEFORE_PLACES.split())
# "is it true that ...", "how much did it cost ...": stands for nothing.
_EXPLETIVE = re.compile(
    r"\b(?:is|was|are|were) there\b|\bthere (?:is|was|are|were)\b"
    r"|\bit (?:cost|costs|take|takes|took)\b"
    r"|\bit (?:is|was) \w+ (?:that|if|whether|to)\b|\b(?:is|was) it \w+ (?:that|if|whether|to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A question with its pronouns explained: ``text``, or ``None`` where there is nothing to put
    in their place. ``unknown`` says that one of them stands for all that was asked."""

    text: str | None
    unknown: bool


def explained(question: Clause, before: Sequence[Clause]) -> Explained:
    """A question's pronouns by what they stand for in those ``before``, of which there is one.

    A pronoun that its own question explains stays: "did Kerry say that he would talk?".
    """
    if len(question.telling()) > _MOST_TELLING:
        return Explained(None, unknown=False)
    expletive = [match.span() for match in _EXPLETIVE.finditer(question.text)]
    last = before[-1]
    text, behind, unknown = question.text, "", False
    for place, word in reversed(list(enumerate(question.words))):
        if any(start <= word.start < end for start, end in expletive):
            continue
        if _is_open(question, place):
            found = _antecedent(word.lower, before)
            if found is None:
                unknown = True
                continue
            follows = question.words[place + 1 : place + 2]
            if word.lower in _POSSESSIVE and any(each.telling for each in follows):
                found = f"{found}'s"
            text = f"{text[: word.start]}{found}{text[word.end :]}"
        elif word.lower == "there":
            behind = _somewhere(last)
            unknown = unknown or not behind
        elif word.lower in _THAT and not question.telling(range(place + 1, len(question.words))):
            unknown = True
    if behind:
        text = f"{text} ({behind})"
    return Explained(text if text != question.text else None, unknown)


def _is_open(question: Clause, place: int) -> bool:
    """Whether a word is a personal pronoun that nothing before it in the question explains."""
    word = question.words[place].lower
    before = range(place)
    if word in _POSSESSIVE and not question.does and question.telling(before):
        return False  # "who moved his court": whoever is asked for
    if word in _HE:
        return not any(each.name for each in question.telling(before))
    if word in _IT:
        return not (question.telling(question.noun) or _names_something(question, before))
    return word in _THEY and not question.telling(before)


def _names_something(question: Clause, words: range) -> bool:
    """Whether among them is a name, or a thing such as "the offer"."""
    return any(
        question.words[place].telling
        and (question.words[place].name or question.is_determined(place))
        for place in words
    )


def _antecedent(pronoun: str, before: Sequence[Clause]) -> str | None:
    if pronoun in _HE:
        return _somebody(before)
    return _something(before[-1]) if pronoun in _IT else _several(before[-1])


def _somebody(before: Sequence[Clause]) -> str | None:
    for last in reversed(before):
        if _is_definite(last) and kind(last, last.actor) is not Kind.PLACE:
            return last.of(last.actor)
        if names := [slot for slot, of in slots(last) if of is Kind.NAME]:
            return last.of(names[-1])
    return None


def _something(last: Clause) -> str | None:
    things = [slot for slot, of in slots(last) if of is Kind.THING and slot != last.actor]
    if things:
        return last.of(things[-1])
    if last.telling(last.noun):
        return f"the {last.of(last.noun)}"
    if _is_definite(last) and kind(last, last.actor) is not Kind.NAME:
        return last.of(last.actor)
    return None


def _several(last: Clause) -> str | None:
    if last.actor and last.lower(last.actor)[0] in DETERMINERS:
        return last.of(last.actor)
    if last.telling(last.noun):
        return f"the {last.of(last.noun)}"
    things = [slot for slot, of in slots(last) if of is Kind.THING]
    return last.of(things[-1]) if things else None


def _somewhere(last: Clause) -> str:
    for part in reversed(last.parts):
        if last.words[part.start].lower in _PLACED and last.telling(part):
            return last.of(part)
    found = list(slots(last))
    places = [slot for slot, of in found if of is Kind.PLACE]
    places = places or [slot for slot, of in found if of is Kind.THING]
    return last.of(places[-1]) if places else ""


def _is_definite(last: Clause) -> bool:
    """Whether the actor is a name, or "the ayatollah": what a pronoun can stand for."""
    if not last.telling(last.actor):
        return False
    return last.is_name(last.actor) or last.lower(last.actor)[0] in DETERMINERS
