"""What a watch is: a question that a team keeps, and where it tells what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.core.answer import Options
from index.errors import FootnoteError


class WatchRefused(FootnoteError):
    """A watch that cannot be added, found, or changed by who wants to."""


class Every(Enum):
    """How often a watch tells at most."""

    LOOK = "look"
    """Whenever somebody looks: on the command line, where nothing tells by itself."""
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"

    @property
    def time(self) -> timedelta:
        """As a span of time."""
        return {
            Every.LOOK: timedelta(),
            Every.HOUR: timedelta(hours=1),
            Every.DAY: timedelta(days=1),
            Every.WEEK: timedelta(weeks=1),
        }[self]


#: What may be chosen where a watch tells by itself.
BY_ITSELF = (Every.HOUR, Every.DAY, Every.WEEK)


class Pause(Enum):
    """Why a watch tells nothing until somebody sets it going again."""

    GONE = "gone"
    """Its channel is not there any more."""
    FORBIDDEN = "forbidden"
    """The bot may not write there any more."""
    QUIET = "quiet"
    """The team chose that the bot does not speak there."""
    LIBRARY = "library"
    """The library that it watches is not there any more."""
    REFUSED = "refused"
    """Discord does not take the digest, for another reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a watch tells what it found: a channel or a thread, and the channel above that."""

    id: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """A kept question.

    ``told_at`` is when it was last part of a digest, ``muted_until`` until when it is none;
    ``waiting`` counts the passages that were found and not told yet. ``language`` is that of who
    added it, for where nothing else says which to use.
    """

    id: str
    place: Place
    owner: str
    question: str
    options: Options
    every: Every
    partial: bool
    language: str
    made_at: datetime
    told_at: datetime | None
    muted_until: datetime | None
    paused: Pause | None
    waiting: int

    def is_muted(self, now: datetime) -> bool:
        """Whether somebody wants to hear nothing of it for now."""
        return self.muted_until is not None and now < self.muted_until

    def tells(self, now: datetime) -> bool:
        """Whether it tells anything for now: it is neither paused nor muted."""
        return self.paused is None and not self.is_muted(now)

    def may_tell(self, now: datetime) -> bool:
        """Whether it is time to tell of it again."""
        return not self.is_muted(now) and (
            self.told_at is None or now - self.told_at >= self.every.time
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A watch that somebody wants to add. ``None`` leaves what is there already as it is."""

    place: Place
    question: str
    options: Options
    every: Every | None = None
    partial: bool | None = None
    ping: bool | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a watch: it, whether there was none before of that question in that
    place, and the words of the question that no passage has yet."""

    watch: Watch
    is_new: bool
    absent: tuple[str, ...]
