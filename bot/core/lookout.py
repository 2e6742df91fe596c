"""When to look for news: once a library has changed, and whoever changed it is done."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.answering import Shelf

#: Libraries are looked at once nobody has written to them for this long ...
STILL = timedelta(seconds=10)
#: ... and at the latest so long after the first change; so long, too, after a look that failed.
LATEST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Due:
    """A team whose libraries should be looked at, in the ``state`` that they are in.

    ``settled`` says that nobody is just writing to them.
    """

    team: str
    settled: bool
    state: Hashable


@dataclass(slots=True)
class _Team:
    """What is known of a team's libraries: how they were looked at, and how they are."""

    state: Hashable
    changed_at: datetime
    waiting_since: datetime
    looked_at: Hashable = None


class Lookout:
    """Watches the files of libraries. For one thread at a time."""

    def __init__(
        self, shelves: Callable[[str], Sequence[Shelf]], clock: Callable[[], datetime]
    ) -> None:
        """``shelves`` gives what a team may read."""
        self._shelves = shelves
        self._clock = clock
        self._teams: dict[str, _Team] = {}

    def due(self, teams: Iterable[str]) -> list[Due]:
        """The teams among these whose libraries changed since they were looked at.

        A team that was never asked about is due as soon as its libraries are still.
        """
        now = self._clock()
        # Most libraries are shared: each is looked at once.
        states: dict[object, Hashable] = {}
        found = []
        for name in teams:
            for each in (shelves := self._shelves(name)):
                if each.library.path not in states:
                    states[each.library.path] = each.library.touched()
            state = tuple((each.library.path, states[each.library.path]) for each in shelves)
            team = self._teams.setdefault(name, _Team(state, now, now))
            if team.state != state:
                if team.state == team.looked_at:
                    team.waiting_since = now
                team.state, team.changed_at = state, now
            settled = now - team.changed_at >= STILL
            if team.state != team.looked_at and (settled or now - team.waiting_since >= LATEST):
                found.append(Due(name, settled, state))
        return found

    def again(self, team: str) -> None:
        """A team watches something more: it is due once again, though nothing changed."""
        if team in self._teams:
            self._teams[team].looked_at = None
            self._teams[team].waiting_since = self._clock()

    def looked(self, due: Due) -> None:
        """Somebody has looked. What had not settled is to be looked at again once it has."""
        team = self._teams[due.team]
        team.looked_at = due.state if due.settled else None
        team.waiting_since = self._clock()

    def failed(self, due: Due) -> None:
        """Somebody has tried in vain: not again at once."""
        team = self._teams[due.team]
        team.looked_at, team.waiting_since = None, self._clock()
        team.changed_at = self._clock() + LATEST - STILL
