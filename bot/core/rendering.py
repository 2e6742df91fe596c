"""Answers in words: the sentences and lines that every surface shares, and JSON.

Dates and numbers are written out here once, so that the terminal, Discord and exports agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from bot.core.answer import Answer, Citation, Searched

# Words and libraries that are named; the others are counted.
_NAMED = 8

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Characters that do something to a terminal or to the order of what is read, instead of standing
# for something: control characters but tab and line feed, and the bidirectional overrides.
_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_RAW_IN_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


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


def title(citation: Citation) -> str:
    """The article's title, or its file's name where it states none."""
    return printable(citation.title or citation.origin)


def origin_line(citation: Citation) -> str:
    """Outlet, date and paragraph; what is unknown is said to be unknown."""
    outlet = printable(citation.outlet) if citation.outlet else None
    published = day(citation.published) if citation.published else None
    if outlet is None and published is None:
        stated = "Outlet and date not stated"
    else:
        stated = f"{outlet or 'Outlet not stated'}, {published or 'date not stated'}"
    return f"{stated} · paragraph {citation.paragraph}"


def check_line(citation: Citation) -> str:
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
    known.append(f"Paragraph {citation.paragraph}.")
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
    return [
        f"No passage contains {_words(answer.absent, foreign)}, so no quotes are shown.",
        *searched(answer.libraries, foreign=foreign, when=when),
        "Not found here does not mean not said.",
    ]


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


def absent(answer: Answer, *, foreign: Callable[[str], str] = printable) -> list[str]:
    """Which words of the question no passage has, although some are quoted; none or one line."""
    if not answer.absent:
        return []
    return [f"No passage contains {_words(answer.absent, foreign)}."]


def _words(words: Sequence[str], foreign: Callable[[str], str]) -> str:
    shown = [f'"{foreign(word)}"' for word in words[:_NAMED]]
    if len(words) > _NAMED:
        shown.append(f"{len(words) - _NAMED:,} more of its words")
    return _listed(shown, "or")


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


def as_json(answer: Answer) -> str:
    """The answer as one JSON object, as documented in docs/json.md."""
    payload = {
        "question": answer.question,
        "libraries": [
            {"name": each.name, "generation": each.generation} for each in answer.libraries
        ],
        "citations": [_citation_json(each) for each in answer.citations],
    }
    text = json.dumps(payload, ensure_ascii=False, indent=2)
    # JSON lets these stand raw in a string; a terminal would act on them.
    return _RAW_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "rank": citation.rank,
        "score": citation.score,
        "bm25": citation.bm25,
        "passage_id": citation.passage_id,
        "text": citation.text,
        "sentence": citation.sentence,
        "title": citation.title,
        "outlet": citation.outlet,
        "date": citation.published.isoformat() if citation.published else None,
        "origin": citation.url or citation.origin,
        "paragraph": citation.paragraph,
        "start": citation.start,
        "end": citation.end,
        "sha256": citation.sha256,
    }


def _listed(items: Sequence[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
