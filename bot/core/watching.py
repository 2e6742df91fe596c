"""A team's watches at work: added with what is known already, and looked after."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.answer import Answer, Options
from bot.core.answering import LONGEST_QUESTION
from bot.core.digests import Digests
from bot.core.newsfinder import Newsfinder
from bot.core.texts import told
from bot.core.watch import Added, Pause, Wanted, Watch, WatchRefused
from bot.core.watch_memory import WatchMemory
from bot.core.watches import Watches
from bot.core.word_match import WordMatch
from index.errors import FootnoteError, UnknownLibrary
from index.model import Generation

if TYPE_CHECKING:
    from bot.core.app import App

log = logging.getLogger(__name__)


class Watching:
    """The watches of all teams. Safe to share between threads."""

    def __init__(self, app: App, finder: Newsfinder) -> None:
        """``app`` knows the teams and what they may read."""
        self._app = app
        self._finder = finder

    def watches(self, team: str) -> Watches:
        """What a team watches."""
        return Watches(self._app.team_file(team))

    def digests(self, team: str) -> Digests:
        """What a team is to be told."""
        return Digests(self._app.team(team))

    def teams(self) -> list[str]:
        """The teams that watch anything. A file that cannot be read is logged, and passed over."""
        found = []
        for file in sorted(self._app.config.state.glob("teams/*/team.db")):
            team = file.parent.name
            try:
                if self.watches(team).are_there():
                    found.append(team)
            except FootnoteError as error:
                log.warning("the watches of %s: %s", team, error)
        return found

    def add(self, team: str, wanted: Wanted, person: str, answer: Answer | None = None) -> Added:
        """Adds a watch.

        What there is now counts as known; or what there was when an ``answer`` was given that
        found nothing. Raises what `App.ask` raises, and `WatchRefused`.
        """
        if wanted.options.message:
            raise told(WatchRefused, "watch-no-message")
        self._app.sync()
        shelves = self._app.shelves(team, wanted.options.library)
        seen = _seen(answer) if answer else None
        known = self._finder.known(wanted.question, wanted.options, shelves, seen)
        watch, is_new = self.watches(team).add(wanted, person, known)
        return Added(watch, is_new, known.absent)

    def look(self, team: str, watch: Watch, *, settled: bool = True) -> int:
        """Keeps what is new since a watch last looked, and answers it; how many passages.

        ``settled`` as in `Newsfinder.look`. A watch whose library is gone is paused. Raises what
        reading libraries and the team's file raises.
        """
        memory = WatchMemory(self._app.team_file(team))
        seen = memory.seen(watch.id)
        try:
            shelves = self._app.shelves(team, watch.options.library)
        except UnknownLibrary:
            self.watches(team).pause(watch.id, Pause.LIBRARY)
            return 0
        looked = self._finder.look(
            watch.question,
            watch.options,
            shelves,
            seen,
            memory.words(watch.id),
            least=WordMatch.PARTIAL if watch.partial else WordMatch.STRONG,
            settled=settled,
        )
        if all(seen.get(name) == each for name, each in looked.generations.items()):
            return 0
        kept = memory.note(watch.id, seen, looked)
        return sum(len(each.passages) for each in looked.news) if kept else 0


def question_of(answer: Answer) -> tuple[str, Options]:
    """What is to be watched where an answer found nothing: its question, and how it was asked.

    One that was read on from earlier ones is watched as it was read: it is read without them.
    """
    asked = replace(answer.options, limit=1, exactly=False, anyway=False)
    if asked.read_as is None or len(asked.read_as) > LONGEST_QUESTION:
        return answer.question, asked
    return asked.read_as, replace(asked, read_as=None, operators=answer.operators)


def _seen(answer: Answer) -> dict[str, Generation]:
    """The states of the libraries that an answer was given from."""
    found = {}
    for each in answer.libraries:
        uuid, counter, digest = each.generation.split(":")
        found[each.name] = Generation(uuid, int(counter), digest)
    return found
