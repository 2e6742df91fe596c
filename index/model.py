"""What passes between the modules: frozen, and free of any storage or ranking.

Offsets everywhere count Unicode code points of the article's stored text, which is the UTF-8 file
decoded with no newline translation, so that ``text[start:end]`` is what is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.hit import Hit as Hit
from index.scoring import Statistics as Statistics


@dataclass(frozen=True, slots=True)
class Source:
    """What an article states of itself; ``None`` where it states nothing. Never guessed."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    credit: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's place. ``number`` counts from 1, furniture and heading not counted.

    ``block`` is shared by neighbours with no furniture between them.
    """

    number: int
    start: int
    end: int
    block: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One document as a loader read it."""

    origin: str
    text: str
    sha256: str
    source: Source
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and quoted: at most 1,000 characters of one article.

    ``paragraph`` is where it begins, ``last_paragraph`` where it ends if that is another.
    """

    id: str
    paragraph: int
    start: int
    end: int
    last_paragraph: int | None = None


class SummedFrequencies(Mapping[str, int]):
    """The document frequencies of several corpora as if they were one, summed when asked for."""

    def __init__(self, parts: Sequence[Mapping[str, int]]) -> None:
        """``parts`` are each corpus's own."""
        self._parts = parts

    def __getitem__(self, term: str) -> int:
        total = sum(part.get(term, 0) for part in self._parts)
        if not total:
            raise KeyError(term)
        return total

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(term for part in self._parts for term in part))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Generation:
    """Which state of a library this is.

    ``counter`` counts the committed changes and ``digest`` chains what they were, so that equal
    digests mean equal contents; ``uuid`` tells apart two libraries that started alike.
    """

    uuid: str
    counter: int
    digest: str

    def __str__(self) -> str:
        return f"{self.uuid}:{self.counter}:{self.digest[:16]}"
