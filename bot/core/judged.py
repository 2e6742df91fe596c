"""Judged answers as a question set that `bot.core.evaluating` reads: a team's own corpus, measured.

A question whose answer more people found helpful than not has as relevant the passages that were
saved of it, or else the first one with those folded under it, which say the same. One that more
people found unhelpful counts as not answerable: nobody found the answer in what was shown. Private
questions stay private, and nobody is named.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bot.core.answering import Shelf
from bot.core.kept import KeptAnswer
from bot.core.votes import Tally

#: The files of a set.
PASSAGES, QUESTIONS = "passages.jsonl", "questions.jsonl"
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """One line of a question set. ``id`` is the receipt of the latest answer that was judged."""

    id: str
    question: str
    relevant: tuple[str, ...]
    answerable: bool

    def as_json(self) -> str:
        """The line, as `bot.core.evaluating.read_questions` reads it."""
        row = {
            "id": self.id,
            "question": self.question,
            "relevant": self.relevant,
            "answerable": self.answerable,
        }
        return json.dumps(row, ensure_ascii=False)


def judged_questions(
    answers: Iterable[KeptAnswer],
    tallies: Mapping[str, Tally],
    saved: Mapping[str, Collection[str]] | None = None,
) -> list[JudgedQuestion]:
    """The questions on whose answer people agree, by the latest answer that has votes.

    ``tallies`` are votes by answer's id, ``saved`` the ids of saved passages by receipt. Questions
    with as many votes for as against are left out. In the order of their ids.
    """
    saved = saved or {}
    latest: dict[str, tuple[KeptAnswer, Tally]] = {}
    for kept in answers:
        tally = tallies.get(kept.id, Tally())
        if kept.private or tally == Tally():
            continue
        key = " ".join(kept.answer.question.casefold().split())
        _, before = latest.get(key, (kept, Tally()))
        both = Tally(before.helpful + tally.helpful, before.unhelpful + tally.unhelpful)
        latest[key] = (kept, both)
    found = []
    for kept, tally in latest.values():
        answer = kept.answer
        helpful = tally.helpful > tally.unhelpful
        if tally.helpful == tally.unhelpful or (helpful and not answer.citations):
            continue
        relevant: Collection[str] = ()
        if helpful:
            first = answer.citations[0]
            folded = (each.passage_id for each in first.similar)
            relevant = saved.get(answer.receipt) or dict.fromkeys([first.passage_id, *folded])
        found.append(JudgedQuestion(answer.receipt, answer.question, tuple(relevant), helpful))
    return sorted(found, key=lambda each: each.id)


def passage_lines(shelves: Sequence[Shelf]) -> Iterator[str]:
    """Every passage of some libraries as a line of a question set, each id once."""
    told: set[str] = set()
    for shelf in shelves:
        with shelf.library.reader() as reader:
            rows = reader.rows()
            for first in range(0, len(rows), _BATCH):
                found = reader.passages(rows[first : first + _BATCH])
                for passage in (found[row] for row in rows[first : first + _BATCH]):
                    if passage.id in told:
                        continue
                    told.add(passage.id)
                    source = passage.source
                    row: dict[str, Any] = {"id": passage.id, "text": passage.text}
                    if source.title:
                        row["title"] = source.title
                    if source.outlet:
                        row["source"] = source.outlet
                    if source.published:
                        row["date"] = source.published.isoformat()
                    yield json.dumps(row, ensure_ascii=False)


def write_set(folder: Path, questions: Sequence[JudgedQuestion], shelves: Sequence[Shelf]) -> None:
    """Writes both files of a set into a folder, which is made. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / QUESTIONS).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{each.as_json()}\n" for each in questions)
    with (folder / PASSAGES).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in passage_lines(shelves))


def zip_set(
    file: IO[bytes], questions: Sequence[JudgedQuestion], shelves: Sequence[Shelf], most: int
) -> bool:
    """Writes both files of a set into a ZIP archive, the same bytes for the same set.

    Stops, and returns false, when it grows beyond ``most`` bytes: ``file`` is then useless.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry(QUESTIONS), "w") as entry:
            for each in questions:
                entry.write(f"{each.as_json()}\n".encode())
        with archive.open(_entry(PASSAGES), "w", force_zip64=True) as entry:
            for line in passage_lines(shelves):
                entry.write(f"{line}\n".encode())
                if file.tell() > most:
                    break
    return file.tell() <= most


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)  # dated 1980: an archive's bytes do not depend on the clock
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
