"""Two texts word by word, and the word that stands in one where another stands in the other.

The alignment is the longest common subsequence of the words' terms (rapidfuzz's ``Indel``), so
that words count as equal whatever their ending and case. There is no list of synonyms: that
"stained" answers to "dirty" is seen from where they stand, between words that both texts share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from bot.core.quotations import Span, insertions
from index.analysis import Analyzer

# Words looked at on either side of a word that both texts share.
_CONTEXT = 12
# How far a word may be from one that both share, to be found by it.
_NEAR = 6
# Shared words that are looked from, and places where each stands in the other text.
_MOST = 4
# A counterpart's strength: what it begins with; what each equal word adds, one that says something
# and another, and all of them at most; what each word more or less takes in the gap, and the end
# of a phrase.
_EVEN, _SHARED, _COMMON, _MOST_SHARED, _GAP, _BORDER = 0.5, 0.25, 0.15, 0.5, 0.08, 0.4
#: From this strength on a counterpart is one.
LEAST_STRENGTH = 0.5

_ARTICLES = frozenset({"a", "an", "the"})
# English words before which a phrase ends.
_BEFORE_WHICH = """
about after against and as at because before between but by for from if in into of on or over since
so than that through to under until when where which while who whose with
"""
_BORDERS = frozenset(_BEFORE_WHICH.split())
_PUNCTUATION = re.compile(r"[,;:.!?()\[\]“”„\"—–]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``text[start:end]``.

    ``key`` is its term, or the word itself where it has none. ``content`` is whether it says
    something by itself; ``capital`` is whether it is written with one; ``inserted`` is whether an
    editor put it there in brackets; ``border`` is whether a phrase ends before it, by its own kind
    or by punctuation.
    """

    start: int
    end: int
    key: str
    content: bool
    capital: bool
    inserted: bool
    border: bool


@dataclass(frozen=True, slots=True)
class Block:
    """``left[i:j]`` stands where ``right[k:l]`` does; ``same`` is whether their keys are equal."""

    same: bool
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The place of a word that stands where another does elsewhere, and how well that is seen.

    ``strength`` is 0.5 for mere neighbours of one shared word, 1 where more shared words hold the
    place from both sides.
    """

    place: int
    strength: float


def words(analyzer: Analyzer, text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` with offsets into ``text``."""
    end = len(text) if end is None else end
    edited = insertions(text, start, end)
    found: list[Word] = []
    last = start
    for token in analyzer.tokens(text[start:end]):
        first, stop = start + token.start, start + token.end
        plain = text[first:stop].casefold().replace("’", "'").replace("'", "")
        found.append(
            Word(
                start=first,
                end=stop,
                key=token.term or plain,
                content=token.term is not None and plain not in analyzer.language.common_words,
                capital=text[first].isupper(),
                inserted=any(a <= first and stop <= b for a, b in edited),
                border=plain in _BORDERS or _PUNCTUATION.search(text, last, first) is not None,
            )
        )
        last = stop
    return found


def wording_key(found: Sequence[Word]) -> tuple[str, ...]:
    """What two wordings share that differ in case, punctuation, endings or articles only."""
    return tuple(word.key for word in found if counts(word))


def counts(word: Word) -> bool:
    """Whether a word makes a difference between wordings: no article, nor an editor's."""
    return word.key not in _ARTICLES and not word.inserted


def align(left: Sequence[str], right: Sequence[str]) -> tuple[Block, ...]:
    """Blocks of equal and of differing words, in order, over all of both sides."""
    blocks: list[Block] = []
    for code in Indel.opcodes(left, right):
        same = code.tag == "equal"
        block = Block(same, (code.src_start, code.src_end), (code.dest_start, code.dest_end))
        if blocks and not same and not blocks[-1].same:
            before = blocks.pop()
            block = Block(False, (before.left[0], block.left[1]), (before.right[0], block.right[1]))
        blocks.append(block)
    return tuple(blocks)


def differing(
    left: Sequence[Word], right: Sequence[Word]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of each side that the other does not have in their place.

    Articles and what editors inserted are passed over.
    """
    marked: tuple[list[Word], list[Word]] = ([], [])
    for block in align([word.key for word in left], [word.key for word in right]):
        if not block.same:
            marked[0].extend(left[slice(*block.left)])
            marked[1].extend(right[slice(*block.right)])
    kept = [tuple(word for word in side if counts(word)) for side in marked]
    return kept[0], kept[1]


def counterpart(
    left: Sequence[Word], place: int, right: Sequence[Word], shared: Set[str], taken: Set[str]
) -> Counterpart | None:
    """The word of ``right`` that stands where ``left[place]`` does, seen from a shared word.

    ``shared`` are the keys from which may be looked; a word whose key is in ``taken`` answers to
    none. From each shared word near ``place`` both texts are read outwards on that side, and
    aligned; the counterpart is the content word of as many words away from it, within the block
    that differs. ``None`` if nothing is seen with `LEAST_STRENGTH`.
    """
    best: Counterpart | None = None
    wanted = left[place].key
    near = range(max(0, place - _NEAR), min(len(left), place + _NEAR + 1))
    anchors = [at for at in near if left[at].key in shared and left[at].key != wanted]
    anchors.sort(key=lambda at: abs(at - place))
    for anchor in anchors[:_MOST]:
        key = left[anchor].key
        others = [at for at, word in enumerate(right) if word.key == key and not word.inserted]
        for other in others[:_MOST]:
            seen = _seen(left, place, anchor, right, other, taken)
            if seen is not None and (best is None or seen.strength > best.strength):
                best = seen
    return best if best is not None and best.strength >= LEAST_STRENGTH else None


def _seen(
    left: Sequence[Word],
    place: int,
    anchor: int,
    right: Sequence[Word],
    other: int,
    taken: Set[str],
) -> Counterpart | None:
    """The counterpart of ``left[place]`` as seen from one pair of equal words."""
    step = -1 if place < anchor else 1
    ours = _outwards(left, anchor, step)
    theirs = _outwards(right, other, step)
    far = abs(place - anchor) - 1
    blocks = align([left[at].key for at in ours], [right[at].key for at in theirs])
    block = next((each for each in blocks if each.left[0] <= far < each.left[1]), None)
    if block is None or block.same:
        return None
    mine = [at for at in ours[slice(*block.left)] if left[at].content]
    answering = [
        at
        for at in theirs[slice(*block.right)]
        if right[at].content and not right[at].inserted and right[at].key not in taken
    ]
    # No name stands for a word that is none.
    answering = [at for at in answering if at == 0 or right[at].capital == left[place].capital]
    if place not in mine or mine.index(place) >= len(answering):
        return None
    found = answering[mine.index(place)]
    shared = sum(
        _SHARED if left[ours[at]].content else _COMMON
        for each in blocks
        if each.same
        for at in range(*each.left)
    )
    # Where the block begins: beside the shared word, or behind the last equal word on the way.
    near, nigh = anchor + step * block.left[0], other + step * block.right[0]
    gap = abs(abs(found - nigh) - abs(place - near))
    cut = _borders(right, nigh, found) > _borders(left, near, place)
    strength = _EVEN + min(shared, _MOST_SHARED) - _GAP * gap - _BORDER * cut
    return Counterpart(found, min(strength, 1.0))


def _outwards(side: Sequence[Word], anchor: int, step: int) -> range:
    """The places from beside an anchor outwards."""
    if step < 0:
        return range(anchor - 1, max(-1, anchor - 1 - _CONTEXT), -1)
    return range(anchor + 1, min(len(side), anchor + 1 + _CONTEXT))


def _borders(side: Sequence[Word], one: int, other: int) -> int:
    """How many phrases end between two places."""
    first, last = min(one, other), max(one, other)
    return sum(side[at].border for at in range(first + 1, last + 1))
