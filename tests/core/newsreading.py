"""Somebody who reads what is new, as a watch does: with a memory of what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.answer import Options
from bot.core.answering import Answerer, Shelf
from bot.core.news import Looked
from bot.core.newsfinder import Newsfinder
from bot.core.word_match import WordMatch
from index import engines
from index.analysis import Analyzer
from index.library import Library
from index.model import Generation
from index.operators import NO_OPERATORS, Operators
from index.searcher import Searcher
from index.snapshots import Snapshots

#: What the news is to answer, what does, and what else the libraries are about.
QUESTION = "when did the zeppelin land in Bushehr?"
LANDED = "The zeppelin landed in Bushehr on Monday, to the surprise of all who saw it come down."
AGAIN = "A second zeppelin landed in Bushehr on the next day, and nobody looked up any more."
OTHERS = (
    "Fishermen in Bushehr went on strike because nobody had paid them for a month.",
    "A zeppelin was seen over Shiraz, where children waved at it from all the roofs.",
    "The conference in Paris ended without a word about the ships that had been lost.",
    "Nobody knew when the harbour would be dredged, or by whom, or with what money.",
    *(
        f"In the year {year} the {trade} of the valley sold {year % 7 + 2} times what they used to."
        for year, trade in enumerate(("bakers", "weavers", "potters", "millers") * 12, start=1901)
    ),
)


def finder(engine: str = "auto") -> Newsfinder:
    """Over an engine."""
    analyzer = Analyzer()
    searcher = Searcher(Snapshots(engines.get(engine), analyzer))
    return Newsfinder(searcher, analyzer, Answerer(searcher, analyzer))


@dataclass
class Reader:
    """Looks again and again, and is told of what is new."""

    finder: Newsfinder
    libraries: Sequence[Library]
    question: str = QUESTION
    least: WordMatch = WordMatch.STRONG
    operators: Operators = NO_OPERATORS
    seen: dict[str, Generation] = field(default_factory=dict)
    words: list[bytes] = field(default_factory=list)

    @property
    def options(self) -> Options:
        return Options(limit=1, operators=self.operators)

    @property
    def shelves(self) -> list[Shelf]:
        return [Shelf(each, each.name) for each in self.libraries if each.exists()]

    def begin(self) -> Reader:
        """From now on something may be new."""
        self._remember(self.finder.known(self.question, self.options, self.shelves))
        return self

    def look(self, *, settled: bool = True) -> Looked:
        looked = self.finder.look(
            self.question,
            self.options,
            self.shelves,
            self.seen,
            self.words,
            least=self.least,
            settled=settled,
        )
        self._remember(looked)
        return looked

    def news(self, *, settled: bool = True) -> list[str]:
        """The texts of the passages that are new."""
        return [each.citation.text for each in self.look(settled=settled).news]

    def _remember(self, looked: Looked) -> None:
        self.seen.update(looked.generations)
        self.words += looked.words
