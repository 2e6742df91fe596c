"""What a question means that follows others: "and what did Kerry say?".

Plain rules over words decide whether a question lacks its subject, and take what it lacks from the
latest one that has any. What it is read as is said to the asker, and searched for; who means the
words as they stand can ask exactly that. The rules are for English; docs/conversation.md has what
they were measured by, and where they fail.

1. A fragment ("and Kerry?", "what about Syria?", "and in Ankara?") takes the place of what is of
   its kind in the earlier question: a country that of a country, a name that of who did something
   or else of a name, anything else that of what the question is about. One that begins with a
   preposition takes the place of what has the same one, or is added.
2. A pronoun that nothing in its own question explains becomes what it stands for: "he" the one who
   did something, "it" what that was about (`bot.core.pronouns`).
3. A question that is only a question word ("why?", "in which city?") is asked of the whole earlier
   question: "why (what did Khamenei say about the coalition)?".
4. A question that names who says something but not about what, or that has one telling word and
   no name, gets what the earlier one is about.

Everything else is asked as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.core.answer import Answer
from bot.core.clauses import FORMS_OF_BE, Clause, clause
from bot.core.pronouns import explained
from bot.core.slots import Kind, kind, slots
from index.analysis import Analyzer, Query
from index.operators import Operators, read_operators

#: Questions of a conversation that are looked at.
REMEMBERED = 5
# Telling words of an earlier question that are looked at, and words of a fragment.
_MOST_CARRIED = 12
_MOST_OF_A_FRAGMENT = 6

# English words.
_LEADS = re.compile(r"(?:(?:and|but|so|or|also|then|ok|okay|well)(?:[\s,]+|$))+", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"(?:what|how) about(?:[\s,]+|$)", re.IGNORECASE)
_POLITE = "thanks thank thx cheers hello hi hey bye ok okay great nice cool"
_COURTESIES = frozenset(_POLITE.split())
# As `_Reader` writes them.
_CARRIED = re.compile(r"(?P<question>[^()]+) \((?P<subject>[^()]+)\)\?")
_BRACKETS = str.maketrans("()", "  ")


def read_on(
    earlier: Sequence[str],
    question: str,
    analyzer: Analyzer,
    is_name: Callable[[str], bool] = lambda word: False,  # noqa: ARG005 - nothing is a name
) -> str | None:
    """What a question is read as after ``earlier`` ones, oldest first, each as it was read itself.

    ``None`` is as it stands. ``is_name`` says of a word in lower case whether it is a name: asked
    where capitals do not tell. Operators must have been taken out of all of them.
    """
    if analyzer.language.code != "en":
        return None
    rest, led, fragment = _without_lead(question)
    now = clause(rest, analyzer, is_name, begins=not led)
    if not now.words or _is_courtesy(now):
        return None
    before = [
        found
        for each in earlier[-REMEMBERED:]
        if (found := _subject(each, analyzer, is_name)).telling() and not _is_courtesy(found)
    ]
    if not before:
        return None
    meant = led or fragment or question.rstrip().endswith("?")
    reading = _Reader(before, now).read(fragment=fragment, meant=meant)
    if reading is None:
        return None
    reading = f"{reading}?"
    return None if _same(analyzer.query(reading), analyzer.query(question)) else reading


def as_read(answer: Answer) -> str:
    """What an answer's question was read as, its corrected words as they were searched for."""
    question = answer.question
    if not answer.options.message:
        question = read_operators(question)[0]
    question = answer.options.read_as or question
    for word, to in answer.corrections:
        question = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", to.replace("\\", r"\\"), question)
    return question


def where_asked(answer: Answer, question: str) -> Operators:
    """Where a question looks that is asked on after an answer: sources, dates and order are those
    of the answer, unless the question says its own. Raises `QuestionRefused`."""
    own, before = read_operators(question)[1], answer.operators
    return Operators(
        sources=() if own.sources else before.sources,
        after=None if own.dated else before.after,
        before=None if own.dated else before.before,
        newest=before.newest,
    )


class _Reader:
    """The rules, for one question after others."""

    def __init__(self, before: Sequence[Clause], now: Clause) -> None:
        self._before = before
        self._last = before[-1]
        self._now = now

    def read(self, *, fragment: bool, meant: bool) -> str | None:
        """What the question is read as, or ``None``.

        ``fragment`` says that it begins with "what about"; ``meant`` that it is a question at all,
        not words to be looked up.
        """
        now = self._now
        if fragment or not now.asks_anywhere:
            return self._fragment() if meant else None
        if not now.asked and now.actor.stop == len(now.words) and now.is_name(now.actor):
            return self._put(now.of(now.actor), kind(now, now.actor))  # "and did Kerry?"
        pronouns = explained(now, self._before)
        if pronouns.text is not None:
            return pronouns.text
        if self._asks_only() or (pronouns.unknown and len(now.telling()) <= 1):
            return self._of_all()
        return self._of_topic() if self._lacks_topic() else None

    def _of_all(self) -> str:
        return f"{self._now.text} ({self._last.text})"

    # 1. Fragments.

    def _fragment(self) -> str | None:
        now = self._now
        if not now.telling():
            return self._of_all()
        if len(now.words) > _MOST_OF_A_FRAGMENT:
            return None
        if now.parts and now.parts[0].start == 0:
            return self._part()
        if any(now.words[part.start].lower != "of" for part in now.parts):
            return self._of_all()
        return self._put(now.text, kind(now, range(len(now.words))))

    def _put(self, text: str, of: Kind) -> str:
        """The earlier question with something in the place of what is of its kind."""
        last = self._last
        found = list(slots(last))
        fitting = [slot for slot, each in found if each is of]
        if of is Kind.NAME and last.actor in fitting:
            fitting = [last.actor]
        if not fitting:
            fitting = [slot for slot, _ in found if (slot == last.actor) != (of is Kind.THING)]
        return last.put(fitting[-1], text) if fitting else self._of_all()

    def _part(self) -> str:
        now, last = self._now, self._last
        for part in reversed(last.parts):
            if last.words[part.start].lower == now.words[0].lower:
                return last.put(part, now.text)
        return f"{last.text} {now.text}"

    # 3. Only a question word.

    def _asks_only(self) -> bool:
        now = self._now
        rest = now.telling(range(now.asked.stop, len(now.words)))
        return not rest and len(now.telling(now.noun)) <= 1

    # 4. What the earlier question is about.

    def _lacks_topic(self) -> bool:
        """Whether it tells who says something but not about what, or only one word that is not
        "is Psaki", "is terrorism" or "the offer"."""
        now = self._now
        if now.auxiliary and now.words[now.auxiliary.start].lower in FORMS_OF_BE:
            return False
        if now.saying and now.telling(now.actor) and not now.telling(now.topic):
            return True
        places = [place for place, each in enumerate(now.words) if each.telling]
        if len(places) != 1 or now.words[places[0]].name:
            return False
        return not now.is_determined(places[0])

    def _of_topic(self) -> str:
        now, last = self._now, self._last
        topic = last.topic
        if not last.telling(topic):
            return self._of_all()
        if last.parts and topic.start == last.parts[0].start:
            if now.may_go_on:
                return f"{now.text} {last.of(topic)}"
            topic = topic[1:]
        about = last.of(topic)
        if last.telling(last.noun):
            about = f"{last.of(last.noun)}, {about}"
        return f"{now.text} ({about})"


def _without_lead(question: str) -> tuple[str, bool, bool]:
    """A question without "and" or the like at its beginning; whether there was any; and whether
    there was a "what about", which is taken off, too."""
    rest = question.strip()
    lead = _LEADS.match(rest)
    rest = rest[lead.end() :] if lead else rest
    about = _WHAT_ABOUT.match(rest)
    rest = rest[about.end() :] if about else rest
    return rest, bool(lead or about), bool(about)


def _subject(text: str, analyzer: Analyzer, is_name: Callable[[str], bool]) -> Clause:
    """An earlier question, ended behind the last telling word that is looked at.

    Of "why (who rejected the offer)?" it is what is in brackets.
    """
    carried = _CARRIED.fullmatch(text.strip())
    if carried and not clause(carried["question"], analyzer, is_name).telling():
        text = carried["subject"]
    rest, led, _ = _without_lead(text.translate(_BRACKETS))
    found = clause(rest, analyzer, is_name, begins=not led)
    told = found.telling()
    if len(told) > _MOST_CARRIED:
        ended = found.text[: told[_MOST_CARRIED - 1].end]
        found = clause(ended, analyzer, is_name, begins=not led)
    return found


def _same(one: Query, other: Query) -> bool:
    """Whether two questions look for the same, and ask for the same of it."""
    return one.telling == other.telling and one.asks == other.asks


def _is_courtesy(found: Clause) -> bool:
    return all(each.lower in _COURTESIES for each in found.words)
