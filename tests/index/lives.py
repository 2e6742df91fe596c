"""Libraries that live: articles that come, change and go, and what an index over them must give."""

from __future__ import annotations

import random
from collections.abc import Sequence

from index.engine import Engine
from index.errors import StaleIndex
from index.indexed import Indexed
from index.library import Library
from index.manifest import Manifest
from index.snapshots import Snapshots
from tests.articles import APART, article
from tests.index.counting import ANALYZER

WORDS = [
    "baghdad", "border", "cabinet", "conference", "crossing", "embassy", "envoy", "geneva",
    "kerry", "minister", "offer", "paris", "rejected", "summit", "syria", "talks", "tehran",
    "treaty", "turkey", "withdrawal",
]  # fmt: skip
QUESTIONS = [
    ["offer"],
    ["iran", "tehran", "talk"],
    ["syria", "summit", "syria"],
    ANALYZER.terms(" ".join(WORDS)),
]


def text(chance: random.Random) -> str:
    """An article of one to five passages under a title."""
    paragraphs = [
        " ".join(chance.choices(WORDS, k=chance.randint(1, 12))).capitalize() + "."
        for _ in range(chance.randint(1, 5))
    ]
    return f"{chance.choice(WORDS).capitalize()}\n\n{APART.join(paragraphs)}"


def change(
    library: Library,
    chance: random.Random,
    changes: int,
    *,
    names: int = 30,
    wait: float = 0.0,
) -> None:
    """One new generation: articles of some names are added, replaced, or removed."""
    with library.writer(wait=wait) as writer, writer.change() as changed:
        for _ in range(changes):
            name = f"{chance.randrange(names)}.txt"
            if chance.random() < 0.3:
                changed.remove_location(name)
            else:
                changed.add(article(text(chance), name), name)


def seen(indexed: Indexed) -> list[object]:
    """All that an index gives, by row ids, since ordinals depend on its parts."""
    snapshot, rows = indexed.snapshot, indexed.rows
    statistics = snapshot.statistics
    return [
        statistics.passages,
        statistics.terms,
        dict(sorted(statistics.document_frequencies.items())),
        [rows[ordinal] for ordinal in indexed.live],
        *(
            [(rows[hit.ordinal], hit.score) for hit in snapshot.rank(terms, k)]
            for terms in QUESTIONS
            for k in (3, 1_000)
        ),
        *([rows[ordinal] for ordinal in snapshot.holding(term)] for term in QUESTIONS[-1]),
    ]


def from_scratch(engine: Engine, library: Library) -> list[object]:
    """What an index that was built just now gives."""
    with library.reader() as reader:
        # In a folder that is not there yet.
        fresh = library.path.with_name(f"scratch-{reader.generation.counter}.index")
        return seen(Snapshots(engine, ANALYZER).of(reader, fresh))


def asked(snapshots: Snapshots, library: Library) -> list[object]:
    """What an index that follows the library gives."""
    with library.reader() as reader:
        indexed = snapshots.of(reader, library.index_folder)
        try:
            return seen(indexed)
        except StaleIndex:
            snapshots.doubt([indexed])
            return seen(snapshots.of(reader, library.index_folder))


def settle(snapshots: Snapshots, library: Library) -> None:
    """Merges all that is due in the newest index that is published."""
    folder = snapshots.folder(library.index_folder)
    with folder.opening():
        read = [Manifest.read(folder.path / str(name)) for name in folder.published()[:1]]
    for manifest in read:
        snapshots.merger.settle(folder, manifest.generation)


def manifests(library: Library) -> list[str]:
    """The names of what is published, sorted."""
    return sorted(each.name for each in library.index_folder.glob("*.json"))


def parts(library: Library) -> Sequence[str]:
    """The names of the parts there are."""
    return sorted(each.name for each in library.index_folder.glob("*.part-*"))
