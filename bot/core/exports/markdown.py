"""Markdown: each entry as a quotation that `footnote verify` reads, with what was noted of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.exported import escaped, quotation
from bot.core.exports import Gone, cited
from bot.core.exports.bibtex import as_bibtex
from bot.core.notebook import article_gone
from bot.core.notebook_entry import Entry
from bot.core.rendering import Wording

NAME, TITLE, SUFFIX = "markdown", "Markdown", ".md"
RECEIPTS = True


def write(entries: Sequence[Entry], wording: Wording, gone: Gone) -> bytes:
    """The entries, and below them the articles as BibTeX."""
    texts = wording.texts
    parts = [f"# {texts('notebook-title', count=len(entries))}"]
    for entry in entries:
        parts.append(f"## {escaped(' '.join(entry.question.split()) or texts('notebook-unasked'))}")
        parts.append(quotation(entry.quote, wording, entry.receipt))
        remarks = []
        if entry.id in gone:
            remarks.append(article_gone(texts, gone[entry.id]))
        if entry.note:
            note = escaped(" ".join(entry.note.split()))
            remarks.append(texts("notebook-noted", note=note))
        if entry.tags:
            remarks.append(texts("notebook-tagged", tags=escaped(", ".join(entry.tags))))
        remarks.append(texts("notebook-saved-at", when=entry.saved_at))
        parts += remarks
    if entries:
        listed = as_bibtex(cited(entries, wording, gone))
        # A fence that is longer than any run of backticks in what it holds.
        fence = "```"
        while fence in listed:
            fence += "`"
        parts.append(f"{fence}bibtex\n{listed.strip()}\n{fence}")
    return ("\n\n".join(parts) + "\n").encode()
