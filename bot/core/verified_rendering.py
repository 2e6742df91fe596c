"""What became of an export's quotations, in words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.answer_json import dumped
from bot.core.rendering import printable
from bot.core.texts import Texts
from bot.core.verifying import Outcome, Verified, counts

# Characters of a quotation that are shown.
_SHOWN = 300
# Characters before the first that differs, where a quotation is longer.
_BEFORE = 60


def lines(verified: Verified, texts: Texts) -> list[str]:
    """Where and what became of it in the first line, what differs in those behind."""
    exported, outcome = verified.exported, verified.outcome
    found = [
        texts(
            "verify-line",
            line=str(exported.line),
            outcome=texts(f"verify-{outcome.value}"),
            file=printable(exported.origin),
            start=str(exported.start),
            end=str(exported.end),
        )
    ]
    if outcome is Outcome.DIFFERS:
        quoted, there = _from_difference(exported.text, verified.there)
        found.append(texts("verify-quoted", text=quoted))
        found.append(texts("verify-there", text=there) if there else texts("verify-there-nothing"))
        if quoted.split() == there.split():
            ours, theirs = (_character(text, verified) for text in (exported.text, verified.there))
            found.append(texts("verify-character", quoted=ours, there=theirs))
    if outcome is Outcome.UNQUOTED:
        found.append(texts("verify-above-it"))
    if verified.elsewhere:
        start, end = map(str, verified.elsewhere)
        found.append(texts("verify-elsewhere", start=start, end=end))
    elif outcome is Outcome.CHANGED and exported.text:
        found.append(texts("verify-not-elsewhere"))
    return found


def summary(found: Sequence[Verified], texts: Texts) -> str:
    """``5 quotations: 4 as quoted, 1 differs.``"""
    outcomes = [
        texts("verify-count", count=number, outcome=texts(f"verify-{outcome.value}"))
        for outcome, number in counts(found).items()
    ]
    return texts("verify-summary", count=len(found), outcomes=", ".join(outcomes))


def as_json(found: Sequence[Verified]) -> str:
    """All of it as one JSON object."""
    return dumped(
        {
            "quotations": [
                {
                    "line": each.exported.line,
                    "outcome": each.outcome.value,
                    "text": each.exported.text,
                    "there": each.there or None,
                    "elsewhere": each.elsewhere,
                    "origin": each.exported.origin,
                    "start": each.exported.start,
                    "end": each.exported.end,
                    "sha256": each.exported.sha256,
                    "receipt": each.exported.receipt,
                    "file": str(each.file) if each.file else None,
                }
                for each in found
            ],
            "counts": {outcome.value: number for outcome, number in counts(found).items()},
        }
    )


def _from_difference(quoted: str, there: str) -> tuple[str, str]:
    """Both on one line each, from a little before the first character that differs."""
    first = _first_difference(quoted, there)
    start = max(0, first - _BEFORE) if max(len(quoted), len(there)) > _SHOWN else 0
    return _line(quoted, start), _line(there, start)


def _first_difference(quoted: str, there: str) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(quoted, there, strict=False)) if a != b),
        min(len(quoted), len(there)),
    )


def _character(text: str, verified: Verified) -> str:
    """The first character that differs, where nobody sees that it does."""
    place = _first_difference(verified.exported.text, verified.there)
    return f"U+{ord(text[place]):04X}" if place < len(text) else "\u2013"


def _line(text: str, start: int) -> str:
    shown = printable(text[start : start + _SHOWN]).replace("\n", "\u23ce").strip()
    before = "[...] " if start else ""
    after = " [...]" if len(text) > start + _SHOWN else ""
    return f"{before}{shown}{after}"
