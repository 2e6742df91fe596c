"""Articles to passages: a paragraph each, with its place and a stable id.

A tweet stays with its sign-off. Short neighbours, such as tweets and paragraphs of one line, join
up to 300 characters: alone they say too little to be found by, and more would join what has nothing
to do with each other. A paragraph of more than 1,000 characters is split between sentences into
parts of about equal length. Nothing is joined across furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from index.model import Article, Paragraph, Passage
from index.sentences import sentence_spans

#: The most characters a passage may have.
LONGEST_PASSAGE = 1_000
#: Raise it with any change that cuts the same article differently: articles are then cut anew.
CUTTING_VERSION = 5
#: Paragraphs of fewer characters than `SHORT` join their neighbours up to `LONGEST_JOINED`.
SHORT = 200
LONGEST_JOINED = 300

# "— Khamenei.ir (@khamenei_ir) September 15, 2014"
_SIGN_OFF = re.compile(r"[—–―-]{1,2}\s?.{1,80}\(@\w{1,30}\)")
_LONGEST_SIGN_OFF = 200
_SPACE = re.compile(r"\s+")

Span = tuple[int, int]


def cut(article: Article) -> list[Passage]:
    """The article's passages in order. Each is ``article.text[start:end]``."""
    return [
        Passage(_passage_id(article, start, end), first, start, end, last)
        for first, last, spans in _joined(article)
        for start, end in spans
    ]


def _joined(article: Article) -> Iterator[tuple[int, int, list[Span]]]:
    """First and last paragraph, and spans, short neighbours of one block in one span."""
    blocks = {paragraph.number: paragraph.block for paragraph in article.paragraphs}
    held: tuple[int, int, Span] | None = None
    for number, spans in _paragraph_spans(article):
        [(start, end), *others] = spans
        short = not others and end - start < SHORT
        if held is not None:
            first, last, (begin, _) = held
            if short and blocks[last] == blocks[number] and end - begin <= LONGEST_JOINED:
                held = (first, number, (begin, end))
                continue
            yield first, last, [held[2]]
            held = None
        if short:
            held = (number, number, (start, end))
        else:
            yield number, number, spans
    if held is not None:
        yield held[0], held[1], [held[2]]


def _paragraph_spans(article: Article) -> Iterator[tuple[int, list[Span]]]:
    """Each paragraph's number and spans, a sign-off counted to the paragraph above it."""
    held: Paragraph | None = None
    for paragraph in article.paragraphs:
        if held is not None and held.block == paragraph.block and _is_sign_off(article, paragraph):
            yield held.number, _split(article.text, held.start, paragraph.end, paragraph.start)
            held = None
            continue
        if held is not None:
            yield held.number, _split(article.text, held.start, held.end)
        held = paragraph
    if held is not None:
        yield held.number, _split(article.text, held.start, held.end)


def _is_sign_off(article: Article, paragraph: Paragraph) -> bool:
    short = paragraph.end - paragraph.start <= _LONGEST_SIGN_OFF
    return short and _SIGN_OFF.match(article.text, paragraph.start, paragraph.end) is not None


def _split(text: str, start: int, end: int, sign_off: int | None = None) -> list[Span]:
    """Spans of at most 1,000 characters. From ``sign_off`` on stays with what is before it."""
    if end - start <= LONGEST_PASSAGE:
        return [(start, end)]
    sentences = [(start + a, start + b) for a, b in sentence_spans(text[start:end])]
    tail = []
    if sign_off is not None:
        sentences = [span for span in sentences if span[0] < sign_off]
        last, _ = sentences.pop()
        kept = _last_part(text, last, sign_off, end)
        before = last + len(text[last:kept].rstrip())
        sentences += [(last, before)] if last < before else []
        tail = [(kept, end)]
    pieces = [piece for span in sentences for piece in _chopped(text, *span)] + tail
    target = (end - start) / -(-(end - start) // LONGEST_PASSAGE)
    packed = [pieces[0]]
    for left, right in pieces[1:]:
        first = packed[-1][0]
        if right - first <= LONGEST_PASSAGE and packed[-1][1] - first < target:
            packed[-1] = (first, right)
        else:
            packed.append((left, right))
    return packed


def _last_part(text: str, start: int, sign_off: int, end: int) -> int:
    """Where the part of a last sentence begins that a sign-off still leaves room for."""
    if end - start <= LONGEST_PASSAGE:
        return start
    post = start + len(text[start:sign_off].rstrip())
    space = _SPACE.search(text, end - LONGEST_PASSAGE, post)
    return space.end() if space else end - LONGEST_PASSAGE


def _chopped(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence that is too long by itself, cut at white space where there is any."""
    while end - start > LONGEST_PASSAGE:
        window = text[start : start + LONGEST_PASSAGE + 1]
        space = max(window.rfind(" "), window.rfind("\n"), window.rfind("\u00a0"))
        stop = start + (space if space > LONGEST_PASSAGE // 2 else LONGEST_PASSAGE)
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _passage_id(article: Article, start: int, end: int) -> str:
    place = f"{article.origin}\0{article.sha256}\0{start}\0{end}"
    return sha256(place.encode()).hexdigest()[:16]
