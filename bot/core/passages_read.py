"""What is remembered of the texts of passages and articles, from one answer to the next."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from threading import Lock

from index.analysis import Analyzer
from index.duplicates import article_shingles, shingles
from index.model import Generation
from index.profile import Profiler
from index.results import Found
from index.session import Session
from index.statements import LONGEST, StatementProfile, Statements

# Passages and articles that are remembered.
_PASSAGES = 20_000
_ARTICLES = 500
_STATES = 8
_ARTICLES_AS_SHINGLES = 64  # up to a megabyte each


class PassagesRead:
    """Safe to share between threads."""

    def __init__(self, analyzer: Analyzer) -> None:
        """``analyzer`` must be the one that the sessions' terms are made with."""
        self._statements = Statements(analyzer)
        self._profiler = Profiler(analyzer)
        self._profiles: OrderedDict[str, StatementProfile] = OrderedDict()
        self._idfs: OrderedDict[tuple[Generation, ...], dict[str, float]] = OrderedDict()
        self._lock = Lock()
        #: The terms of what is written as a name or a number, but for days and months.
        self.names = lru_cache(maxsize=_PASSAGES)(self._names)
        self.shingles = lru_cache(maxsize=_PASSAGES)(shingles)
        #: An article's profile, by its passages' texts.
        self.article = lru_cache(maxsize=_ARTICLES)(self._statements.article)
        self.article_shingles = lru_cache(maxsize=_ARTICLES_AS_SHINGLES)(article_shingles)

    def profile(self, found: Found) -> StatementProfile:
        """What a passage says, whatever it is from. What rescoring saw need not be read again."""
        key = found.passage.id
        with self._lock:
            if key in self._profiles:
                self._profiles.move_to_end(key)
                return self._profiles[key]
        # Of a longer text rescoring saw more than counts here.
        if found.seen and found.seen.profile and len(found.passage.text) <= LONGEST:
            profile = self._statements.profile_of(found.seen.profile.by_sentence())
        else:
            profile = self._statements.profile(found.passage.text)
        with self._lock:
            self._profiles[key] = profile
            if len(self._profiles) > _PASSAGES:
                self._profiles.popitem(last=False)
        return profile

    def idfs(self, session: Session) -> dict[str, float]:
        """What is known of terms in this state of the libraries, for all who ask about it."""
        with self._lock:
            if session.generations not in self._idfs:
                self._idfs[session.generations] = {}
                if len(self._idfs) > _STATES:
                    self._idfs.popitem(last=False)
            self._idfs.move_to_end(session.generations)
            return self._idfs[session.generations]

    def _names(self, text: str) -> frozenset[str]:
        return self._profiler.profile(text).names
