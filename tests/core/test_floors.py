"""What ranking reaches on question sets: floors, pinned to the very data, never to fall unseen.

The sets are not part of the project. They are looked for in the folder that ``FOOTNOTE_DATA``
names, else in ``shared/data`` beside the checkout; a set that is not there is reported as skipped.
Of the larger ones every eighth question is asked, so that the suite stays fast; docs/ranking.md has
the figures of all.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.core.evaluating import digest, measure, read_questions, run

SETS = [
    pytest.param(
        "squad2",
        8,
        "6ba69316cb7f14d83183128fdf782766371fc628cc566621b4686cff46713686",
        {"hit@1": 86.3, "mrr@10": 90.4},
        id="squad2",
    ),
    pytest.param(
        "wikinews",
        8,
        "c53380e2bab68052b997b595fe6934c5d07118f0bd105b4c9987c54570bc32a8",
        {"hit@1": 65.3, "mrr@10": 72.5},
        id="wikinews",
    ),
    pytest.param(
        "multihop_news",
        1,
        "51449b641ec81b5b4db7ee5ae3badb12726e042b8c89fd5384796032c51ab988",
        {"hit@1": 88.1, "mrr@10": 92.0},
        id="multihop_news",
    ),
]


@pytest.mark.parametrize(("name", "every", "data", "floors"), SETS)
def test_ranking_is_as_good_as_it_was(
    name: str, every: int, data: str, floors: dict[str, float]
) -> None:
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("FOOTNOTE_DATA", beside)) / name
    passages, questions = folder / "passages.jsonl", folder / "questions.jsonl"
    if not passages.exists():
        pytest.skip(f"there is no {folder}; name another folder in FOOTNOTE_DATA")
    assert digest(passages, questions) == data, "other data have other figures"
    answerable = [each for each in read_questions(questions) if each.answerable]
    figures = measure(run(passages, answerable[::every]))
    assert {key: round(figures[key], 1) for key in floors} == floors
