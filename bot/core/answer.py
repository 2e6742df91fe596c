"""What an answer is: citations, best first, and what was searched for them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage with everything needed to quote it and to check the quotation.

    ``text`` is ``article[start:end]`` in code points of the stored text whose SHA-256 is
    ``sha256``; ``sentence`` is the best sentence, which begins at ``sentence_start`` in ``text``.
    ``score`` is what it is ranked by, ``bm25`` the engine's part of it. ``None`` is unknown.
    """

    rank: int
    score: float
    bm25: float
    passage_id: str
    text: str
    sentence: str
    sentence_start: int
    title: str | None
    outlet: str | None
    author: str | None
    credit: str | None
    published: date | None
    url: str | None
    origin: str
    paragraph: int
    start: int
    end: int
    sha256: str
    library: str

    def to_dict(self) -> dict[str, Any]:
        """A form that JSON can hold; `from_dict` reads it back."""
        values = asdict(self)
        values["published"] = self.published.isoformat() if self.published else None
        return values

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Citation:
        """Reads what `to_dict` gave. Keys that a newer Footnote added are passed over."""
        known: dict[str, Any] = {each.name: values.get(each.name) for each in fields(cls)}
        published = known["published"]
        known["published"] = date.fromisoformat(published) if published else None
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Searched:
    """One library as it was when it was searched. ``title`` is what people read."""

    name: str
    title: str
    generation: str
    articles: int
    passages: int
    dated: int
    first: date | None
    last: date | None
    changed_at: datetime | None

    def to_dict(self) -> dict[str, Any]:
        """A form that JSON can hold; `from_dict` reads it back."""
        values = asdict(self)
        for key in ("first", "last", "changed_at"):
            values[key] = values[key] and values[key].isoformat()
        return values

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Searched:
        """Reads what `to_dict` gave."""
        first, last, changed = values["first"], values["last"], values["changed_at"]
        return cls(
            name=values["name"],
            title=values["title"],
            generation=values["generation"],
            articles=values["articles"],
            passages=values["passages"],
            dated=values["dated"],
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
            changed_at=datetime.fromisoformat(changed) if changed else None,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The closest passages to a question.

    ``absent`` are the question's words that occur in no passage, as they were written. Where a
    name is among them no passage is quoted, unless it is a message whose sources are sought.
    """

    question: str
    libraries: tuple[Searched, ...]
    citations: tuple[Citation, ...]
    absent: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """A form that JSON can hold; `from_dict` reads it back."""
        return {
            "question": self.question,
            "libraries": [each.to_dict() for each in self.libraries],
            "citations": [each.to_dict() for each in self.citations],
            "absent": list(self.absent),
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Answer:
        """Reads what `to_dict` gave."""
        return cls(
            question=values["question"],
            libraries=tuple(map(Searched.from_dict, values["libraries"])),
            citations=tuple(map(Citation.from_dict, values["citations"])),
            absent=tuple(values["absent"]),
        )
