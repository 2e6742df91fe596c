"""What is seen of Markdown: each character where it stands, and nothing that is not shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.exported import escaped
from bot.core.markdown_text import MarkdownText

MARKS = st.lists(
    st.sampled_from([*"ab \n\"'[]()*_`<>&;#\\!~|=-^:/", "&quot;", "](", "<!--", "-->", "```\n"]),
    max_size=60,
).map("".join)


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('He said "**I** said _no_".', 'He said "I said no".'),
        ('["I said no"](http://x.org/a_(b)_c "or not")', '"I said no"'),
        ('![a "picture"](p.png)', 'a "picture"'),
        ('[![a](b) "c"](d)', 'a "c"'),
        ("they [the Americans] and [...]", "they [the Americans] and [...]"),
        (r"\[ISIL\] \*no\*", "[ISIL] *no*"),
        ("&quot;no&quot;&#x20;&amp; so&#xa0;on &nosuch;", '"no" & so\u00a0on &nosuch;'),
        ('<a href="x">"no"</a> <https://x.org> 3 < 4', '"no"  3 < 4'),
        ('"no"[^1] and more', '"no" and more'),
        ('[^1]: "a note"', ' "a note"'),
        ("f***ing un*frigging*real snake_case 5 * 3", "f***ing un*frigging*real snake_case 5 * 3"),
        ("# A heading", "A heading"),
        ("https://x.org/a_b_c *so*", "https://x.org/a_b_c so"),
    ],
)
def test_marks_are_not_seen_and_all_else_is(source: str, seen: str) -> None:
    assert MarkdownText(source).text == seen


@pytest.mark.parametrize(
    "source",
    [
        '```\n"no"\n```',
        '~~~ x\n"no"\n~~~',
        '---\ntitle: "no"\n---\n',
        '<!-- "no"\n"no" -->',
        '[a]: b "no"',
    ],
)
def test_code_comments_and_what_stands_above_are_not_looked_at(source: str) -> None:
    assert MarkdownText(source).text.strip() == ""
    assert MarkdownText(f'{source}\n\nHe said "yes".').text.strip() == 'He said "yes".'


def test_code_in_a_line_is_seen_without_its_quotation_marks() -> None:
    assert MarkdownText('run `say "no"` now').text == "run say \ufffcno\ufffc now"


def test_block_quotes_are_paragraphs_without_who_said_it() -> None:
    read = MarkdownText("> One *goes*\n> on.\n>\n> Two.\n> — Somebody\n\nNo.\n\n> > Three.\n")
    assert [read.text[a:b] for a, b in read.blocks] == ["One goes\non.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("source", "quotation", "expected"),
    [
        ('"no" he said', '"no"', '"no"| he said'),
        ('**"no"** he said', '"no"', '**"no"|** he said'),
        ('["no"](http://x) he said', '"no"', '["no"](http://x)| he said'),
        ('[so "no" it is](x) he said', '"no"', '[so "no" it is](x)| he said'),
        ("&quot;no&quot; he", '"no"', "&quot;no&quot;| he"),
    ],
)
def test_there_is_a_place_behind_a_quotation_that_breaks_nothing(
    source: str, quotation: str, expected: str
) -> None:
    read = MarkdownText(source)
    place = read.behind(read.text.index(quotation) + len(quotation))
    assert f"{source[:place]}|{source[place:]}" == expected


@given(MARKS)
def test_what_is_seen_stands_where_it_is_said_to(source: str) -> None:
    read = MarkdownText(source)
    places = [read.place(offset) for offset in range(len(read.text))]
    assert places == sorted(set(places))
    for offset, place in enumerate(places):
        seen = read.text[offset]
        assert source[place] == seen or source[place] in "&\"'" or seen in " \ufffc"
        assert read.seen(place) == offset
        assert place < read.behind(offset + 1) <= len(source)
    for start, end in read.blocks:
        assert 0 <= start < end <= len(read.text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_text_that_was_escaped_is_seen_as_it_was(text: str) -> None:
    assert MarkdownText(f"x {escaped(text)} x").text == f"x {text} x"
