"""What a question costs besides the engine: analysis, fetching, rescoring, folding, rendering.

    python bench/answering.py DATA [DATA ...] [--passages 100000] [--questions 300]

Each DATA is a folder with ``passages.jsonl`` and ``questions.jsonl``. A library of as many passages
as wanted is made of their words, seeded; the questions are the sets' own.
CPU milliseconds, with the time inside the engine's calls taken out. A second round asks the same
questions anew, with nothing remembered but what the engine gave: an engine that looks through all
passages leaves nothing in the processor's caches for what follows it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import thread_time
from typing import Any

from bot.core.answer import Options
from bot.core.answer_json import as_json
from bot.core.answering import Answerer, Shelf
from bot.core.evaluating import read_questions
from index import engines
from index.analysis import Analyzer
from index.engines import Snapshot
from index.errors import FootnoteError
from index.library import Library
from index.model import Article, Paragraph, Passage, Source
from index.searcher import Searcher
from index.snapshots import Snapshots

SEED = 20140915
AN_ARTICLE = 10  # passages of an article


class Timed:
    """An engine's snapshot that counts the CPU time of its calls, and remembers what they gave."""

    spent = 0.0

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._ranked: dict[Any, Any] = {}
        self.statistics = snapshot.statistics

    def rank(self, terms: Any, k: int, *, statistics: Any = None, within: Any = None) -> Any:
        begun = thread_time()
        key = (tuple(terms), k, within)
        if key not in self._ranked:
            self._ranked[key] = self._snapshot.rank(terms, k, statistics=statistics, within=within)
        Timed.spent += thread_time() - begun
        return self._ranked[key]

    def holding(self, term: str) -> Any:
        begun = thread_time()
        bitmap = self._snapshot.holding(term)
        Timed.spent += thread_time() - begun
        return bitmap


class TimedEngine:
    """An engine whose snapshots are `Timed`."""

    def __init__(self, name: str) -> None:
        self._engine = engines.get(name)
        self.name = self._engine.name

    def build(self, path: Path, documents: Any) -> None:
        self._engine.build(path, documents)

    def open(self, path: Path) -> Timed:
        return Timed(self._engine.open(path))


def articles(folders: list[Path], passages: int) -> Iterator[tuple[Article, list[Passage]]]:
    """Articles of ten passages each, whose every word follows one that it follows in the sets.

    Recombined whole sentences would be copies of each other, many times over.
    """
    chance = Random(SEED)  # noqa: S311
    rows = [
        json.loads(line)
        for folder in folders
        for line in (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    follows: dict[str, list[str]] = {}
    for row in rows:
        for one, other in pairwise(["", *row["text"].split(), ""]):
            follows.setdefault(one, []).append(other)
    for number in range(0, passages, AN_ARTICLE):
        text, spans = "", []
        for _ in range(AN_ARTICLE):
            start = len(text)
            length = chance.randint(150, 700)  # characters of a paragraph
            words: list[str] = []
            while length > 0:
                words.append(chance.choice(follows.get(words[-1] if words else "", [""])) or ".")
                length -= len(words[-1]) + 1
                if words[-1] == ".":
                    words.append(chance.choice(follows[""]))
            text += " ".join(words)
            spans.append((start, len(text)))
            text += "\n\n"
        article = Article(
            origin=f"{number}.txt",
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            source=Source(title=chance.choice(rows).get("title"), outlet=f"Outlet {number % 50}"),
            paragraphs=tuple(Paragraph(n, *span) for n, span in enumerate(spans, start=1)),
        )
        yield (
            article,
            [Passage(f"{number + n:016x}", n, *span) for n, span in enumerate(spans, start=1)],
        )


def main() -> None:
    """Prints p50, p90 and p99 of a question, in both rounds."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("data", nargs="+", type=Path)
    arguments.add_argument("--passages", type=int, default=100_000)
    arguments.add_argument("--questions", type=int, default=300)
    arguments.add_argument("--engine", default="auto")
    given = arguments.parse_args()
    analyzer = Analyzer()
    with TemporaryDirectory() as state:
        library = Library(Path(state) / "bench.db", "bench")
        with library.writer() as writer, writer.change() as change:
            for article, passages in articles(given.data, given.passages):
                change.add(article, article.origin, passages=passages)
        questions = [
            each.text
            for folder in given.data
            if (folder / "questions.jsonl").exists()
            for each in read_questions(folder / "questions.jsonl")
        ]
        Random(SEED).shuffle(questions)  # noqa: S311
        snapshots = Snapshots(TimedEngine(given.engine), analyzer)  # type: ignore[arg-type]
        shelf = Shelf(library, "bench")
        for label, limit in (("after the engine", 5), ("alone", 5)):
            answerer = Answerer(Searcher(snapshots), analyzer)
            times = []
            for question in ["who said so in Paris?", *questions[: given.questions]]:
                Timed.spent = 0.0
                begun = thread_time()
                try:
                    as_json(answerer.answer(question, [shelf], Options(limit, anyway=True)))
                except FootnoteError:
                    continue
                times.append(1_000 * (thread_time() - begun - Timed.spent))
            times = sorted(times[1:])  # the first opens the index
            share = {p: times[int(len(times) * p / 100)] for p in (50, 90, 99)}
            figures = ", ".join(f"p{p} {value:.1f} ms" for p, value in share.items())
            print(f"{given.passages} passages, {label}, {len(times)} questions: {figures}")


if __name__ == "__main__":
    main()
