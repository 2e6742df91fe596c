"""What an answer is: citations, best first, and what was searched for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.core.word_match import WordMatch
from index.operators import NO_OPERATORS, Operators


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage with everything needed to quote it and to check the quotation.

    ``text`` is ``article[start:end]`` in code points of the stored text whose SHA-256 is
    ``sha256``. ``last_paragraph`` is where it ends, if not in ``paragraph``. ``None`` is unknown.
    """

    passage_id: str
    text: str
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
    last_paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar(Quote):
    """A passage of another article that says the same as a cited one.

    ``same_words`` is whether it says it in the same words, ``copy`` whether its article is a copy
    of the cited one, or the other way round.
    """

    same_words: bool
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Quote):
    """A passage that answers.

    ``sentence`` is the best sentence, which begins at ``sentence_start`` in ``text``; ``second``
    the span in ``text`` of a second one, where that holds what the best one lacks. ``score`` is
    what it is ranked by, ``bm25`` the engine's part of it. ``similar`` are the passages of other
    articles that are folded under it, and ``own`` counts those of its own article that are.
    """

    rank: int
    score: float
    bm25: float
    sentence: str
    sentence_start: int
    second: tuple[int, int] | None = None
    similar: tuple[Similar, ...] = ()
    own: int = 0

    def as_quote(self) -> Quote:
        """The quotation alone, without what this answer says of it."""
        return Quote(**{each.name: getattr(self, each.name) for each in fields(Quote)})

    @property
    def marked(self) -> tuple[tuple[int, int], ...]:
        """The spans of the best one or two sentences in ``text``, in their order."""
        best = (self.sentence_start, self.sentence_start + len(self.sentence))
        return tuple(sorted((best, self.second))) if self.second else (best,)


@dataclass(frozen=True, slots=True)
class Searched:
    """One library as it was when it was searched. ``title`` is what people read.

    ``outlets`` are some of those that its articles state, those with most articles first, of
    ``outlets_in_all``; ``without_outlet`` counts the articles that state none.
    """

    name: str
    title: str
    generation: str
    articles: int
    passages: int
    dated: int
    first: date | None
    last: date | None
    changed_at: datetime | None
    outlets: tuple[str, ...] = ()
    outlets_in_all: int = 0
    without_outlet: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """How a question was asked.

    ``library`` limits it to one; ``operators`` were given beside the question, not in it.
    ``message`` says that it is a message whose sources are sought: it may be longer, has no
    operators, and nothing is corrected or kept back. ``exactly`` searches for the words as they
    are written; ``anyway`` shows the nearest passages whatever they lack. ``read_as`` is what a
    question that follows others is read as, and searched for (`bot.core.conversation`).
    """

    limit: int
    library: str | None = None
    operators: Operators = NO_OPERATORS
    message: bool = False
    exactly: bool = False
    anyway: bool = False
    read_as: str | None = None

    def in_library(self, library: str | None) -> Options:
        """The same in one library, or in all."""
        return replace(self, library=library)

    def as_it_stands(self) -> Options:
        """The same for a question's words as they are: nothing is corrected or carried over."""
        carried = self.read_as is not None
        operators = NO_OPERATORS if carried else self.operators
        return replace(self, operators=operators, exactly=True, read_as=None)


@dataclass(frozen=True, slots=True)
class Missing:
    """What the libraries lack for a question, in the question's own words.

    ``absent`` occur nowhere; each of ``apart`` are words that no one passage has together.
    ``emptied`` says that there would be passages without the operators; ``undated`` counts the
    articles that a date left out because they state none.
    """

    absent: tuple[str, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    emptied: bool = False
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The closest passages to a question.

    ``match`` is how well the first one's words match it, weak where there is none; ``match_score``
    is the number behind it, between 0 and 1: good to compare answers by, and no probability of
    anything being true. ``corrections`` are words of the question with what was searched for
    instead. ``kept_back`` says that there are nearest passages, which are not quoted because they
    lack what was asked for. ``operators`` are those of the question and of the options together.
    ``receipt`` is the answer's short id.
    """

    question: str
    libraries: tuple[Searched, ...]
    citations: tuple[Citation, ...]
    match: WordMatch = WordMatch.WEAK
    match_score: float = 0.0
    corrections: tuple[tuple[str, str], ...] = ()
    missing: Missing = Missing()
    kept_back: bool = False
    operators: Operators = NO_OPERATORS
    options: Options = Options(limit=3)
    receipt: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A form that JSON can hold; `from_dict` reads it back."""
        values = _adapter().dump_python(self, mode="json")
        assert isinstance(values, dict)
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Answer:
        """Reads what `to_dict` gave, in this version or an older one.

        Keys that a newer Footnote added are passed over. Raises ValueError for anything else.
        """
        if "missing" not in values:
            values = {**values, "missing": {"absent": values.get("absent", ())}}
        return _adapter().validate_python(values)


def options_dict(options: Options) -> dict[str, Any]:
    """Options in a form that JSON can hold."""
    values = _options_adapter().dump_python(options, mode="json")
    assert isinstance(values, dict)
    return values


def read_options(values: Mapping[str, Any]) -> Options:
    """Reads what `options_dict` gave. Raises ValueError for anything else."""
    return _options_adapter().validate_python(values)


# Made when first needed: it takes as long as some questions.
@cache
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


@cache
def _options_adapter() -> TypeAdapter[Options]:
    return TypeAdapter(Options)
