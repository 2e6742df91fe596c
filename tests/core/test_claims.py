"""A message sentence by sentence, and the passages that bear on each."""

from __future__ import annotations

import pytest

from bot.core.app import App
from bot.core.claims import MOST_CLAIMS, claims
from bot.core.differences import Difference, differences
from index.analysis import Analyzer
from index.errors import QuestionRefused

ANALYZER = Analyzer("en")
REJECTED = "Iran did not reject the American request for cooperation against Islamic State."
HOSPITAL = "Khamenei left the hospital on Tuesday after his prostate surgery."


def test_a_sentence_that_says_little_goes_with_the_one_before_it() -> None:
    text = f"Really? {REJECTED} That is so!\n\n{HOSPITAL}  Wow."
    assert claims(text, ANALYZER) == [
        f"Really? {REJECTED} That is so!",
        f"{HOSPITAL} Wow.",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), ("***", []), ("Zarif.", ["Zarif."])],
)
def test_a_short_message_is_one_claim_or_none(text: str, found: list[str]) -> None:
    assert claims(text, ANALYZER) == found


def test_each_claim_has_passages_of_its_own_and_what_differs(app: App) -> None:
    found = app.sources("local", f"{REJECTED} {HOSPITAL}", limit=3)
    assert [each.question for each in found.answers] == [REJECTED, HOSPITAL]
    assert found.more == 0
    first, second = (each.citations[0] for each in found.answers)
    assert "rejected" in first.sentence
    assert differences(found.answers[0], first) == (
        Difference("negation", "not reject", "rejected"),
    )
    assert "hospital" in second.text
    dates = [
        each
        for citation in found.answers[1].citations
        for each in differences(found.answers[1], citation)
    ]
    assert Difference("date", "Tuesday", "Monday") in dates


def test_an_answer_to_a_question_differs_in_nothing(app: App) -> None:
    answer = app.ask("local", REJECTED, limit=3)
    assert all(differences(answer, each) == () for each in answer.citations)


def test_more_claims_than_are_looked_up_are_counted(app: App) -> None:
    names = "Ann Bob Carl Dora Emil Fred Gus Hans Ida Jo".split()  # noqa: SIM905
    text = " ".join(f"{name} met Khamenei in a Paris hospital." for name in names)
    found = app.sources("local", text, limit=1)
    assert (len(found.answers), found.more) == (MOST_CLAIMS, 2)


def test_a_message_with_nothing_to_search_for_is_refused(app: App) -> None:
    with pytest.raises(QuestionRefused, match="nothing in this to search for"):
        app.sources("local", "Why? So it is.", limit=1)
