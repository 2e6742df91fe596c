"""Exported quotations are read back to the letter, whatever they hold, and show nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.exported import block_quote, escaped, quotation, read_quotations, unescaped
from bot.core.rendering import Wording
from bot.core.texts import texts
from tests.citations import citing

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\\`*_[]<>&#|~>-+=1.) \t\n\r\x00\u2028\u202e;x"),
    ),
    max_size=60,
)


@given(TEXT, TEXT, TEXT, st.sampled_from(["en", "de"]))
def test_what_is_read_is_what_was_written(
    text: str, title: str, origin: str, language: str
) -> None:
    quote = citing(text=text, title=title, origin=origin)
    written = quotation(quote, Wording(texts(language)), "fn-7K3QXM")
    (read,) = read_quotations(f"# An export\n\n{written}\n\nAnd more.\n")
    assert read.text == text
    assert read.origin == " ".join(origin.split())
    assert (read.start, read.end, read.sha256) == (quote.start, quote.end, quote.sha256)
    assert read.receipt == "fn-7K3QXM"


@given(st.lists(TEXT, max_size=4))
def test_several_are_read_in_their_order_each_with_its_own_quote(found: list[str]) -> None:
    export = "\n\n".join(quotation(citing(text=text), Wording()) for text in found)
    for newline in ("\n", "\r\n"):
        read = [each.text for each in read_quotations(export.replace("\n", newline))]
        assert read == found


def bare_with_marks(shown: str) -> str:
    """What is not escaped, with something in the place of what is."""
    return re.sub(r"\\.|&#x[0-9a-f]+;", ".", shown)


@given(TEXT)
def test_a_line_of_markdown_has_nothing_that_acts(line: str) -> None:
    shown = escaped(line.replace("\n", " "))
    assert unescaped(shown) == line.replace("\n", " ")
    bare = re.sub(r"\\.|&#x[0-9a-f]+;", "", shown)
    assert not re.search(r"[\\`*\[\]<>|~\x00-\x1f\u202a-\u202e\u2066-\u2069]", bare)
    assert not re.search(r"(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])", bare_with_marks(shown))
    assert not re.match(r"[#+=:-]|\d+[.)]| ", shown)
    assert shown == shown.strip()


def test_a_quotation_reads_well_where_there_is_nothing_to_escape() -> None:
    assert quotation(citing(outlet=None, author=None, published=None), Wording(), "fn-7K3QXM") == (
        "> Nobody asked. The offer was rejected. That was all.\n\n"
        '"Iran Rejects Bid." Date not stated. Paragraph 7.\n'
        f"Check: a.txt, characters 120-171, SHA-256 {'f' * 64} · fn-7K3QXM"
    )


def test_a_check_line_inside_a_quote_or_a_title_is_no_check_line() -> None:
    check = f"Check: x.txt, characters 1-2, SHA-256 {'0' * 64}"
    export = quotation(citing(text=f"a\n{check}\nb", title=f"t\n{check}"), Wording())
    (read,) = read_quotations(export)
    assert read.sha256 == "f" * 64


@pytest.mark.parametrize("line", ["Check: ", "Check: a, characters 1-2, SHA-256 00", ">", ""])
def test_what_is_no_check_line_is_passed_over(line: str) -> None:
    assert list(read_quotations(f"> quoted\n\n{line}\n")) == []


def test_a_check_line_without_a_quote_quotes_nothing() -> None:
    check = f"Check: x.txt, characters 1-2, SHA-256 {'0' * 64}"
    first, second = read_quotations(f"{block_quote('once')}\n\n{check}\n{check}\n")
    assert (first.text, second.text) == ("once", "")
    assert (first.line, second.line) == (3, 4)
