"""Comparisons in words: the lines that every surface shares, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core import rendering
from bot.core.comparison import Comparison, Row
from bot.core.excerpts import CUT, excerpt
from bot.core.quotations import Span
from bot.core.rendering import counted, day, printable
from index.sentences import sentence_spans

#: Under every comparison.
CLOSING = "Wording only: not a verdict, nor a count of independent reports."

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Articles without a wording that are named; the others are counted.
_NAMED = 4
# About how many characters around a wording are shown.
_SHOWN = 200
_SPACE = re.compile(r"\s+")
_RAW_IN_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What a spreadsheet takes for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

COLUMNS = (
    "wording",
    "differs",
    "outlet",
    "title",
    "date",
    "paragraph",
    "speaker",
    "sentence",
    "lacks",
    "file",
    "start",
    "end",
    "sha256",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The parts of a passage that are shown around a wording, as spans in order."""

    spans: tuple[Span, ...]
    cut_before: bool
    cut_after: bool


def summary(comparison: Comparison) -> str:
    """How many articles word it, and in how many ways."""
    rows, groups = len(comparison.rows), len(comparison.groups)
    ways = f"{_number(groups)} wording{'' if groups == 1 else 's'}"
    if comparison.worded > rows:
        return (
            f"The closest {rows:,} of {counted(comparison.worded, 'article')} that word it"
            f" ({comparison.articles:,} in all), {ways}"
        )
    if comparison.without is not None:
        return f"Closest wording in each article: {rows:,} of {comparison.articles:,}, {ways}"
    return f"Closest wording in {rows:,} of {counted(comparison.articles, 'article')}, {ways}"


def remarks(comparison: Comparison, *, foreign: Callable[[str], str] = printable) -> list[str]:
    """What was searched for instead of what, which words no passage has, and which articles have
    no passage close enough; each in a line, if there is anything to say."""
    lines = [
        f'No passage has "{foreign(wrong)}"; searched for "{foreign(to)}".'
        for wrong, to in comparison.corrections
    ]
    if comparison.absent:
        absent = [f'"{foreign(word)}"' for word in comparison.absent[:_NAMED]]
        more = len(comparison.absent) - _NAMED
        if more > 0:
            absent.append(f"{more:,} more of its words")
        lines.append(f"No passage contains {_listed(absent, 'or')}.")
    if comparison.groups and comparison.without:
        named = [foreign(title) for title in comparison.without[:_NAMED]]
        more = len(comparison.without) - _NAMED
        if more > 0:
            named.append(f"{more:,} more")
        number = counted(len(comparison.without), "article")
        lines.append(f"No passage close enough in {number}: {'; '.join(named)}.")
    return lines


def nothing(comparison: Comparison, *, foreign: Callable[[str], str] = printable) -> list[str]:
    """Why nothing is compared, in lines."""
    if comparison.articles == 0:
        return ["There are no articles to search yet."]
    return [
        *remarks(comparison, foreign=foreign),
        "No article words it closely enough to be compared.",
        "Not found here does not mean not said.",
    ]


def name(row: Row) -> str:
    """The outlet, or the title where none is stated, and the date if it is."""
    citation = row.citation
    named = printable(citation.outlet) if citation.outlet else rendering.title(citation)
    return f"{named}, {day(citation.published)}" if citation.published else named


def place(row: Row) -> str:
    """Paragraphs and speaker."""
    return f"{rendering.Wording().paragraphs(row.citation)} · {speaker(row)}"


def speaker(row: Row) -> str:
    """Whom the sentence names."""
    if row.speaker is None:
        return "speaker not named in this sentence"
    return f"names {printable(' '.join(row.speaker.split()))}"


def pieces(row: Row) -> list[tuple[str, bool]]:
    """The wording in parts, each with whether it differs from most other wordings."""
    text = row.citation.text
    start, end = row.wording
    parts: list[tuple[str, bool]] = []
    for first, last in row.differing:
        if first > start:
            parts.append((text[start:first], False))
        parts.append((text[first:last], True))
        start = last
    if start < end:
        parts.append((text[start:end], False))
    return parts


def shown(row: Row, limit: int = _SHOWN) -> Shown:
    """The sentence around a wording or what fits of it, and who says it if that is elsewhere."""
    text = row.citation.text
    first = row.citation.sentence_start
    last = first + len(row.citation.sentence)
    start, end = row.wording
    if row.quotation is not None:
        first, last = _said(text, row.quotation, row.wording, (first, last))
    if last - first > limit:
        part = excerpt(text[first:last], start - first, end - first, limit)
        first, last = start - len(part.before), end + len(part.after)
    if row.clause is not None and text[last : row.clause[0]].strip() == "":
        last = max(last, row.clause[1] + (text[row.clause[1] : row.clause[1] + 1] in (".", ",")))
    spans = [(first, last)]
    if row.clause is not None and not (first <= row.clause[0] and row.clause[1] <= last):
        if row.clause[0] >= last:
            stop_at = row.clause[1] + (text[row.clause[1] : row.clause[1] + 1] in (".", ","))
            spans.append((row.clause[0], stop_at))
        elif row.clause[1] <= first:
            spans.insert(0, row.clause)
    return Shown(
        tuple(spans),
        cut_before=text[: spans[0][0]].strip() != "",
        cut_after=text[spans[-1][1] :].strip() != "",
    )


def _said(text: str, quotation: Span, wording: Span, sentence: Span) -> Span:
    """The sentences of a quotation that a wording is in.

    A sentence with a quotation of several in it counts as one; its first and its last keep what
    stands around the quotation.
    """
    first, last = sentence
    inside = [
        (quotation[0] + start, quotation[0] + end)
        for start, end in sentence_spans(text[slice(*quotation)])
    ]
    for start, _ in inside[1:]:
        if first < start <= wording[0]:
            first = start
    for _, end in inside[:-1]:
        if wording[1] <= end < last:
            last = end
            break
    return first, last


def quoted_parts(row: Row, limit: int = _SHOWN) -> list[tuple[str, bool]]:
    """What is shown of a passage in parts, each with whether it is of the wording, and ``[...]``
    where it was cut; white space as one space."""
    text = row.citation.text
    part = shown(row, limit)
    parts: list[tuple[str, bool]] = [(f"{CUT} ", False)] if part.cut_before else []
    for number, (start, end) in enumerate(part.spans):
        if number:
            parts.append((f" {CUT} ", False))
        first, last = (min(max(at, start), end) for at in row.wording)
        for a, b, inside in ((start, first, False), (first, last, True), (last, end, False)):
            if a < b:
                parts.append((_SPACE.sub(" ", text[a:b]), inside))
    if part.cut_after:
        parts.append((f" {CUT}", False))
    return parts


def quoted(row: Row, *, limit: int = _SHOWN) -> str:
    """What is shown of a passage on one line, with ``[...]`` where it was cut."""
    return printable("".join(text for text, _ in quoted_parts(row, limit)))


def to_csv(comparison: Comparison) -> str:
    """The rows as CSV (RFC 4180) with a heading; articles without a wording have none.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in comparison.rows:
        citation = row.citation
        cells = (
            row.words,
            " ".join(text for text, differs in pieces(row) if differs),
            citation.outlet or "",
            citation.title or "",
            citation.published.isoformat() if citation.published else "",
            str(citation.paragraph),
            row.speaker or "",
            citation.sentence,
            " ".join(row.lacking),
            citation.url or citation.origin,
            str(citation.start),
            str(citation.end),
            citation.sha256,
        )
        writer.writerow(map(guarded, cells))
    for title in comparison.without or ():
        writer.writerow([guarded(title) if each == "title" else "" for each in COLUMNS])
    return file.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    shown_as = printable(cell)
    return f"'{shown_as}" if cell.startswith(_FORMULA) else shown_as


def to_json(comparison: Comparison) -> str:
    """The comparison as one JSON object, as documented in docs/compare.md."""
    payload = {
        "question": comparison.question,
        "libraries": [
            {"name": each.name, "generation": each.generation} for each in comparison.libraries
        ],
        "articles": comparison.articles,
        "wordings": [
            {"wording": group.words, "articles": [_row_json(row) for row in group.rows]}
            for group in comparison.groups
        ],
        "without": None if comparison.without is None else list(comparison.without),
        "absent": list(comparison.absent),
        "corrections": [{"word": wrong, "to": to} for wrong, to in comparison.corrections],
    }
    text = json.dumps(payload, ensure_ascii=False, indent=2)
    # JSON lets these stand raw in a string; a terminal would act on them.
    return _RAW_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _row_json(row: Row) -> dict[str, Any]:
    citation = row.citation
    start, end = row.wording
    return {
        "rank": citation.rank,
        "wording": row.words,
        "differs": [citation.text[a:b] for a, b in row.differing],
        "speaker": row.speaker,
        "quoted": row.quotation is not None,
        "lacks": list(row.lacking),
        "sentence": citation.sentence,
        "text": citation.text,
        "title": citation.title,
        "outlet": citation.outlet,
        "date": citation.published.isoformat() if citation.published else None,
        "origin": citation.url or citation.origin,
        "paragraph": citation.paragraph,
        "start": citation.start + start,
        "end": citation.start + end,
        "sha256": citation.sha256,
    }


def _number(value: int) -> str:
    return _NUMBERS[value] if value < len(_NUMBERS) else f"{value:,}"


def _listed(items: Sequence[str], word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
