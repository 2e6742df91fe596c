"""Saved passages to be exported, and how the files are read back."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from hypothesis import strategies as st
from pybtex.richtext import Text

from bot.core.exports import Gone, exports
from bot.core.notebook_entry import Entry, Where
from bot.core.rendering import Wording
from bot.core.texts import texts
from tests.citations import citing
from tests.conftest import NOW

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\\{}$&#^_~%@\"',;=+-\n\r\t\x00\u202e "),
    ),
    min_size=1,
    max_size=40,
)
RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def entry(number: int = 0, **changes: object) -> Entry:
    quote = citing(passage_id=f"{number:016x}", **changes).as_quote()
    where = Where("5", "9", "Talks")
    return Entry(f"{number:012x}", quote, "who?", "fn-7K3QXM", "1", NOW, where, "a note", ("t",))


@st.composite
def entries_(draw: st.DrawFn) -> list[Entry]:
    found = []
    for number in range(draw(st.integers(1, 3))):
        maybe = st.none() | HOSTILE
        given = entry(
            number,
            text=draw(HOSTILE),
            title=draw(maybe),
            outlet=draw(maybe),
            author=draw(maybe),
            url=draw(st.none() | st.just("https://example.org/a_b%20c?d=1&e#f~g") | HOSTILE),
            origin=draw(HOSTILE),
            published=draw(st.none() | st.dates(date(1, 1, 1))),
            paragraph=draw(st.integers(1, 40)),
            sha256=f"{draw(st.integers(0, 2)):064x}",
        )
        found.append(replace(given, question=draw(HOSTILE), note=draw(HOSTILE | st.just(""))))
    return found


def written(
    name: str, entries: list[Entry], language: str = "en", gone: Gone = MappingProxyType({})
) -> str:
    return exports()[name].write(entries, Wording(texts(language)), gone).decode("utf-8")


def plain(latex: str) -> str:
    """What LaTeX shows, as pybtex reads it."""
    # Commands of LaTeX that pybtex does not know.
    known = re.sub(r"\\text(?:braceleft|braceright|asciicircum)", "", latex)
    return " ".join(str(Text.from_latex(known)).split())


def records(ris: str) -> list[dict[str, list[str]]]:
    """A strict reader of RIS: tag, two spaces, hyphen, space, value; from TY to ER."""
    found: list[dict[str, list[str]]] = []
    inside = False
    for each in ris.split("\n"):
        if not each.strip():
            continue
        match = RIS_LINE.fullmatch(each.rstrip("\r"))
        assert match, f"not a line of RIS: {each!r}"
        tag, value = match.groups()
        if tag == "TY":
            assert not inside
            found.append({})
            inside = True
        assert inside
        if tag == "ER":
            inside = False
        else:
            found[-1].setdefault(tag, []).append(value)
    assert not inside
    return found


def bibtex_day(fields: Mapping[str, str]) -> date | None:
    """The day of an entry as pybtex reads it, which writes its month out."""
    if "year" not in fields:
        assert "month" not in fields and "day" not in fields
        return None
    month = [*calendar.month_name].index(fields["month"])
    return date(int(fields["year"]), month, int(fields["day"]))
