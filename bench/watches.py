"""Says how often a watch tells of what answers its question, and of what does not.

    python bench/watches.py DATA [DATA ...]

Each DATA is a folder with passages.jsonl and questions.jsonl, as `footnote evaluate` reads them.
A fifth of the articles (passages of one title) come last, all at once; every answerable question is
watched from before. Where a relevant passage is among what came, the watch should tell of it; all
else that it tells is counted as wrong, though some of it may answer too. docs/watches.md has the
figures.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.answer import Options
from bot.core.answering import Answerer, Shelf
from bot.core.evaluating import Question, read_questions
from bot.core.newsfinder import Newsfinder
from bot.core.word_match import WordMatch
from index import engines
from index.analysis import Analyzer
from index.errors import FootnoteError
from index.library import Library
from index.model import Article, Generation, Paragraph, Passage, Source
from index.searcher import Searcher
from index.snapshots import Snapshots

Row = dict[str, str]


def title_of(row: Row) -> str:
    """What tells articles apart: the title, or what the ids of sentences begin with."""
    return row.get("title") or row["id"].rsplit(":", 2)[0]


def comes_last(row: Row) -> bool:
    """Whether a passage's article is among the fifth that comes last."""
    return sha256(title_of(row).encode()).digest()[0] % 5 == 0


def articles(rows: list[Row]) -> Iterator[tuple[Article, list[Passage]]]:
    """The articles of these passages: each passage a paragraph, indexed as it is."""
    by_title: dict[str, list[Row]] = {}
    for row in rows:
        by_title.setdefault(title_of(row), []).append(row)
    for title, own in by_title.items():
        text, paragraphs, passages = "", [], []
        for number, row in enumerate(own, start=1):
            start = len(text)
            text += row["text"]
            paragraphs.append(Paragraph(number, start, len(text)))
            passages.append(Passage(row["id"], number, start, len(text)))
            text += "\n\n"
        yield (
            Article(title, text, sha256(text.encode()).hexdigest(),
                    Source(title=own[0].get("title")), tuple(paragraphs)),
            passages,
        )  # fmt: skip


def fill(library: Library, rows: list[Row]) -> Generation:
    """Adds the articles of these passages; the state that the library is in then."""
    with library.writer() as writer, writer.change() as change:
        for article, passages in articles(rows):
            change.add(article, article.origin, passages=passages)
    with library.reader() as reader:
        return reader.generation


def told(
    finder: Newsfinder, shelf: Shelf, question: Question, before: Generation, least: WordMatch
) -> set[str] | None:
    """The ids of the passages that a watch tells of; ``None`` if the question is refused."""
    seen = {shelf.library.name: before}
    try:
        looked = finder.look(question.text, Options(limit=1), [shelf], seen, (), least=least)
    except FootnoteError:
        return None
    return {passage for news in looked.news for _, passage in news.passages}


def measure(data: Path) -> None:
    """Prints the figures of one set."""
    lines = (data / "passages.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    last = {row["id"] for row in rows if comes_last(row)}
    analyzer = Analyzer()
    searcher = Searcher(Snapshots(engines.get(), analyzer))
    finder = Newsfinder(searcher, analyzer, Answerer(searcher, analyzer))
    with TemporaryDirectory(prefix="footnote-") as folder:
        library = Library(Path(folder) / "watched.db", "watched")
        before = fill(library, [row for row in rows if row["id"] not in last])
        fill(library, [row for row in rows if row["id"] in last])
        shelf = Shelf(library, "watched")
        print(f"{data.name}: {len(rows) - len(last)} passages, then {len(last)} more")
        for least in (WordMatch.STRONG, WordMatch.PARTIAL):
            counts: Counter[str] = Counter()
            for question in read_questions(data / "questions.jsonl"):
                if not question.answerable:
                    continue
                found = told(finder, shelf, question, before, least)
                if found is None:
                    continue
                new = question.relevant & last
                kind = "answered" if new else "others"
                counts[kind] += 1
                counts["right"] += bool(new & found)
                counts[f"{kind} disturbed"] += bool(found - question.relevant)
                counts["passages"] += len(found)
                counts["relevant passages"] += len(found & new)
            print(f"  {least.value}: {dict(counts)}")
            shares = [
                ("answered questions told of", counts["right"], counts["answered"]),
                ("  and of something else", counts["answered disturbed"], counts["answered"]),
                ("others told of something", counts["others disturbed"], counts["others"]),
                ("relevant of what was told", counts["relevant passages"], counts["passages"]),
            ]
            for name, part, whole in shares:
                print(f"    {name}: {100 * part / max(whole, 1):.1f} %")


if __name__ == "__main__":
    for each in sys.argv[1:]:
        measure(Path(each))
