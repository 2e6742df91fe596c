"""The words of an article that come nearest to a quotation that it does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.alignment import Block
from bot.core.local_alignment import Pair, aligned
from bot.core.quotations import Span
from bot.core.quote_match import ArticleWords, Difference
from bot.core.quoted_words import QuotedWord, Sought

#: The least that a quotation and an article's words must have in common to be called the same with
#: a difference: how many words; by weight, of all words of both, and in words that say something.
#: Or, where most words say little, of all words, and how many. Chosen on
#: tests/core/quotation_table.jsonl; docs/quote_check.md has the figures.
LEAST_SHARED = 3
LEAST_SHARE, LEAST_ALIKE, LEAST_TELLING = 0.6, 0.6, 2
LEAST_ALIKE_ALONE, LEAST_SHARED_ALONE = 0.8, 4

# Windows of an article that are looked at closely; of one as long as a page the best is clear.
_WINDOWS, _LONG = 3, 200
# Words of an article that are shown in the place of a quotation's first or last ones.
_EDGE = 3
# Words between two parts with an ellipsis between them, as in `bot.core.quoted_words`.
_OMITTED = 150
# A part of fewer words is no help in finding a place.
_FEW = 3
_BRACKET = "\0"

#: What a word says, by its form: 0 for common ones.
Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Where an article comes nearest to a quotation.

    ``share`` is how much of the quotation's weight it has, ``alike`` the share of words on both
    sides that are the other's as well; ``shared`` counts the words in common, ``telling`` those of
    them that say something.
    """

    start: int
    end: int
    differences: tuple[Difference, ...]
    share: float
    alike: float
    shared: int
    telling: int

    @property
    def worth(self) -> float:
        """What stretches of several articles are ordered by."""
        return round(self.share + self.alike, 9)

    @property
    def near(self) -> bool:
        """Whether it is near enough to be called the same with a difference."""
        by_weight = self.share >= LEAST_SHARE and self.alike >= LEAST_ALIKE
        by_words = self.alike >= LEAST_ALIKE_ALONE and self.shared >= LEAST_SHARED_ALONE
        if self.shared < LEAST_SHARED:
            return False
        return (by_weight and self.telling >= LEAST_TELLING) or (by_words and self.telling > 0)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """A stretch of a quotation beside words ``first`` to ``last`` of an article.

    ``begin`` is the word of the article that the blocks count from.
    """

    words: Sequence[QuotedWord]
    begin: int
    first: int
    last: int
    blocks: tuple[Block, ...]

    def shared(self) -> Iterator[QuotedWord]:
        for block in self.blocks:
            if block.same:
                yield from self.words[slice(*block.left)]


def nearest(quotation: Sought, article: ArticleWords, weigh: Weigh) -> Nearest | None:
    """The stretch of an article that has most of a quotation; ``None`` if it has nothing of it.

    The parts around an ellipsis are looked for one by one, near the one that weighs most.
    """
    stretches = _stretches(quotation)
    worth = [sum(weigh(word.form) for word in words) for words in stretches]
    anchor = max(range(len(stretches)), key=lambda at: worth[at], default=None)
    if anchor is None or not worth[anchor]:
        return None
    everywhere = (0, len(article.words))
    held = _aligned(stretches[anchor], article, everywhere, weigh)
    if held is None:
        return None
    found: dict[int, _Aligned] = {anchor: held}
    end, start = held.last, held.first
    for at in range(anchor + 1, len(stretches)):
        room = end, min(len(article.words), end + _OMITTED + len(stretches[at]))
        if (behind := _aligned(stretches[at], article, room, weigh)) is not None:
            found[at], end = behind, behind.last
    for at in range(anchor - 1, -1, -1):
        room = max(0, start - _OMITTED - len(stretches[at])), start
        if (before := _aligned(stretches[at], article, room, weigh)) is not None:
            found[at], start = before, before.first
    return _nearest(quotation, article, stretches, found, weigh)


def _stretches(quotation: Sought) -> list[list[QuotedWord]]:
    """The words between ellipses, with a mark where there is an insertion."""
    stretches: list[list[QuotedWord]] = []
    for part in quotation.parts:
        if part.omission or not stretches:
            stretches.append([])
        elif part.bracket is not None:
            place = part.words[0].start
            stretches[-1].append(QuotedWord(place, place, _BRACKET, "", ""))
        stretches[-1].extend(part.words)
    return stretches


def _aligned(
    words: Sequence[QuotedWord], article: ArticleWords, room: Span, weigh: Weigh
) -> _Aligned | None:
    """The best alignment within some words of an article."""
    found = [
        each
        for lo, hi in _windows(words, article, room, weigh)
        if (each := _within(words, article, lo, hi, weigh)) is not None
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def _windows(
    words: Sequence[QuotedWord], article: ArticleWords, room: Span, weigh: Weigh
) -> Iterator[Span]:
    """The stretches of an article that hold most of what is looked for, by weight; few of them,
    the best first, none inside another."""
    weights = {word.key: weigh(word.form) for word in words if word.key != _BRACKET}
    telling = {key for key, weight in weights.items() if weight > 0}
    hits = sorted(
        (place, key)
        for key in (telling if len(words) >= _FEW else weights)
        for place in article.places.get(key, ())
        if room[0] <= place < room[1]
    )
    width = len(words) + len(words) // 3 + 4
    held: dict[str, int] = {}
    weight, first = 0.0, 0
    scored: list[tuple[float, int, int]] = []
    for place, key in hits:
        held[key] = held.get(key, 0) + 1
        weight += (weights[key] + 0.01) * (held[key] == 1)
        while hits[first][0] <= place - width:
            gone = hits[first][1]
            held[gone] -= 1
            weight -= (weights[gone] + 0.01) * (held[gone] == 0)
            first += 1
        scored.append((-round(weight, 9), hits[first][0], place))
    taken: list[Span] = []
    for _, lo, hi in sorted(scored):
        if all(hi < a or b < lo for a, b in taken):
            taken.append((lo, hi))
            yield max(room[0], lo - len(words)), min(room[1], hi + 1 + len(words))
            if len(taken) == (_WINDOWS if len(words) < _LONG else 1):
                return


def _within(
    words: Sequence[QuotedWord], article: ArticleWords, lo: int, hi: int, weigh: Weigh
) -> tuple[int, _Aligned] | None:
    """The best alignment with an article's words from ``lo`` up to ``hi``, and its score."""
    keys = [word.key for word in words]
    there = [word.key for word in article.words[lo:hi]]
    score, pairs = aligned(keys, there, [weigh(word.form) > 0 for word in words])
    if not pairs:
        return None
    # What stands before the first and behind the last word that both have answers to as many.
    first = max(0, pairs[0][1] - min(pairs[0][0], _EDGE))
    last = min(len(there), pairs[-1][1] + 1 + min(len(keys) - 1 - pairs[-1][0], _EDGE))
    blocks = tuple(_blocks(pairs, len(keys), first, last))
    return score, _Aligned(words, lo, lo + first, lo + last, blocks)


def _blocks(pairs: Sequence[Pair], count: int, first: int, last: int) -> Iterator[Block]:
    """Equal and differing words in turn: ``count`` of a quotation, an article's ``first`` to
    ``last``."""
    at, place = 0, first
    for ours, theirs in [*pairs, (count, last)]:
        if at < ours or place < theirs:
            yield Block(False, (at, ours), (place, theirs))
        if ours < count:
            yield Block(True, (ours, ours + 1), (theirs, theirs + 1))
        at, place = ours + 1, theirs + 1


def _nearest(
    quotation: Sought,
    article: ArticleWords,
    stretches: Sequence[Sequence[QuotedWord]],
    found: dict[int, _Aligned],
    weigh: Weigh,
) -> Nearest:
    differences: list[Difference] = []
    shared: list[QuotedWord] = []
    there = 0
    for at, words in enumerate(stretches):
        if at not in found:
            differences.append(Difference(_text(quotation, words), ""))
            continue
        differences += _differences(quotation, article, found[at])
        shared += found[at].shared()
        there += found[at].last - found[at].first
    own = [word for words in stretches for word in words if word.key != _BRACKET]
    whole = sum(weigh(word.form) for word in own)
    spans = [(each.first, each.last) for each in found.values()]
    return Nearest(
        start=article.words[min(first for first, _ in spans)].start,
        end=article.words[max(last for _, last in spans) - 1].end,
        differences=tuple(differences),
        share=sum(weigh(word.form) for word in shared) / whole,
        alike=2 * len(shared) / (len(own) + there),
        shared=len(shared),
        telling=sum(weigh(word.form) > 0 for word in shared),
    )


def _differences(
    quotation: Sought, article: ArticleWords, stretch: _Aligned
) -> Iterator[Difference]:
    for block in stretch.blocks:
        ours = stretch.words[slice(*block.left)]
        if block.same or (ours and all(word.key == _BRACKET for word in ours)):
            continue
        first, last = block.right
        yield Difference(
            _text(quotation, ours), article.between(stretch.begin + first, stretch.begin + last)
        )


def _text(quotation: Sought, words: Sequence[QuotedWord]) -> str:
    return quotation.text[words[0].start : words[-1].end] if words else ""
