"""The shortest words of a passage that say what is asked: its wording of a question."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.alignment import Counterpart, Word, counterpart
from bot.core.quotations import Quotation, Span
from bot.core.speakers import VERBS_OF_SAYING
from index.analysis import Query

# What a word between two that are asked for takes from a wording's weight, as shares of the mean
# weight: a word that says something, one that does not, and the end of a phrase.
_CONTENT, _COMMON, _BORDER = 0.15, 0.08, 0.12
# The share of its weight that a wording of several words must keep.
_DENSE = 0.5
# Words of the longest wording.
_LONGEST = 40
# Of a term in a reference, how many places are looked at; and how many missing terms.
_PLACES, _MISSING = 3, 8
# A wording of one word is shown with so many neighbours.
_NEIGHBOURS = 3
# Characters in which the other half of a bracket is looked for.
_BRACKET = 30
# How much a sentence gains by what it holds outside its wording, and by who is asked about.
_ELSEWHERE, _FRAME = 0.3, 0.15


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for, by weight (idf), in its order.

    ``content`` is what a wording is made of. ``frame`` are the words about who says it, where the
    question asks what somebody said: they help to find a passage, and are no part of a wording.
    ``acronyms`` are terms that count only where they are written with a capital: "US" is not "us".
    ``missing`` is the weight of what no passage has.
    """

    content: Mapping[str, float]
    frame: Mapping[str, float]
    acronyms: frozenset[str]
    missing: float

    @property
    def total(self) -> float:
        """The weight of all that is asked for and that some passage has."""
        return sum(self.content.values())


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a passage, ``text[start:end]``, and its words.

    ``quoted`` gives for each word the number of the quotation that it is in, -1 for none.
    """

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    quoted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words ``first`` to ``last``, inclusive, of a unit.

    ``held`` are the terms asked for that the whole unit holds, ``counterparts`` the words that
    stand where others do elsewhere, by the term for which they stand, ``inside`` the terms of both
    kinds that the wording covers. ``score`` tells wordings of one article apart; ``measure`` is
    the share of what is asked for, by weight, that the wording covers, at most 1.
    """

    unit: Unit
    first: int
    last: int
    held: frozenset[str]
    inside: frozenset[str]
    counterparts: Mapping[str, Counterpart]
    score: float
    measure: float

    @property
    def span(self) -> Span:
        """Its offsets in the passage, with the other half of a bracket that is near."""
        start, end = self.unit.words[self.first].start, self.unit.words[self.last].end
        text = self.unit.text
        for opening, closing in ("()", "[]"):
            more = text.count(opening, start, end) - text.count(closing, start, end)
            if more > 0 and text[end : end + 1] == closing:
                end += 1
            opened = text.rfind(opening, max(self.unit.start, start - _BRACKET), start)
            if more < 0 and opened >= 0:
                start = opened
        return start, end

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return self.unit.words[self.first : self.last + 1]


def asked(query: Query, weights: Mapping[str, float], missing: float) -> Asked:
    """What a question asks for. ``weights`` are of the terms that some passage has, ``missing``
    is that of a term that none has.

    "did Khamenei say that ..." asks for what follows; whoever is said to say it is the frame.
    """
    frame: tuple[str, ...] = ()
    for place, word in enumerate(query.words):
        if word.casefold() in VERBS_OF_SAYING:
            behind = query.terms[place + 1 :]
            if any(term in weights and term in query.telling for term in behind):
                frame = query.terms[: place + 1]
            break
    telling = {
        term: weights[term] for term in query.terms if term in query.telling & weights.keys()
    }
    shouted = not any(character.islower() for character in query.text)
    acronyms = {
        term
        for word, term in zip(query.words, query.terms, strict=True)
        if len(word) > 1 and word.isupper() and not shouted
    }
    absent = query.telling - weights.keys() - set(frame)
    return Asked(
        content={term: weight for term, weight in telling.items() if term not in frame},
        frame={term: weight for term, weight in telling.items() if term in frame},
        acronyms=frozenset(acronyms),
        missing=missing * len(absent),
    )


def unit(words: Sequence[Word], text: str, span: Span, quoted: Sequence[Quotation]) -> Unit:
    """A sentence ready to be worded; ``words`` are those of the whole passage."""
    first = bisect_left(words, span[0], key=lambda word: word.start)
    last = bisect_right(words, span[1], key=lambda word: word.end)
    inside = tuple(words[first:last])
    outer = [each for each in quoted if each.depth == 0]
    numbers = tuple(
        next((n for n, each in enumerate(outer) if each.start <= w.start < each.end), -1)
        for w in inside
    )
    return Unit(text, *span, inside, numbers)


def worded(question: Asked, each: Unit, references: Sequence[Wording] = ()) -> Wording | None:
    """The wording of a question in a unit; ``None`` if it has none of the words asked for.

    ``references`` are wordings of other articles: a term that the unit lacks is looked for where
    it stands in them.
    """
    found = {
        at: word.key
        for at, word in enumerate(each.words)
        if word.key in question.content
        and (word.key not in question.acronyms or each.text[word.start].isupper())
    }
    if not found:
        return None
    held = frozenset(found.values())
    counterparts = _counterparts(question, each, held, references)
    worth = {at: (term, question.content[term]) for at, term in found.items()}
    for term, seen in counterparts.items():
        worth[seen.place] = (term, question.content[term] * seen.strength)
    first, last, weight = _best_span(question, each, worth)
    inside = {term for at, (term, _) in worth.items() if first <= at <= last}
    first, last = _with_neighbours(each, first, last)
    everywhere = sum(w for term, w in question.content.items() if term in held)
    covered = sum(w for term, w in question.content.items() if term in inside & held)
    instead = sum(
        w * counterparts[term].strength
        for term, w in question.content.items()
        if term in inside and term in counterparts
    )
    keys = {word.key for word in each.words}
    frame = sum(w for term, w in question.frame.items() if term in keys)
    return Wording(
        unit=each,
        first=first,
        last=last,
        held=held,
        inside=frozenset(inside),
        counterparts=counterparts,
        score=weight + _ELSEWHERE * everywhere + _FRAME * frame,
        # What is seen only from where it stands counts for no more than what is there.
        measure=(covered + min(covered, instead)) / (question.total + question.missing),
    )


def _counterparts(
    question: Asked, each: Unit, held: frozenset[str], references: Sequence[Wording]
) -> dict[str, Counterpart]:
    """For the terms that a unit lacks, the words that stand in their place.

    All as seen from one reference, the one that shows most: two texts of one matter are held
    against each other, not one text against scraps of several.
    """
    best: dict[str, Counterpart] = {}
    most = 0.0
    for reference in references:
        found = _against(question, each, held, reference)
        weight = sum(question.content[term] * seen.strength for term, seen in found.items())
        if weight > most + 1e-9:
            best, most = found, weight
    return best


def _against(
    question: Asked, each: Unit, held: frozenset[str], reference: Wording
) -> dict[str, Counterpart]:
    """What one reference shows, the terms in the question's order, each word for one term only."""
    found: dict[str, Counterpart] = {}
    taken = question.content.keys() | question.frame.keys()
    theirs = reference.unit.words
    missing = [term for term in question.content if term not in held]
    for term in missing[:_MISSING]:
        places = [place for place, word in enumerate(theirs) if word.key == term]
        seen = [
            one
            for place in places[:_PLACES]
            if (one := counterpart(theirs, place, each.words, held, taken)) is not None
            and all(one.place != other.place for other in found.values())
        ]
        if seen:
            found[term] = max(seen, key=lambda one: (one.strength, -one.place))
    return found


def _best_span(
    question: Asked, each: Unit, worth: Mapping[int, tuple[str, float]]
) -> tuple[int, int, float]:
    """First and last word and the weight of the span that holds most for the fewest other words.

    It lies within one quotation, or outside of any: what a reporter says around a quotation is
    none of its words. Ties go to the first, then to the shorter.
    """
    mean = question.total / len(question.content)
    costs, parts = [0.0], [0]
    for at, word in enumerate(each.words):
        costs.append(costs[-1] + mean * _cost(word, at in worth))
        parts.append(parts[-1] + (at > 0 and each.quoted[at] != each.quoted[at - 1]))
    places = sorted(worth)
    # One word alone is no wording of several: more than any one may weigh.
    several = question.total
    best: tuple[float, int, int] | None = None
    for number, first in enumerate(places):
        held: dict[str, float] = {}
        gained = 0.0
        for last in places[number:]:
            if parts[last + 1] != parts[first + 1] or last - first >= _LONGEST:
                break
            term, weight = worth[last]
            gained += max(0.0, weight - held.get(term, 0.0))
            held[term] = max(weight, held.get(term, 0.0))
            # What stands before the first word is no part of it; neither is its own border.
            cost = costs[last + 1] - costs[first + 1]
            score = gained - cost
            if len(held) > 1 and score > _DENSE * (score + cost):
                score += several
            if best is None or score > best[0] + 1e-9:
                best = (score, first, last)
    assert best is not None
    score, first, last = best
    return first, last, score - several if score > several else score


def _cost(word: Word, asked_for: bool) -> float:
    """What a word behind the first takes, as a share of the mean weight."""
    border = _BORDER if word.border else 0.0
    if asked_for:
        return border
    return border + (_CONTENT if word.content else _COMMON)


def _with_neighbours(each: Unit, first: int, last: int) -> tuple[int, int]:
    """One word alone says little: with the words before it in its phrase, or else those behind."""
    if sum(word.content for word in each.words[first : last + 1]) > 1:
        return first, last
    start = first
    for at in range(first - 1, max(-1, first - 1 - _NEIGHBOURS), -1):
        if each.words[at + 1].border or each.quoted[at] != each.quoted[first]:
            break
        if each.words[at].content:
            start = at
            if first - at > 1 or not each.words[at - 1].content:
                break
    if start < first:
        return start, last
    for at in range(last + 1, min(len(each.words), last + 1 + _NEIGHBOURS)):
        if each.words[at].border or each.quoted[at] != each.quoted[last]:
            break
        if each.words[at].content:
            return first, at
    return first, last
