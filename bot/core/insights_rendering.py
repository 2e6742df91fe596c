"""Insights in words, the same for the terminal and for Discord."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.insights import Insights
from bot.core.rendering import printable
from bot.core.texts import Texts
from bot.core.word_match import WordMatch

#: A heading, and the lines below it.
Section = tuple[str, tuple[str, ...]]


def summary(found: Insights, texts: Texts) -> list[str]:
    """What was asked, how well it matched, and how people voted, in lines."""
    if not found.asked:
        return [texts("insights-none", since=found.since.date())]
    return [
        texts("insights-heading", since=found.since.date()),
        texts("insights-asked", asked=found.asked, private=found.private),
        texts(
            "insights-matches",
            strong=found.matches[WordMatch.STRONG],
            partial=found.matches[WordMatch.PARTIAL],
            weak=found.matches[WordMatch.WEAK],
            none=found.none,
        ),
        texts("insights-votes", helpful=found.helpful, unhelpful=found.unhelpful),
    ]


def sections(
    found: Insights, texts: Texts, *, foreign: Callable[[str], str] = printable
) -> list[Section]:
    """The lists that have anything in them. ``foreign`` makes text that is not ours fit to show."""
    lists = (
        (
            "insights-unanswered",
            tuple(
                texts(
                    "insights-line-unanswered",
                    question=foreign(each.question),
                    times=each.times,
                    quoted="yes" if each.quoted else "no",
                )
                for each in found.unanswered
            ),
        ),
        (
            "insights-lacking",
            tuple(
                texts("insights-line-lacking", word=foreign(word), times=times)
                for word, times in found.lacking
            ),
        ),
        (
            "insights-least",
            tuple(
                texts(
                    "insights-line-least",
                    question=foreign(each.question),
                    unhelpful=each.tally.unhelpful,
                    helpful=each.tally.helpful,
                    receipt=each.receipt,
                )
                for each in found.least_helpful
            ),
        ),
        (
            "insights-quoted",
            tuple(
                texts(
                    "insights-line-quoted",
                    title=foreign(each.quote.title or each.quote.origin),
                    outlet=foreign(each.quote.outlet)
                    if each.quote.outlet
                    else texts("insights-outlet-unknown"),
                    times=each.times,
                )
                for each in found.quoted
            ),
        ),
    )
    return [(texts(key), lines) for key, lines in lists if lines]
