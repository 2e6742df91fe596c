"""What stands around a cited passage in its article, if the article is still there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.answer import Quote
from bot.core.answering import Shelf


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The texts before and after a passage, ``None`` at either end of its article.

    ``present`` is whether the article is still in its library as it was cited; if not,
    ``removed_at`` is when it was removed or replaced, as far as that is known.
    """

    present: bool
    before: str | None = None
    after: str | None = None
    removed_at: datetime | None = None


def surroundings(citation: Quote, shelves: Sequence[Shelf]) -> Surroundings:
    """Looks a citation up among the libraries that its reader may read."""
    for shelf in shelves:
        if shelf.library.name == citation.library:
            with shelf.library.reader() as reader:
                around = reader.surroundings(citation.passage_id, citation.sha256)
                if around is None:
                    removed_at = reader.removed_at(citation.origin, citation.sha256)
                    return Surroundings(present=False, removed_at=removed_at)
                before, after = around
                return Surroundings(
                    present=True,
                    before=before.text if before else None,
                    after=after.text if after else None,
                )
    return Surroundings(present=False)


def gone(quotes: Mapping[str, Quote], shelves: Sequence[Shelf]) -> dict[str, datetime | None]:
    """Those of some quotations, by any key, whose article's text is not in its library any more.

    With each comes when it was removed or replaced, ``None`` if that is not known. Each library
    is opened once, however many there are, and its indexes alone are read.
    """
    found: dict[str, datetime | None] = dict.fromkeys(quotes)
    for shelf in shelves:
        held = {key: each for key, each in quotes.items() if each.library == shelf.library.name}
        if not held:
            continue
        with shelf.library.reader() as reader:
            for key, quote in held.items():
                if reader.has(quote.sha256):
                    found.pop(key, None)
                elif key in found:
                    found[key] = reader.removed_at(quote.origin, quote.sha256)
    return found
