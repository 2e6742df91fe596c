"""Receipts: a short id for each answer, and what asking again would change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import Config, Search
from bot.core.answer import Answer
from bot.core.app import LOCAL, App, open_app
from bot.core.kept import KeptAnswer
from bot.core.receipts import NoReceipt, Receipt, receipt_id
from bot.core.rendering import Wording
from bot.core.team import AnswerExpired
from index import engines
from index.operators import Operators
from tests.articles import add, article
from tests.clocks import MovingClock
from tests.conftest import NOW

QUESTION = "which bridge fell?"
BRIDGE = article("The bridge\n\nThe bridge at Mostar fell on Tuesday.", "bridge.txt")
FERRY = article("The ferry\n\nA ferry sailed past the bridge at noon.", "ferry.txt")
NIGHT = "Nobody in Sarajevo knew which bridge fell. It was dark and the mayor slept."
FALL = article(f"The fall\n\n{NIGHT}", "fall.txt")
LONG = (
    "The bridge at Mostar fell on Tuesday, when two lorries stood on it in the rain, and officials"
    " in Sarajevo said on the same evening that it would be built again by engineers from abroad."
)


@pytest.fixture
def time() -> MovingClock:
    return MovingClock()


@pytest.fixture
def asked(tmp_path: Path, time: MovingClock) -> App:
    """An app whose local library has two articles."""
    app = open_app(Config(base=tmp_path), clock=time)
    add(app.writable().library, BRIDGE, FERRY)
    return app


def ask(app: App, question: str = QUESTION, **options: object) -> Answer:
    """Asks and keeps, as the command line does."""
    answer = app.ask(LOCAL, question, limit=5, **options)  # type: ignore[arg-type]
    app.keep_receipt(answer)
    return answer


def told(receipt: Receipt) -> list[str]:
    """What has changed, in words."""
    return Wording().changes(receipt.changes)


def test_an_id_is_short_and_has_no_letter_that_is_read_as_another(asked: App) -> None:
    receipt = ask(asked).receipt
    assert receipt == receipt_id(ask(asked))
    assert receipt.startswith("fn-")
    assert len(receipt) == 9
    assert not set(receipt[3:]) & set("ILOUilou")


def test_one_question_over_one_generation_has_one_id_and_the_same_bytes(
    asked: App, tmp_path: Path
) -> None:
    first, again = ask(asked), ask(asked)
    fresh = ask(open_app(Config(base=tmp_path)))
    assert first.receipt == again.receipt == fresh.receipt
    assert first.to_dict() == again.to_dict() == fresh.to_dict()


def test_the_engines_name_makes_no_difference(
    asked: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engines.get()

    class Renamed:
        name = "another"
        build = staticmethod(real.build)
        open = staticmethod(real.open)

    monkeypatch.setattr(engines, "get", lambda *_: Renamed())
    other = open_app(Config(base=tmp_path, search=Search(engine="another")))
    assert other.snapshots.engine.name == "another"
    assert ask(other).to_dict() == ask(asked).to_dict()


def test_another_question_option_or_generation_has_another_id(asked: App) -> None:
    answers = [
        ask(asked),
        ask(asked, "which bridges fell?"),
        ask(asked, exactly=True),
        ask(asked, anyway=True),
        ask(asked, message=True),
        ask(asked, library="own"),
        ask(asked, operators=Operators(sources=("bridge",))),
        ask(asked, operators=Operators(phrases=("bridge",))),
        ask(asked, operators=Operators(before=date(2030, 1, 1))),
        ask(asked, operators=Operators(newest=True)),
        asked.ask(LOCAL, QUESTION, limit=4),
    ]
    add(asked.writable().library, FALL)
    answers.append(ask(asked))
    ids = [each.receipt for each in answers]
    assert len(set(ids)) == len(ids)


def test_who_asks_makes_no_difference(tmp_path: Path) -> None:
    from bot.config import SharedLibrary

    app = open_app(Config(libraries={"news": SharedLibrary(title="News")}, base=tmp_path))
    add(app.writable("news").library, BRIDGE)
    one, two = app.ask("guild-1", QUESTION, limit=5), app.ask("guild-2", QUESTION, limit=5)
    assert one.receipt == two.receipt


def test_the_same_answer_comes_back_and_nothing_has_changed(asked: App) -> None:
    answer = ask(asked)
    for typed in (answer.receipt, answer.receipt.lower(), answer.receipt[3:]):
        found = asked.receipt(LOCAL, typed)
        assert (found.answer, found.asked_at, found.changes) == (answer, NOW, ())


def test_an_article_that_was_added_now_ranks(asked: App, time: MovingClock) -> None:
    answer = ask(asked)
    time.now += timedelta(days=3)
    add(asked.writable().library, FALL)
    found = asked.receipt(LOCAL, answer.receipt)
    assert found.answer == answer, "as it was given"
    added = [each for each in told(found) if '"The fall"' in each]
    assert added == ['"The fall", paragraph 1, added on 5 Jan 2026, now ranks 1st.']
    assert '"The bridge", paragraph 1 ranked 1st, and ranks 2nd now.' in told(found)


def test_an_article_that_was_removed_is_no_longer_there(asked: App) -> None:
    answer = ask(asked)
    with asked.writable().library.writer() as writer, writer.change() as change:
        change.remove_location("bridge.txt")
    found = asked.receipt(LOCAL, answer.receipt)
    assert '"The bridge", paragraph 1 is no longer there.' in told(found)
    assert found.answer.citations[0].text == "The bridge at Mostar fell on Tuesday."


def test_an_article_that_is_there_and_not_among_them_is_told_apart(asked: App) -> None:
    answer = asked.ask(LOCAL, QUESTION, limit=1)
    asked.keep_receipt(answer)
    add(asked.writable().library, FALL)
    found = asked.receipt(LOCAL, answer.receipt)
    assert '"The bridge", paragraph 1 is not among them now.' in told(found)


def test_a_passage_that_is_folded_under_another_now_is_not_told_as_missing(asked: App) -> None:
    library = asked.writable("news").library
    add(library, article(f"T\n\n{LONG}", "late.txt", published=date(2014, 9, 16)))
    answer = ask(asked, library="news")
    add(library, article(f"T\n\n{LONG}", "early.txt", published=date(2014, 9, 15)))
    (now,) = ask(asked, library="news").citations
    assert (now.origin, [each.origin for each in now.similar]) == ("early.txt", ["late.txt"])
    assert "is not among them now" not in "".join(told(asked.receipt(LOCAL, answer.receipt)))


def test_the_same_article_added_anew_changes_nothing(asked: App) -> None:
    answer = ask(asked)
    library = asked.writable().library
    with library.writer() as writer, writer.change() as change:
        change.remove_location("ferry.txt")
    add(library, FERRY)
    assert asked.receipt(LOCAL, answer.receipt).changes == ()


def test_quotes_that_are_kept_back_or_would_be_shown_are_told(asked: App) -> None:
    answer = ask(asked, "did Putin see the bridge?")
    assert answer.kept_back
    add(asked.writable().library, article("T\n\nPutin saw the bridge.", "putin.txt"))
    assert "Quotes would be shown." in told(asked.receipt(LOCAL, answer.receipt))


def test_asking_again_asks_with_the_same_options(asked: App) -> None:
    answer = ask(asked, operators=Operators(sources=("ferry",)))
    assert [each.origin for each in answer.citations] == ["ferry.txt"]
    assert asked.receipt(LOCAL, answer.receipt).changes == ()


def test_a_library_that_is_gone_is_told_with_the_answer_as_it_was(asked: App) -> None:
    add(asked.writable("news").library, BRIDGE)
    answer = ask(asked, library="news")
    asked.writable("news").library.path.unlink()
    found = asked.receipt(LOCAL, answer.receipt)
    assert found.answer == answer
    (line,) = told(found)
    assert line.startswith("It cannot be asked again: There is no library 'news' here.")


def test_an_unknown_id_and_one_of_another_team_are_told_alike(asked: App) -> None:
    answer = ask(asked)
    words = f"There is no answer {answer.receipt} here, or you may not see it."
    for team in ("guild-1", "user-1"):
        with pytest.raises(NoReceipt) as error:
            asked.receipt(team, answer.receipt)
        assert str(error.value) == words
    with pytest.raises(NoReceipt, match="There is no answer fn-000000 here"):
        asked.receipt(LOCAL, "fn-OOOOOO")


def test_one_that_may_not_be_seen_is_as_good_as_none_and_the_latest_that_may_is_shown(
    asked: App, time: MovingClock
) -> None:
    answer = ask(asked)
    team = asked.team(LOCAL)
    time.now += timedelta(days=1)
    team.keep(answer, asker="ann", place="1", private=True)
    assert asked.receipt(LOCAL, answer.receipt).asked_at == NOW + timedelta(days=1)

    def public(kept: KeptAnswer) -> bool:
        return not kept.private

    assert asked.receipt(LOCAL, answer.receipt, public).asked_at == NOW
    with pytest.raises(NoReceipt, match="or you may not see it"):
        asked.receipt(LOCAL, answer.receipt, lambda _: False)


def test_an_expired_one_says_when_it_expired(asked: App, time: MovingClock) -> None:
    answer = ask(asked)
    time.now += timedelta(days=31)
    with pytest.raises(AnswerExpired, match=r"^This answer expired on 1 Feb 2026: "):
        asked.receipt(LOCAL, answer.receipt)
    ask(asked)
    assert asked.receipt(LOCAL, answer.receipt).changes == (), "asked again, it is there again"


def test_that_a_private_one_has_expired_is_not_told_to_others(
    asked: App, time: MovingClock
) -> None:
    answer = asked.ask(LOCAL, QUESTION, limit=5)
    asked.team(LOCAL).keep(answer, asker="ann", place="1", private=True)
    time.now += timedelta(days=31)
    with pytest.raises(NoReceipt):
        asked.receipt(LOCAL, answer.receipt, lambda kept: kept.asker == "bob")


def test_an_answer_that_cannot_be_kept_is_logged_and_no_fault(
    asked: App, caplog: pytest.LogCaptureFixture
) -> None:
    answer = asked.ask(LOCAL, QUESTION, limit=5)
    team = asked.team_file(LOCAL).path
    team.mkdir(parents=True)
    asked.keep_receipt(answer)
    assert f"The receipt {answer.receipt} leads nowhere." in caplog.text


def test_a_clock_that_has_moved_is_no_change(
    asked: App, time: MovingClock, new_id: Callable[[], str]
) -> None:
    answer = ask(asked)
    time.now = datetime(2026, 1, 20, tzinfo=UTC)
    assert asked.receipt(LOCAL, answer.receipt).changes == ()
