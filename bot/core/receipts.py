"""Receipts: a short id for each answer, under which it is shown again and asked anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.core.answer import Answer, Citation, options_dict
from bot.core.texts import told
from bot.core.word_match import MATCH_VERSION, WordMatch
from index.analysis import ANALYSIS_VERSION
from index.errors import FootnoteError
from index.ranking import RANKING_VERSION

if TYPE_CHECKING:
    from bot.core.answering import Shelf
    from bot.core.kept import Kept, KeptAnswer
    from bot.core.team import Team

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a fresh run would change.

    ``kind`` names it, as the text "receipt-KIND" does. ``passage`` is which it is about, ``under``
    the one that it is told under; ``since`` the day it was added; ``rank`` where it stands and
    ``was`` where it stood; ``matches`` the word match before and after; ``count`` how many more
    there are; ``error`` why it could not be asked again.
    """

    kind: str
    passage: Citation | None = None
    under: Citation | None = None
    since: date | None = None
    rank: int | None = None
    was: int | None = None
    matches: tuple[WordMatch, WordMatch] | None = None
    count: int | None = None
    error: FootnoteError | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as it was given, and what a fresh run would change: nothing if empty. ``id`` is
    that under which the answer is kept."""

    answer: Answer
    asked_at: datetime
    changes: tuple[Change, ...]
    id: str = ""


def find(team: Team, typed: str, may_see: Callable[[Kept], bool]) -> KeptAnswer:
    """The latest answer of the receipt that somebody typed, of those that may be shown.

    Raises `NoReceipt`, `AnswerExpired` if it was kept once, and `TeamUnusable`.
    """
    receipt = read_receipt_id(typed)
    kept = next((each for each in team.with_receipt(receipt) if may_see(each)), None)
    if kept is None:
        for expired, error in team.expired_with_receipt(receipt):
            if may_see(expired):
                raise error
        raise told(NoReceipt, "receipt-none", receipt=receipt)
    return kept


def receipt_id(answer: Answer) -> str:
    """``fn-`` and six characters: a hash of question, options, generations and versions.

    The same question over the same libraries has the same id, whatever the engine, and whoever
    asks. Two of a billion ids are equal by chance; within a team the latest answer counts.
    """
    options = options_dict(answer.options)
    if answer.options.read_as is None:
        del options["read_as"]  # ids are older than follow-ups
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
        raise told(NoReceipt, "receipt-bad", typed=text[:20])
    return f"fn-{found[1]}"


def changes(before: Answer, after: Answer, shelves: Sequence[Shelf]) -> tuple[Change, ...]:
    """What an answer given now has that one given before had not; nothing if it is the same.

    ``shelves`` are what was asked now: they know when an article was added.
    """
    old = {each.passage_id: each for each in before.citations}
    new = {each.passage_id: each for each in after.citations}
    found: list[Change] = []
    if before.match is not after.match:
        found.append(Change(kind="match-changed", matches=(before.match, after.match)))
    if before.kept_back != after.kept_back:
        found.append(Change(kind="quotes-hidden" if after.kept_back else "quotes-shown"))
    added = _added(shelves)
    for passage_id, citation in new.items():
        if passage_id not in old:
            added_at = added.get((citation.library, citation.origin, citation.sha256))
            since = added_at.date() if added_at else None
            kind = "new-since" if since else "new"
            found.append(Change(kind=kind, passage=citation, rank=citation.rank, since=since))
        elif old[passage_id].rank != citation.rank:
            found.append(
                Change(kind="moved", passage=citation, rank=citation.rank, was=old[passage_id].rank)
            )
    folded = {
        similar.passage_id: citation for citation in new.values() for similar in citation.similar
    }
    for passage_id, citation in old.items():
        if passage_id in new:
            continue
        if passage_id in folded:
            found.append(Change(kind="folded", passage=citation, under=folded[passage_id]))
        else:
            there = (citation.library, citation.origin, citation.sha256) in added
            found.append(Change(kind="not-among" if there else "no-longer", passage=citation))
    if not found and _told(before) != _told(after):
        found.append(Change(kind="others-changed"))
    if len(found) > _TOLD:
        found[_TOLD:] = [Change(kind="more-changes", count=len(found) - _TOLD)]
    return tuple(found)


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
