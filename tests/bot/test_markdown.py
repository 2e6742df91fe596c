"""Text from elsewhere shows in Discord as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.rendering import printable
from bot.views.markdown import bold, escape, quote, shortened, spoken, units


def as_shown(markdown: str) -> str:
    """What a reader sees of escaped text: Discord drops a backslash before punctuation."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown)


HOSTILE = st.lists(
    st.sampled_from(["http://", "https://a", *"ab1 \n\\*_~`|[]()<>@#-+.>:/éß😀’“\u00a0\u202e\x1b"]),
    max_size=200,
).map("".join)
# What stands for an escaped character below: a word's, a "<" that ends an address, any other.
WORD, LESS, OTHER = "w", "\ue000", "\ue001"


def outside_addresses(markdown: str) -> str:
    """Escaped text with its escapes, and the addresses that Discord links, each as one character.

    An address begins where no word goes on, and ends at white space or "<".
    """
    kinds = {"_": WORD, "<": LESS}
    bare = re.sub(r"\\([^0-9A-Za-z\s])", lambda found: kinds.get(found[1], OTHER), markdown)
    assert not set(bare) & set("*\\"), "not even inside an address"
    return re.sub(rf"(?<!\w)https?://[^\s<{LESS}]+", OTHER, bare)


@given(HOSTILE)
def test_escaped_text_is_shown_to_the_letter(text: str) -> None:
    assert as_shown(escape(text)) == printable(text)


@given(HOSTILE)
def test_nothing_special_is_left_unescaped(text: str) -> None:
    outside = outside_addresses(escape(text))
    assert not set(outside) & set("*_~`|[]<>@\\")
    assert not re.search(r"^\s*([#>+-]|\d+[.)])", outside, re.MULTILINE)


@given(st.text(st.sampled_from("ab1_~`|[]()>@#-+.:/"), min_size=1, max_size=40))
def test_an_address_stays_what_it_is(rest: str) -> None:
    for address in (f"http://{rest}", f"https://{rest}"):
        assert escape(address) == address
        assert escape(f"_see_ ({address} _now_") == f"\\_see\\_ ({address} \\_now\\_"
        assert bold(address) == f"**{address}**"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("@everyone @here", "\\@everyone \\@here"),
        ("<@123> <@&4> <#5>", "\\<\\@123\\> \\<\\@&4\\> \\<#5\\>"),
        ("# Heading\n> quote\n- item", "\\# Heading\n\\> quote\n\\- item"),
        ("1. first\n12) second", "1\\. first\n12\\) second"),
        ("[click](http://a.b)", "\\[click\\](http://a.b)"),
        ("||spoiler||", "\\|\\|spoiler\\|\\|"),
        ("see https://a.b/c_d_e*f", "see https://a.b/c_d_e\\*f"),
        ("https://a.b/@c/~d|e `f`", "https://a.b/@c/~d|e \\`f\\`"),
        ("(http://a.b/c\\d)", "(http://a.b/c\\\\d)"),
        ("http://a.b/<@1>_c_", "http://a.b/\\<\\@1\\>\\_c\\_"),
        ("xhttp://a.b/_c_ _https://d_e", "xhttp://a.b/\\_c\\_ \\_https://d\\_e"),
        ("ordinary, 3,000 (or so) - yes.", "ordinary, 3,000 (or so) - yes."),
    ],
)
def test_what_discord_would_format_is_escaped(text: str, markdown: str) -> None:
    assert escape(text) == markdown


def test_bold_reaches_over_line_breaks_and_not_over_spaces() -> None:
    assert bold(" one \ntwo\n\n") == " **one** \n**two**\n\n"


def test_a_quote_has_its_mark_on_every_line() -> None:
    assert quote("a\n\nb") == "> a\n> \n> b"


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_what_is_shortened_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = shortened(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert line == " ".join(text.split()) or line.endswith("…")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@123> hi <@!4>", "hi"),
        ("a <:flag:123> b <a:x:1>", "a b"),
        ("at <t:1700000000:R> in <#99>", "at in"),
        ("run </ask:123> now", "run now"),
        ("2 < 3 and 4 > 1", "2 < 3 and 4 > 1"),
    ],
)
def test_a_messages_words_are_without_discords_own_markup(content: str, words: str) -> None:
    assert spoken(content) == words


def test_length_is_never_less_than_discord_counts() -> None:
    assert units("a😀") == 3
