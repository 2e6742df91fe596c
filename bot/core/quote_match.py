"""Whether an article has the words of a quotation, one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from bot.core.quotations import Span
from bot.core.quoted_words import Part, QuotedWord, Sought, plain_gap, quoted_words

# What stands in the place of all that is not to be quoted: the key of no word.
_APART = "\0\0"
# Places of an article where one part of a quotation stands, and where all of it does: so many are
# looked at, for the one that has the words exactly.
_PLACES, _LOOKED_AT = 1_000, 50


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation, and those that an article has in their place; "" is none."""

    quoted: str
    there: str


class ArticleWords:
    """An article's words, and where each stands."""

    def __init__(self, text: str, spans: Sequence[Span] | None = None) -> None:
        """``text`` is the article as it is stored: offsets are into it.

        ``spans`` are what may be quoted of it, all of it if there are none. Words of two of them
        stand side by side if there is nothing but white space between.
        """
        self.text = text
        self.words: list[QuotedWord] = []
        last = 0
        for start, end in [(0, len(text))] if spans is None else spans:
            if self.words and text[last:start].strip():
                self.words.append(QuotedWord(start, start, _APART, "", ""))
            elif self.words:
                start = self.words[-1].end  # with the punctuation between
            self.words += quoted_words(text, start, end)
            last = end

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, by its key, ascending."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            found[word.key].append(place)
        return dict(found)

    def between(self, first: int, last: int) -> str:
        """The text of the words from ``first`` up to ``last``, which is not one of them."""
        if first >= last:
            return ""
        return self.text[self.words[first].start : self.words[last - 1].end]


@dataclass(frozen=True, slots=True)
class Matched:
    """Where an article has a quotation's words, all of them in their order.

    ``start`` and ``end`` are offsets into its text. ``loose`` are the places where they are
    written otherwise: with other punctuation or capitals. ``left_out`` counts the words that it
    has where the quotation has an ellipsis, ``omitted`` are these, ellipsis by ellipsis;
    ``inserted`` are what the quotation has in square brackets, and what the article has there, if
    that is something else.
    """

    start: int
    end: int
    loose: tuple[Difference, ...] = ()
    left_out: int = 0
    omitted: tuple[str, ...] = ()
    inserted: tuple[Difference, ...] = ()

    @property
    def worth(self) -> tuple[int, int]:
        """What matches of one quotation are ordered by, the closest first."""
        return len(self.loose), self.left_out


def matched(quotation: Sought, article: ArticleWords) -> Matched | None:
    """The closest place of an article that has all words of a quotation side by side, but for
    its ellipses and insertions; of equally close ones the first. ``None`` if it has none."""
    best: Matched | None = None
    for spans in _chains(quotation.parts, article):
        found = _matched(quotation, article, spans)
        if best is None or found.worth < best.worth:
            best = found
            if not any(best.worth):
                break
    return best


def _chains(parts: Sequence[Part], article: ArticleWords) -> Iterator[list[Span]]:
    """The places of all parts, as spans of the article's words: each near enough to the last."""
    if not parts:
        return
    # For each place of a part where the parts before it stand.
    chains: list[dict[int, int | None]] = [dict.fromkeys(_places(parts[0], article), None)]
    for before, part in pairwise(parts):
        reached = list(chains[-1])
        length = len(before.words)
        found: dict[int, int | None] = {}
        nearest = 0
        for place in _places(part, article):
            while nearest < len(reached) and reached[nearest] + length <= place:
                nearest += 1
            if nearest and place - (reached[nearest - 1] + length) <= part.most:
                found[place] = reached[nearest - 1]
        chains.append(found)
    for last in islice(chains[-1], _LOOKED_AT):
        spans: list[Span] = []
        at: int | None = last
        for part, chain in zip(reversed(parts), reversed(chains), strict=True):
            assert at is not None
            spans.append((at, at + len(part.words)))
            at = chain[at]
        yield spans[::-1]


def _places(part: Part, article: ArticleWords) -> Iterator[int]:
    return islice(_occurrences(part, article), _PLACES)


def _occurrences(part: Part, article: ArticleWords) -> Iterator[int]:
    """The places where all words of a part stand side by side, ascending."""
    keys = [word.key for word in part.words]
    rarest = min(range(len(keys)), key=lambda place: len(article.places.get(keys[place], ())))
    for place in article.places.get(keys[rarest], ()):
        first = place - rarest
        if first < 0 or first + len(keys) > len(article.words):
            continue
        if all(article.words[first + at].key == key for at, key in enumerate(keys)):
            yield first


def _matched(quotation: Sought, article: ArticleWords, spans: Sequence[Span]) -> Matched:
    loose: list[Difference] = []
    inserted: list[Difference] = []
    omitted: list[str] = []
    left_out = 0
    for number, (part, (first, _)) in enumerate(zip(quotation.parts, spans, strict=True)):
        loose += _written_otherwise(quotation.text, part.words, article, first)
        if number:
            before = spans[number - 1][1]
            if part.omission:
                left_out += first - before
                if before < first:
                    omitted.append(article.between(before, first))
            elif part.bracket is not None:
                there = article.words[before:first]
                own = [word.key for word in quoted_words(part.bracket)]
                if [word.key for word in there] != own:
                    inserted.append(Difference(part.bracket, article.between(before, first)))
    first, last = spans[0][0], spans[-1][1]
    if ends := _ends_otherwise(quotation, article, last):
        loose.append(ends)
    return Matched(
        article.words[first].start,
        article.words[last - 1].end,
        tuple(loose),
        left_out,
        tuple(omitted),
        tuple(inserted),
    )


def _written_otherwise(
    text: str, words: Sequence[QuotedWord], article: ArticleWords, first: int
) -> Iterator[Difference]:
    """Where words that are the same are written with other capitals or other punctuation."""
    for at, word in enumerate(words):
        there = article.words[first + at]
        if at and word.gap != there.gap:
            ours = text[words[at - 1].start : word.end]
            yield Difference(ours, article.between(first + at - 1, first + at + 1))
        elif word.form != there.form and not (at == 0 and _but_first(word, there)):
            yield Difference(text[word.start : word.end], article.text[there.start : there.end])


def _but_first(one: QuotedWord, other: QuotedWord) -> bool:
    """Whether two words differ in the case of their first letter only."""
    return one.form[1:] == other.form[1:] and one.form[:1].casefold() == other.form[:1].casefold()


def _ends_otherwise(quotation: Sought, article: ArticleWords, last: int) -> Difference | None:
    """A question or exclamation mark at the end that the article does not have there.

    A full stop or comma there is often the writer's own.
    """
    asks = {mark for mark in quotation.tail if mark in "?!"}
    end = article.words[last - 1].end
    behind = article.words[last].start if last < len(article.words) else len(article.text)
    if asks <= set(plain_gap(article.text[end:behind])):
        return None
    word = quotation.parts[-1].words[-1]
    return Difference(
        quotation.text[word.start :].rstrip(), article.text[word_start(article, last) : end]
    )


def word_start(article: ArticleWords, last: int) -> int:
    """Where the word before ``last`` begins."""
    return article.words[last - 1].start
