"""All measurements over one corpus, the engines taking turns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from bench import engines
from bench.agreement import agreement
from bench.corpus import Corpus
from bench.latency import Latency, Sample
from bench.questions import Questions
from bench.worker import Failed, Worker

A_TURN = 25  # questions that an engine answers before the next has its turn
WARMING = 5  # questions before each turn that do not count
COLD_QUESTIONS = 100
A_LONG_TIME = 20_000_000  # nanoseconds of a question; engines that need more are asked fewer, once
A_FEW = 10  # questions at least
MANY = 100  # questions at least, of the engines that need less
BUILDS = 5  # of each index, as long as they have not taken so many CPU seconds in all:
LONG_BUILDING = 40.0
COMPARED = 10  # best passages compared with the reference's

#: What defines the scores, and the package that gives the same ones where that takes too long.
REFERENCES = ("rank_bm25", "rank-bm25-rs")

Say = Callable[[str], None]


@dataclass(frozen=True)
class Effort:
    """How much is measured."""

    questions: int = 500
    rounds: int = 3
    ks: tuple[int, ...] = (10, 100)
    seconds: float = 6.0
    """CPU time an engine may use on one set of questions and one k; a slow one answers fewer."""
    compared: int = 100
    """Questions compared with the reference."""
    cold_starts: int = 5
    core: int | None = None


@dataclass
class Bench:
    """One corpus, its questions, and what is known of each engine over it."""

    corpus: Corpus
    sets: dict[str, Questions]
    folder: Path
    effort: Effort
    say: Say
    results: dict[str, dict[str, Any]] = field(default_factory=dict)

    def run(self, names: Sequence[str]) -> dict[str, Any]:
        """Measures these engines. Returns what `bench.report` reads."""
        for name in names:
            limit = engines.get(name).largest
            self.results[name] = {}
            if len(self.corpus) > limit:
                self.results[name]["skipped"] = f"needs too long above {limit:,} passages"
        self._build()
        self._ask()
        for name in self._sound():
            self._cold(name)
            self._add(name)
        return {
            "name": self.corpus.name,
            "passages": len(self.corpus),
            "terms": int(self.corpus.offsets[-1]),
            "types": len(self.corpus.words),
            "sets": {name: len(questions) for name, questions in self.sets.items()},
            "engines": self.results,
        }

    def _sound(self) -> list[str]:
        return [name for name, result in self.results.items() if "skipped" not in result]

    def _index(self, name: str) -> Path:
        return self.folder / "indexes" / name

    @contextmanager
    def _noting(self, name: str) -> Iterator[None]:
        """What an engine fails at is part of the result, and does not end the others' run."""
        try:
            yield
        except Failed as error:
            reason = str(error).strip().splitlines()[-1]
            self.results[name]["skipped"] = f"failed: {reason}"
            self.say(f"{name} failed:\n{error}")

    @contextmanager
    def _worker(self, name: str, folder: Path | None = None) -> Iterator[Worker]:
        worker = Worker(name, folder or self._index(name), self.effort.core)
        try:
            yield worker
        finally:
            worker.close()

    def _build(self) -> None:
        """Every engine builds, in turns; what building takes is the median of the turns."""
        spent: dict[str, list[dict[str, float]]] = {}
        kept = [name for name in self._sound() if self._is_kept(name)]
        for _ in range(BUILDS):
            for name in [each for each in self._sound() if each not in kept]:
                if sum(each["cpu"] for each in spent.get(name, ())) > LONG_BUILDING:
                    continue
                self.say(f"{self.corpus.name}: {name} builds")
                with self._noting(name):
                    spent.setdefault(name, []).append(self._build_once(name))
        for name in self._sound():
            if name not in kept:
                middle = sorted(spent[name], key=lambda each: each["cpu"])[len(spent[name]) // 2]
                note = json.dumps({"version": version_of(name), "build": middle})
                self._note(name).write_text(note)
            folder, built = self._index(name), json.loads(self._note(name).read_text())
            per_second = len(self.corpus) / max(built["build"]["cpu"], 1e-9)
            self.results[name] |= {
                "version": built["version"],
                "build": {
                    **built["build"],
                    "passages_per_cpu_second": per_second,
                    "earlier": name in kept,
                },
                "bytes": sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()),
            }

    def _note(self, name: str) -> Path:
        """The file that tells what building an engine's index took."""
        return self.folder / "indexes" / f"{name}.json"

    def _is_kept(self, name: str) -> bool:
        """Whether an earlier run built it; this project's own changes without a new version."""
        note = self._note(name)
        if name == engines.OWN or not note.exists():
            return False
        return bool(json.loads(note.read_text())["version"] == version_of(name))

    def _build_once(self, name: str) -> dict[str, float]:
        shutil.rmtree(self._index(name), ignore_errors=True)
        self._note(name).unlink(missing_ok=True)
        with self._worker(name) as worker:
            return worker.build(self.folder / "corpus")

    def _ask(self) -> None:
        """Every engine open in a process of its own, asked the same questions in turns."""
        with ExitStack() as closing:
            workers = {}
            for name in self._sound():
                with self._noting(name):
                    workers[name] = closing.enter_context(self._worker(name))
                    workers[name].open()
            self._compare({name: workers[name] for name in self._sound()})
            for name, questions in self.sets.items():
                for k in self.effort.ks:
                    self.say(f"{self.corpus.name}: stop words {name}, k {k}")
                    live = {each: workers[each] for each in self._sound()}
                    for each, latency in self._turns(live, questions, k).items():
                        cells = self.results[each].setdefault("latency", {})
                        cells[f"{name}/{k}"] = latency.as_json()

    def _compare(self, workers: dict[str, Worker]) -> None:
        """Agreement with rank_bm25, or with rank-bm25-rs where that takes too long."""
        reference = next((name for name in REFERENCES if name in workers), None)
        if reference is None:
            return
        count = self.effort.compared
        if reference == REFERENCES[0]:
            count = min(count, 10 + 1_000_000 // len(self.corpus))
        asked = [terms for questions in self.sets.values() for terms in questions[:count]]
        self.say(f"{self.corpus.name}: {len(asked)} answers compared with {reference}'s")
        expected = None
        with self._noting(reference):
            expected = workers[reference].best(asked, COMPARED)
        if expected is None:
            return
        for name, worker in workers.items():
            with self._noting(name):
                pilot = worker.ask([], asked[-2:], COMPARED)
                step = 10 if max(cpu for _, cpu in pilot) > A_LONG_TIME else 1
                given = worker.answers(asked[::step], COMPARED)
                compared = agreement(expected[::step], given, COMPARED)
                self.results[name]["agreement"] = {**compared, "reference": reference}

    def _turns(self, workers: dict[str, Worker], given: Questions, k: int) -> dict[str, Latency]:
        warm, asked = given[:WARMING], given[WARMING:]
        plans = {}
        for name, worker in workers.items():
            with self._noting(name):
                pilot = worker.ask(warm[:1], warm, k)
                plans[name] = self._plan(pilot, len(asked))
        taken: dict[str, list[list[Sample]]] = {name: [] for name in plans}
        for turn in range(self.effort.rounds):
            for rounds in taken.values():
                rounds.append([])
            for first in range(0, len(asked), A_TURN):
                for name, (questions, rounds) in plans.items():
                    batch = asked[first : min(first + A_TURN, questions)]
                    if batch and turn < rounds and name in self._sound():
                        with self._noting(name):
                            warming = warm if rounds == self.effort.rounds else []
                            taken[name][turn] += workers[name].ask(warming, batch, k)
        return {name: Latency.of(taken[name][: plans[name][1]]) for name in self._sound()}

    def _plan(self, pilot: list[Sample], questions: int) -> tuple[int, int]:
        """How many questions an engine is asked, in how many rounds."""
        each = sum(cpu for _, cpu in pilot) / len(pilot)
        affordable = int(self.effort.seconds * 1e9 / max(each, 1))
        if each > A_LONG_TIME:
            return min(max(affordable, A_FEW), questions), 1
        return min(max(affordable // self.effort.rounds, MANY), questions), self.effort.rounds

    def _cold(self, name: str) -> None:
        self.say(f"{self.corpus.name}: {name} starts cold")
        questions = [terms for same in zip(*self.sets.values(), strict=True) for terms in same]
        slow = any(
            each["mean"] * 1e3 > A_LONG_TIME for each in self.results[name]["latency"].values()
        )
        path = self.folder / "cold.json"
        path.write_text(json.dumps(questions[: 5 if slow else COLD_QUESTIONS]))
        runs: list[dict[str, Any]] = []
        core = [] if self.effort.core is None else [str(self.effort.core)]
        command = [sys.executable, "-m", "bench.cold", name, str(self._index(name)), str(path)]
        # Packages are compiled when they are installed, this project when it is first started.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        # The first start of all brings code and files into the page cache.
        wanted = self.effort.cold_starts
        while len(runs) <= wanted:
            done = subprocess.run(  # noqa: S603 - our own command
                [*command, *core], capture_output=True, text=True, check=False, env=environment
            )
            if done.returncode:
                reason = done.stderr.strip().splitlines() or [f"exit {done.returncode}"]
                self.results[name]["cold"] = {"failed": reason[-1]}
                return
            runs.append(json.loads(done.stdout.splitlines()[-1]))
            if runs[-1]["wall"] > 1:
                wanted = 1 if runs[-1]["wall"] > 5 else min(wanted, 2)
        seconds = median(min(each["cpu"], each["wall"]) for each in runs[1:])
        self.results[name]["cold"] = {"seconds": seconds, "starts": len(runs) - 1}
        self.results[name]["memory"] = runs[-1]["memory"]
        self.results[name]["interpreter"] = runs[-1]["interpreter"]

    def _add(self, name: str) -> None:
        """To a copy, so that the index stays as it was built."""
        if not engines.get(name).grows:
            return
        self.say(f"{self.corpus.name}: {name} takes 100 up")
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self._index(name), copy)
        with self._worker(name, copy) as worker:
            try:
                worker.open()
                self.results[name]["add"] = worker.add()
            except Failed as error:
                self.results[name]["add"] = {"failed": str(error).strip().splitlines()[-1]}
                self.say(f"{name} failed at adding:\n{error}")
        shutil.rmtree(copy)


def version_of(name: str) -> str:
    """That of an engine's package; "unknown" where there is none."""
    if name == "sqlite-fts5":
        import sqlite3

        return sqlite3.sqlite_version
    if name == "xapian":
        import xapian

        return xapian.version_string()
    try:
        return version("footnote" if name == engines.OWN else name)
    except PackageNotFoundError:
        return "unknown"
