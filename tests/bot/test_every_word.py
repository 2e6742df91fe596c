"""Every word on a card is of a catalogue: in a language without letters, no letter is left."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from discord import ui

from bot.core.answer import Answer, Citation, Missing, Options, Quote, Searched
from bot.core.checked import Check, Finding, Kind
from bot.core.comparing import MOST_ROWS
from bot.core.comparison import Row
from bot.core.comparison_image import alt_text
from bot.core.quote_match import Difference
from bot.core.receipts import Change, Receipt
from bot.core.surroundings import Surroundings
from bot.core.texts import Texts
from bot.core.word_match import WordMatch
from bot.views.card import AnswerCard
from bot.views.check_card import CheckCard
from bot.views.comparison_card import ComparisonCard
from bot.views.opened import OpenedCard
from bot.views.receipt import ReceiptCard
from index.errors import UnknownLibrary
from index.operators import Operators
from tests.bot.conftest import walk
from tests.citations import CITATION, SEARCHED, SIMILAR, answering, citing
from tests.comparisons import comparing, row
from tests.conftest import NOW

ID = "0123456789ab"
# The line that a quotation is checked by is the same in every language; the rest is Markdown.
_SAME = re.compile(r"SHA-256|characters|Check:|```text")
_LETTERS = re.compile(r"[^\W\d_¤]{2,}")


class Wordless(Texts):
    """English without its letters, also those of what is put in."""

    def __init__(self) -> None:
        super().__init__("en")

    def __call__(self, key: str, /, **values: str | int | date) -> str:
        return re.sub(r"[^\W\d_]", "¤", super().__call__(key, **values))


WORDLESS = Wordless()
DAY = date(2014, 9, 15)
LIBRARY = replace(SEARCHED, title="1 2", outlets=("3", "4"), outlets_in_all=9, without_outlet=2)
OTHER = replace(SIMILAR, text="5 6", title="7", outlet="8", origin="9.1", sha256="2" * 64)
OTHERS = (
    OTHER,
    replace(OTHER, same_words=True),
    replace(OTHER, same_words=True, copy=True),
    replace(OTHER, outlet=None, published=DAY),
)


def passage(rank: int = 1, **changes: object) -> Citation:
    known = {
        "text": "1 2. 3 4. 5 6.",
        "sentence": "3 4.",
        "sentence_start": 5,
        "title": "7",
        "outlet": "8",
        "author": "9",
        "origin": "1.2",
        "sha256": "3" * 64,
        "similar": OTHERS,
    }
    return citing(**{"rank": rank, **known, **changes})


PASSAGES = (
    passage(1),
    passage(2, outlet=None, published=DAY, paragraph=2, last_paragraph=3),
    passage(3, outlet=None, published=None, paragraph=2, last_paragraph=9, similar=()),
    passage(4, published=None, similar=OTHERS[:1]),
    passage(5, text="1" * 900, sentence="1" * 900, sentence_start=0),
)
OPERATORS = Operators(("1 2", "3"), ("4",), ("5",), DAY, DAY + timedelta(9), newest=True)
MISSING = Missing(("1", "2"), (("3", "4"), ("5", "6", "7")), emptied=False, undated=2)


def answer(*citations: Citation, **changes: object) -> Answer:
    given: dict[str, object] = {"question": "1 2?", "receipt": "3", **changes}
    made = answering(*citations, **given)  # type: ignore[arg-type]
    return replace(made, libraries=(LIBRARY,) * 9)


def own(name: str, title: str) -> Searched:
    return replace(LIBRARY, name=name, title=title, last=DAY + timedelta(9), changed_at=None)


ANSWERS = [
    *(answer(*PASSAGES, match=match, missing=MISSING) for match in WordMatch),
    answer(*PASSAGES, corrections=(("1", "2"),), operators=OPERATORS, kept_back=True),
    answer(*PASSAGES, options=Options(15, anyway=True), missing=MISSING),
    answer(
        *PASSAGES,
        options=Options(15, anyway=True),
        missing=Missing(emptied=True),
        operators=OPERATORS,
    ),
    answer(missing=MISSING, operators=OPERATORS, kept_back=True),
    answer(missing=Missing(emptied=True)),
    answer(missing=Missing(tuple(map(str, range(12))))),
    answer(),
    replace(answer(*PASSAGES), libraries=(own("own", "named by us"), own("news", "1"))),
    replace(answer(), libraries=()),
]


def words(view: ui.LayoutView) -> list[str]:
    """What a card says that no catalogue has."""
    said = []
    for each in walk(view.to_components()):
        said += [each.get(key) or "" for key in ("content", "label", "placeholder", "description")]
        said += [option["label"] for option in each.get("options", [])]
    return left("\n".join(said))


def left(text: str) -> list[str]:
    assert "¤" in text
    return _LETTERS.findall(_SAME.sub("", text))


@pytest.mark.parametrize("given", ANSWERS)
@pytest.mark.parametrize(("private", "copy"), [(False, False), (True, False), (True, True)])
def test_an_answer(given: Answer, private: bool, copy: bool) -> None:
    for answer_id in (ID, None):
        for page in range(3):
            card = AnswerCard(given, answer_id, page, texts=WORDLESS, private=private, copy=copy)
            assert words(card) == []


@pytest.mark.parametrize("given", PASSAGES)
@pytest.mark.parametrize(
    "around",
    [
        Surroundings(present=True, before="1 2", after="3 4"),
        Surroundings(present=False),
        Surroundings(present=False, removed_at=NOW),
    ],
)
def test_an_opened_passage(given: Citation, around: Surroundings) -> None:
    assert words(OpenedCard(given, around, WORDLESS)) == []
    many = replace(given, similar=(replace(OTHER, text="1 " * 400),) * 40)
    assert words(OpenedCard(many, around, WORDLESS)) == []
    fenced = replace(given, text="```1```", sentence="1", sentence_start=3)
    assert words(OpenedCard(fenced, around, WORDLESS)) == []


CHANGES = (
    Change(kind="match-changed", matches=(WordMatch.STRONG, WordMatch.WEAK)),
    Change(kind="quotes-hidden"),
    Change(kind="quotes-shown"),
    Change(kind="new", passage=PASSAGES[0], rank=1),
    Change(kind="new-since", passage=PASSAGES[1], rank=2, since=DAY),
    Change(kind="moved", passage=PASSAGES[2], rank=3, was=11),
    Change(kind="folded", passage=PASSAGES[0], under=PASSAGES[1]),
    Change(kind="not-among", passage=PASSAGES[0]),
    Change(kind="no-longer", passage=PASSAGES[0]),
    Change(kind="others-changed"),
    Change(kind="more-changes", count=7),
    Change(kind="not-again", error=UnknownLibrary("1", key="library-unknown-none", name="2")),
)


@pytest.mark.parametrize("changes", [(), *((each,) for each in CHANGES), CHANGES * 9])
def test_a_receipt(changes: tuple[Change, ...]) -> None:
    for given in (answer(*PASSAGES[:1]), answer()):
        assert words(ReceiptCard(Receipt(given, NOW, changes), WORDLESS)) == []


def test_a_comparison() -> None:
    def plain(rank: int, **changes: object) -> Row:
        made = row(rank, before="1 2 ", words="3 4", **changes)
        kept = replace(made.citation, title="5", outlet="6", origin="7.8", sha256="9" * 64)
        return replace(made, citation=kept)

    few = comparing((plain(1), plain(2, speaker="1 2")), (plain(3),), question="1?")
    some = replace(few, articles=40, without=tuple("123456"), corrections=(("1", "2"),))
    absent = replace(some, absent=tuple(map(str, range(9))), without=None)
    more = replace(few, worded=90, articles=100)
    many = comparing(*((plain(rank),) for rank in range(1, MOST_ROWS + 1)), question="1?")
    none = replace(few, groups=(), absent=("1",))
    empty = replace(none, articles=0)
    for found in (few, some, absent, more, many, none, empty):
        for comparison_id in (ID, None):
            assert words(ComparisonCard(found, comparison_id, texts=WORDLESS)) == []
        if found.rows:
            assert left(alt_text(found, WORDLESS, replaced=7)) == []


def test_a_check() -> None:
    told = Difference("1", "2")
    quote = Quote(**{name: getattr(OTHER, name) for name in Quote.__dataclass_fields__})
    findings = [
        Finding(
            number=1, quoted="3", line=1, behind=0, kind=kind, closed=False, quote=quote,
            differences=(told, Difference("1", ""), Difference("", "2"), told), left_out=4,
            omitted=("1", "2"),
            inserted=(told, Difference("5", "")), others=2, spoken=spoken, speaker=speaker,
        )
        for kind in Kind
        for spoken, speaker in ((True, "6"), (True, None), (False, None))
    ]  # fmt: skip
    for given in (findings, findings[:1], []):
        for name in ("7.8", ""):
            check = Check(name, tuple(given), (LIBRARY,), unchecked=2, beyond=True)
            for check_id in (ID, None):
                for page in range(3):
                    card = CheckCard(
                        check, check_id, page, texts=WORDLESS, private=True, shared_by="1"
                    )
                    assert words(card) == []


def test_what_is_left_is_seen() -> None:
    assert left("¤¤ one sentence ¤¤") == ["one", "sentence"]
    assert words(AnswerCard(answer(CITATION), ID, texts=WORDLESS)) != [], "a foreign text is seen"
