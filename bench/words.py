"""Articles of any number, made of the words of question sets: every word follows one that it
follows there. Recombined whole sentences would be copies of each other, many times over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random

from index.library import Library
from index.model import Article, Paragraph, Passage, Source

SEED = 20140915
#: Passages of an article.
AN_ARTICLE = 10
# Articles of one transaction.
_BATCH = 1_000


def fill(library: Library, folders: list[Path], passages: int) -> None:
    """Adds so many passages to a library, those of the same folders always the same."""
    made = articles(folders, passages)
    with library.writer() as writer:
        while True:
            with writer.change() as change:
                added = 0
                for article, cut in made:
                    change.add(article, article.origin, passages=cut)
                    added += 1
                    if added == _BATCH:
                        break
            if added < _BATCH:
                return


def articles(folders: list[Path], passages: int) -> Iterator[tuple[Article, list[Passage]]]:
    """Articles of ten passages each, of 150 to 700 characters."""
    chance = Random(SEED)  # noqa: S311 - nothing secret
    draw = chance.random
    rows = [
        json.loads(line)
        for folder in folders
        for line in (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    follows: dict[str, list[str]] = {}
    for row in rows:
        for one, other in pairwise(["", *row["text"].split(), ""]):
            follows.setdefault(one, []).append(other)
    titles = sorted({row.get("title") or "Untitled" for row in rows})
    beginnings = follows[""]
    for number in range(0, passages, AN_ARTICLE):
        parts, spans, start = [], [], 0
        for _ in range(AN_ARTICLE):
            left = 150 + int(draw() * 551)
            words: list[str] = []
            word = ""
            while left > 0:
                choices = follows[word]
                word = choices[int(draw() * len(choices))]
                if not word:  # the end of a passage there: a sentence begins
                    word = beginnings[int(draw() * len(beginnings))]
                words.append(word)
                left -= len(word) + 1
            parts.append(" ".join(words))
            spans.append((start, start + len(parts[-1])))
            start += len(parts[-1]) + 2
        text = "\n\n".join(parts)
        article = Article(
            origin=f"{number}.txt",
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            source=Source(
                title=titles[int(draw() * len(titles))],
                outlet=f"Outlet {number // AN_ARTICLE % 50}",
            ),
            paragraphs=tuple(Paragraph(n, *span) for n, span in enumerate(spans, start=1)),
        )
        yield (
            article,
            [Passage(f"{number + n:016x}", n, *span) for n, span in enumerate(spans, start=1)],
        )
