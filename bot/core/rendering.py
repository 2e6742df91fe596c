"""Answers in words: the sentences and lines that every surface shares.

Dates and numbers are written out here once, so that the terminal, Discord and exports agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.core.answer import Answer, Citation, Quote, Searched, Similar
from bot.core.word_match import WordMatch
from index.operators import Operators

if TYPE_CHECKING:
    from bot.core.receipts import Receipt

# Words and libraries that are named; the others are counted.
_NAMED = 8

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Characters that do something to a terminal or to the order of what is read, instead of standing
# for something: control characters but tab and line feed, and the bidirectional overrides.
_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """The text with active characters shown as U+FFFD, and any line break as a line feed."""
    return _ACTIVE.sub("\ufffd", _LINE_BREAK.sub("\n", text))


def day(value: date) -> str:
    """``15 Sep 2014``, whatever the locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def counted(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def moment(value: datetime) -> str:
    """``22 Nov 2026, 18:45 UTC``."""
    return f"{day(value.date())}, {value:%H:%M} {value.tzname() or 'UTC'}"


def title(citation: Quote) -> str:
    """The article's title, or its file's name where it states none."""
    return printable(citation.title or citation.origin)


def paragraphs(citation: Quote) -> str:
    """``paragraph 8``, or ``paragraphs 8 and 9``, ``paragraphs 8 to 10``."""
    first, last = citation.paragraph, citation.last_paragraph or citation.paragraph
    if last == first:
        return f"paragraph {first}"
    return f"paragraphs {first} {'and' if last == first + 1 else 'to'} {last}"


def origin_line(citation: Quote) -> str:
    """Outlet, date and paragraph; what is unknown is said to be unknown."""
    outlet = printable(citation.outlet) if citation.outlet else None
    published = day(citation.published) if citation.published else None
    if outlet is None and published is None:
        stated = "Outlet and date not stated"
    else:
        stated = f"{outlet or 'Outlet not stated'}, {published or 'date not stated'}"
    return f"{stated} · {paragraphs(citation)}"


def similar_line(citation: Citation) -> str | None:
    """``Same words in 1 other article, similar in 2``; ``None`` where there is none.

    Copies count as one with what they copy, and are named apart.
    """
    copies = sum(each.copy for each in citation.similar)
    same = sum(each.same_words for each in citation.similar) - copies
    similar = len(citation.similar) - same - copies
    parts = []
    if copies:
        parts.append(f"copied in {counted(copies, 'article')}")
    if same:
        parts.append(f"same words in {counted(same, 'other article')}")
    if similar:
        noun = f"{similar:,}" if same else counted(similar, "other article")
        parts.append(f"similar in {noun}")
    line = ", ".join(parts)
    return f"{line[0].upper()}{line[1:]}" if line else None


def relation(similar: Similar) -> str:
    """What a folded passage is to the one that is shown."""
    return "copy" if similar.copy else "same words" if similar.same_words else "similar"


def check_line(citation: Quote) -> str:
    """What anyone needs to check the quotation against the file."""
    return (
        f"{printable(citation.origin)}, characters {citation.start}-{citation.end},"
        f" SHA-256 {citation.sha256}"
    )


def plain_copy(citation: Citation) -> str:
    """Quote and source as plain text to paste, the quote to the letter."""
    known = [f'"{title(citation)}."']
    if citation.author:
        known.append(f"{printable(citation.author)}.")
    if citation.outlet:
        known.append(f"{printable(citation.outlet)}.")
    known.append(f"{day(citation.published)}." if citation.published else "Date not stated.")
    place = paragraphs(citation)
    known.append(f"{place[0].upper()}{place[1:]}.")
    if citation.url:
        known.append(printable(citation.url))
    return f"{printable(citation.text)}\n\n{' '.join(known)}\nCheck: {check_line(citation)}"


def gone(removed_at: datetime | None) -> str:
    """Why a passage's surroundings cannot be shown."""
    when = f" on {day(removed_at.date())}" if removed_at else ""
    return f"That article was removed or replaced{when}; the passage is shown as it was quoted."


def nothing_found(
    answer: Answer,
    *,
    foreign: Callable[[str], str] = printable,
    when: Callable[[datetime], str] = moment,
) -> list[str]:
    """Why no passage is quoted, and what was searched, in lines.

    ``foreign`` makes text that is not ours fit to show, ``when`` writes a point in time.
    """
    if not any(each.articles for each in answer.libraries):
        return ["There are no articles to search yet."]
    if answer.missing.absent:
        reason = f"No passage contains {_words(answer.missing.absent, foreign, 'or')}"
    elif answer.missing.emptied:
        reason = "There are passages, but none within what was asked for"
    else:
        reason = "No passage is close to this question"
    return [
        f"{reason}, so no quotes are shown.",
        *searched_with(answer, foreign=foreign),
        *searched(answer.libraries, foreign=foreign, when=when),
        *outlets(answer.libraries, foreign=foreign),
        "Not found here does not mean not said.",
    ]


def heading(answer: Answer, *, foreign: Callable[[str], str] = printable) -> str:
    """What the passages are: how well they match, or what they do not mention."""
    if answer.options.anyway and answer.missing.emptied:
        return "These are not within what was asked for"
    if answer.options.anyway and answer.missing.absent:
        return f"These do not mention {_words(answer.missing.absent, foreign, 'or')}"
    return f"Closest passages · {answer.match.value} word match"


def remarks(answer: Answer, *, foreign: Callable[[str], str] = printable) -> list[str]:
    """What to know of the passages before reading them: what was corrected, and what is missing.

    Words that never meet are told where the match is not strong.
    """
    lines = [
        f'No passage has "{foreign(word)}"; searched for "{foreign(to)}".'
        for word, to in answer.corrections
    ]
    if answer.missing.absent and not (answer.options.anyway and not answer.missing.emptied):
        lines.append(f"No passage contains {_words(answer.missing.absent, foreign, 'or')}.")
    if answer.match is not WordMatch.STRONG:
        lines += [
            f"No passage has {'both ' * (len(words) == 2)}{_words(words, foreign, 'and')}"
            f"{' together' * (len(words) > 2)}."
            for words in answer.missing.apart
        ]
    return [*lines, *searched_with(answer, foreign=foreign)]


def searched_with(answer: Answer, *, foreign: Callable[[str], str] = printable) -> list[str]:
    """What the passages had to be besides close to the question, and what that left out."""
    wanted = _wanted(answer.operators, foreign)
    label = "Asked for" if answer.options.anyway and answer.missing.emptied else "Only"
    lines = [f"{label}: {'; '.join(wanted)}."] if wanted else []
    if answer.missing.undated:
        was = "was" if answer.missing.undated == 1 else "were"
        lines.append(f"{counted(answer.missing.undated, 'undated article')} {was} left out.")
    if answer.operators.newest:
        lines.append("Newest first.")
    return lines


def _wanted(operators: Operators, foreign: Callable[[str], str]) -> list[str]:
    wanted = []
    if operators.phrases:
        wanted.append(f"with {_words(operators.phrases, foreign, 'and')}")
    if operators.excluded:
        wanted.append(f"without {_words(operators.excluded, foreign, 'or')}")
    if operators.sources:
        wanted.append(f"from {_words(operators.sources, foreign, 'or')}")
    if operators.after:
        wanted.append(f"dated {day(operators.after)} or later")
    if operators.before:
        wanted.append(f"dated before {day(operators.before)}")
    return wanted


def searched(
    libraries: Sequence[Searched],
    *,
    foreign: Callable[[str], str] = printable,
    when: Callable[[datetime], str] = moment,
) -> list[str]:
    """What was searched: articles, their dates, and when the library last changed."""
    held = [f"{foreign(each.title)} ({_coverage(each, when)})" for each in libraries[:_NAMED]]
    if len(libraries) > _NAMED:
        held.append(f"{len(libraries) - _NAMED:,} more libraries")
    return [f"Searched: {'; '.join(held)}."] if held else []


def outlets(
    libraries: Sequence[Searched], *, foreign: Callable[[str], str] = printable
) -> list[str]:
    """Whose articles were searched, for where little was found; none or one line."""
    named = list(dict.fromkeys(each for library in libraries for each in library.outlets))[:_NAMED]
    more = sum(each.outlets_in_all for each in libraries) - len(named)
    unstated = sum(each.without_outlet for each in libraries)
    parts = [", ".join(foreign(each) for each in named)] if named else []
    # The same outlet in two libraries would be counted twice.
    if more > 0 and len(libraries) == 1:
        parts.append(f"{more:,} more")
    if unstated and named:
        parts.append(f"not stated by {counted(unstated, 'article')}")
    return [f"Outlets: {'; '.join(parts)}."] if named else []


def asked_then(
    receipt: Receipt,
    *,
    foreign: Callable[[str], str] = printable,
    when: Callable[[datetime], str] = moment,
) -> list[str]:
    """When an answer was given, and what a fresh run would change."""
    said = f"Asked {when(receipt.asked_at)}. A fresh run: "
    if not receipt.changes:
        return [f"{said}unchanged."]
    return [f"{said}changed.", *(foreign(line) for line in receipt.changes)]


def _words(words: Sequence[str], foreign: Callable[[str], str], last: str) -> str:
    shown = [f'"{foreign(word)}"' for word in words[:_NAMED]]
    if len(words) > _NAMED:
        shown.append(f"{len(words) - _NAMED:,} more of its words")
    return _listed(shown, last)


def _coverage(library: Searched, when: Callable[[datetime], str]) -> str:
    undated = library.articles - library.dated
    parts = [counted(library.articles, "article")]
    if library.first and library.last:
        span = day(library.first)
        if library.first != library.last:
            span += f" to {day(library.last)}"
        parts.append(f"{library.dated:,} dated {span}")
    if undated:
        parts.append(f"{undated:,} undated")
    if library.changed_at:
        parts.append(f"indexed {when(library.changed_at)}")
    return ", ".join(parts)


def _listed(items: Sequence[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
