"""Plain text of any kind: paragraphs are spans of it, and no word of it is lost."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from index.errors import ArticleRefused
from tests.articles import article

lines_ = st.text(
    st.sampled_from("ab c.é\u00a0\t’\u200b\ufeff\U0001f600—\u2028"), max_size=30
) | st.sampled_from(
    ["ADVERTISEMENT", "0 replies", "— A B (@ab) May 1, 2014", "2014-09-15", "Skip to content"]
)
files_ = st.lists(st.tuples(lines_, st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"]))).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)


@given(files_)
def test_paragraphs_are_spans_of_the_text_in_order(text: str) -> None:
    try:
        found = article(text)
    except ArticleRefused:
        assume(False)
    assert found.text == text
    assert [each.number for each in found.paragraphs] == list(range(1, len(found.paragraphs) + 1))
    previous = 0
    for each in found.paragraphs:
        assert previous <= each.start < each.end <= len(text)
        piece = text[each.start : each.end]
        assert piece == piece.strip()
        assert any(character.isalnum() for character in piece)
        previous = each.end


@given(files_)
def test_every_word_is_in_a_paragraph_a_title_or_a_furniture_line(text: str) -> None:
    try:
        found = article(text)
    except ArticleRefused:
        assume(False)
    words = map(re.escape, (found.source.title or "\0").split())
    left = [re.sub(r"\s+".join(words), "", text[: found.paragraphs[0].start], count=1)]
    ends = [each.end for each in found.paragraphs]
    starts = [each.start for each in found.paragraphs[1:]]
    left += [text[end:start] for end, start in zip(ends, [*starts, len(text)], strict=True)]
    known = {"ADVERTISEMENT", "0 replies", "2014-09-15", "Skip to content"}
    for line in "\n".join(left).splitlines():
        bare = line.strip(" \t\u00a0\u200b\ufeff")
        assert not any(map(str.isalnum, bare)) or bare in known
