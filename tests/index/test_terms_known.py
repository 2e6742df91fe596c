"""What is known of terms is lent to one at a time, and only of the same state of libraries."""

from __future__ import annotations

from index.model import Generation
from index.terms_known import TermsKnown
from tests.index.keeping import needs_kernel

pytestmark = needs_kernel
STATE = (Generation("a", 1, "x"),)
LATER = (Generation("a", 2, "y"),)


def test_two_never_have_the_same() -> None:
    terms = TermsKnown()
    one, other = terms.lend(STATE), terms.lend(STATE)
    assert one is not other
    terms.give_back(STATE, one)
    assert terms.lend(STATE) is one
    assert terms.lend(STATE) not in (one, other)


def test_another_state_knows_nothing_of_it() -> None:
    terms = TermsKnown()
    known = terms.lend(STATE)
    terms.give_back(STATE, known)
    assert terms.lend(LATER) is not known


def test_states_that_nobody_asks_any_more_are_forgotten() -> None:
    terms = TermsKnown()
    known = terms.lend(STATE)
    terms.give_back(STATE, known)
    for counter in range(10, 30):
        state = (Generation("a", counter, "z"),)
        terms.give_back(state, terms.lend(state))
    assert terms.lend(STATE) is not known
