"""A receipt's card fits Discord's limits, whatever the passages hold and however much changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Answer, Missing, Options
from bot.core.receipts import Change, Receipt
from bot.core.texts import texts as english
from bot.core.word_match import WordMatch
from bot.views.receipt import ReceiptCard
from tests.bot.conftest import texts, walk
from tests.citations import SEARCHED, citing
from tests.conftest import NOW

# Characters that double when escaped, that need marks on every line, or that Discord counts twice.
HOSTILE = st.text(alphabet=st.sampled_from("ab *_`|\\\n>#-😀“é"), min_size=1, max_size=600)


def moved(title: str) -> Change:
    return Change(kind="moved", passage=citing(title=title), rank=2, was=1)


ENGLISH = english()


@st.composite
def receipts_(draw: st.DrawFn) -> Receipt:
    """An answer of any texts, and what changed."""
    found = []
    for rank in range(1, draw(st.integers(0, 4)) + 1):
        text = draw(HOSTILE)
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        title, outlet = draw(HOSTILE), draw(HOSTILE)
        found.append(
            citing(
                rank=rank,
                text=text,
                sentence=text[start:end],
                sentence_start=start,
                title=title,
                outlet=outlet,
            )
        )
    titles = draw(st.lists(HOSTILE, max_size=5)) * draw(st.integers(0, 3))
    return Receipt(
        answer=Answer(
            question=draw(HOSTILE.filter(str.strip)),
            libraries=(SEARCHED,) * draw(st.integers(1, 8)),
            citations=tuple(found),
            match=draw(st.sampled_from(list(WordMatch))),
            missing=Missing(tuple(draw(st.lists(HOSTILE, max_size=3)))),
            options=Options(15),
            receipt="fn-7K3QXM",
        ),
        asked_at=NOW,
        id="0123456789ab",
        changes=tuple(map(moved, titles))[:11],
    )


def check(card: ReceiptCard) -> None:
    components = card.to_components()
    assert sum(len(text.encode("utf-16-le")) // 2 for text in texts(components)) <= 4000
    assert sum(1 for _ in walk(components)) <= 40
    assert all(texts(components))
    assert card.content_length() <= 4000


@given(receipts_())
def test_a_card_fits_a_message_whatever_changed(receipt: Receipt) -> None:
    for changes in (receipt.changes[:4], ()):
        card = ReceiptCard(replace(receipt, changes=changes), ENGLISH)
        check(card)
        below = texts(card.to_components())[-1]
        assert ("A fresh run: unchanged." in below) is not bool(changes)


def test_a_card_fits_a_message_with_as_many_changes_as_are_told() -> None:
    answer = Answer("why?", (SEARCHED,), (), receipt="fn-7K3QXM")
    card = ReceiptCard(Receipt(answer, NOW, (moved("*" * 500),) * 11), ENGLISH)
    check(card)
    below = texts(card.to_components())[-1]
    assert "A fresh run: changed." in below and below.count("\n") > 1


def test_a_passage_gives_way_to_what_changed() -> None:
    # pages of such sentences hold three
    found = tuple(
        citing(rank=n, text="x" * 900, sentence="x" * 900, sentence_start=0) for n in (1, 2, 3)
    )
    answer = Answer("why?", (SEARCHED,), found, match=WordMatch.STRONG, receipt="fn-7K3QXM")
    few = texts(ReceiptCard(Receipt(answer, NOW, ()), ENGLISH).to_components())
    longest = ReceiptCard(Receipt(answer, NOW, (moved("y" * 300),) * 11), ENGLISH)
    many = texts(longest.to_components())
    assert len(many) < len(few)
    assert many[-1].count("\n") == 11
    check(longest)
