"""What it costs a large library's index to follow its library, and what it survives.

    python -m bench.growing FOLDER [--passages 1000000] [--additions 20] [--kills 100]

FOLDER keeps the library between runs. Its passages are those of `bench.zipf`, ten an article. The
index is built by all cores; then 100 passages are added at a time, and as many removed, and the CPU
time is told until they can be found, the library's own commit apart. At last a process that adds,
replaces, removes, asks and merges is killed at random instants, and after each the index must hold
exactly what the library holds. In the end it is held against one built from scratch.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep

import numpy as np

from bench import zipf
from index import engines
from index.analysis import Analyzer
from index.building import Building
from index.indexed import Indexed
from index.library import Library
from index.model import Article, Paragraph, Passage, Source
from index.snapshots import Snapshots

AN_ARTICLE = 10  # passages of an article
_BATCH = 1_000  # articles of a transaction
_QUESTIONS = 200
# The passages that are added and removed again: of a number that no others have.
_FAR = 100_000_000
# Seconds after which a process is killed at the latest, and those that it may take to build.
_LIFE, _BUILD = 4.0, 30.0


def texts(passages: int, first: int = 0) -> Iterator[str]:
    """So many passages, from the ``first``-th on."""
    words: dict[int, str] = {}
    for ranks, lengths in zipf.blocks(passages, first=first):
        begin = 0
        for length in lengths.tolist():
            written = []
            for rank in ranks[begin : begin + length].tolist():
                word = words.get(rank)
                if word is None:
                    word = words[rank] = zipf.word(rank)
                written.append(word)
            begin += length
            yield " ".join(written)


def articles(passages: int, first: int = 0) -> Iterator[tuple[Article, list[Passage]]]:
    """The same as articles of ten passages. Each is told by its title, a word that no other has."""
    made = texts(passages, first)
    for number in range(first, first + passages, AN_ARTICLE):
        spans, start, parts = [], 0, []
        for _ in range(min(AN_ARTICLE, first + passages - number)):
            parts.append(next(made))
            spans.append((start, start + len(parts[-1])))
            start += len(parts[-1]) + 2
        text = "\n\n".join(parts)
        article = Article(
            origin=f"{number}.txt",
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            source=Source(title=title(number), outlet=f"Outlet {number // AN_ARTICLE % 50}"),
            paragraphs=tuple(Paragraph(n, *span) for n, span in enumerate(spans, start=1)),
        )
        yield (
            article,
            [Passage(f"{number + n:016x}", n, *span) for n, span in enumerate(spans, start=1)],
        )


def title(number: int) -> str:
    """A word for the article that begins with the passage of that number."""
    return "q" + "".join("bcdfghjklm"[int(digit)] for digit in str(number)) + "x"


def fill(library: Library, passages: int) -> None:
    """Adds the passages, unless the library has them already."""
    if library.exists():
        with library.reader() as reader:
            if reader.history.last_row() >= passages:
                return
    made = articles(passages)
    with library.writer() as writer:
        more = True
        while more:
            with writer.change() as change:
                for _ in range(_BATCH):
                    article, cut = next(made, (None, []))
                    more = article is not None
                    if article is None:
                        break
                    change.add(article, article.origin, passages=cut)


def snapshots() -> Snapshots:
    """As the command line has them."""
    return Snapshots(engines.get(), Analyzer(), how=Building())


def opened(library: Library, given: Snapshots) -> Indexed:
    with library.reader() as reader:
        return given.of(reader, library.index_folder)


def questions(passages: int) -> list[list[str]]:
    """Four to eight words each of the library's passages, as terms."""
    chance = random.Random(zipf.SEED)  # noqa: S311 - nothing secret
    analyzer = Analyzer()
    made = []
    for text in texts(min(passages, _QUESTIONS)):
        terms = analyzer.terms(text)
        made.append(chance.sample(terms, min(len(terms), chance.randint(4, 8))))
    return made


def hits(indexed: Indexed, passages: int) -> list[list[tuple[int, float]]]:
    """The best hundred of each question, by row."""
    rows = indexed.rows
    return [
        [(rows[hit.ordinal], hit.score) for hit in indexed.snapshot.rank(terms, 100)]
        for terms in questions(passages)
    ]


def build(library: Library) -> None:
    """Builds from scratch and tells what that took."""
    shutil.rmtree(library.index_folder, ignore_errors=True)
    begun, cpu = perf_counter(), process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    indexed = opened(library, snapshots())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    total = process_time() - cpu + theirs
    size = sum(each.stat().st_size for each in library.index_folder.rglob("*") if each.is_file())
    passages = indexed.manifest.live
    print(
        f"built {passages:,} passages in {perf_counter() - begun:.1f} s, {total:.1f} s of CPU:"
        f" {passages / total:,.0f} a CPU second; {len(indexed.manifest.parts)} parts,"
        f" {size / passages:.0f} bytes a passage on disk; the largest worker had"
        f" {after.ru_maxrss / 1024:.0f} MB"
    )
    child(library, "--open").wait()


def open_once(library: Library) -> None:
    """Opens the index in a fresh process, and tells what that took."""
    begun, cpu = perf_counter(), process_time()
    indexed = opened(library, snapshots())
    found = indexed.snapshot.rank([title(0)], 100)
    print(
        f"opened and asked once in a fresh process in {_ms(perf_counter() - begun)},"
        f" {_ms(process_time() - cpu)} of CPU; {len(indexed.manifest.parts)} parts"
    )
    assert len(found) == AN_ARTICLE


def child(library: Library, *options: str, **pipes: int) -> subprocess.Popen[bytes]:
    """This very program over the same folder, as another process."""
    command = [sys.executable, "-m", "bench.growing", str(library.path.parent), *options]
    return subprocess.Popen(command, **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603 - our own command


def follow(library: Library, additions: int) -> None:
    """Adds and removes 100 passages at a time, and tells what following takes."""
    given = snapshots()
    opened(library, given)
    for what, merging in (("added", False), ("removed", False), ("added", True), ("removed", True)):
        spent, commits, merges = [], [], []
        for number in range(_FAR, _FAR + additions * 100, 100):
            begun = process_time()
            with library.writer() as writer, writer.change() as change:
                for article, cut in articles(100, number):
                    if what == "added":
                        change.add(article, article.origin, passages=cut)
                    else:
                        change.remove_location(article.origin)
            commits.append(process_time() - begun)
            begun = process_time()
            indexed = opened(library, given)
            found = indexed.snapshot.rank([title(number)], 100)
            spent.append(process_time() - begun)
            assert len(found) == (AN_ARTICLE if what == "added" else 0)
            if merging:
                begun = process_time()
                given.prepare(library)
                merges.append(process_time() - begun)
        parts = len(opened(library, given).manifest.parts)
        print(
            f"100 passages {what}, {'merging what is due' if merging else 'never merging'}: found"
            f" after {_ms(median(spent))} of CPU, the first {_ms(spent[0])}, at most"
            f" {_ms(max(spent))} (the commit itself: {_ms(median(commits))}; merges:"
            f" {_ms(sum(merges))} in all); {parts} parts"
        )


def live(library: Library, seed: int) -> None:
    """Changes the library and follows it until somebody ends it."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    given = snapshots()
    with library.reader() as reader:
        number = reader.history.last_row()
    print("ready", flush=True)
    while True:
        number += 1_000
        with library.writer() as writer, writer.change() as change:
            for article, cut in articles(10 * chance.randint(1, 20), number):
                change.add(article, article.origin, passages=cut)
            if chance.random() < 0.7:
                gone = AN_ARTICLE * chance.randrange(number // AN_ARTICLE)
                change.remove_location(f"{gone}.txt")
        opened(library, given)
        if chance.random() < 0.5:
            given.prepare(library)
        if chance.random() < 0.2:
            given = snapshots()


def kill(library: Library, kills: int) -> None:
    """Kills processes at random instants, and checks what they left."""
    chance = random.Random(zipf.SEED)  # noqa: S311 - nothing secret
    rebuilt = 0
    for number in range(kills):
        builds = number % 100 == 50
        if builds:
            shutil.rmtree(library.index_folder)
        process = child(library, "--live", str(number), stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        sleep(chance.uniform(0.0, _BUILD if builds else _LIFE))
        assert process.poll() is None, "it ended by itself"
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        before = {each.name for each in library.index_folder.glob("*.part-*")}
        check(library)
        after = {each.name for each in library.index_folder.glob("*.part-*")}
        rebuilt += bool(before) and not before & after
    print(f"killed {kills} times: nothing lost; built anew {rebuilt} times beside what was deleted")


def check(library: Library) -> None:
    """The index holds what the library holds, and finds what came last."""
    with library.reader() as reader:
        indexed = snapshots().of(reader, library.index_folder)
        rows = np.array(reader.rows())
        last = reader.history.last_row()
        lately: dict[str, set[int]] = {}
        for passage in reader.history.stretch(last - 3_000, last):
            lately.setdefault(passage.title or "", set()).add(passage.row)
    live = [part.rows.without(part.removed).rows for part in indexed.parts]
    assert np.array_equal(np.concatenate(live), rows)
    assert indexed.snapshot.statistics.passages == len(rows)
    analyzer = Analyzer()
    for name, expected in list(lately.items())[1:]:  # of the first, some may stand before
        found = indexed.snapshot.rank(analyzer.terms(name), 100)
        assert {indexed.rows[hit.ordinal] for hit in found} == expected, name


def compare(library: Library, passages: int) -> None:
    """Holds the index against one built from scratch."""
    followed = opened(library, snapshots())
    with library.reader() as reader:
        elsewhere = library.path.with_name("scratch.index")
        shutil.rmtree(elsewhere, ignore_errors=True)
        built = snapshots().of(reader, elsewhere)
    same = hits(followed, passages) == hits(built, passages)
    terms = {term for each in questions(passages) for term in each}
    mine, theirs = (each.snapshot.statistics for each in (followed, built))
    same &= all(
        mine.document_frequencies.get(term) == theirs.document_frequencies.get(term)
        for term in terms
    )
    same &= (mine.passages, mine.terms) == (theirs.passages, theirs.terms)
    shutil.rmtree(elsewhere)
    print(
        f"{_QUESTIONS} questions, best 100 each, {len(followed.manifest.parts)} parts against"
        f" {len(built.manifest.parts)} of an index from scratch: "
        + ("the same rows and scores, bit by bit" if same else "DIFFERENT")
    )
    assert same


def _ms(seconds: float) -> str:
    return f"{1_000 * seconds:.1f} ms"


def main() -> None:
    """Fills, builds, follows, kills, compares; each part can be left out by a zero."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--passages", type=int, default=1_000_000)
    arguments.add_argument("--additions", type=int, default=20)
    arguments.add_argument("--kills", type=int, default=100)
    arguments.add_argument("--no-build", action="store_true", help="Take the index that is there.")
    arguments.add_argument("--open", action="store_true", help=argparse.SUPPRESS)
    arguments.add_argument("--live", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    library = Library(given.folder / "growing.db", "growing")
    if given.live is not None:
        live(library, given.live)
    if given.open:
        open_once(library)
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    fill(library, given.passages)
    print(json.dumps({"engine": engines.get().name, "passages": given.passages}))
    if not given.no_build:
        build(library)
    if given.additions:
        follow(library, given.additions)
    if given.kills:
        kill(library, given.kills)
    compare(library, given.passages)


if __name__ == "__main__":
    main()
