"""What a team asks and does not find, told without naming who asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.answer import Answer
from bot.core.insights import MOST, Insights, Unanswered, insights
from bot.core.kept import KeptAnswer
from bot.core.votes import Tally
from bot.core.word_match import WordMatch
from tests.citations import answering, citing, lacking
from tests.conftest import NOW

FIRST = citing()
SECOND = citing(rank=2, origin="c.txt", sha256="c" * 64, outlet=None, title="Another")
STRONG = answering(FIRST, SECOND, match=WordMatch.STRONG, receipt="fn-000001")
WEAK = answering(SECOND, question="what was said?", match=WordMatch.WEAK, receipt="fn-000002")


def kept(answer: Answer, number: int, *, private: bool = False) -> KeptAnswer:
    return KeptAnswer(
        id=f"{number:012x}", asker="77", place="5", private=private, asked_at=NOW, answer=answer
    )


def told(answers: list[KeptAnswer], tallies: dict[int, Tally] | None = None) -> Insights:
    by_id = {f"{number:012x}": tally for number, tally in (tallies or {}).items()}
    return insights(answers, by_id, NOW - timedelta(days=7))


def test_questions_are_counted_by_how_well_they_matched() -> None:
    found = told([kept(STRONG, 1), kept(WEAK, 2), kept(WEAK, 3), kept(lacking("Putin"), 4)])
    assert (found.asked, found.none) == (4, 1)
    assert dict(found.matches) == {WordMatch.STRONG: 1, WordMatch.PARTIAL: 0, WordMatch.WEAK: 2}


def test_one_question_asked_twice_is_one_entry_whatever_its_case() -> None:
    nothing = lacking("Putin", question="what did Putin say?")
    again = replace(nothing, question="What did  Putin say?")
    found = told([kept(WEAK, 1), kept(nothing, 2), kept(again, 3)])
    assert found.unanswered == (
        Unanswered("what did Putin say?", 2, quoted=False),
        Unanswered("what was said?", 1, quoted=True),
    )
    assert found.lacking == (("putin", 2),)


def test_the_most_quoted_articles_come_first_each_once_an_answer() -> None:
    twice = answering(SECOND, replace(SECOND, rank=2), FIRST, citing(rank=4, sha256="d" * 64))
    found = told([kept(STRONG, 1), kept(twice, 2), kept(WEAK, 3)])
    assert [(each.quote.title, each.times) for each in found.quoted] == [
        ("Another", 3),
        ("Iran Rejects Bid", 2),
    ]


def test_votes_on_answers_to_one_question_are_added_and_the_worst_comes_first() -> None:
    votes = {1: Tally(0, 1), 2: Tally(1, 2), 3: Tally(0, 3), 4: Tally(2, 2)}
    weak = replace(WEAK, question="worse?", receipt="fn-000009")
    good = replace(STRONG, question="as many for as against?")
    found = told([kept(STRONG, 1), kept(STRONG, 2), kept(weak, 3), kept(good, 4)], votes)
    assert (found.helpful, found.unhelpful) == (3, 8)
    assert [(each.receipt, each.tally) for each in found.least_helpful] == [
        ("fn-000009", Tally(0, 3)),
        ("fn-000001", Tally(1, 3)),
    ]


def test_a_private_question_is_counted_and_its_words_are_not_told() -> None:
    secret = lacking("Quetzalcoatl", question="where is Quetzalcoatl?")
    found = told([kept(secret, 1, private=True), kept(STRONG, 2)], {1: Tally(0, 5)})
    assert (found.asked, found.private, found.none, found.unhelpful) == (2, 1, 1, 5)
    assert "quetzalcoatl" not in repr(found).casefold()
    assert "77" not in repr(found)


def test_a_list_is_bounded_and_ties_go_by_the_words() -> None:
    many = [kept(lacking(f"w{n:02}", question=f"q {n:02}?"), n) for n in reversed(range(30))]
    found = told(many)
    assert [each.question for each in found.unanswered] == [f"q {n:02}?" for n in range(MOST)]
    assert found.lacking == tuple((f"w{n:02}", 1) for n in range(MOST))


def test_nothing_asked_is_nothing_told() -> None:
    found = told([])
    assert (found.asked, found.unanswered, found.quoted, found.least_helpful) == (0, (), (), ())
