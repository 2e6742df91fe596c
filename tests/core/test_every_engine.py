"""The same question over the same libraries gives the same bytes, whatever the engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bot.config import Config, Search, SharedLibrary, Storage
from bot.core.answer_json import as_json
from bot.core.app import App, open_app
from index import engines
from index.library import Library
from tests.articles import add, article
from tests.core.test_seed_questions import QUESTIONS

NAMES = [name for name in engines.names() if name != "rank-bm25"]

WORDS = [
    *("Kerry", "Zarif", "Paris", "Mostar", "rejected", "reject", "offers", "offered", "offer"),
    *("bridge", "bridges", "flooded", "engineers", "traffic", "crossing", "talks", "Monday"),
    *("2014", "dirty", "hands", "stained", "robbery"),
]
SMALL = ["the", "of", "in", "and", "said", "was", "has", "not"]


def made(chance: Random) -> str:
    """An article of some paragraphs, of sentences that share words with those of others."""
    paragraphs = []
    for _ in range(chance.randint(1, 5)):
        count = chance.randint(1, 5)
        lengths = [chance.randint(4, 14) for _ in range(count)]
        sentences = (" ".join(chance.choices(WORDS + SMALL, k=length)) for length in lengths)
        paragraphs.append(f"{'. '.join(sentences)}.")
    return "A report\n\n" + "\n\n\n\n".join(paragraphs)


@pytest.fixture
def libraries(tmp_path: Path) -> list[Library]:
    """Two, grown step by step, of which some articles were replaced and removed."""
    chance = Random(7)
    folder = tmp_path / "state" / "libraries"
    found = [Library(folder / f"{name}.db", name) for name in ("one", "other")]
    for library in found:
        texts = [made(chance) for _ in range(24)]
        texts += [texts[3], texts[5].replace("Kerry", "Zarif")]  # a copy, and nearly one
        for number, text in enumerate(texts):
            add(library, article(text, f"{number}.txt"))
        for number in (2, 9):
            add(library, article(made(chance), f"{number}.txt"))
        with library.writer() as writer, writer.change() as change:
            change.remove_location("4.txt")
    return found


@pytest.fixture
def apps(tmp_path: Path, seeds: Path, libraries: list[Library]) -> Callable[[str], App]:
    """An app by its engine's name, over the same libraries and the samples."""

    def opened(engine: str) -> App:
        return open_app(
            Config(
                storage=Storage(state="state"),
                libraries={
                    "seeds": SharedLibrary(title="Samples", folders=(str(seeds),)),
                    **{each.name: SharedLibrary(title=each.name) for each in libraries},
                },
                search=Search(engine=engine),
                base=tmp_path,
            )
        )

    return opened


def questions() -> list[str]:
    chance = Random(11)
    drawn = [f"who {' '.join(chance.sample(WORDS, chance.randint(2, 8)))}?" for _ in range(40)]
    operators = [
        '"dirty hands" Kerry',
        "bridge -Paris",
        "offers source:3",
        "Zariff rejected offers",
    ]
    return [*drawn, *operators, *(each.text for each in QUESTIONS)]


@pytest.mark.parametrize("name", NAMES)
def test_every_engine_gives_the_bytes_that_the_reference_gives(
    apps: Callable[[str], App], name: str
) -> None:
    reference, other = apps("rank-bm25"), apps(name)
    told = 0
    for question in questions():
        expected = reference.ask("local", question, limit=10)
        assert as_json(other.ask("local", question, limit=10)) == as_json(expected)
        told += any(each.similar for each in expected.citations)
    assert told > 20  # there was something to fold
