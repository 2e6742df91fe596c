"""News: new passages that answer a question, as a look at a team's libraries finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from bot.core.answer import Citation
from bot.core.word_match import Match
from index.model import Generation

#: A passage, whatever becomes of its row: the name of its library, and its id.
Key = tuple[str, str]
#: Fingerprints of passages.
Words = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A new passage that answers, how well, and when its article was added.

    ``passages`` are the keys of all that is new in it: itself, and what says the same elsewhere.
    """

    citation: Citation
    match: Match
    added_at: datetime
    passages: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found, best first.

    ``generations`` are the states of the libraries that were looked at; ``words`` are fingerprints
    of all that might have been news: the same words are none later. ``absent`` are words of the
    question that no passage has yet.
    """

    news: tuple[News, ...]
    words: Words
    generations: Mapping[str, Generation]
    absent: tuple[str, ...] = ()


def news_json(news: News) -> str:
    """News as JSON, as long as nobody was told of it."""
    return _adapter().dump_json(news).decode()


def read_news(text: str) -> News:
    """Reads what `news_json` gave. Raises ValueError for anything else."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[News]:
    return TypeAdapter(News)
