"""Whatever was saved, cards of it are within Discord's limits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from discord import ui

from bot.core.notebook import LONGEST_TAG, MOST_TAGS, Notebook
from bot.core.notebook_entry import Entry, Where
from bot.core.texts import texts as in_language
from bot.views.markdown import units
from bot.views.notebook_card import EntryCard, NotebookCard
from tests.bot.conftest import Place, texts, walk
from tests.bot.notebooks.saving import QUESTION, entries, shown
from tests.citations import CITATION
from tests.conftest import NOW


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("mark", ["*", "*\n", "\U0001f600", "> ", "1. "])
def test_cards_of_hostile_text_are_within_discords_limits_and_keep_what_matters(
    mark: str, language: str
) -> None:
    def filled(most: int) -> str:
        return (mark * most)[:most]

    quote = replace(CITATION.as_quote(), text=filled(1_000), title=filled(400))
    quote = replace(quote, outlet=filled(400), origin=filled(200))
    where = Where("5", "9", filled(100))
    tags = tuple(f"{number}{mark.strip() * 40}"[:LONGEST_TAG] for number in range(MOST_TAGS))
    given = [
        Entry(f"{number:012x}", quote, filled(500), "", "1" * 19, NOW, where, filled(1_000), tags)
        for number in range(8)
    ]
    gone = {each.id: NOW for each in given}
    words = in_language(language)
    page = NotebookCard(given, 0, words, gone=gone, heading=f"**{'x' * 300}**")
    for card in (page, EntryCard(given[0], words, gone=gone)):
        shown = [each.content for each in card.walk_children() if isinstance(each, ui.TextDisplay)]
        assert sum(map(units, shown)) <= 4_000
        assert card.total_children_count <= 40
        entries_ = shown[1:] if card is page else ["\n".join(shown)]
        for each in entries_:
            assert "2026" in each, "that the article is gone"
            assert f"<@{'1' * 19}>" in each
        if card is not page:
            assert shown[1].count("\n") >= 5, "all of it, however much is cut"


async def test_a_notebook_of_hostile_text_is_within_discords_limits(place: Place) -> None:
    citation = place.bot.app.ask("local", QUESTION, limit=1).citations[0]
    file = place.bot.app.team_file(f"guild-{place.guild.id}")
    for number in range(6):
        quote = citation.as_quote().__class__(
            **{
                **{name: getattr(citation, name) for name in citation.as_quote().__slots__},
                "passage_id": f"{number:016x}",
                "text": "*_`~|<@1>" * 110,
                "title": "*" * 400,
                "outlet": "_" * 400,
            }
        )
        Notebook(file, str(place.channel.id)).save(
            quote, question="*" * 500, receipt="", saver="1", note="~" * 1000,
            thread="9", thread_name="`" * 100,
        )  # fmt: skip
    book = await shown(place)
    components = place.components(book)
    assert sum(map(len, texts(components))) <= 4_000
    assert sum(1 for _ in walk(components)) <= 40
    opened = await place.ann.select(book, [entries(place)[0].id])
    assert sum(map(len, texts(place.components(opened.response)))) <= 4_000
