"""Exports are read back by other libraries than those that wrote them, whatever they hold."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
import zipfile
from datetime import date

import pybtex.database
import pytest
from hypothesis import example, given

from bot.core.exported import read_quotations
from bot.core.exports import Gone, exports, packed
from bot.core.exports.table import COLUMNS, unguarded
from bot.core.notebook_entry import Entry, NotebookRefused
from bot.core.reference import references
from tests.citations import citing
from tests.conftest import NOW
from tests.core.exporting import (
    bibtex_day,
    entries_,
    entry,
    plain,
    records,
    written,
)

# What LaTeX calls the characters that it acts on (LaTeX2e reference manual, "Reserved characters").
ESCAPES = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^", "$": "$", "&": "&", "#": "#", "_": "_", "%": "%",
}  # fmt: skip


def test_the_formats_are_these() -> None:
    assert {name: each.SUFFIX for name, each in exports().items()} == {
        "bibtex": ".bib", "csl-json": ".json", "csv": ".csv", "markdown": ".md", "ris": ".ris",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(exports()))
def test_nothing_saved_is_a_file_without_entries(name: str) -> None:
    shown = written(name, [])
    assert "Iran" not in shown


def test_an_article_is_cited_once_with_all_its_paragraphs() -> None:
    quotes = [citing(paragraph=8).as_quote(), citing(paragraph=5, last_paragraph=6).as_quote()]
    (reference,) = references(quotes)
    assert reference.key == "iran-ffffffff"
    assert reference.place == "Paragraphs 5 to 6, 8"
    assert references(quotes[:1])[0].place == "Paragraph 8"


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ([(0, 0)], "Heading"),
        ([(0, 0), (3, 3)], "Heading, paragraph 3"),
        ([(0, 2), (3, 3), (5, 6)], "Heading, paragraphs 3, 5 to 6"),
    ],
)
def test_what_stands_above_the_first_paragraph_has_no_number(
    spans: list[tuple[int, int]], told: str
) -> None:
    quotes = [citing(paragraph=a, last_paragraph=b).as_quote() for a, b in spans]
    assert references(quotes)[0].place == told


def test_an_address_holds_what_addresses_may_and_stays_the_same_in_all_formats() -> None:
    given = entry(url='https://x.org/a_b~c%20d?q={"}\\ é#f')
    address = "https://x.org/a_b~c%20d?q=%7B%22%7D%5C%20é#f"
    assert references([given.quote])[0].url == address
    assert f"url = {{{address}}}" in written("bibtex", [given])
    assert json.loads(written("csl-json", [given]))[0]["URL"] == address
    assert records(written("ris", [given]))[0]["UR"] == [address]


def test_what_is_not_stated_is_left_empty() -> None:
    given = entry(outlet=None, author=None, published=None, url=None)
    assert written("bibtex", [given]) == (
        "@misc{iran-ffffffff,\n  title = {{Iran Rejects Bid}},\n  note = {Paragraph 7}\n}\n"
    )
    assert json.loads(written("csl-json", [given])) == [
        {"id": "iran-ffffffff", "type": "document", "title": "Iran Rejects Bid",
         "note": "Paragraph 7"},
    ]  # fmt: skip
    (record,) = records(written("ris", [given]))
    assert record == {
        "TY": ["GEN"], "ID": ["iran-ffffffff"], "TI": ["Iran Rejects Bid"], "N1": ["Paragraph 7"],
    }  # fmt: skip


@given(entries_())
@example([entry(title="\uf900 cafe\u0301", author="Ren\u0065\u0301 \uf900", outlet="\uf900")])
def test_bibtex_is_read_back_by_pybtex(entries: list[Entry]) -> None:
    found = references(each.quote for each in entries)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = pybtex.database.parse_string(written("bibtex", entries), "bibtex")
    assert list(read.entries) == [each.key for each in found]
    for each in found:
        fields = read.entries[each.key].fields
        assert shown(fields["title"]) == bare(each.title)
        assert to_the_letter(fields["title"][1:-1]) == each.title
        assert (shown(fields["howpublished"]) if "howpublished" in fields else None) == (
            bare(each.outlet) if each.outlet else None
        )
        assert fields.get("url") == each.url
        persons = read.entries[each.key].persons.get("author", [])
        # A name is never taken apart: all of it is a last name, in braces of its own.
        names = ["".join(each.last_names) for each in persons]
        assert [str(each) for each in persons] == names
        assert all(name[0] == "{" and name[-1] == "}" for name in names)
        assert [to_the_letter(name[1:-1]) for name in names] == (
            [each.author] if each.author else []
        )
        assert bibtex_day(fields) == each.published


def to_the_letter(latex: str) -> str:
    """A value without its escapes, each of which is in braces; nothing else may be active."""
    bare = re.sub(r"\{\\([a-z]+|[$&#_%])\}", "", latex)
    assert not re.search(r"[\\{}$&#_%^~]", bare)
    return re.sub(r"\{\\([a-z]+|[$&#_%])\}", lambda match: ESCAPES[match[1]], latex)


def shown(latex: str) -> str:
    return bare(plain(latex))


def bare(text: str) -> str:
    """What must survive: letters and digits, in their order."""
    return "".join(filter(str.isalnum, text))


@given(entries_())
def test_csl_json_is_read_and_set_by_citeproc(entries: list[Entry]) -> None:
    from citeproc.source.json import CiteProcJSON

    items = json.loads(written("csl-json", entries))
    found = references(each.quote for each in entries)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = CiteProcJSON(items)
    assert [each["id"] for each in items] == [each.key for each in found]
    for item, each in zip(items, found, strict=True):
        reference = read[each.key.lower()]
        assert str(reference.title) == item["title"] == each.title
        assert item.get("container-title") == each.outlet
        assert [name["literal"] for name in item.get("author", [])] == (
            [each.author] if each.author else []
        )
        issued = reference.get("issued")
        assert (issued and date(issued.year, issued.month, issued.day)) == each.published


@given(entries_())
def test_ris_has_only_lines_of_ris_with_the_values_to_the_letter(entries: list[Entry]) -> None:
    found = references(each.quote for each in entries)
    read = records(written("ris", entries))
    assert [each["ID"] for each in read] == [[each.key] for each in found]
    for record, each in zip(read, found, strict=True):
        assert record["TI"] == [each.title]
        assert record.get("AU", []) == ([each.author] if each.author else [])
        assert record.get("T2", []) == ([each.outlet] if each.outlet else [])
        assert record.get("UR", []) == ([each.url] if each.url else [])
        day = each.published
        # RIS has a date as year, month, day and more, with strokes between.
        assert record.get("PY", []) == ([f"{day.year:04}"] if day else [])
        assert [given.split("/") for given in record.get("DA", [])] == (
            [[f"{day.year:04}", f"{day.month:02}", f"{day.day:02}", ""]] if day else []
        )


@given(entries_())
def test_csv_has_every_value_to_the_letter_and_no_formula(entries: list[Entry]) -> None:
    text = written("csv", entries).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    for cells, each in zip(rows[1:], entries, strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
        read = dict(zip(COLUMNS, map(unguarded, cells), strict=True))
        assert (read["quote"], read["note"]) == (each.quote.text, each.note)
        assert (read["question"], read["file"]) == (each.question, each.quote.origin)
        assert (read["thread_id"], read["passage_id"]) == ("9", each.quote.passage_id)
        day = each.quote.published
        assert (date.fromisoformat(read["date"]) if read["date"] else None) == day


def test_an_article_that_is_gone_is_said_to_be_with_its_day_if_that_is_known() -> None:
    there, gone, since = (entry(number) for number in range(3))
    given: Gone = {gone.id: None, since.id: NOW}
    text = written("markdown", [there, gone, since], gone=given)
    assert text.count("Its article was removed or replaced since.") == 1
    assert text.count("Its article was removed or replaced on 2 Jan 2026.") == 1
    assert len(list(read_quotations(text))) == 3
    rows = csv.DictReader(io.StringIO(written("csv", [there, gone, since], gone=given)))
    assert [(each["article"], each["article_gone_since"]) for each in rows] == [
        ("there", ""), ("gone", ""), ("gone", NOW.isoformat()),
    ]  # fmt: skip


def test_references_say_of_an_article_that_it_is_gone_beside_what_it_is_cited_by() -> None:
    there = entry(0, sha256="a" * 64)
    gone, since = entry(1, sha256="b" * 64), entry(2, sha256="c" * 64)
    left = entry(3, sha256="b" * 64, library="other")
    given: Gone = {gone.id: None, since.id: NOW}
    entries = [there, gone, since]
    unknown = "Removed from the library since, or replaced there."
    known = "Removed from the library, or replaced there, on 2 Jan 2026."
    for name in ("bibtex", "markdown"):
        text = written(name, entries, gone=given)
        assert text.count("  annote = {") == 2
        assert f"  note = {{Paragraph 7}},\n  annote = {{{unknown}}}\n" in text
        assert f"  annote = {{{known}}}\n" in text
    items = json.loads(written("csl-json", entries, gone=given))
    assert [each.get("annote") for each in items] == [None, unknown, known]
    read = records(written("ris", entries, gone=given))
    assert [each["N1"][1:] for each in read] == [[], [unknown], [known]]
    assert "Am 2. Januar 2026 aus der Bibliothek" in written("ris", entries, "de", given)

    assert "annote" not in written("bibtex", [gone, left], gone={gone.id: NOW}), "it is there still"
    both = {gone.id: None, left.id: NOW}
    assert f"annote = {{{known}}}" in written("bibtex", [gone, left], gone=both)


def test_a_file_that_is_too_large_is_packed_and_refused_if_that_does_not_help() -> None:
    data = b"The offer was rejected. " * 1_000
    assert packed("n.md", data, len(data)) == ("n.md", data)
    name, archive = packed("n.md", data, len(data) - 1)
    assert name == "n.md.zip"
    assert packed("n.md", data, len(data) - 1) == (name, archive), "the same for the same data"
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        assert file.namelist() == ["n.md"]
        assert file.read("n.md") == data
    with pytest.raises(NotebookRefused, match="Export one tag at a time"):
        packed("n.md", data, 10)


@given(entries_())
def test_csl_json_is_set_in_a_style_as_it_is_written(entries: list[Entry]) -> None:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    found = references(each.quote for each in entries)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        source = CiteProcJSON(json.loads(written("csl-json", entries)))
        shown = CitationStylesBibliography(style, source, formatter.plain)
        for each in found:
            shown.register(Citation([CitationItem(each.key)]))
        lines = [str(line) for line in shown.bibliography()]
    assert len(lines) == len(found)
    for each in found:
        assert any(bare(each.title).lower() in bare(line).lower() for line in lines)
