"""Latency and memory against the number of passages, log-log, as PNG files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.engines import OWN
from bench.tables import micro, size
from bench.targets import Result

COLOURS = {
    OWN: "#c0392b",
    "tantivy": "#1f77b4",
    "bm25s": "#2ca02c",
    "bm25-turbo": "#ff7f0e",
    "sqlite-fts5": "#7f7f7f",
    "xapian": "#8c564b",
    "rank-bm25-rs": "#9467bd",
    "rank_bm25": "#17becf",
}
GROWTH_COLOURS = ("#c0392b", "#e59866", "#1f4e79", "#7fb3d5")
LABELS = {OWN: "Footnote (compiled)"}


def draw(results: Result, folder: Path) -> list[Path]:
    """Writes the pictures to a folder; those for which there are no figures are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = [
        _latency(results, folder / "benchmark-latency.png"),
        _memory(results, folder / "benchmark-memory.png"),
        _growth(results.get("growth", []), folder / "benchmark-growth.png"),
    ]
    return [path for path in drawn if path]


def _latency(results: Result, path: Path) -> Path | None:
    """A panel a set of questions, for the largest k: p50 as a line, up to p99 as a band."""
    cells = dict.fromkeys(
        cell
        for corpus in results["corpora"]
        for engine in corpus["engines"].values()
        for cell in engine.get("latency", {})
    )
    largest = max((int(cell.split("/")[1]) for cell in cells), default=0)
    cells = [cell for cell in cells if cell.endswith(f"/{largest}")]
    if not cells:
        return None
    figure, panels = _figure(len(cells))
    for panel, cell in zip(panels, cells, strict=True):
        for name, points in _points(results, lambda engine, c=cell: engine["latency"].get(c)):
            sizes = [size for size, _ in points]
            style = _style(name)
            low, high = ([each[key] for _, each in points] for key in ("p50", "p99"))
            panel.plot(sizes, low, **style)
            panel.fill_between(sizes, low, high, color=style["color"], alpha=0.08, linewidth=0)
        panel.set_title(f"stop words {cell.split('/')[0]}, best {largest} (line: p50, up to p99)")
        _finish(panel, micro)
    return _save(figure, panels[0], path)


def _memory(results: Result, path: Path) -> Path | None:
    figure, panels = _figure(2)
    for panel, key in zip(panels, ("resident", "private"), strict=True):
        found = False
        for name, points in _points(results, lambda engine: engine.get("memory")):
            sizes = [size for size, _ in points]
            panel.plot(sizes, [each[key] for _, each in points], **_style(name))
            found = True
        if not found:
            return None
        panel.set_title(f"{key} memory of a process that answers")
        _finish(panel, size)
    return _save(figure, panels[0], path)


def _growth(results: list[Result], path: Path) -> Path | None:
    """This project's engine alone: latency, and bytes."""
    if not results:
        return None
    figure, (latency, room) = _figure(2)
    passages = [each["passages"] for each in results]
    for cell, colour in zip(results[0]["latency"], GROWTH_COLOURS, strict=False):
        measured = [each["latency"][cell] for each in results]
        label = "stop words {}, k {}".format(*cell.split("/"))
        for key, line in (("p50", "-"), ("p99", ":")):
            values = [each[key] for each in measured]
            named = {"label": label} if key == "p50" else {}
            latency.plot(passages, values, line, color=colour, marker="o", markersize=4, **named)
    latency.set_title("a question (line: p50, dotted: p99)")
    room.plot(passages, [each["bytes"] for each in results], "k-o", label="disk")
    known = [each for each in results if each["memory"]]
    places = [each["passages"] for each in known]
    for key, colour in zip(("resident", "private"), GROWTH_COLOURS, strict=False):
        taken = [each["memory"][key] for each in known]
        room.plot(places, taken, "-s", color=colour, label=f"{key} memory")
    room.set_title("disk and memory")
    room.legend(frameon=False)
    _finish(latency, micro)
    _finish(room, size)
    return _save(figure, latency, path)


def _points(results: Result, value: Any) -> list[tuple[str, list[tuple[int, Any]]]]:
    """For every engine what is known at each size, the engine of this project last, on top."""
    lines: dict[str, list[tuple[int, Any]]] = {}
    for corpus in results["corpora"]:
        for name, engine in corpus["engines"].items():
            point = value(engine) if "latency" in engine else None
            if point:
                lines.setdefault(name, []).append((corpus["passages"], point))
    return sorted(lines.items(), key=lambda line: line[0] == OWN)


def _figure(panels: int) -> tuple[Any, list[Any]]:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, panels, figsize=(5.2 * panels, 4.6), squeeze=False)
    return figure, list(axes[0])


def _style(name: str) -> dict[str, Any]:
    own = name == OWN
    return {
        "color": COLOURS.get(name, "black"),
        "label": LABELS.get(name, name),
        "linewidth": 2.8 if own else 1.4,
        "marker": "o",
        "markersize": 6 if own else 4,
    }


def _finish(panel: Any, unit: Callable[[float], str]) -> None:
    from matplotlib.ticker import NullFormatter

    panel.set_xscale("log")
    panel.set_yscale("log")
    panel.set_xlabel("passages")
    panel.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    panel.yaxis.set_major_formatter(lambda value, _: unit(value))
    panel.yaxis.set_minor_formatter(NullFormatter())
    panel.grid(visible=True, which="major", alpha=0.3)


def _save(figure: Any, first: Any, path: Path) -> Path:
    from matplotlib import pyplot

    handles, labels = first.get_legend_handles_labels()
    figure.legend(handles[::-1], labels[::-1], loc="lower center", ncol=4, frameon=False)
    figure.tight_layout(rect=(0, 0.1, 1, 1))
    figure.savefig(path, dpi=130, metadata={"Software": None})
    pyplot.close(figure)
    return path
