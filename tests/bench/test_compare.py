"""The whole comparison over a tiny corpus, with the engines that are here anyway."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from bench import corpus, engines, growth, questions, report, tables
from bench.agreement import agreement
from bench.latency import Latency
from bench.measure import WARMING, Bench, Effort
from bench.targets import targets

HERE = [name for name in ("compiled", "rank_bm25", "sqlite-fts5") if name in engines.every()]
EFFORT = Effort(questions=4, rounds=1, ks=(10,), seconds=1, compared=4, cold_starts=1)


def ran(folder: Path, names: list[str]) -> dict[str, Any]:
    made = corpus.synthetic(150)
    made.save(folder / "corpus")
    (folder / "indexes").mkdir(exist_ok=True)
    sets = questions.drawn(made, EFFORT.questions + WARMING)
    bench = Bench(made, sets, folder, EFFORT, say=lambda text: None)
    result = {"corpora": [bench.run(names)], "missing": {"other": "not installed"}}
    return {
        **result,
        "machine": {"cores": 2, "processor": "p", "architecture": "a", "memory": 2**30}
        | {"system": "s", "python": "3"},
        "settings": {name: engines.get(name).settings for name in names},
    }


def test_the_comparison_measures_everything_of_every_engine(tmp_path: Path) -> None:
    names = [name for name in HERE if engines.is_installed(engines.get(name))]
    results = ran(tmp_path, names)
    measured = results["corpora"][0]["engines"]
    assert list(measured) == names
    for name, engine in measured.items():
        assert engine["bytes"] > 1_000, name
        assert engine["build"]["passages_per_cpu_second"] > 0
        assert set(engine["latency"]) == {"removed/10", "kept/10"}
        assert all(0 < each["p50"] <= each["p99"] for each in engine["latency"].values())
        assert engine["cold"]["seconds"] > 0
        assert engine["agreement"]["found"] > 0.5
    assert measured["rank_bm25"]["agreement"]["exact"] == 1
    assert measured["sqlite-fts5"]["add"]["cpu"] > 0
    if "compiled" in names:
        assert measured["compiled"]["agreement"]["same"] == 1
        assert {target.what for target in targets(results["corpora"][0])} >= {
            "questions a second, stop words removed, k 10",
            "cold start to the first answer",
            "the very same answers",
        }
    shown = report.markdown(results)
    assert all(f"| {name} |" in shown for name in names)
    assert "Not measured: other: not installed" in shown


def test_an_engine_that_fails_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    indexes = tmp_path / "indexes"
    (indexes / "rank_bm25").mkdir(parents=True)
    (indexes / "rank_bm25" / "index.pickle").write_bytes(b"truncated")
    built = {"version": version("rank_bm25"), "build": {"cpu": 1.0, "wall": 1.0}}
    (indexes / "rank_bm25.json").write_text(json.dumps(built))
    results = ran(tmp_path, ["rank_bm25", "sqlite-fts5"])
    assert any("rank_bm25" in line and "failed" in line for line in tables.left_out(results))
    assert "latency" not in results["corpora"][0]["engines"]["rank_bm25"]
    assert "latency" in results["corpora"][0]["engines"]["sqlite-fts5"]


@pytest.mark.skipif(
    not engines.is_installed(engines.get("compiled")), reason="there was no compiler"
)
def test_growth_builds_in_parts_and_asks_over_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "A_PART", 300)
    monkeypatch.setattr(growth, "SEEN_BY_QUESTIONS", 300)
    small, large = growth.grown((300, 700), tmp_path / "growth", EFFORT, say=lambda text: None)
    assert (small["parts"], large["parts"]) == (1, 3)
    assert large["bytes"] > 2 * small["bytes"]
    assert large["latency"]["kept/10"]["questions"] == EFFORT.questions
    assert large["passages_per_cpu_second"] > 0
    results = {
        "machine": {"cores": 2, "processor": "p", "architecture": "a", "memory": 2**30}
        | {"system": "s", "python": "3"},
        "settings": {"compiled": "as it comes"},
        "corpora": [],
        "missing": {},
        "growth": [small, large],
    }
    assert f"| compiled | {large['version']} | as it comes |" in report.markdown(results)
    assert large["version"] not in ("", "-")


def test_latency_is_the_median_of_rounds_of_what_was_not_the_machines_doing() -> None:
    rounds = [[(5_000, 6_000), (90_000, 8_000)], [(7_000, 7_500), (9_000, 9_500)]]
    latency = Latency.of([*rounds, [(50_000, 40_000), (8_000, 8_800)]])
    assert (latency.p50, latency.p99, latency.questions) == (7.0, 8.0, 2)
    assert latency.per_second == pytest.approx(1e6 / 7.5)


def test_agreement_lets_ties_stand_in_any_order_and_nothing_else() -> None:
    best = [(3, 2.0), (1, 1.0), (7, 1.0)]
    assert agreement([best], [[(3, 2.0), (1, 1.0)]], 2) == pytest.approx(
        {"questions": 1, "found": 1, "exact": 1, "same": 1}
    )
    assert agreement([best], [[(3, 2.0), (7, 1.0)]], 2)["exact"] == 1
    assert agreement([best], [[(3, 2.0), (7, 1.0)]], 2)["same"] == 0
    assert agreement([best], [[(3, 2.0), (9, 1.0)]], 2)["found"] == 0.5
    assert agreement([best], [[(3, 2.0), (9, 1.0)]], 2)["exact"] == 0
