"""What this project's engine is to reach against its peers, and whether it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.engines import OWN

LARGE = 100_000  # passages from which on it has to be far ahead
FASTER = 3  # times the questions a second, and a third of the p99, of the fastest peer
BUILDS = 4  # times tantivy's passages a CPU second
DISK = 2  # times tantivy's bytes, at most
PRIVATE = 20_000_000  # bytes beyond the mapped file

Result = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """One figure: what it is compared with, the ratio, and what the ratio must be."""

    corpus: str
    what: str
    rival: str
    ratio: float
    least: float

    @property
    def is_reached(self) -> bool:
        return self.ratio >= self.least


def targets(corpus: Result) -> Iterator[Target]:
    """Over one corpus of a result; none if this project's engine is not in it."""
    engines: dict[str, Result] = corpus["engines"]
    own = engines.get(OWN, {})
    peers = {name: each for name, each in engines.items() if name != OWN and "latency" in each}
    if "latency" not in own or not peers:
        return
    name, large = corpus["name"], corpus["passages"] >= LARGE
    for cell, latency in own["latency"].items():
        others = {peer: each["latency"][cell] for peer, each in peers.items()}
        where = "stop words {}, k {}".format(*cell.split("/"))
        rival = max(others, key=lambda peer: others[peer]["per_second"])
        ratio = latency["per_second"] / others[rival]["per_second"]
        yield Target(name, f"questions a second, {where}", rival, ratio, FASTER if large else 1)
        if large:
            rival = min(others, key=lambda peer: others[peer]["p99"])
            yield Target(
                name, f"p99, {where}", rival, others[rival]["p99"] / latency["p99"], FASTER
            )
    yield from _around(name, own, peers, large=large)


def _around(name: str, own: Result, peers: dict[str, Result], *, large: bool) -> Iterator[Target]:
    """Building, disk, start, memory, agreement."""
    tantivy = peers.get("tantivy")
    if tantivy and large:
        if not tantivy["build"].get("earlier"):
            ratio = _speed(own) / _speed(tantivy)
            yield Target(name, "build, passages a CPU second", "tantivy", ratio, BUILDS)
        yield Target(name, "bytes on disk", "tantivy", tantivy["bytes"] / own["bytes"], 1 / DISK)
    quickest = _least(peers, lambda each: each.get("cold", {}).get("seconds"))
    if quickest and "seconds" in own.get("cold", {}):
        ratio = quickest[1] / own["cold"]["seconds"]
        yield Target(name, "cold start to the first answer", quickest[0], ratio, 1)
    if own.get("memory"):
        ratio = PRIVATE / own["memory"]["private"]
        yield Target(name, "private memory", f"{PRIVATE / 1e6:.0f} MB", ratio, 1)
    if "agreement" in own:
        reference = own["agreement"]["reference"]
        yield Target(name, "the very same answers", reference, own["agreement"]["same"], 1)


def _speed(engine: Result) -> float:
    return engine["build"]["passages_per_cpu_second"]


def _least(
    peers: dict[str, Result], value: Callable[[Result], float | None]
) -> tuple[str, float] | None:
    known = [(name, value(each)) for name, each in peers.items()]
    return min(((n, v) for n, v in known if v is not None), key=lambda each: each[1], default=None)
