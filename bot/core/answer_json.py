"""Answers as JSON, as documented in docs/json.md."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.core.answer import Answer, Citation, Quote, Similar
from bot.core.receipts import Receipt
from bot.core.rendering import Wording

# JSON lets these stand raw in a string; a terminal would act on them.
_ACTIVE = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_json(answer: Answer) -> str:
    """The answer as one JSON object."""
    return dumped(_answer(answer))


def receipt_as_json(receipt: Receipt) -> str:
    """An answer as it was given, with when, and what a fresh run would change."""
    return dumped(
        {
            **_answer(receipt.answer),
            "asked_at": receipt.asked_at.isoformat(),
            "changes": Wording().changes(receipt.changes),
        }
    )


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "read_as": answer.options.read_as,
        "match": answer.match.value,
        "receipt": answer.receipt,
        "libraries": [
            {"name": each.name, "generation": each.generation} for each in answer.libraries
        ],
        "corrections": [{"word": word, "to": to} for word, to in answer.corrections],
        "missing": {
            "absent": list(answer.missing.absent),
            "apart": [list(words) for words in answer.missing.apart],
            "emptied": answer.missing.emptied,
            "undated": answer.missing.undated,
        },
        "kept_back": answer.kept_back,
        "citations": [_citation(each) for each in answer.citations],
    }


def dumped(payload: Any) -> str:
    """JSON that a terminal can show as it is."""
    text = json.dumps(payload, ensure_ascii=False, indent=2)
    return _ACTIVE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _citation(citation: Citation) -> dict[str, Any]:
    second = citation.second
    return {
        "rank": citation.rank,
        "score": citation.score,
        "bm25": citation.bm25,
        **_quote(citation),
        "sentence": citation.sentence,
        "second_sentence": citation.text[second[0] : second[1]] if second else None,
        "similar": [_similar(each) for each in citation.similar],
    }


def _similar(similar: Similar) -> dict[str, Any]:
    return {"same_words": similar.same_words, "copy": similar.copy, **_quote(similar)}


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "passage_id": quote.passage_id,
        "text": quote.text,
        "title": quote.title,
        "outlet": quote.outlet,
        "date": quote.published.isoformat() if quote.published else None,
        "origin": quote.url or quote.origin,
        "paragraph": quote.paragraph,
        "last_paragraph": quote.last_paragraph or quote.paragraph,
        "start": quote.start,
        "end": quote.end,
        "sha256": quote.sha256,
    }
