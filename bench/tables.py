"""The tables of a result, as text, whatever they are shown with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bench.targets import Result, targets

MEMORY = ("resident", "private")


@dataclass(frozen=True)
class Table:
    """A heading and rows of cells; the first column is of names, the others of figures."""

    title: str
    header: list[str]
    rows: list[list[str]]


def tables(results: Result) -> list[Table]:
    """Two tables a corpus, and one of what was to be reached."""
    made = []
    for corpus in results["corpora"]:
        made += [_latencies(corpus), _around(corpus)]
    made += _growth(results.get("growth", []))
    reached = [target for corpus in results["corpora"] for target in targets(corpus)]
    if reached:
        made.append(
            Table(
                "Against the best peer in each figure",
                ["corpus", "figure", "peer", "ratio", "to be reached", ""],
                [
                    [
                        target.corpus,
                        target.what,
                        target.rival,
                        f"{target.ratio:.3g}",
                        f"{target.least:g}",
                        "yes" if target.is_reached else "no",
                    ]
                    for target in reached
                ],
            )
        )
    return made


def left_out(results: Result) -> list[str]:
    """What could not be measured, and why, in a line each."""
    lines = [f"{name}: {reason}" for name, reason in results["missing"].items()]
    for corpus in results["corpora"]:
        for name, engine in corpus["engines"].items():
            if "skipped" in engine:
                lines.append(f"{name}, {corpus['name']}: {engine['skipped']}")
            for key, what in (("cold", "cold start"), ("add", "adding 100")):
                if "failed" in engine.get(key, {}):
                    failure = engine[key]["failed"]
                    lines.append(f"{name}, {corpus['name']}, {what}: failed: {failure}")
    return lines


def _latencies(corpus: Result) -> Table:
    engines = {name: each for name, each in corpus["engines"].items() if "latency" in each}
    cells = list(dict.fromkeys(cell for each in engines.values() for cell in each["latency"]))
    rows = []
    for name, engine in engines.items():
        rows.append([name, *(_latency(engine["latency"].get(cell)) for cell in cells)])
    heads = ["{}, k {}".format(*cell.split("/")) for cell in cells]
    title = f"{corpus['name']}: p50 / p99 of a question, and questions a second"
    if any(cell.startswith("kept/") for cell in cells):
        title += "; stop words removed or kept"
    return Table(title, ["engine", *heads], rows)


def _latency(latency: Result | None) -> str:
    if latency is None:
        return "-"
    few = "*" if latency["questions"] < 100 else ""
    p50, p99 = micro(latency["p50"]), micro(latency["p99"])
    return f"{p50} / {p99}{few}, {_round(latency['per_second'])}"


def _around(corpus: Result) -> Table:
    header = ["engine", "build: passages a CPU s", "disk", "cold start", "resident", "private"]
    header += ["adding 100", "best 10 found", "same scores"]
    rows = []
    for name, engine in corpus["engines"].items():
        if "build" in engine:
            memory = engine.get("memory") or {}
            agreed = engine.get("agreement", {})
            rows.append(
                [
                    name,
                    _build(engine["build"]),
                    size(engine["bytes"]),
                    _seconds(engine.get("cold", {}).get("seconds")),
                    size(memory.get("resident")),
                    size(memory.get("private")),
                    _adding(engine),
                    _share(agreed.get("found")),
                    _share(agreed.get("exact")),
                ]
            )
    return Table(f"{corpus['name']}: building, starting, memory, agreement", header, rows)


def _growth(results: list[Result]) -> list[Table]:
    if not results:
        return []
    cells = list(results[0]["latency"])
    latencies = [
        [f"{each['passages']:,}", *(_latency(each["latency"][cell]) for cell in cells)]
        for each in results
    ]
    around = []
    for each in results:
        memory = each["memory"] or {}
        measured = (each["peak_while_building"], each["bytes"], *map(memory.get, MEMORY))
        figures = [_round(each["passages_per_cpu_second"]), *map(size, measured)]
        row = [f"{each['passages']:,}", str(each["parts"]), *figures, _seconds(each["opening"])]
        around.append(row)
    title = "Growth of this project's engine"
    heads = ["{}, k {}".format(*cell.split("/")) for cell in cells]
    header = ["passages", "parts", "build: passages a CPU s", "peak while building", "disk"]
    return [
        Table(f"{title}: p50 / p99, and questions a second", ["passages", *heads], latencies),
        Table(f"{title}: around it", [*header, *MEMORY, "opening"], around),
    ]


def _build(build: Result) -> str:
    return _round(build["passages_per_cpu_second"]) + ("†" if build.get("earlier") else "")


def _adding(engine: Result) -> str:
    if "add" not in engine:
        return f"anew: {_seconds(engine['build']['cpu'])}"
    return _seconds(engine["add"].get("cpu"))


def micro(value: float) -> str:
    """Microseconds, in a unit that fits."""
    if value < 1e3:
        return f"{value:.3g} µs" if value < 100 else f"{value:.0f} µs"
    return f"{value / 1e3:.3g} ms" if value < 1e6 else f"{value / 1e6:.3g} s"


def _seconds(value: float | None) -> str:
    return "-" if value is None else micro(value * 1e6)


def size(value: float | None) -> str:
    if value is None:
        return "-"
    if value < 1e6:
        return f"{value / 1e3:.3g} kB"
    return f"{value / 1e6:.3g} MB" if value < 1e9 else f"{value / 1e9:.3g} GB"


def _round(value: float) -> str:
    """Three digits that count."""
    return f"{float(f'{value:.3g}'):,.0f}" if value >= 10 else f"{value:.2g}"


def _share(value: Any) -> str:
    return "-" if value is None else f"{100 * value:.4g} %"
