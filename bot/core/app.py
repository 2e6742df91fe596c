"""The composition root: a `Config` to something that can be asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from bot.config import OWN, Config
from bot.core.answer import Answer, Options, Quote
from bot.core.answering import Answerer, Shelf
from bot.core.receipts import Change, Receipt, changes, find
from bot.core.shelves import LOCAL as LOCAL
from bot.core.shelves import Shelves
from bot.core.surroundings import Surroundings, gone, surroundings
from bot.core.teams import Teams, new_answer_id
from index import engines
from index.analysis import Analyzer
from index.building import Building
from index.errors import ConfigError, FootnoteError
from index.library import utc_now
from index.operators import NO_OPERATORS, Operators
from index.searcher import Searcher
from index.snapshots import Snapshots

if TYPE_CHECKING:
    from bot.core.claims import Sources
    from bot.core.comparing import Comparer
    from bot.core.comparison import Comparison
    from bot.core.draft import Draft
    from bot.core.kept import Kept, KeptAnswer
    from bot.core.quote_check import Checking
    from bot.core.watching import Watching

log = logging.getLogger(__name__)


class App(Teams):
    """Libraries, teams and the answerer of one configuration. Safe to share between threads."""

    def __init__(
        self,
        config: Config,
        *,
        clock: Callable[[], datetime] = utc_now,
        new_id: Callable[[], str] = new_answer_id,
        new_uuid: Callable[[], UUID] = uuid4,
        sync_every: float = 0.0,
        background: bool = False,
    ) -> None:
        """``sync_every`` is how many seconds pass at least between two looks at the folders.

        Parts of indexes are merged in the ``background``, which is for processes that stay.
        Raises `ConfigError` for an engine or language that there is none of.
        """
        super().__init__(config, clock=clock, new_id=new_id)
        self._shelves = Shelves(config, clock=clock, new_uuid=new_uuid, sync_every=sync_every)
        try:
            analyzer = Analyzer(config.search.language)
            self.snapshots = Snapshots(
                engines.get(config.search.engine),
                analyzer,
                how=Building(memory=config.search.build_memory_mb << 20),
                background=background,
            )
        except LookupError as error:
            raise ConfigError(f"config.toml: {error}") from error
        self._answerer = Answerer(Searcher(self.snapshots), analyzer)

    def ask(
        self,
        team: str,
        question: str,
        *,
        library: str | None = None,
        limit: int,
        operators: Operators = NO_OPERATORS,
        message: bool = False,
        exactly: bool = False,
        anyway: bool = False,
        read_as: str | None = None,
        sync: bool = True,
    ) -> Answer:
        """Answers for a team, from all it may read or from the one library named.

        `bot.core.answer.Options` says what the other keywords mean. Shared libraries are first
        brought up to date with their folders, unless ``sync`` is false. Raises `QuestionRefused`,
        `UnknownLibrary` and what reading a library raises.
        """
        if sync:
            self.sync()
        options = Options(limit, library, operators, message, exactly, anyway, read_as)
        return self._answerer.answer(question, self.shelves(team, library), options)

    def following(
        self,
        team: str,
        question: str,
        earlier: Sequence[Answer],
        options: Options,
        otherwise: str | None = None,
    ) -> Options:
        """How a question is asked that follows answers, the latest last.

        Where it lacks its subject it is read with theirs, in the library and with the sources and
        dates of the latest one; everything else is asked as ``options`` say. ``otherwise`` is the
        library where neither says one. Raises `QuestionRefused` for an operator that cannot be
        read, and what reading a library raises.
        """
        plain = options.in_library(options.library or otherwise)
        if not earlier or options.exactly:
            return plain
        from bot.core.conversation import as_read, where_asked  # not for those who only ask once

        last = earlier[-1]
        library = options.library or self._shelves.there(team, last.options.library) or otherwise
        shelves = self.shelves(team, library)
        read_as = self._answerer.read_on(question, [as_read(each) for each in earlier], shelves)
        if read_as is None:
            return plain
        operators = where_asked(last, question).joined(options.operators)
        return replace(options, library=library, operators=operators, read_as=read_as)

    def answer(self, team: str, question: str, options: Options) -> Answer:
        """As `ask`, with all that says how in one."""
        self.sync()
        return self._answerer.answer(question, self.shelves(team, options.library), options)

    def keep_receipt(self, answer: Answer) -> str | None:
        """Keeps an answer that the command line gave; its id. Where that cannot be, a line is
        logged."""
        try:
            return self.team(LOCAL).keep(answer, asker=LOCAL, place=LOCAL, private=False)
        except FootnoteError as error:
            log.warning("%s The receipt %s leads nowhere.", error, answer.receipt)
            return None

    def exported(
        self, team: str, *, answers: Iterable[str] = (), receipts: Iterable[str] = ()
    ) -> None:
        """Lets receipts in a file that somebody was given lead somewhere beyond their time: those
        of kept answers, by their ids, and others as they stand. Where that cannot be, a line is
        logged."""
        from bot.core.retention import export_answers, export_receipts

        try:
            if ids := list(answers):
                export_answers(self.team_file(team), ids)
            if standing := sorted({*receipts}):
                export_receipts(self.team_file(team), standing)
        except FootnoteError as error:
            log.warning("%s Receipts in an exported file will expire.", error)

    def receipt(
        self, team: str, typed: str, may_see: Callable[[Kept], bool] = lambda _: True
    ) -> Receipt:
        """The answer of that receipt as it was given, and what a fresh run would change.

        ``may_see`` says of an answer that is kept whether it may be shown to who wants it. Raises
        `NoReceipt`, `AnswerExpired`, and `TeamUnusable`.
        """
        kept = self.with_receipt(team, typed, may_see)
        before = kept.answer
        try:
            self.sync()
            shelves = self.shelves(team, before.options.library)
            after = self._answerer.answer(before.question, shelves, before.options)
            different = changes(before, after, shelves)
        except FootnoteError as error:
            different = (Change(kind="not-again", error=error),)
        return Receipt(before, kept.asked_at, different, kept.id)

    def sources(
        self, team: str, message: str, *, library: str | None = None, limit: int
    ) -> Sources:
        """The closest passages to each claim of a message, ``limit`` a claim.

        Raises `QuestionRefused` for a message in which there is nothing to search for, and what
        `ask` raises.
        """
        from bot.core.claims import sources

        self.sync()
        options = Options(limit, library, message=True)
        shelves = self.shelves(team, library)
        return sources(
            message,
            self.snapshots.analyzer,
            lambda claim: self._answerer.answer(claim, shelves, options),
        )

    def with_receipt(
        self, team: str, typed: str, may_see: Callable[[Kept], bool] = lambda _: True
    ) -> KeptAnswer:
        """The latest answer of that receipt. Raises what `receipt` does."""
        return find(self.team(team), typed, may_see)

    def check(
        self,
        team: str,
        question: str,
        *,
        library: str | None = None,
        operators: Operators = NO_OPERATORS,
        message: bool = False,
        read_as: str | None = None,
    ) -> None:
        """Raises what `ask` would of the question and the library's name, without a search."""
        self._answerer.check(question, Options(1, library, operators, message, read_as=read_as))
        if library is not None and library not in self.config.libraries:
            self.shelves(team, library)

    def compare(self, team: str, question: str, *, library: str | None = None) -> Comparison:
        """Who words it how, in all that a team may read or in the one library named.

        Raises what `ask` raises.
        """
        self.sync()
        return self._comparer.compare(question, self.shelves(team, library))

    @cached_property
    def _comparer(self) -> Comparer:
        from bot.core.comparing import Comparer  # not for those who only ask

        return Comparer(Searcher(self.snapshots), self.snapshots.analyzer, self._answerer)

    @cached_property
    def watching(self) -> Watching:
        """The watches of all teams."""
        from bot.core.newsfinder import Newsfinder  # not for those who only ask
        from bot.core.watching import Watching

        analyzer = self.snapshots.analyzer
        return Watching(self, Newsfinder(Searcher(self.snapshots), analyzer, self._answerer))

    def check_quotations(
        self, team: str, draft: Draft, *, library: str | None = None, most: int
    ) -> Checking:
        """A check of a draft's first ``most`` quotations, still to be done, over all that a team
        may read or the one library named. Raises `UnknownLibrary`."""
        from bot.core.quote_check import QuoteChecker  # not for those who only ask

        self.sync()
        checker = QuoteChecker(Searcher(self.snapshots), self.snapshots.analyzer)
        return checker.begin(draft, self.shelves(team, library), most)

    def sync(self) -> None:
        """Brings shared libraries up to date with their folders, as `Shelves.sync` does."""
        self._shelves.sync()

    def close(self) -> None:
        """Ends what goes on in the background. What it left undone is done another time."""
        self.snapshots.close()

    def shelves(self, team: str, name: str | None = None) -> list[Shelf]:
        """What a team may read, as `Shelves.of` gives it. Raises `UnknownLibrary`."""
        return self._shelves.of(team, name)

    def known(self, team: str) -> list[Shelf]:
        """All that a team may read, whether or not anything was ever added to it."""
        return self._shelves.known(team)

    def writable(self, name: str = OWN) -> Shelf:
        """The library that the command line adds to. Raises `UnknownLibrary` for a bad name."""
        return self._shelves.writable(name)

    def chosen_library(self, team: str) -> str | None:
        """The library that a team chose to be asked, if it is there; ``None`` for all.

        Raises `TeamUnusable`.
        """
        from bot.core.settings import SettingsFile

        return self._shelves.there(team, SettingsFile(self.team_file(team)).read().library)

    def surroundings(self, team: str, citation: Quote) -> Surroundings:
        """What stands around a cited passage, as far as the team may read it."""
        return surroundings(citation, self.shelves(team))

    def gone(self, team: str, quotes: Mapping[str, Quote]) -> dict[str, datetime | None]:
        """Those of some quotations, by any key, whose article is gone, and since when if known."""
        return gone(quotes, self.shelves(team))


def open_app(
    config: Config,
    *,
    clock: Callable[[], datetime] = utc_now,
    new_id: Callable[[], str] = new_answer_id,
    new_uuid: Callable[[], UUID] = uuid4,
    sync_every: float = 0.0,
    background: bool = False,
) -> App:
    """Everything that can be asked under a configuration; opens files only when asked."""
    return App(
        config,
        clock=clock,
        new_id=new_id,
        new_uuid=new_uuid,
        sync_every=sync_every,
        background=background,
    )
