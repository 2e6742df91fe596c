"""A notebook as Markdown: every quotation to the letter, and its references read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pybtex.database
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Quote
from bot.core.exported import read_quotations
from bot.core.notebook_entry import Entry
from bot.core.reference import references
from tests.citations import citing
from tests.core.exporting import (
    bibtex_day,
    entries_,
    entry,
    written,
)


@given(entries_(), st.sampled_from(["en", "de"]))
def test_markdown_has_every_quotation_to_the_letter(entries: list[Entry], language: str) -> None:
    read = list(read_quotations(written("markdown", entries, language)))
    assert [(each.text, each.start, each.sha256) for each in read] == [
        (each.quote.text, each.quote.start, each.quote.sha256) for each in entries
    ]


@given(entries_())
def test_the_references_of_markdown_are_read_back_by_pybtex(entries: list[Entry]) -> None:
    text = written("markdown", entries)
    block = text.rpartition("```bibtex\n")[2].removesuffix("```\n")
    found = references(each.quote for each in entries)
    read = pybtex.database.parse_string(block, "bibtex")
    assert list(read.entries) == [each.key for each in found]
    for each in found:
        assert bibtex_day(read.entries[each.key].fields) == each.published


@pytest.mark.parametrize(
    ("language", "told"), [("en", " 15 Sep 2014. "), ("de", " 15. September 2014. ")]
)
def test_markdown_tells_the_day_in_its_own_language(language: str, told: str) -> None:
    assert told in written("markdown", [entry(published=date(2014, 9, 15))], language)


def test_markdown_reads_as_a_member_expects() -> None:
    given = replace(entry(), quote=_khamenei())
    assert written("markdown", [given]) == (
        "# Notebook: one passage\n\n"
        "## who?\n\n"
        "> Nobody asked. The offer was rejected. That was all.\n\n"
        '"Khamenei: Iran rejected US request." Middle East Eye. Date not stated. Paragraph 7.\n'
        f"Check: a.txt, characters 120-171, SHA-256 {'f' * 64} · fn-7K3QXM\n\n"
        "Note: a note\n\nTags: t\n\nSaved on 2 Jan 2026, 03:04 UTC.\n\n"
        "```bibtex\n@misc{khamenei-ffffffff,\n"
        "  title = {{Khamenei: Iran rejected US request}},\n"
        "  howpublished = {Middle East Eye},\n"
        "  note = {Paragraph 7}\n}\n```\n"
    )


def _khamenei() -> Quote:
    return citing(
        title="Khamenei: Iran rejected US request", author=None, published=None
    ).as_quote()
