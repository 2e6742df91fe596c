"""Cards fit Discord's limits and stay verbatim, whatever the passages hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Answer, Citation, Missing, Options
from bot.core.surroundings import Surroundings
from bot.core.texts import all_texts
from bot.core.texts import texts as catalogue
from bot.core.word_match import WordMatch
from bot.views.card import MOST_PASSAGES, AnswerCard, paginate
from bot.views.opened import OpenedCard
from index.operators import Operators
from tests.bot.conftest import DOING, LOST, labels, texts, walk
from tests.bot.test_markdown import as_shown
from tests.citations import SEARCHED, SIMILAR, answering, citing, lacking

ENGLISH = catalogue()
ID = "0123456789ab"
DAY = date(2014, 9, 15)
CITATION = citing(
    text="One sentence. The best sentence. A third one.",
    sentence="The best sentence.",
    sentence_start=14,
    title="A title",
    outlet="The Outlet",
    published=DAY,
    start=100,
    end=145,
)

# Characters that double when escaped, that need marks on every line, or that Discord counts twice.
HOSTILE = st.text(alphabet=st.sampled_from("a *_`|\\\n>#-😀“é"), min_size=1, max_size=1000)
LONG = st.text(alphabet=st.sampled_from("ab *_\n😀"), min_size=0, max_size=400)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    text = draw(
        HOSTILE
        | st.builds(lambda unit, n: (unit * n)[:1000], HOSTILE, st.integers(1, 1000))
        | st.sampled_from(["*" * 1000, "a\n" * 500, "*\n" * 500, "😀" * 1000, "```" * 300])
    )
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    behind = draw(st.booleans()) and end < len(text)
    similar = replace(SIMILAR, text=text, title=draw(LONG), same_words=draw(st.booleans()))
    return replace(
        CITATION,
        text=text,
        sentence=text[start:end],
        sentence_start=start,
        second=(end, draw(st.integers(end + 1, len(text)))) if behind else None,
        similar=(similar,) * draw(st.integers(0, 20)),
        title=draw(st.none() | LONG),
        outlet=draw(st.none() | LONG),
        url=draw(st.none() | st.integers(0, 4000).map(lambda n: f"https://example.org/{'a' * n}")),
        origin=draw(LONG.filter(bool)),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    found = draw(st.lists(citations(), max_size=7))
    # All of it is made of the words of one question, so that it is never much at once.
    word = st.text(st.sampled_from("a*_`|~#é"), min_size=1, max_size=60)
    letters = st.text(st.sampled_from("aé"), min_size=1, max_size=60)
    more: dict[str, object] = draw(
        st.fixed_dictionaries(
            {
                "missing": st.builds(
                    Missing,
                    absent=st.tuples(
                        st.lists(LONG, max_size=12).map(tuple), st.integers(1, 60)
                    ).map(lambda drawn: drawn[0] * drawn[1]),
                )
            }
        )
        | st.fixed_dictionaries(
            {
                "missing": st.builds(
                    Missing, apart=st.lists(st.tuples(word, word), max_size=3).map(tuple)
                )
            }
        )
        | st.fixed_dictionaries(
            {"corrections": st.lists(st.tuples(letters, letters), max_size=4).map(tuple)}
        )
        | st.fixed_dictionaries(
            {
                "operators": st.builds(
                    Operators,
                    phrases=st.lists(word, max_size=5).map(tuple),
                    excluded=st.lists(word, max_size=2).map(tuple),
                    sources=st.lists(word, max_size=2).map(tuple),
                    after=st.none() | st.just(DAY),
                    newest=st.booleans(),
                )
            }
        )
    )
    return Answer(
        question=draw(LONG.filter(str.strip)),
        libraries=tuple(
            replace(SEARCHED, title=title)
            for title in draw(st.lists(LONG, min_size=1, max_size=8)) * draw(st.integers(1, 8))
        ),
        citations=tuple(replace(each, rank=rank) for rank, each in enumerate(found, start=1)),
        match=draw(st.sampled_from(WordMatch)),
        kept_back=draw(st.booleans()),
        options=Options(
            limit=15, anyway=draw(st.booleans()), read_as=draw(st.none() | LONG.filter(str.strip))
        ),
        receipt="fn-7K3QXM",
        **more,  # type: ignore[arg-type]
    )


def check(view: discord.ui.LayoutView) -> None:
    components = view.to_components()
    assert sum(len(text.encode("utf-16-le")) // 2 for text in texts(components)) <= 4000
    assert sum(1 for _ in walk(components)) <= 40
    assert all(len(text) >= 1 for text in texts(components))
    ids = [each["custom_id"] for each in walk(components) if "custom_id" in each]
    assert len(ids) == len(set(ids))
    assert all(len(each) <= 100 for each in ids)
    assert view.content_length() <= 4000


@given(answers())
def test_every_page_of_every_answer_fits_a_message(answer: Answer) -> None:
    pages = [*paginate(answer)]
    assert [rank for page in pages for rank in page.ranks] == [
        each.rank for each in answer.citations
    ]
    assert all(len(page.ranks) <= 3 for page in pages)
    for words in all_texts():
        for page in range(len(pages)):
            check(AnswerCard(answer, ID, page, texts=words))
            check(AnswerCard(answer, None, page, texts=words))


def test_a_full_card_fits_in_every_language() -> None:
    long = "x" * 1000
    others = (
        *(SIMILAR,) * 3,
        *(replace(SIMILAR, same_words=True),) * 3,
        *(replace(SIMILAR, same_words=True, copy=True),) * 3,
    )
    answer = Answer(
        question="w" * 500,
        libraries=tuple(
            replace(
                SEARCHED, title="t" * 60, articles=123456, dated=123450, last=date(2015, 12, 25)
            )
            for _ in range(9)
        ),
        citations=tuple(
            replace(CITATION, rank=rank, text=long, sentence=long, sentence_start=0, similar=others)
            for rank in (1, 2, 3)
        ),
        corrections=(("a", "b"),) * 6,
        missing=Missing(absent=("a",), apart=(("b", "c"),) * 6, undated=1),
        operators=Operators(("p",), ("q",), ("r",), DAY, date(2015, 12, 25), newest=True),
        options=Options(15),
        receipt="fn-7K3QXM",
    )
    # Every length that the sentences may have: one of them nearly fills a page.
    fullest = 0
    for length in range(600, 1000):
        cut = {"text": long[:length], "sentence": long[:length]}
        found = tuple(replace(each, **cut) for each in answer.citations)
        for words in all_texts():
            card = AnswerCard(replace(answer, citations=found), ID, texts=words)
            check(card)
            fullest = max(fullest, card.content_length())
    assert fullest > 3_700


def test_a_card_is_in_the_language_of_its_texts() -> None:
    german = catalogue("de")
    missing = Missing(absent=("zep_pelin", "blimp"))
    found = tuple(replace(CITATION, rank=rank, similar=(SIMILAR,)) for rank in range(1, 5))
    answer = answering(*found, question="why?", missing=missing, match=WordMatch.PARTIAL)
    shown = AnswerCard(answer, ID, texts=german).to_components()
    assert texts(shown)[0] == (
        "**why?**\nNächstliegende Passagen · teilweise Wortübereinstimmung\n"
        "Keine Passage enthält „zep\\_pelin“ oder „blimp“."
    )
    assert texts(shown)[2] == (
        "1\\. A title\n-# The Outlet, 15. September 2014 · Absatz 7\n"
        "-# Ähnlich in einem anderen Artikel"
    )
    assert labels(shown)[:4] == ["Öffnen 1", "Öffnen 2", "Öffnen 3", "Mehr"]
    assert labels(shown)[-1] == "Löschen"
    (_, searched, *_) = texts(AnswerCard(lacking("oil"), ID, texts=german).to_components())
    assert searched.splitlines()[0] == "Keine Passage enthält „oil“, darum wird nichts zitiert."
    opened = OpenedCard(replace(CITATION, published=None), Surroundings(present=False), german)
    assert "Datum nicht angegeben. Absatz 7." in texts(opened.to_components())[-1]


@pytest.mark.parametrize("match", WordMatch)
@pytest.mark.parametrize("found", [0, 1, 15])
def test_a_card_fits_whatever_there_is_many_of(found: int, match: WordMatch) -> None:
    answer = Answer(
        question="*" * 4000,
        libraries=tuple(
            replace(SEARCHED, name=f"l{n}", title="_" * 200, dated=5, first=DAY, last=DAY)
            for n in range(60)
        ),
        citations=tuple(
            replace(CITATION, rank=rank, url=f"https://example.org/{'a' * 3980}")
            for rank in range(1, found + 1)
        ),
        missing=Missing(absent=tuple(f"{n}{'*' * 90}" for n in range(660))),
        match=match,
    )
    for page in range(len([*paginate(answer)])):
        check(AnswerCard(answer, ID, page, texts=ENGLISH))
        shown = "\n".join(texts(AnswerCard(answer, ID, page, texts=ENGLISH).to_components()))
        assert "652 more of its words" in shown
        assert "more libraries" in shown or (found and match is WordMatch.WEAK)
        assert "aaaa" not in shown, "no part of an address that is too long to be a link"


def test_words_that_no_passage_has_are_named_above_the_passages() -> None:
    missing = Missing(absent=("zep_pelin", "blimp"))
    answer = answering(CITATION, question="why?", missing=missing, match=WordMatch.PARTIAL)
    assert texts(AnswerCard(answer, ID, texts=ENGLISH).to_components())[0] == (
        "**why?**\nClosest passages · partial word match\n"
        'No passage contains "zep\\_pelin" or "blimp".'
    )


def test_what_was_kept_back_or_corrected_can_be_asked_again() -> None:
    nothing = AnswerCard(lacking("Putin"), ID, texts=ENGLISH).to_components()
    assert labels(nothing) == [*LOST, "Delete"]
    kept_back = lacking("Putin", kept_back=True)
    assert labels(AnswerCard(kept_back, ID, texts=ENGLISH).to_components()) == [
        LOST[0],
        "Nearest anyway",
        *LOST[1:],
        "Delete",
    ]
    corrected = answering(CITATION, corrections=(("zep_pelins", "Zeppelin"),))
    shown = AnswerCard(corrected, ID, texts=ENGLISH).to_components()
    assert labels(shown) == ["Open 1", "Follow up", *DOING[:-1], "Ask exactly", "Delete"]
    assert 'No passage has "zep\\_pelins"; searched for "Zeppelin".' in texts(shown)[0]
    assert labels(AnswerCard(corrected, None, texts=ENGLISH).to_components()) == []


def test_the_receipt_is_the_last_line_in_small_print() -> None:
    for answer in (
        answering(CITATION, receipt="fn-7K3QXM", match=WordMatch.STRONG),
        answering(CITATION, receipt="fn-7K3QXM"),
        lacking("Putin", receipt="fn-7K3QXM"),
    ):
        shown = texts(AnswerCard(answer, ID, texts=ENGLISH).to_components())
        assert shown[-1].splitlines()[-1].startswith("-# ")
        assert shown[-1].endswith("fn-7K3QXM")


def test_both_of_the_best_sentences_are_bold() -> None:
    citation = replace(CITATION, second=(34, 45))
    quoted = texts(AnswerCard(answering(citation), ID, texts=ENGLISH).to_components())[1]
    assert quoted == "> One sentence. **The best sentence.** A **third one.**"


def test_what_other_articles_say_stands_below_the_source_and_is_opened_with_it() -> None:
    citation = replace(CITATION, similar=(SIMILAR, replace(SIMILAR, same_words=True)))
    shown = texts(AnswerCard(answering(citation), ID, texts=ENGLISH).to_components())
    assert shown[2].splitlines()[-1] == "-# Same words in 1 other article, similar in 1"
    opened = texts(OpenedCard(citation, Surroundings(present=True), ENGLISH).to_components())
    assert opened[2] == (
        "**Similar**: The offer was rejected on Monday.\n"
        "-# Iran Turns Down Bid. SHAFAQNA, date not stated · paragraph 2\n"
        "**Same words**: The offer was rejected on Monday.\n"
        "-# Iran Turns Down Bid. SHAFAQNA, date not stated · paragraph 2"
    )


def test_a_copy_for_somebody_else_turns_pages_and_has_no_delete() -> None:
    found = tuple(replace(CITATION, rank=rank) for rank in range(1, 8))
    answer = Answer("why?", (SEARCHED,), found)
    assert labels(AnswerCard(answer, ID, 1, copy=True, texts=ENGLISH).to_components()) == [
        *("Open 4", "Open 5", "Open 6"),
        *("Back", "More"),
        *DOING,
    ]
    nothing = AnswerCard(lacking("oil"), ID, copy=True, texts=ENGLISH).to_components()
    assert labels(nothing) == LOST


@given(citations(), st.none() | HOSTILE, st.none() | HOSTILE, st.booleans())
def test_every_opened_passage_fits_a_message_and_is_whole(
    citation: Citation, before: str | None, after: str | None, present: bool
) -> None:
    card = OpenedCard(citation, Surroundings(present, before, after), ENGLISH)
    check(card)
    shown = "\n".join(texts(card.to_components()))
    quoted = as_shown(shown).replace("\n> ", "\n").replace("**", "")
    assert citation.text.replace("**", "").strip("\n") in quoted.replace("**", "")


def test_a_passage_shows_its_best_sentence_whole_and_about_350_characters() -> None:
    long = "Before it. " * 40 + "The best sentence. " + "After it. " * 40
    citation = replace(CITATION, text=long, sentence_start=440)
    answer = Answer("why?", (SEARCHED,), (citation,))
    quoted = texts(AnswerCard(answer, ID, texts=ENGLISH).to_components())[1]
    assert quoted.startswith("> \\[...\\] ")
    assert quoted.endswith(" \\[...\\]")
    assert "**The best sentence.**" in quoted
    assert 300 <= len(quoted) <= 400


def test_sentences_that_leave_no_room_for_three_passages_make_pages_of_fewer() -> None:
    long = replace(CITATION, text="x" * 1000, sentence="x" * 1000, sentence_start=0)
    found = tuple(replace(long, rank=rank) for rank in (1, 2, 3, 4))
    pages = [*paginate(Answer("why?", (SEARCHED,), found))]
    assert [page.ranks for page in pages] == [[1, 2, 3], [4]]
    wide = replace(CITATION, text="*" * 750, sentence="*" * 750, sentence_start=0)
    found = tuple(replace(wide, rank=rank) for rank in (1, 2, 3))
    pages = [*paginate(Answer("why?", (SEARCHED,), found, WordMatch.STRONG))]
    assert [page.ranks for page in pages] == [[1, 2], [3]]


def test_an_article_with_an_address_is_linked_without_a_preview() -> None:
    answer = Answer("why?", (SEARCHED,), (replace(CITATION, url="https://example.org/a"),))
    shown = texts(AnswerCard(answer, ID, texts=ENGLISH).to_components())[2]
    assert shown.startswith("1\\. [A title](<https://example.org/a>)\n-# The Outlet, 15 Sep")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a.b/) @everyone", "https://a.b/> x"]
)
def test_an_address_that_is_none_is_not_linked(url: str) -> None:
    answer = Answer("why?", (SEARCHED,), (replace(CITATION, url=url),))
    assert "](<" not in texts(AnswerCard(answer, ID, texts=ENGLISH).to_components())[2]


def test_a_copy_that_a_code_block_cannot_hold_comes_as_a_file() -> None:
    citation = replace(CITATION, text="code: ```x```", sentence="code: ```x```", sentence_start=0)
    card = OpenedCard(citation, Surroundings(present=True), ENGLISH)
    assert card.file is not None
    assert card.file.fp.read().decode().startswith("code: ```x```\n\n")
    assert [each for each in walk(card.to_components()) if each["type"] == 13]


def test_a_page_that_there_is_none_of_is_the_last() -> None:
    answer = Answer("why?", (SEARCHED,), (CITATION,))
    assert labels(AnswerCard(answer, ID, 98, texts=ENGLISH).to_components()) == [
        "Open 1",
        *DOING,
        "Delete",
    ]


def test_what_an_answer_keeps_fits_the_ids_of_its_buttons() -> None:
    assert MOST_PASSAGES < 100
