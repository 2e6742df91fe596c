"""`footnote index`: a word on every file, and what is refused does not hold up the others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index import kernel
from tests.articles import write
from tests.cli.conftest import Footnote, program

TEXT = "A title\n\nThe bridge at Mostar fell.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "articles/b.txt", TEXT.replace("fell", "stood"))
    write(tmp_path, "articles/a.txt", TEXT)
    return tmp_path / "articles"


def test_what_became_of_each_file_is_said(footnote: Footnote, folder: Path) -> None:
    ran = footnote("index", folder)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "added a.txt",
        "added b.txt",
        "Library 'own': 2 added, 0 unchanged, 0 replaced, 0 refused.",
    ]
    write(folder, "a.txt", TEXT.replace("fell", "swayed"))
    write(folder, "c.txt", "")
    ran = footnote("index", folder)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "replaced a.txt",
        "unchanged b.txt",
        "refused c.txt: the file is empty",
        "Library 'own': 0 added, 1 unchanged, 1 replaced, 1 refused.",
    ]


def test_every_kind_of_refusal_is_one_line_and_the_others_go_in(
    footnote: Footnote, folder: Path
) -> None:
    write(folder, "c.txt", b"\0binary")
    write(folder, "d.txt", "Grüße".encode("latin-1"))
    write(folder, "e.doc", "word")
    (folder / "f.txt").symlink_to(folder / "gone")
    ran = footnote("index", folder, folder / "missing")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("refused")] == [
        f"refused {folder / 'missing'}",
        "refused c.txt",
        "refused d.txt",
        "refused e.doc",
        "refused f.txt",
    ]
    assert lines[-1] == "Library 'own': 2 added, 0 unchanged, 0 replaced, 5 refused."


def test_what_is_not_there_is_refused_and_makes_no_library(
    footnote: Footnote, folder: Path
) -> None:
    ran = footnote("index", folder / "missing")
    assert ran.code == 1
    assert "there is no such file or folder" in ran.out
    assert "own" not in footnote("library", "list").out.replace("own  Your articles: empty", "")


def test_more_names_than_a_screen_are_counted(footnote: Footnote, folder: Path) -> None:
    for n in range(30):
        write(folder, f"more/{n:02}.txt", f"Title {n}\n\nText number {n}.")
    lines = footnote("index", folder).out.splitlines()
    assert len(lines) == 22
    assert lines[20] == "added 12 more"


def test_articles_are_asked_as_soon_as_they_are_in(footnote: Footnote, folder: Path) -> None:
    footnote("index", folder)
    assert "The bridge at Mostar fell." in footnote("ask", "Mostar?").out


def test_another_library_is_made_by_its_name(footnote: Footnote, folder: Path) -> None:
    assert "Library 'news': 2 added" in footnote("index", folder, "--library", "news").out
    answer = json.loads(footnote("ask", "Mostar?", "--json").out)
    assert "news" in {each["name"] for each in answer["libraries"]}


@pytest.mark.parametrize(
    ("name", "words"),
    [("seeds", "is filled from"), ("../x", "cannot name a library"), ("News", "cannot name")],
)
def test_a_library_that_is_not_ones_own_is_refused(
    footnote: Footnote, folder: Path, name: str, words: str
) -> None:
    ran = footnote("index", folder, "--library", name)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("footnote: ") and ran.err.count("\n") == 1
    assert words in ran.err


def test_nothing_to_index_is_wrong_usage(footnote: Footnote) -> None:
    assert footnote("index").code == 2


def test_wrong_sources_refuse_the_files_beside_them_and_no_others(
    footnote: Footnote, folder: Path
) -> None:
    write(folder, "sources.toml", '["a.txt"]\nautor = "A"')
    write(folder, "sub/c.txt", TEXT.replace("fell", "swayed"))
    ran = footnote("index", folder)
    assert (ran.code, ran.err) == (1, "")
    added, *refused, last = ran.out.splitlines()
    assert added == "added sub/c.txt"
    for name, line in zip(("a.txt", "b.txt"), refused, strict=True):
        assert line.startswith(f'refused {name}: sources.toml: "a.txt" has an unknown key "autor"')
        assert str(folder) not in line
    assert last == "Library 'own': 1 added, 0 unchanged, 0 replaced, 2 refused."
    assert "The bridge at Mostar swayed." in footnote("ask", "Mostar?").out


_HOLD = """
import sys
from pathlib import Path
from index.library import Library
with Library(Path(sys.argv[1]), "own").writer():
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_a_library_that_another_process_writes_is_one_line(
    footnote: Footnote, folder: Path, tmp_path: Path
) -> None:
    footnote("index", folder)
    (path,) = tmp_path.glob("var/teams/local/*.db")
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"writing\n"
        ran = footnote("index", folder)
        assert "The bridge at Mostar fell." in footnote("ask", "Mostar?").out
        other.communicate()
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("footnote: Library 'own' is being written to")
    assert "Traceback" not in ran.err


def test_in_a_process_of_its_own_the_report_is_all_of_the_output(
    config_file: Path, folder: Path
) -> None:
    ran = program("--config", config_file, "index", folder)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "Library 'own': 2 added, 0 unchanged, 0 replaced, 0 refused."
    assert len(ran.out.splitlines()) == 3
    assert "Indexing" not in ran.out + ran.err


def test_the_bar_leaves_nothing_where_there_is_no_terminal(
    footnote: Footnote, folder: Path
) -> None:
    assert footnote("index", folder).err == ""


@pytest.mark.skipif(not kernel.available(), reason="rank-bm25 has no parts")
def test_indexing_again_and_again_leaves_few_parts_and_says_how_many(
    footnote: Footnote, config_file: Path, folder: Path
) -> None:
    index = config_file.parent / "var" / "teams" / "local" / "library.index"
    counts = []
    for n in range(18):
        footnote("index", write(folder, f"more/{n}.txt", f"Title {n}\n\nText number {n}."))
        newest = max(index.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        counts.append(newest.read_text().count('"name": "compiled.part-'))
    assert counts == [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4]
    assert "18 articles, 18 passages, index fresh, in 4 parts" in footnote("doctor").out
