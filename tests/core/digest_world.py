"""A team's file with watches, a clock, and libraries that passages come to."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from pathlib import Path

from bot.core.answer import Options
from bot.core.digest import Digest
from bot.core.digests import Digests
from bot.core.news import Looked, News
from bot.core.team import Team
from bot.core.team_file import TeamFile
from bot.core.watch import Place, Wanted, Watch
from bot.core.watch_memory import WatchMemory
from bot.core.watches import Watches
from bot.core.word_match import Match, WordMatch
from index.model import Generation
from tests.citations import SIMILAR, citing
from tests.clocks import MovingClock
from tests.conftest import NOW

KEPT = timedelta(days=30)


class World:
    """A team's file, its clock, and libraries that passages come to."""

    def __init__(self, folder: Path) -> None:
        self.clock = MovingClock()
        ids = (f"{number:012x}" for number in count(1))
        self.file = TeamFile(folder / "team.db", clock=self.clock, new_id=lambda: next(ids))
        self.watches = Watches(self.file)
        self.memory = WatchMemory(self.file)
        self.team = Team(self.file, kept=KEPT)
        self.digests = Digests(self.team)
        self._states = count(1)

    def watch(self, question: str = "who landed?", place: str = "5", **more: object) -> Watch:
        wanted = Wanted(Place(place, "1"), question, Options(limit=1), **more)  # type: ignore[arg-type]
        return self.watches.add(wanted, "7", Looked((), (), {}))[0]

    def find(
        self,
        watch: Watch,
        *names: str,
        value: float = 0.9,
        also: str = "",
        band: WordMatch = WordMatch.STRONG,
    ) -> bool:
        """A look that finds passages; those ``also`` named say the same as each."""
        seen = self.memory.seen(watch.id)
        news = tuple(
            News(
                citing(text=f"Passage {name}.", sentence=f"Passage {name}.", sentence_start=0,
                       passage_id=name, similar=(SIMILAR,)),
                Match(band, value),
                NOW,
                (("news", name), *((("news", f"{name}{also}"),) if also else ())),
            )
            for name in names
        )  # fmt: skip
        state = Generation("u", next(self._states), "d")
        words = tuple(name.encode() for name in names)
        return self.memory.note(watch.id, seen, Looked(news, words, {"news": state}))

    def send(self) -> list[list[str]]:
        """Makes and sends what is due; the texts that each message shows."""
        self.digests.make()
        messages = []
        for digest in self.digests.to_send():
            assert self.digests.begin(digest)
            messages.append(self.shown(digest))
            self.digests.sent(digest, "99")
        return messages

    def shown(self, digest: Digest) -> list[str]:
        return [
            each.text
            for part in digest.parts
            for each in self.team.kept(part.answer).answer.citations[: part.shown]
        ]
