"""Whom a sentence names as the one who says something.

A speaker is named only by a name beside a verb of saying, outside of any quotation and in the same
sentence; "he said" and "the Leader said" name nobody. Two names, and nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.quotations import Quotation, Span

_LONGEST_NAME = 60

# English words, a list a line.
_SAYING = """
said says say told tells tell added adds claimed claim wrote writes write tweeted tweets tweet
argued argues argue insisted insists insist declared declares declare announced announces announce
explained explains explain replied replies reply responded warned warns warn noted remarked
stressed stresses acknowledged acknowledges admitted admits admit confirmed confirms confirm
reiterated reiterates concluded vowed vows testified testifies quipped called call
calls describe described describes
"""
_MAY_STAND_BETWEEN = """
also then later once again reportedly allegedly further has have had
"""
_NEVER_IN_NAMES = """
i he she it we they you who which that this these those there here what when where why how and but
or if so as in on at by for from to with according after before while since although though because
then now yet not no one some many most all both another other others its his her their our my your
a an the did do does had has have
"""
# By themselves they name nobody: "the Supreme Leader said", "Secretary of State said".
_TITLES = """
leader ayatollah president minister secretary ambassador spokesman spokeswoman spokesperson king
queen prince senator governor mayor judge chairman chairwoman director general colonel pope
chancellor official officials supreme prime foreign deputy chief vice mr mrs ms dr state police
"""
_IN_NAMES = """
of al el bin ibn ben de da do del der den di du la le van von
"""

#: Verbs of saying, as reports and questions have them.
VERBS_OF_SAYING = frozenset(_SAYING.split())
_BETWEEN = frozenset(_MAY_STAND_BETWEEN.split())
_NO_NAMES = frozenset(_NEVER_IN_NAMES.split())
_OFFICES = frozenset(_TITLES.split())
_PARTICLES = frozenset(_IN_NAMES.split())
# What calls somebody something quotes it, or else calls somebody.
_NAMING = frozenset({"called", "call", "calls", "describe", "described", "describes"})
# Words behind which a subject may begin.
_BORDERS = frozenset(
    {"as", "when", "while", "because", "but", "after", "before", "since", "although", "though"}
)
_UNNAMED = _OFFICES | {"i", "he", "she", "they", "we"}
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our"})
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Prof|[A-Z])\.(?=\s[A-Z])"
    r"|[^\W\d_]+(?:['’\-.&][^\W\d_]+)*|\d+|\S"
)
_HANDLE = re.compile(r"[@#]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something: the place of the name, and of the name with its verb of saying."""

    name: Span
    clause: Span


def attribution(
    text: str,
    sentence: Span,
    quoted: Iterable[Quotation] = (),
    *,
    known: frozenset[str] = frozenset(),
    capitalised: frozenset[str] = frozenset(),
) -> Attribution | None:
    """The name that ``text[start:end]``, a sentence, gives beside a verb of saying.

    ``None`` where it gives none, or more than one. At a sentence's beginning every word has a
    capital: there, one word alone is a name only if it is among ``known``. ``capitalised`` are
    words that have one without being names, such as days.
    """
    words = _outside(text, sentence, quoted)
    found = []
    for place, (start, stop, bare) in enumerate(words):
        lower = bare.casefold()
        if lower in _NAMING and not any(word == '"' for _, _, word in words[place + 1 : place + 8]):
            continue  # "Kerry called Zarif on Monday"
        if lower in VERBS_OF_SAYING and not text[start].isupper():
            before, after = _name_before(text, words, place, capitalised), None
            if place == 0 or not words[place - 1][2][0].isalnum():  # "..." said Khamenei
                after = _name_after(text, words, place, capitalised)
            if before is not None and not _is_subject(text, words, before, capitalised):
                return None
            for span in (before, after):
                if span is not None and _is_name(text, span, words[0][0], known):
                    found.append(_attributed(span, (start, stop)))
                    break
            else:
                if place and words[place - 1][2].casefold() in _UNNAMED:
                    return None  # "he said": whoever else is named says something else
        elif lower == "according" and place + 1 < len(words) and words[place + 1][2] == "to":
            span = _name_after(text, words, place + 1, capitalised)
            if span is not None and _is_name(text, span, words[0][0], known):
                found.append(_attributed(span, (start, stop)))
    names = {text[slice(*each.name)].split()[-1] for each in found}
    return found[0] if len(names) == 1 else None


def _attributed(name: Span, verb: Span) -> Attribution:
    return Attribution(name, (min(name[0], verb[0]), max(name[1], verb[1])))


Word = tuple[int, int, str]


def _outside(text: str, sentence: Span, quoted: Iterable[Quotation]) -> list[Word]:
    """Words and punctuation of a sentence outside its quotations, each quotation as one ``"``."""
    words: list[Word] = []
    position = sentence[0]
    outer = [
        (each.opens, each.closes)
        for each in quoted
        if each.opens < sentence[1] and each.closes > sentence[0]
    ]
    for opens, closes in sorted(outer):
        if closes <= position:
            continue
        words += _words(text, position, max(position, opens))
        words.append((max(opens, position), closes, '"'))
        position = closes
    return words + _words(text, position, sentence[1])


def _words(text: str, start: int, end: int) -> list[Word]:
    return [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]


def _name_before(
    text: str, words: list[Word], verb: int, capitalised: frozenset[str]
) -> Span | None:
    """The name that ends before a verb, adverbs and a short apposition between them left out."""
    place = verb - 1
    while place >= 0 and words[place][2].casefold() in _BETWEEN:
        place -= 1
    if place >= 0 and words[place][2] == ",":
        # "Khamenei, 75, said", "Kerry, the secretary of state, said"
        opening = place - 1
        while opening >= 0 and place - opening <= 12 and words[opening][2] not in ',"':
            opening -= 1
        if opening < 0 or words[opening][2] != ",":
            return None
        place = opening - 1
    return _run(text, words, place, -1, capitalised)


def _is_subject(text: str, words: list[Word], span: Span, capitalised: frozenset[str]) -> bool:
    """Whether a name before a verb is all of its subject: not so in "a lawyer for Trump said" or
    "neither Kerry nor Zarif said"."""
    first = next(number for number, word in enumerate(words) if word[0] == span[0])
    if first == 0:
        return " of " not in text[span[0] : span[1]]
    before = words[first - 1][2]
    plain = before.rstrip(".").casefold()
    return not before[0].isalnum() or before in capitalised or plain in _OFFICES | _BORDERS


def _name_after(
    text: str, words: list[Word], verb: int, capitalised: frozenset[str]
) -> Span | None:
    place = verb + 1
    while place < len(words) and words[place][2].casefold() in _OFFICES:
        if text[words[place][0]].isupper():
            break
        place += 1
    return _run(text, words, place, 1, capitalised)


def _run(
    text: str, words: list[Word], place: int, step: int, capitalised: frozenset[str]
) -> Span | None:
    """The run of capitalised words from a place on; none where "the" stands before it."""
    taken: list[int] = []
    while 0 <= place < len(words):
        start, _, word = words[place]
        plain = word.rstrip(".").casefold()
        if word in capitalised or plain in _NO_NAMES or word.endswith(("'s", "’s")):
            break
        if text[start].isupper() and word[0].isalpha():
            taken.append(place)
        elif not (taken and word in _PARTICLES and _goes_on(text, words, place + step)):
            break
        place += step
    if not taken:
        return None
    first, last = min(taken), max(taken)
    if first and words[first - 1][2].casefold() in _ARTICLES:
        return None
    if first and _HANDLE.match(words[first - 1][2]):
        return None
    span = words[first][0], words[last][1]
    name = text[span[0] : span[1]]
    offices = all(word.rstrip(".").casefold() in _OFFICES | _PARTICLES for word in name.split())
    return None if offices or len(name) > _LONGEST_NAME else span


def _goes_on(text: str, words: list[Word], place: int) -> bool:
    return 0 <= place < len(words) and text[words[place][0]].isupper()


def _is_name(text: str, span: Span, first: int, known: frozenset[str]) -> bool:
    """Whether a capitalised run is a name where only a sentence's beginning may explain it."""
    name = text[span[0] : span[1]]
    return span[0] != first or " " in name or name in known
