"""What a whole answer costs, what of it is not the engine's, and whether Discord is kept waiting.

    python bench/answer.py DATA [DATA ...] [--passages 100000 1000000] [--questions 300]

Each DATA is a folder with ``passages.jsonl`` and ``questions.jsonl``. A library of as many passages
as wanted is made of their words (`bench.words`); the questions are the sets' own, asked as Discord
asks them: all passages that a card may show, folded, with what other articles say, and rendered.

CPU milliseconds of the thread that answers, best of ``--rounds`` for each question, since the
machine is shared; every round begins with nothing remembered of passages. "Besides the engine" has
the engine's searches taken out. Then 200 questions are put into the bot's own queue at once, and
the longest time is told for which the event loop did not get its turn.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, thread_time
from typing import Any

from bench.words import SEED, fill
from bot.client import create_bot
from bot.config import Config, Search, SharedLibrary, Storage
from bot.core.answer import Answer
from bot.core.answering import Answerer
from bot.core.app import App, open_app
from bot.core.evaluating import read_questions
from bot.core.texts import texts
from bot.views.card import MOST_PASSAGES, AnswerCard
from index.engine import KeepingEngine
from index.errors import FootnoteError
from index.searcher import Searcher

IN_FLIGHT = 200


class Timed:
    """An engine's snapshot that counts the CPU time of its calls."""

    spent = 0.0

    def __init__(self, snapshot: Any) -> None:
        self._snapshot = snapshot
        self.statistics = snapshot.statistics

    def __getattr__(self, name: str) -> Any:
        return getattr(self._snapshot, name)

    def rank(self, *arguments: Any, **named: Any) -> Any:
        return self._timed(self._snapshot.rank, *arguments, **named)

    def holding(self, term: str) -> Any:
        return self._timed(self._snapshot.holding, term)

    @staticmethod
    def _timed(call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        begun = thread_time()
        try:
            return call(*arguments, **named)
        finally:
            Timed.spent += thread_time() - begun


class TimedEngine:
    """The compiled engine with snapshots that are `Timed`."""

    keeps_profiles = True

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.name, self.build, self.merge = engine.name, engine.build, engine.merge

    def open(self, path: Path) -> Timed:
        return Timed(self._engine.open(path))

    def open_parts(self, *arguments: Any) -> Timed:
        return Timed(self._engine.open_parts(*arguments))


def opened(state: Path, engine: str) -> App:
    """An app over the library alone, as the bot has it."""
    config = Config(
        storage=Storage(state=str(state)),
        libraries={"bench": SharedLibrary(title="Bench")},
        search=Search(engine=engine),
    )
    return open_app(config, sync_every=1.0)


def asked(app: App, question: str) -> Answer | None:
    """The answer as Discord asks for it, words that occur nowhere or not; ``None`` if it is no
    question."""
    try:
        return app.ask("guild-1", question, limit=MOST_PASSAGES, anyway=True)
    except FootnoteError:
        return None


async def costs(app: App, questions: Sequence[str], rounds: int) -> list[tuple[float, float]]:
    """CPU milliseconds of each question, and of it besides the engine: the best of the rounds."""
    best = [(float("inf"), float("inf"))] * len(questions)
    gc.freeze()  # as the bot does once it has started
    for _ in range(rounds):
        app._answerer = Answerer(Searcher(app.snapshots), app.snapshots.analyzer)  # noqa: SLF001 - as it is just after a start
        for place, question in enumerate(questions):
            Timed.spent = 0.0
            begun = thread_time()
            AnswerCard(asked(app, question), "0" * 12, texts=texts()).to_components()
            whole = 1_000 * (thread_time() - begun)
            besides = whole - 1_000 * Timed.spent
            best[place] = min(best[place][0], whole), min(best[place][1], besides)
    return best


async def longest_wait(app: App, questions: Sequence[str]) -> tuple[float, float]:
    """With 200 questions in the bot's queue: the longest that the event loop was kept from its
    turn, in milliseconds, and the questions a second."""
    longest, waiting = 0.0, True

    async def watch() -> None:
        nonlocal longest
        while waiting:
            begun = perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, 1_000 * (perf_counter() - begun) - 1.0)

    async with create_bot(app.config, app=app) as bot:
        await bot.warm()
        asked(app, questions[0])
        watching = asyncio.create_task(watch())
        begun = perf_counter()
        await asyncio.gather(
            *(bot.in_search(asked, app, questions[n % len(questions)]) for n in range(IN_FLIGHT))
        )
        took = perf_counter() - begun
        waiting = False
        await watching
    return longest, IN_FLIGHT / took


def shares(times: Sequence[float]) -> dict[str, float]:
    """p50, p90, p99."""
    ordered = sorted(times)
    return {f"p{p}": round(ordered[len(ordered) * p // 100], 2) for p in (50, 90, 99)}


def measured(given: argparse.Namespace, passages: int, state: Path) -> dict[str, Any]:
    """Everything about a library of so many passages."""
    app = opened(state, given.engine)
    [library] = [each.library for each in app.known("guild-1") if each.library.name == "bench"]
    if not library.exists():
        fill(library, given.data, passages)
    questions = [
        each.text
        for folder in given.data
        if (folder / "questions.jsonl").exists()
        for each in read_questions(folder / "questions.jsonl")
    ]
    Random(SEED).shuffle(questions)  # noqa: S311 - nothing secret
    begun = process_time()
    asked(app, "who said so in Paris?")  # builds the index, or opens it
    first = process_time() - begun
    questions = [each for each in questions[: 2 * given.questions] if asked(app, each)]
    questions = questions[: given.questions]
    app = opened(state, given.engine)
    if isinstance(app.snapshots.engine, KeepingEngine):
        app.snapshots.engine = TimedEngine(app.snapshots.engine)
    asked(app, "who said so in Paris?")
    found = asyncio.run(costs(app, questions, given.rounds))
    waited, a_second = asyncio.run(longest_wait(opened(state, given.engine), questions))
    return {
        "passages": passages,
        "engine": app.snapshots.engine.name,
        "questions": len(questions),
        "whole": shares([whole for whole, _ in found]),
        "besides the engine": shares([besides for _, besides in found]),
        "first question, CPU seconds": round(first, 2),
        "longest wait of the event loop, ms": round(waited, 1),
        "questions a second, 200 at once": round(a_second, 1),
    }


def main() -> None:
    """Prints the figures of each size, as they come."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("data", nargs="+", type=Path)
    arguments.add_argument("--passages", type=int, nargs="+", default=[100_000])
    arguments.add_argument("--questions", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--engine", default="auto")
    arguments.add_argument("--keep", type=Path, help="a folder to keep the libraries in")
    arguments.add_argument("--json", action="store_true", help="one line of JSON a size")
    given = arguments.parse_args()
    with TemporaryDirectory() as temporary:
        for passages in given.passages:
            state = (given.keep or Path(temporary)) / str(passages)
            state.mkdir(parents=True, exist_ok=True)
            found = measured(given, passages, state)
            if given.json:
                print(json.dumps(found))
                continue
            print(f"{passages:,} passages, {found['engine']}, {found['questions']} questions")
            for name in ("whole", "besides the engine"):
                figures = ", ".join(f"{p} {value} ms" for p, value in found[name].items())
                print(f"  {name}: {figures} of CPU")
            for name in list(found)[5:]:
                print(f"  {name}: {found[name]}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
