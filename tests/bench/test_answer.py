"""What a whole answer costs is measured as Discord asks for it."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from bench.answer import measured


def test_a_library_is_made_asked_and_measured(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with (data / "passages.jsonl").open("w") as file:
        for number in range(30):
            text = f"Minister {number} rejected the offer of Paris on day {number} of the talks."
            file.write(json.dumps({"id": f"p{number}", "title": "Talks", "text": text}) + "\n")
    with (data / "questions.jsonl").open("w") as file:
        for number in range(4):
            line = {"id": f"q{number}", "question": f"which minister rejected offer {number}?"}
            file.write(json.dumps({**line, "relevant": [f"p{number}"]}) + "\n")
    given = Namespace(engine="auto", data=[data], questions=3, rounds=1)
    found = measured(given, 60, tmp_path)
    assert (found["passages"], found["questions"]) == (60, 3)
    assert 0 < found["besides the engine"]["p50"] <= found["whole"]["p50"]
