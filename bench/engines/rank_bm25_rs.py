"""The package rank-bm25-rs: rank_bm25's interface, and its scores to the last bit, in Rust."""

from __future__ import annotations

from bench.engines.rank_bm25 import RankBm25


class RankBm25Rs(RankBm25):
    name = "rank-bm25-rs"
    package = "rank_bm25_rs"
    largest = 1_000_000


PEER = RankBm25Rs()
