"""Citations and answers for tests that need one without asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.core.answer import Answer, Citation, Missing, Searched, Similar
from tests.conftest import NOW

CITATION = Citation(
    rank=1,
    score=2.5,
    bm25=2.5,
    passage_id="0123456789abcdef",
    text="Nobody asked. The offer was rejected. That was all.",
    sentence="The offer was rejected.",
    sentence_start=14,
    title="Iran Rejects Bid",
    outlet="Middle East Eye",
    author="Mehrdad Balali",
    credit="Reporting by Mehrdad Balali",
    published=date(2014, 9, 15),
    url=None,
    origin="a.txt",
    paragraph=7,
    start=120,
    end=171,
    sha256="f" * 64,
    library="seeds",
)

SIMILAR = Similar(
    passage_id="fedcba9876543210",
    text="The offer was rejected on Monday.",
    title="Iran Turns Down Bid",
    outlet="SHAFAQNA",
    author=None,
    credit=None,
    published=None,
    url=None,
    origin="b.txt",
    paragraph=2,
    start=40,
    end=73,
    sha256="e" * 64,
    library="seeds",
    same_words=False,
    copy=False,
)

SEARCHED = Searched(
    name="seeds",
    title="Sample articles",
    generation="00000000-0000-0000-0000-000000000001:1:0123456789abcdef",
    articles=5,
    passages=72,
    dated=1,
    first=date(2014, 9, 15),
    last=date(2014, 9, 15),
    changed_at=NOW,
)
#: Characters that do something to a terminal, or to the order of what is read.
ACTIVE = [
    *(chr(n) for n in range(0x20) if chr(n) not in "\t\n\v\f\r"),
    *(chr(n) for n in range(0x7F, 0xA0) if chr(n) != "\x85"),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]


def citing(**changes: object) -> Citation:
    """`CITATION` with other values."""
    return replace(CITATION, **changes)  # type: ignore[arg-type]


def answering(
    *citations: Citation, question: str = "who rejected the offer?", **more: object
) -> Answer:
    """An answer over one library."""
    return Answer(question, (SEARCHED,), citations, **more)  # type: ignore[arg-type]


def lacking(*words: str, **more: object) -> Answer:
    """An answer without citations, for want of these words."""
    return answering(missing=Missing(absent=words), **more)
