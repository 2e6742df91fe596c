"""What is new in the libraries of a session, since states of them that somebody saw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from index.bitmap import Bitmap
from index.model import Generation
from index.results import Found

if TYPE_CHECKING:
    from index.session import Opened


class Additions:
    """The passages added since. For one thread, as long as its session."""

    def __init__(
        self, opened: Sequence[Opened], seen: Mapping[str, Generation], *, all_else: bool = True
    ) -> None:
        """``seen`` is by the name of the library; the beginning of a digest is enough.

        In a library that never was in such a state (it is new, was made anew, or a backup was
        restored), every passage is new; none is unless ``all_else``.
        """
        self._opened = {each.library.name: each for each in opened}
        #: The states that this is about, without those of libraries that are left for later.
        self.generations: dict[str, Generation] = {}
        self._since: dict[str, int] = {}
        for name, each in self._opened.items():
            since = _since(each, [*seen.values()] if name not in seen else [seen[name]])
            if since is not None or all_else:
                self.generations[name] = each.reader.generation
                self._since[name] = since or 0
            else:
                self._since[name] = each.reader.generation.counter
        self._last = {
            name: each.reader.history.last_row_at(self._since[name])
            for name, each in self._opened.items()
        }

    @cached_property
    def new(self) -> list[Bitmap]:
        """Of each library, in the session's order, the ordinals of the new passages."""
        pairs = zip(self._opened.values(), self.old, strict=True)
        return [each.indexed.live - old for each, old in pairs]

    @cached_property
    def old(self) -> list[Bitmap]:
        """The same of the others."""
        return [
            each.indexed.live & Bitmap.below(bisect_right(each.indexed.rows, self._last[name]))
            for name, each in self._opened.items()
        ]

    def is_new(self, found: Found) -> bool:
        """Whether a passage was added since."""
        return found.passage.row > self._last[found.library]

    def is_old(self, found: Found) -> bool:
        """Whether it was not."""
        return not self.is_new(found)

    def was_there(self, found: Found) -> bool:
        """Whether the very file that a passage is from was in its library before: read anew with
        another title, cut in another way, or away for a while."""
        history = self._opened[found.library].reader.history
        return history.had(found.passage.sha256, self._since[found.library])

    def added_at(self, found: Found) -> datetime:
        """When the article of a passage was added."""
        return self._opened[found.library].reader.added_at(found.passage.article)


def _since(opened: Opened, seen: Iterable[Generation]) -> int | None:
    """The counter of the state of a library that was seen; ``None`` if it never was in one.

    A library that has another name since is still the same.
    """
    reader = opened.reader
    for each in seen:
        if each.uuid == reader.generation.uuid:
            digest = reader.history.digest_at(each.counter)
            if digest is not None and digest.startswith(each.digest):
                return each.counter
    return None
