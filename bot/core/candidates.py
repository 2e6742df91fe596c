"""The sentences of what was found, and of each article the one that words a question best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.alignment import words as words_of
from bot.core.quotations import Quotation, quotations
from bot.core.wording import Asked, Unit, Wording, unit, worded
from index.analysis import Analyzer
from index.results import Found
from index.sentences import sentence_spans

#: Articles that are looked at, the first that are found.
MOST_ARTICLES = 40
#: The share of what is asked for (by idf) that words must hold to be taken for a wording of it:
#: half of it or more.
LEAST_MEASURE = 0.5

# Of the words asked for that weigh almost as much as the heaviest, or words in their place, there
# must be one: many articles have "prime minister", few of them on one who resigned.
_RARE = 0.8
# Passages of each article that are looked at, sentences of it that are looked at once more, and
# wordings that they are held against.
_PASSAGES, _SENTENCES, _REFERENCES = 6, 6, 8

#: A library's name and the row of an article in it.
Article = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was found, and its sentences."""

    found: Found
    rank: int
    quoted: tuple[Quotation, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording of one article, and the passage that it is from."""

    passage: Passage
    wording: Wording


def passages(analyzer: Analyzer, found: Sequence[Found]) -> dict[Article, list[Passage]]:
    """The best passages of the best articles, ready to be worded."""
    by_article: dict[Article, list[Passage]] = {}
    for rank, each in enumerate(found, start=1):
        article = each.library, each.passage.article
        if article not in by_article and len(by_article) == MOST_ARTICLES:
            continue
        those = by_article.setdefault(article, [])
        if len(those) < _PASSAGES:
            those.append(_read(analyzer, each, rank))
    return by_article


def _read(analyzer: Analyzer, found: Found, rank: int) -> Passage:
    text = found.passage.text
    quoted = quotations(text)
    all_words = words_of(analyzer, text)
    spans = sentence_spans(text, analyzer.language.code)
    return Passage(
        found, rank, quoted, tuple(unit(all_words, text, span, quoted) for span in spans)
    )


def chosen(matter: Asked, read: dict[Article, list[Passage]]) -> dict[Article, Candidate]:
    """The best wording of each article that has one.

    First each article by itself; then its best sentences once more, held against the others'
    wordings: what stands in the place of a word that is asked for is seen only there.
    """
    alone = {
        article: _best(
            [
                Candidate(passage, wording)
                for passage in those
                for each in passage.units
                if (wording := worded(matter, each)) is not None
            ]
        )[:_SENTENCES]
        for article, those in read.items()
    }
    references = _best([those[0] for those in alone.values() if those])[:_REFERENCES]
    closest: dict[Article, Candidate] = {}
    for article, those in alone.items():
        # Not against itself: every word would stand in its own place.
        others = [
            each.wording
            for each in references
            if (each.passage.found.library, each.passage.found.passage.article) != article
        ]
        again = [
            Candidate(each.passage, wording)
            for each in those
            if (wording := worded(matter, each.wording.unit, others)) is not None
            and _is_about(matter, wording)
        ]
        if again:
            closest[article] = _best(again)[0]
    return closest


def _is_about(matter: Asked, wording: Wording) -> bool:
    """Whether a wording covers enough of what is asked for to be one of it."""
    heaviest = max(matter.content.values())
    rare = {term for term, weight in matter.content.items() if weight >= _RARE * heaviest}
    return (
        wording.measure >= LEAST_MEASURE
        and len(wording.inside) >= min(2, len(matter.content))
        and not rare.isdisjoint(wording.held | wording.counterparts.keys())
    )


def closeness(candidate: Candidate) -> tuple[float, float, int]:
    """What candidates are ordered by, the closest first."""
    wording = candidate.wording
    return -round(wording.score, 9), -round(wording.measure, 9), candidate.passage.rank


def _best(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=closeness)
