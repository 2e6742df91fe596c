"""Comparisons in words: the lines that every surface shares, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.core.comparison import Comparison, Row
from bot.core.excerpts import CUT, excerpt
from bot.core.quotations import Span
from bot.core.rendering import Wording, printable, title
from bot.core.texts import Texts, texts
from index.sentences import sentence_spans

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


@dataclass(frozen=True, slots=True)
class ComparisonWording:
    """Comparisons in the words of one language, for one surface.

    ``foreign`` makes text that is not ours fit to show there.
    """

    texts: Texts = field(default_factory=texts)
    foreign: Callable[[str], str] = printable

    @property
    def closing(self) -> str:
        """What stands under every comparison."""
        return self.texts("compare-closing")

    def summary(self, comparison: Comparison) -> str:
        """How many articles word it, and in how many ways."""
        rows, articles = len(comparison.rows), comparison.articles
        ways = self.texts("compare-wordings", count=len(comparison.groups))
        if comparison.worded > rows:
            return self.texts(
                "compare-summary-closest",
                rows=rows,
                worded=comparison.worded,
                articles=articles,
                wordings=ways,
            )
        every = comparison.without is not None
        key = "compare-summary-each" if every else "compare-summary-some"
        return self.texts(key, rows=rows, articles=articles, wordings=ways)

    def remarks(self, comparison: Comparison) -> list[str]:
        """What was searched for instead of what, which words no passage has, and which articles
        have no passage close enough; each in a line, if there is anything to say."""
        wording = self._answers()
        lines = wording.corrected(comparison.corrections)
        if comparison.absent:
            words = wording.named(comparison.absent, most=_NAMED)
            lines.append(self.texts("answer-contains-none", words=words))
        if comparison.groups and comparison.without:
            named = [self.foreign(title) for title in comparison.without[:_NAMED]]
            more = len(comparison.without) - _NAMED
            if more > 0:
                named.append(self.texts("compare-more", count=more))
            count = len(comparison.without)
            lines.append(self.texts("compare-without", count=count, titles="; ".join(named)))
        return lines

    def nothing(self, comparison: Comparison) -> list[str]:
        """Why nothing is compared, in lines."""
        if comparison.articles == 0:
            return [self.texts("answer-no-articles")]
        return [
            *self.remarks(comparison),
            self.texts("compare-none"),
            self.texts("answer-not-said"),
        ]

    def name(self, row: Row) -> str:
        """The outlet, or the title where none is stated, and the date if it is."""
        citation = row.citation
        named = printable(citation.outlet) if citation.outlet else title(citation)
        if citation.published is None:
            return named
        return self.texts("answer-both-stated", outlet=named, day=citation.published)

    def place(self, row: Row) -> str:
        """Paragraphs and speaker."""
        return f"{self._answers().paragraphs(row.citation)} · {self.speaker(row)}"

    def speaker(self, row: Row) -> str:
        """Whom the sentence names."""
        if row.speaker is None:
            return self.texts("compare-speaker-unnamed")
        return self.texts("compare-speaker", speaker=printable(" ".join(row.speaker.split())))

    def _answers(self) -> Wording:
        return Wording(self.texts, self.foreign)


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
    for without in comparison.without or ():
        writer.writerow([guarded(without) if each == "title" else "" for each in COLUMNS])
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
