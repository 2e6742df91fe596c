"""What an English question is made of: what it asks with, who does something, and what it is about.

No grammar is parsed: function words say where the parts begin. "what did Khamenei say about the
coalition?" asks with "what", has the actor "Khamenei" after "did", says with "say", and the part
"about the coalition". Where such words are missing, so are the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.core.speakers import VERBS_OF_SAYING
from index.analysis import Analyzer

# English words, a list a line.
_ASKING = "who whom whose which when where why how what"
_MEASURES = "many much old long far often"
_TAKES_A_NOUN = "what which whose"
_AUXILIARIES = """
did does do is are was were has have had will would can could should may might must
"""
_FORMS_OF_BE = "is are was were"
_DOING = "do does did"
_PREPOSITIONS = """
about of in on at to for from with against by over after before during since between under near into
toward towards regarding concerning among within without through across behind around until as
"""
_DETERMINERS = "the a an this that these those its their his her our any some"
_PRONOUNS = "he she it they him her them i we you there this that these those who which"
_CONJUNCTIONS = "and or"
# Verbs that say little without what they are about, besides those of saying.
_ANSWERING = """
think thinks thought believe believes believed want wants wanted react reacts reacted respond
responds comment comments commented answer answers answered agree agrees agreed disagree disagrees
disagreed object objects objected deny denies denied mention mentions mentioned
"""
# Of which some are about nothing, but to somebody: "react about" is no English.
_TOWARDS = """
react reacts reacted reply replies replied respond responds responded agree agrees agreed disagree
disagrees disagreed object objects objected answer answers answered deny denies denied
"""
_NAMING = "call called calls describe described describes"

ASKING = frozenset(_ASKING.split())
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
DETERMINERS = frozenset(_DETERMINERS.split())
FORMS_OF_BE = frozenset(_FORMS_OF_BE.split())
_FORMS_OF_DO = frozenset(_DOING.split())
_AUXILIARY = frozenset(_AUXILIARIES.split())
_MEASURE = frozenset(_MEASURES.split())
_NOUN_FOLLOWS = frozenset(_TAKES_A_NOUN.split())
_PRONOUN = frozenset(_PRONOUNS.split())
_CONJUNCTION = frozenset(_CONJUNCTIONS.split())
_TOWARD = frozenset(_TOWARDS.split())
_SAYING = (VERBS_OF_SAYING | frozenset(_ANSWERING.split())) - frozenset(_NAMING.split())
# Words between a question's beginning and its auxiliary: "what medical operation did".
_MOST_BETWEEN = 4
_ENDS = " \t\n.,;:!?…"


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place. ``telling`` words are more than common ones; ``name`` ones are written
    as names are."""

    start: int
    end: int
    lower: str
    telling: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A question in parts, as ranges of its ``words``. A part that it does not have is empty.

    ``asked`` is what it begins to ask with, a preposition before it included ("in which city"), and
    ``noun`` what that is asked of ("city"). ``auxiliary`` and ``saying`` are one word each.
    ``head`` is all between the actor and the first of the ``parts``, which begin with a
    preposition each.
    """

    text: str
    words: tuple[Word, ...]
    asked: range
    noun: range
    auxiliary: range
    actor: range
    saying: range
    head: range
    parts: tuple[range, ...]

    def of(self, words: range) -> str:
        """The text of some words that stand together, without a possessive at its end."""
        if not words:
            return ""
        return Analyzer.singular(self.text[self.words[words[0]].start : self.words[words[-1]].end])

    def lower(self, words: range) -> list[str]:
        """Some words in lower case."""
        return [self.words[place].lower for place in words]

    def telling(self, words: range | None = None) -> list[Word]:
        """The telling ones of some words, or of all."""
        chosen = self.words if words is None else [self.words[place] for place in words]
        return [each for each in chosen if each.telling]

    def is_name(self, words: range) -> bool:
        """Whether they are a name: at least one word is, and no other tells anything."""
        told = self.telling(words)
        return bool(told) and all(each.name for each in told)

    def is_determined(self, place: int) -> bool:
        """Whether a word has an article or the like before it, as "the offer" has."""
        return place > 0 and self.words[place - 1].lower in DETERMINERS

    def put(self, places: range, text: str) -> str:
        """The clause's text with some words in the place of others."""
        start, end = self.words[places[0]].start, self.words[places[-1]].end
        return f"{self.text[:start]}{text}{self.text[end:]}"

    @property
    def asks_anywhere(self) -> bool:
        """Whether it has a question word or an auxiliary at all: else it is a fragment."""
        return any(each.lower in ASKING or each.lower in _AUXILIARY for each in self.words)

    @property
    def does(self) -> bool:
        """Whether its auxiliary is a form of "do": somebody else than who is asked for acts."""
        return bool(self.auxiliary) and self.words[self.auxiliary[0]].lower in _FORMS_OF_DO

    @property
    def may_go_on(self) -> bool:
        """Whether it ends with a verb that goes on with "about"."""
        if not self.saying or self.saying.stop < len(self.words):
            return False
        return self.words[self.saying.start].lower not in _TOWARD

    @property
    def topic(self) -> range:
        """What it is about: what follows a verb of saying, or all that follows the actor."""
        end = len(self.words)
        if self.saying:
            return range(self.saying.stop, end)
        if self.actor:
            return range(self.actor.stop, end)
        return range(max(self.asked.stop, self.auxiliary.stop), end)


def clause(
    text: str, analyzer: Analyzer, is_name: Callable[[str], bool], *, begins: bool = True
) -> Clause:
    """The parts of a question.

    ``is_name`` says of a word in lower case whether it is a name: asked where the question has no
    capitals at all, and of a first word, unless it ``begins`` no sentence.
    """
    text = text.strip().rstrip(_ENDS)
    words = tuple(_words(text, analyzer, is_name, begins=begins))
    asked, noun = _asked(words)
    after = asked.stop
    auxiliary = range(after, after)
    if after < len(words) and words[after].lower in _AUXILIARY:
        auxiliary = range(after, after + 1)
    border = next(
        (n for n in range(auxiliary.stop, len(words)) if words[n].lower in PREPOSITIONS), len(words)
    )
    said = next(
        (
            n
            for n in range(auxiliary.stop, border)
            if words[n].lower in _SAYING and not words[n].name
        ),
        None,
    )
    saying = range(0) if said is None else range(said, said + 1)
    actor = _actor(words, auxiliary, border, said) if auxiliary else range(0)
    head = range(max(auxiliary.stop, actor.stop), border)
    return Clause(text, words, asked, noun, auxiliary, actor, saying, head, _parts(words, border))


def _words(
    text: str, analyzer: Analyzer, is_name: Callable[[str], bool], *, begins: bool
) -> Iterator[Word]:
    telling = analyzer.query(text).telling
    cased = any(character.isupper() for character in text)
    for place, token in enumerate(analyzer.tokens(text)):
        written = text[token.start : token.end]
        lower = analyzer.singular(written).lower()
        tells = token.term in telling
        if cased and (place > 0 or not begins or not written[0].isupper()):
            capital = any(character.isupper() for character in written)
            name = tells and capital and not analyzer.is_capitalised(written)
        else:
            name = tells and is_name(lower)
        yield Word(token.start, token.end, lower, tells, name)


def _asked(words: tuple[Word, ...]) -> tuple[range, range]:
    """What a question begins to ask with, and the noun that it asks for."""
    start = 1 if len(words) > 1 and words[0].lower in PREPOSITIONS else 0
    if len(words) <= start or words[start].lower not in ASKING:
        return range(0), range(0)
    end = start + 1
    measured = words[start].lower == "how" and end < len(words) and words[end].lower in _MEASURE
    if measured:
        end += 1
    while end < len(words) and words[end].lower == "else":
        end += 1
    counted = measured and words[end - 1].lower in ("many", "much")
    if not counted and words[start].lower not in _NOUN_FOLLOWS:
        return range(end), range(0)
    for stop in range(end, min(len(words), end + _MOST_BETWEEN + 1)):
        if words[stop].lower in _AUXILIARY:
            return range(stop), range(end, stop)
        if words[stop].lower in PREPOSITIONS:
            break
    stop = min(len(words), end + 1)
    return range(stop), range(end, stop)


def _actor(words: tuple[Word, ...], auxiliary: range, border: int, said: int | None) -> range:
    """Who does something: the words behind the auxiliary, as far as it can be told."""
    start = auxiliary.stop
    if start >= border:
        return range(0)
    if said is not None and said > start:
        return range(start, said)
    if words[start].lower in _PRONOUN and words[start].lower not in DETERMINERS:
        return range(start, start + 1)
    stop = start + 1 if words[start].lower in DETERMINERS else start
    first = stop
    while stop < border and words[stop].name:
        stop += 1
        if stop + 1 < border and words[stop].lower in _CONJUNCTION and words[stop + 1].name:
            stop += 1
    if stop == first:
        return range(start, min(border, stop + 1))
    if first > start and _is_of_two(words, stop, border):
        stop += 1  # "the US ambassador ask"
    return range(start, stop)


def _is_of_two(words: tuple[Word, ...], stop: int, border: int) -> bool:
    """Whether two more words follow, neither of them a name: a noun and its verb."""
    return stop + 1 < border and not words[stop].name and not words[stop + 1].name


def _parts(words: tuple[Word, ...], border: int) -> tuple[range, ...]:
    starts = [n for n in range(border, len(words)) if words[n].lower in PREPOSITIONS]
    return tuple(
        range(start, stop) for start, stop in zip(starts, [*starts[1:], len(words)], strict=False)
    )
