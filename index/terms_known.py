"""What is known of terms, lent from one answer to the next."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from index.model import Generation
from index.table import Known

#: The state of each library that is asked.
State = tuple[Generation, ...]

# States of libraries of which something is kept, and for how many answers at a time.
_STATES = 8
_AT_ONCE = 4


class TermsKnown:
    """Safe to share between threads: what is lent is one borrower's, until it is given back."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._idle: OrderedDict[State, list[Known]] = OrderedDict()
        self._lock = Lock()

    def lend(self, state: State) -> Known:
        """What somebody gave back who asked libraries in this state, or else nothing known."""
        with self._lock:
            idle = self._idle.get(state)
            return idle.pop() if idle else Known()

    def give_back(self, state: State, known: Known) -> None:
        """Takes what was lent. Nobody gives back what was learnt from a damaged index."""
        with self._lock:
            idle = self._idle.setdefault(state, [])
            self._idle.move_to_end(state)
            if len(idle) < _AT_ONCE:
                idle.append(known)
            if len(self._idle) > _STATES:
                self._idle.popitem(last=False)
