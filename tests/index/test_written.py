"""What the kernel reads while it builds: terms of every length, passages larger than a block."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import engines, kernel

pytestmark = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")

_MASK = (1 << 64) - 1
# Postings that the kernel keeps in its first block.
_BLOCK = 1 << 16


def found(path: Path, term: str) -> list[int]:
    """The ordinals of the passages that hold a term, up to 1,000."""
    return sorted(hit.ordinal for hit in engines.get("compiled").open(path).rank([term], 1_000))


def hash_as_defined(utf8: bytes) -> int:
    """Eight bytes at a time, and what is left, as index/kernel/hash.h says."""
    first, second = 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53
    value = 0x9E3779B97F4A7C15 ^ (len(utf8) * second & _MASK)
    whole = len(utf8) // 8 * 8
    for at in range(0, whole, 8):
        value = (value ^ int.from_bytes(utf8[at : at + 8], "little")) * first & _MASK
        value ^= value >> 32
    value = (value ^ int.from_bytes(utf8[whole:], "little")) * first & _MASK
    value = (value ^ value >> 29) * second & _MASK
    return value ^ value >> 32


@given(st.integers(0, 40).flatmap(lambda n: st.text(min_size=n, max_size=n)))
def test_a_term_s_hash_is_the_defined_one_at_every_length(term: str) -> None:
    assert kernel.hash_of(term) == hash_as_defined(term.encode("utf-8", "surrogatepass"))


def test_terms_of_every_length_are_found_wherever_they_stand(tmp_path: Path) -> None:
    terms = ["x" * length for length in range(40)]
    passages = [[term] for term in terms] + [terms, terms[::-1], terms[1:]]
    engines.get("compiled").build(tmp_path / "part", passages)
    for length, term in enumerate(terms):
        holding = [length, len(terms), len(terms) + 1] + [len(terms) + 2] * (length > 0)
        assert found(tmp_path / "part", term) == holding


@settings(max_examples=100, deadline=None)
@given(
    passages=st.lists(st.lists(st.text("a\x00\x01\x7f\x80é\ud800", max_size=20), max_size=6)),
)
def test_terms_of_any_characters_are_found_where_they_stand(
    tmp_path_factory: pytest.TempPathFactory, passages: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("written") / "part"
    engines.get("compiled").build(path, passages)
    for term in {term for passage in passages for term in passage} | {"a\x00"}:
        assert found(path, term) == [n for n, held in enumerate(passages) if term in held]


@pytest.mark.parametrize("least", [_BLOCK - 1, _BLOCK, _BLOCK + 1, 17 * _BLOCK])
def test_a_passage_that_no_block_has_room_for_gets_one_of_its_own(
    tmp_path: Path, least: int
) -> None:
    many = [f"t{number}" for number in range(least)]
    passages = [["few", "t0"], [*many, "t0", *["often"] * 300], ["few", "often", "t1", "t1"]]
    engines.get("compiled").build(tmp_path / "part", passages)
    assert found(tmp_path / "part", "few") == [0, 2]
    assert found(tmp_path / "part", "t0") == [0, 1]
    assert found(tmp_path / "part", "t1") == [1, 2]
    assert found(tmp_path / "part", f"t{least - 1}") == [1]
    assert found(tmp_path / "part", "often") == [1, 2]


def test_frequencies_over_several_blocks_are_counted_where_they_belong(tmp_path: Path) -> None:
    from rank_bm25 import BM25Plus

    passages = [
        [f"w{(number * 7 + place) % 900}" for place in range(100)] + ["same"] * (1 + number % 400)
        for number in range(2_000)
    ]
    engines.get("compiled").build(tmp_path / "part", passages)
    scores = BM25Plus(passages, k1=0.6, b=0.4).get_scores(["same"])
    hits = engines.get("compiled").open(tmp_path / "part").rank(["same"], 1_000)
    best = sorted(range(len(passages)), key=lambda at: (-scores[at], at))[:1_000]
    assert [(hit.ordinal, hit.score) for hit in hits] == [(at, scores[at]) for at in best]
