"""Receipts: a short id for each answer, under which it is shown again and asked anew."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.core.answer import Answer, Citation, options_dict
from bot.core.rendering import day, paragraphs, title
from bot.core.word_match import MATCH_VERSION
from index.analysis import ANALYSIS_VERSION
from index.errors import FootnoteError
from index.ranking import RANKING_VERSION

if TYPE_CHECKING:
    from bot.core.answering import Shelf

#: Raise it with any change elsewhere that answers the same question differently.
ANSWERING_VERSION = 1

# Crockford's base 32: no letter that is read as a digit (I, L, O) or makes words (U).
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = 6
_READ_AS = str.maketrans("ILO", "110")
_ID = re.compile(rf"(?:FN[-‐‑–]?)?([{_ALPHABET}]{{{_CHARACTERS}}})")
# Changes that are told one by one; the others are counted.
_TOLD = 10


class NoReceipt(FootnoteError):
    """Nothing is kept under that id that the asker may see."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as it was given, and what a fresh run would change: nothing if empty."""

    answer: Answer
    asked_at: datetime
    changes: tuple[str, ...]


def receipt_id(answer: Answer) -> str:
    """``fn-`` and six characters: a hash of question, options, generations and versions.

    The same question over the same libraries has the same id, whatever the engine, and whoever
    asks. Two of a billion ids are equal by chance; within a team the latest answer counts.
    """
    options = options_dict(answer.options)
    generations = [[each.name, each.generation] for each in answer.libraries]
    versions = [ANALYSIS_VERSION, RANKING_VERSION, MATCH_VERSION, ANSWERING_VERSION]
    record = json.dumps(
        [answer.question, options, generations, versions], sort_keys=True, ensure_ascii=False
    )
    number = int.from_bytes(sha256(record.encode()).digest(), "big")
    digits = (number // 32**place % 32 for place in range(_CHARACTERS))
    return "fn-" + "".join(_ALPHABET[digit] for digit in digits)


def read_receipt_id(text: str) -> str:
    """An id as somebody typed it, in its one form. Raises `NoReceipt` for what cannot be one."""
    found = _ID.fullmatch("".join(text.split()).upper())
    if found is None:
        found = _ID.fullmatch("".join(text.split()).upper().translate(_READ_AS))
    if found is None:
        raise NoReceipt(
            f"'{text[:20]}' is no receipt. One stands below each answer, and looks like fn-7K3QXM."
        )
    return f"fn-{found[1]}"


def changes(before: Answer, after: Answer, shelves: Sequence[Shelf]) -> tuple[str, ...]:
    """What an answer given now has that one given before had not, in lines; none if nothing.

    ``shelves`` are what was asked now: they know when an article was added.
    """
    old = {each.passage_id: each for each in before.citations}
    new = {each.passage_id: each for each in after.citations}
    lines = []
    if before.match is not after.match:
        lines.append(f"The word match was {before.match.value}, and is {after.match.value} now.")
    if before.kept_back != after.kept_back:
        lines.append("No quotes would be shown." if after.kept_back else "Quotes would be shown.")
    added = _added(shelves)
    for passage_id, citation in new.items():
        if passage_id not in old:
            since = added.get((citation.library, citation.origin, citation.sha256))
            when = f", added on {day(since.date())}," if since else ""
            lines.append(f"{_named(citation)}{when} now ranks {_ordinal(citation.rank)}.")
        elif old[passage_id].rank != citation.rank:
            lines.append(
                f"{_named(citation)} ranked {_ordinal(old[passage_id].rank)}, and ranks"
                f" {_ordinal(citation.rank)} now."
            )
    folded = {
        similar.passage_id: citation for citation in new.values() for similar in citation.similar
    }
    for passage_id, citation in old.items():
        if passage_id in new:
            continue
        if passage_id in folded:
            lines.append(f"{_named(citation)} is told under {_named(folded[passage_id])} now.")
        else:
            there = (citation.library, citation.origin, citation.sha256) in added
            lines.append(
                f"{_named(citation)} {'is not among them now' if there else 'is no longer there'}."
            )
    if not lines and _told(before) != _told(after):
        lines.append("What other articles say of the passages has changed.")
    if len(lines) > _TOLD:
        lines[_TOLD:] = [f"And {len(lines) - _TOLD} more changes."]
    return tuple(lines)


def _told(answer: Answer) -> list[list[tuple[str, bool, bool]]]:
    return [
        [(similar.passage_id, similar.same_words, similar.copy) for similar in each.similar]
        for each in answer.citations
    ]


def _added(shelves: Sequence[Shelf]) -> dict[tuple[str, str, str], datetime]:
    """When each live article was added."""
    found = {}
    for shelf in shelves:
        with shelf.library.reader() as reader:
            for article in reader.articles():
                found[shelf.library.name, article.origin, article.sha256] = article.added_at
    return found


def _named(citation: Citation) -> str:
    return f'"{title(citation)}", {paragraphs(citation)}'


def _ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``."""
    teen = 10 < number % 100 < 20
    suffix = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
