"""The read path: a question's terms to the best passages of several libraries, ranked as one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import TypeVar

from index.analysis import Query
from index.correction import Corrector
from index.errors import StaleIndex
from index.filters import Filters
from index.library import Library
from index.model import Generation
from index.operators import NO_OPERATORS, Operators
from index.ranking import Reranker
from index.reader import Coverage
from index.results import Results, Searched
from index.session import Opened, Session
from index.snapshots import Snapshots
from index.terms_known import TermsKnown

log = logging.getLogger(__name__)

Told = TypeVar("Told")

# What is built anew is whole, unless the machine itself damages what it writes.
_TRIES = 3
_COVERAGES = 1_000
_TITLES = 10_000


class Searcher:
    """Searches libraries. Safe to share between threads."""

    def __init__(self, snapshots: Snapshots) -> None:
        """``snapshots`` hold the engine and the analyzer."""
        self.snapshots = snapshots
        self.reranker = Reranker(snapshots.analyzer)
        self.filters = Filters(snapshots.analyzer)
        self.corrector = Corrector(snapshots.analyzer)
        # Most hits share their title with others.
        self.title_terms = lru_cache(maxsize=_TITLES)(
            lambda title: frozenset(snapshots.analyzer.terms(title))
        )
        self.terms_known = TermsKnown()
        self._coverages: dict[Generation, Coverage] = {}

    def searched(self, opened: Opened) -> Searched:
        """What a library was like. Counting it costs more than a search: once a generation."""
        generation = opened.reader.generation
        coverage = self._coverages.get(generation)
        if coverage is None:
            if len(self._coverages) >= _COVERAGES:
                self._coverages.clear()
            coverage = self._coverages[generation] = opened.reader.coverage()
        return Searched(opened.library.name, generation, coverage)

    @contextmanager
    def session(self, libraries: Sequence[Library]) -> Iterator[Session]:
        """The libraries as they are now, whatever is written meanwhile.

        Each is read in one transaction, so that what is found, its text and its generation belong
        together. Raises what opening a library raises.
        """
        with ExitStack() as stack:
            readers = [stack.enter_context(library.reader()) for library in libraries]
            opened = [
                Opened(library, reader, self.snapshots.of(reader, library.index_folder))
                for library, reader in zip(libraries, readers, strict=True)
            ]
            yield Session(self, opened)

    def asked(self, libraries: Sequence[Library], ask: Callable[[Session], Told]) -> Told:
        """What ``ask`` finds in the libraries as they are now.

        Indexes are checked where they are read. Where that comes upon damage, the index is built
        anew, and ``ask`` begins again. Raises what opening a library raises.
        """
        for tries_left in reversed(range(_TRIES)):
            with self.session(libraries) as session:
                try:
                    told = ask(session)
                    session.check()
                except StaleIndex as error:
                    if not tries_left:
                        raise
                    log.info("asked again: %s", error)
                    self.snapshots.doubt(session.indexed)
                else:
                    if session.kept and session.kept.table.known:
                        self.terms_known.give_back(session.generations, session.kept.table.known)
                    return told
        raise AssertionError

    def search(
        self,
        query: Query,
        libraries: Sequence[Library],
        k: int,
        *,
        operators: Operators = NO_OPERATORS,
        exactly: bool = False,
    ) -> Results:
        """As `Session.search`, in a session of its own."""
        return self.asked(
            libraries,
            lambda session: session.search(query, k, operators=operators, exactly=exactly),
        )
