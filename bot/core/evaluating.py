"""Question sets through the very pipeline that answers, and what they measure.

A set is two JSON Lines files: passages (``id``, ``text``, and ``title``, ``source``, ``date`` where
known), each indexed as one passage and never split; and questions (``id``, ``question``,
``relevant``: passage ids, ``answers``: texts, ``answerable``).
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from pathlib import Path
from random import Random
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from bot.core.answer import Answer, Options
from bot.core.answering import Answerer, Shelf
from bot.core.word_match import WordMatch
from index import engines
from index.analysis import Analyzer, Query
from index.errors import FootnoteError
from index.library import Library
from index.model import Article, Paragraph, Passage, Source, Statistics
from index.searcher import Searcher
from index.snapshots import Snapshots

#: Passages asked for each question.
DEPTH = 20
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what answers it: passages by id, and texts that such a passage contains."""

    id: str
    text: str
    relevant: frozenset[str]
    answers: tuple[str, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Run:
    """What came back for one question: passage ids and texts best first, the CPU time in ms, and
    how well the first one matches."""

    question: Question
    passages: tuple[str, ...]
    texts: tuple[str, ...]
    milliseconds: float
    match_score: float
    match: WordMatch

    @property
    def first_is_right(self) -> bool:
        """Whether the first passage is a relevant one."""
        return self.passages[:1] != () and self.passages[0] in self.question.relevant


def read_questions(path: Path) -> list[Question]:
    """The questions of a file. Raises `FootnoteError` that names the line that is wrong."""
    return [
        Question(
            id=row["id"],
            text=row["question"],
            relevant=frozenset(row["relevant"]),
            answers=tuple(row.get("answers", ())),
            answerable=bool(row.get("answerable", True)),
        )
        for row in _rows(path, {"id", "question", "relevant"})
    ]


def run(
    passages: Path,
    questions: Iterable[Question],
    *,
    engine: str = "auto",
    language: str = "en",
    typos: int | None = None,
) -> Iterator[Run]:
    """Asks every question over the passages, in a library that is gone afterwards.

    A name that no passage has keeps nothing back, so that ranking is measured and not refusal.
    With ``typos``, a seed, one letter of each question's rarest word is another one.
    Raises `FootnoteError`, or LookupError for an unknown engine or language.
    """
    analyzer = Analyzer(language)
    snapshots = Snapshots(engines.get(engine), analyzer)
    answerer = Answerer(Searcher(snapshots), analyzer)
    with TemporaryDirectory(prefix="footnote-") as folder:
        library = Library(Path(folder) / "evaluation.db", "evaluation")
        ids = fill(library, passages)
        shelf = Shelf(library, "evaluation")
        with library.reader() as reader:
            statistics = snapshots.of(reader, library.index_folder).snapshot.statistics
        slips = Random(typos)  # noqa: S311 - nothing secret: the same slips for a seed
        for question in questions:
            if typos is not None:
                mistyped_text = mistyped(analyzer.query(question.text), statistics, slips)
                question = replace(question, text=mistyped_text)
            begun = process_time()
            answer = _asked(answerer, question.text, shelf)
            spent = (process_time() - begun) * 1_000
            cited = answer.citations if answer else ()
            yield Run(
                question,
                tuple(ids[each.passage_id] for each in cited),
                tuple(each.text for each in cited),
                spent,
                answer.match_score if answer else 0.0,
                answer.match if answer else WordMatch.WEAK,
            )


def mistyped(query: Query, statistics: Statistics, slips: Random) -> str:
    """A question with one letter of its rarest known word replaced by another."""
    frequencies = statistics.document_frequencies
    known = [
        (frequencies[term], place)
        for place, term in enumerate(query.terms)
        if term in frequencies and any(map(str.isalpha, query.words[place]))
    ]
    if not known:
        return query.text
    word = query.words[min(known)[1]]
    place = slips.choice([at for at, letter in enumerate(word) if letter.isalpha()])
    letter = slips.choice([each for each in ascii_lowercase if each != word[place].lower()])
    letter = letter.upper() if word[place].isupper() else letter
    return query.text.replace(word, f"{word[:place]}{letter}{word[place + 1 :]}", 1)


def measure(runs: Iterable[Run]) -> dict[str, float]:
    """The figures of a run over its answerable questions, in per cent, and CPU milliseconds.

    ``hit@k`` is the share of questions with a relevant passage among the first k, ``answer@k`` that
    of those with an answer's text in them; ``recall@k``, ``mrr@10`` and ``ndcg@10`` are
    ir-measures' R@k, RR@10 and nDCG@10. ``auroc_first`` is how well the word match tells right
    first passages from wrong ones, ``auroc_answerable`` answerable questions from the others,
    where there are others. ``strong`` and so on are the shares of answerable questions in each
    band, ``strong_right`` those of them with a relevant passage first.
    """
    import ir_measures
    from ir_measures import RR, R, Success, nDCG

    everything = list(runs)
    runs = [each for each in everything if each.question.answerable]
    if not runs:
        raise FootnoteError("There are no answerable questions to measure.")
    names = {
        "hit@1": Success @ 1,
        "hit@5": Success @ 5,
        **{f"recall@{k}": R @ k for k in (1, 5, 10, 20)},
        "mrr@10": RR @ 10,
        "ndcg@10": nDCG @ 10,
    }
    found = ir_measures.calc_aggregate(
        list(names.values()),
        {each.question.id: dict.fromkeys(each.question.relevant, 1) for each in runs},
        # Equal scores would be broken in its own way: minus the rank has none.
        {
            each.question.id: {id_: -float(rank) for rank, id_ in enumerate(each.passages)}
            for each in runs
        },
    )
    figures = {name: 100 * found[measure] for name, measure in names.items()}
    for k in (1, 5):
        figures[f"answer@{k}"] = 100 * sum(_has_answer(each, k) for each in runs) / len(runs)
    right: dict[bool, list[float]] = {True: [], False: []}
    for each in runs:
        right[each.first_is_right].append(each.match_score)
    figures["auroc_first"] = 100 * auroc(right[True], right[False])
    others = [each.match_score for each in everything if not each.question.answerable]
    if others:
        figures["auroc_answerable"] = 100 * auroc([each.match_score for each in runs], others)
    for band in WordMatch:
        inside = [each for each in runs if each.match is band]
        figures[band.value] = 100 * len(inside) / len(runs)
        if inside:
            correct = sum(each.first_is_right for each in inside)
            figures[f"{band.value}_right"] = 100 * correct / len(inside)
    times = sorted(each.milliseconds for each in runs)
    figures["questions"] = float(len(runs))
    figures["cpu_ms_p50"] = times[ceil(len(times) * 0.50) - 1]
    figures["cpu_ms_p99"] = times[ceil(len(times) * 0.99) - 1]
    return figures


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive has the higher score than a negative, ties counted half.

    The area under the ROC curve, from ranks (Mann and Whitney, 1947); 0.5 where either is empty.
    """
    if not positive or not negative:
        return 0.5
    ordered = sorted(negative)
    below = sum(bisect_left(ordered, each) + bisect_right(ordered, each) for each in positive)
    return below / (2 * len(positive) * len(negative))


def digest(*paths: Path) -> str:
    """SHA-256 over files, to tell whether figures belong to these very data."""
    hashed = sha256()
    for path in paths:
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _has_answer(each: Run, k: int) -> bool:
    texts = [text.casefold() for text in each.texts[:k]]
    return any(answer.casefold() in text for answer in each.question.answers for text in texts)


def _asked(answerer: Answerer, question: str, shelf: Shelf) -> Answer | None:
    try:
        options = Options(DEPTH, anyway=True)
        return answerer.answer(question, [shelf], options, folding=False)
    except FootnoteError:
        return None  # refused: nothing in it to search for


def fill(library: Library, path: Path) -> dict[str, str]:
    """Indexes the passages as they are; the set's own id of each passage id."""
    ids = {}
    rows = list(_rows(path, {"id", "text"}))
    with library.writer() as writer:
        for first in range(0, len(rows), _BATCH):
            with writer.change() as change:
                for row in rows[first : first + _BATCH]:
                    passage = Passage(row["id"], 1, 0, len(row["text"]))
                    ids[passage.id] = row["id"]
                    change.add(_article(row), row["id"], passages=[passage])
    return ids


def _article(row: dict[str, Any]) -> Article:
    text = row["text"]
    return Article(
        origin=row["id"],
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        source=Source(title=row.get("title"), outlet=row.get("source")),
        paragraphs=(Paragraph(1, 0, len(text)),),
    )


def _rows(path: Path, needed: set[str]) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FootnoteError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise FootnoteError(f"{path}, line {number} is not JSON: {error}") from error
        missing = needed - row.keys() if isinstance(row, dict) else needed
        if missing:
            raise FootnoteError(f"{path}, line {number} has no {', '.join(sorted(missing))}")
        yield row
