"""What a check gives to take along: the quotations as a list, and the draft with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.check_rendering import CheckWording, also_line
from bot.core.checked import Check, Finding
from bot.core.draft import Draft
from bot.core.exported import escaped, quotation
from bot.core.rendering import Wording, check_line

_LABEL = re.compile(r"\[\^([^\]\s]{1,100})\]")


def as_list(check: Check, wording: Wording) -> str:
    """Each quotation with what was found, as Markdown; the articles' words as `footnote verify`
    reads them."""
    words = _in_markdown(wording)
    parts = [f"# {escaped(words.heading(check))}", *words.summary(check)]
    for finding in check.findings:
        parts.append(f"## {finding.number}. {words.outcome(finding)}")
        quoted = escaped(" ".join(finding.quoted.split()))
        line = wording.texts("check-line", line=str(finding.line))
        parts.append(f"{line}: {wording.texts('answer-word', word=quoted)}")
        lines = [each for each in [words.differences(finding)] if each]
        lines += words.remarks(finding)
        parts += lines
        if finding.quote:
            parts.append(quotation(finding.quote, wording))
        if also := also_line(finding, wording):
            parts.append(f"{wording.texts('check-also')} {escaped(also)}")
    parts += [escaped(line) for line in words.closing(check)]
    return "\n\n".join(parts) + "\n"


def with_footnotes(draft: Draft, check: Check, wording: Wording) -> str:
    """The draft as Markdown, each quotation with a footnote that says what was found of it.

    Nothing else in it is changed: it is the draft but for the marks, and the notes at the end.
    """
    if not check.findings:
        return draft.source
    words = _in_markdown(wording)
    labels = _labels(draft.source)
    marked = [(finding, next(labels)) for finding in check.findings]
    parts, position = [], 0
    for finding, label in sorted(marked, key=lambda each: (each[0].behind, each[0].number)):
        parts.append(draft.source[position : finding.behind])
        parts.append(f"[^{label}]")
        position = finding.behind
    parts.append(draft.source[position:])
    text = "".join(parts)
    notes = "\n".join(f"[^{label}]: {_note(finding, words)}" for finding, label in marked)
    return f"{text}{'' if text.endswith(chr(10)) else chr(10)}\n{notes}\n"


def _labels(source: str) -> Iterator[int]:
    """Numbers behind those of the footnotes that a draft has already."""
    taken = [int(label) for label in _LABEL.findall(source) if label.isdecimal() and len(label) < 9]
    label = max(taken, default=0)
    while True:
        label += 1
        yield label


def _note(finding: Finding, words: CheckWording) -> str:
    outcome = words.outcome(finding)
    differences = words.differences(finding)
    parts = [f"{outcome}: {differences}." if differences else f"{outcome}."]
    if finding.quote:
        parts.append(escaped(" ".join(words.wording.source_line(finding.quote).split())))
        parts.append(f"{escaped(' '.join(check_line(finding.quote).split()))}.")
    return " ".join(parts)


def _in_markdown(wording: Wording) -> CheckWording:
    return CheckWording(wording, lambda text: f"*{escaped(text)}*")
