"""This project's engine and its peers, measured in one run on the same work.

    python -m bench.compare [--sizes 1e3,1e4,1e5,1e6] [--engines compiled,tantivy] [--k 10,100]
                            [--questions 500] [--rounds 3] [--reuse FOLDER]
                            [--corpus FILE [--queries FILE]]
                            [--json FILE] [--markdown FILE] [--plots FOLDER]
                            [--grow 1e5,1e6,5e6,2e7]

`make bench` runs it in an environment of its own that has the peers. With ``--reuse`` corpora and
the peers' indexes stay in FOLDER for the next run. ``--grow`` measures this project's engine alone,
at sizes that fit in no memory. ``--from FILE`` shows what an earlier ``--json`` has written.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench import engines, questions, report
from bench.cores import a_core
from bench.corpus import Corpus, from_text, synthetic
from bench.growth import grown
from bench.measure import WARMING, Bench, Effort


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.queries and not options.corpus:
        parser.error("--queries goes with --corpus")
    results = json.loads(options.shown.read_text()) if options.shown else _measured(options)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(report.markdown(results), encoding="utf-8")
    if options.plots:
        from bench import plots

        plots.draw(results, options.plots)
    report.show(results)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measures search engines on the same work.")
    parser.add_argument("--sizes", type=_numbers, default=(10**3, 10**4, 10**5, 10**6))
    parser.add_argument("--engines", type=lambda names: names.split(","), metavar="NAME,...")
    parser.add_argument("--k", type=_numbers, default=(10, 100))
    parser.add_argument("--questions", type=int, default=500, help="of each set")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked")
    parser.add_argument("--seconds", type=float, default=6.0, help="an engine, a set and a k")
    parser.add_argument("--corpus", type=Path, help="a text file, one passage a line")
    parser.add_argument("--queries", type=Path, help="its questions, a JSON list of terms a line")
    parser.add_argument("--reuse", type=Path, metavar="FOLDER", help="keeps corpora and indexes")
    parser.add_argument("--grow", type=_numbers, help="these sizes, with this engine alone")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE")
    parser.add_argument("--plots", type=Path, metavar="FOLDER")
    parser.add_argument("--from", type=Path, dest="shown", metavar="FILE", help="measure nothing")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    """ "1e3,1e4" as whole numbers."""
    return tuple(int(float(each)) for each in text.split(","))


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    begun = perf_counter()

    def say(text: str) -> None:
        print(f"[{perf_counter() - begun:6.0f} s] {text}", file=sys.stderr, flush=True)

    names, missing = _chosen(options.engines)
    for name, reason in missing.items():
        say(f"left out: {name} ({reason})")
    effort = Effort(
        questions=options.questions,
        rounds=options.rounds,
        ks=options.k,
        seconds=options.seconds,
        core=a_core(),
    )
    corpora: list[dict[str, Any]] = []
    growth: list[dict[str, Any]] = []
    with _folder(options.reuse) as folder:
        if options.grow:
            growth = grown(options.grow, folder / "growth", effort, say)
        for path in _corpora(options, folder, say):
            corpus = Corpus.load(path / "corpus")
            sets = (
                questions.read(options.queries)
                if options.queries
                else questions.drawn(corpus, effort.questions + WARMING)
            )
            corpora.append(Bench(corpus, sets, path, effort, say).run(names))
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "machine": _machine(),
        "effort": {"questions": effort.questions, "rounds": effort.rounds, "ks": effort.ks},
        "settings": {
            name: engines.get(name).settings for name in (names if corpora else [engines.OWN])
        },
        "missing": missing,
        "corpora": corpora,
        "growth": growth,
    }


def _chosen(wanted: list[str] | None) -> tuple[list[str], dict[str, str]]:
    """The engines to measure, and why the others are not."""
    peers = engines.every()
    for name in wanted or ():
        if name not in peers:
            raise SystemExit(f"no engine {name!r}; there are: {', '.join(peers)}")
    names, missing = [], {}
    for name, peer in peers.items():
        if wanted is None or name in wanted:
            if engines.is_installed(peer):
                names.append(name)
            else:
                missing[name] = "not installed"
    if not names:
        raise SystemExit("none of these engines is installed")
    return names, missing


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with TemporaryDirectory() as name:
            yield Path(name)


def _corpora(options: argparse.Namespace, folder: Path, say: Any) -> Iterator[Path]:
    """Folders with a saved corpus each."""
    if options.grow:
        return
    if options.corpus:
        yield _saved(folder / options.corpus.name, lambda: from_text(options.corpus), fresh=True)
        return
    for size in options.sizes:
        say(f"{size:,} passages")
        yield _saved(folder / str(size), lambda size=size: synthetic(size))


def _saved(folder: Path, make: Any, *, fresh: bool = False) -> Path:
    if fresh or not (folder / "corpus" / "words.json").exists():
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
        make().save(folder / "corpus")
        (folder / "indexes").mkdir()
    return folder


def _machine() -> dict[str, Any]:
    """In general words."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [line for line in cpuinfo.read_text().splitlines() if "model name" in line]
        processor = models[0].partition(":")[2].strip() if models else processor
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError):
        memory = 0
    return {
        "processor": processor,
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "memory": memory,
        "system": platform.system(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
