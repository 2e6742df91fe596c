"""Looking for words in a notebook: BM25+ over what was saved and what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.notebook_entry import Entry
from index.analysis import Analyzer


@dataclass(frozen=True, slots=True)
class NotebookSearch:
    """What somebody looked for, kept so that its pages can be turned."""

    question: str

    def to_dict(self) -> dict[str, Any]:
        """Nothing besides the words, which are kept as a question's are."""
        return {}


def search(entries: Sequence[Entry], words: str, analyzer: Analyzer) -> list[Entry]:
    """The entries that have any of the words in any form, best first.

    Quote, title, outlet, question, note and tags are looked at. Ranked as rank_bm25's `BM25Plus`
    does, with the parameters of the index; equal ones stay in the order in which they came.
    """
    from rank_bm25 import BM25Plus  # brings numpy, which only a search needs

    terms = analyzer.query(words).terms
    documents = [analyzer.terms(_text(each)) for each in entries]
    wanted = set(terms)
    held = [place for place, each in enumerate(documents) if not wanted.isdisjoint(each)]
    if not held:
        return []
    scores = BM25Plus(documents, k1=0.6, b=0.4).get_scores(list(terms))
    held.sort(key=lambda place: -float(scores[place]))
    return [entries[place] for place in held]


def _text(entry: Entry) -> str:
    quote = entry.quote
    parts = (quote.title, quote.outlet, quote.text, entry.question, entry.note, *entry.tags)
    return "\n".join(each for each in parts if each)
