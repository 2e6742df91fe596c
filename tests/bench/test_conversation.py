"""Questions that stand alone are counted where they are read on all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import conversation


def test_what_is_read_on_is_counted_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [
        "what did Kerry say about Syria?",
        "who is Jen Psaki?",
        "what did she say in Paris?",
    ]
    with (tmp_path / "questions.jsonl").open("w") as file:
        for number, question in enumerate(questions):
            file.write(json.dumps({"id": str(number), "question": question, "relevant": []}) + "\n")
    monkeypatch.setattr("sys.argv", ["conversation.py", str(tmp_path)])
    assert conversation.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path.name}: 1 of 2 pairs (50.0%)",
        "  'who is Jen Psaki?', 'what did she say in Paris?': 'what did Jen Psaki say in Paris?'",
    ]
    monkeypatch.setattr("sys.argv", ["conversation.py", str(tmp_path / "none")])
    assert conversation.main() == 1
    assert "questions.jsonl" in capsys.readouterr().out
