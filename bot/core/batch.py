"""Several questions at once, and what comes of them as a table and as a report."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.answer import Answer, Citation
from bot.core.comparison_rendering import guarded
from bot.core.exported import escaped, quotation
from bot.core.rendering import Wording
from index.errors import FootnoteError

#: Questions of a file that are asked at most: in Discord, and on the command line.
MOST_IN_DISCORD, MOST = 50, 5_000
#: Passages of each answer that are reported.
PASSAGES = 3

COLUMNS = (
    "number", "question", "word match", "rank", "quote", "title", "outlet", "date", "paragraph",
    "address", "file", "start", "end", "sha256", "receipt", "remark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, with its answer, or with why there is none."""

    question: str
    answer: Answer | None = None
    error: FootnoteError | None = None


def ask_all(questions: Iterable[str], ask: Callable[[str], Answer]) -> Iterator[Entry]:
    """Asks one question after another. One that is refused does not hold up the others."""
    for question in questions:
        try:
            yield Entry(question, ask(question))
        except FootnoteError as error:
            yield Entry(question, error=error)


def to_csv(entries: Sequence[Entry], wording: Wording) -> str:
    """A row a passage (RFC 4180), the question in each; one row where nothing is quoted.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, entry in enumerate(entries, start=1):
        for row in _rows(entry, wording):
            writer.writerow([str(number), *map(guarded, row)])
    return file.getvalue()


def to_markdown(entries: Sequence[Entry], wording: Wording, asked_at: datetime) -> str:
    """A report: each question with its passages, as `footnote verify` reads them back."""
    texts = wording.texts
    found = sum(1 for each in entries if each.answer and each.answer.citations)
    parts = [
        f"# {texts('batch-title', count=len(entries))}",
        texts("batch-summary", when=asked_at, found=found, count=len(entries)),
    ]
    for number, entry in enumerate(entries, start=1):
        parts.append(f"## {number}. {escaped(entry.question)}")
        if entry.error is not None:
            parts.append(escaped(texts.error(entry.error)))
        if entry.answer is None:
            continue
        if not entry.answer.citations:
            parts += [escaped(line) for line in wording.nothing_found(entry.answer)]
            continue
        above = [wording.heading(entry.answer), *wording.remarks(entry.answer)]
        parts += [escaped(line) for line in above]
        parts += [
            quotation(citation, wording, entry.answer.receipt)
            for citation in entry.answer.citations[:PASSAGES]
        ]
    return "\n\n".join(parts) + "\n"


def _rows(entry: Entry, wording: Wording) -> Iterator[tuple[str, ...]]:
    empty = ("",) * 10
    if entry.answer is None:
        remark = wording.texts.error(entry.error) if entry.error else ""
        yield (entry.question, "", "", *empty, "", remark)
        return
    answer = entry.answer
    if not answer.citations:
        remark = wording.nothing_found(answer)[0]
        yield (entry.question, answer.match.value, "", *empty, answer.receipt, remark)
        return
    remark = " ".join(wording.remarks(answer))
    for citation in answer.citations[:PASSAGES]:
        yield (
            entry.question,
            answer.match.value,
            str(citation.rank),
            *_cells(citation),
            answer.receipt,
            remark,
        )


def _paragraphs(citation: Citation) -> str:
    first, last = citation.paragraph, citation.last_paragraph or citation.paragraph
    return str(first) if first == last else f"{first} to {last}"


def _cells(citation: Citation) -> tuple[str, ...]:
    return (
        citation.text,
        citation.title or "",
        citation.outlet or "",
        citation.published.isoformat() if citation.published else "",
        _paragraphs(citation),
        citation.url or "",
        citation.origin,
        str(citation.start),
        str(citation.end),
        citation.sha256,
    )
