"""Indexing files: a word on each, and the refused do not hold up the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index.errors import LibraryBusy
from index.files import files, fingerprint
from index.indexer import LARGEST_FILE, Report, index_files
from index.library import Library
from tests.articles import texts, write

TEXT = "A title\n\nThe offer was made in Baghdad.\n"


def index(library: Library, *paths: Path) -> Report:
    report = Report()
    listed = files(paths, lambda name, reason: report.refused.append((name, reason)))
    return index_files(library, listed, report)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def test_each_file_is_added_unchanged_or_replaced(library: Library, folder: Path) -> None:
    write(folder, "a.txt", TEXT)
    write(folder, "b.txt", TEXT.replace("offer", "bid"))
    assert index(library, folder) == Report(added=["a.txt", "b.txt"])
    write(folder, "b.txt", TEXT.replace("offer", "deal"))
    write(folder, "c.txt", TEXT.replace("offer", "plan"))
    assert index(library, folder) == Report(
        added=["c.txt"], unchanged=["a.txt"], replaced=["b.txt"]
    )
    assert [text.split()[1] for text in texts(library)] == ["offer", "deal", "plan"]


def test_folders_are_walked_in_sorted_order(library: Library, folder: Path) -> None:
    for name in ["z.txt", "b/2.txt", "a.txt", "b/1.txt", "B.txt", "a/x/1.txt"]:
        write(folder, name, f"T\n\nThis is {name}.")
    assert index(library, folder).added == [
        "B.txt", "a.txt", "z.txt", "a/x/1.txt", "b/1.txt", "b/2.txt",
    ]  # fmt: skip


def test_hidden_files_and_sources_are_no_articles(library: Library, folder: Path) -> None:
    for name in [".hidden.txt", ".git/a.txt", "a/.b/c.txt"]:
        write(folder, name, TEXT)
    write(folder, "sources.toml", '["a.txt"]\noutlet = "AP"')
    write(folder, "a.txt", TEXT)
    assert index(library, folder) == Report(added=["a.txt"])
    with library.reader() as reader:
        assert [each.source.outlet for each in reader.articles()] == ["AP"]


def test_a_file_that_is_named_is_read_even_if_hidden(library: Library, folder: Path) -> None:
    assert index(library, write(folder, ".hidden.txt", TEXT)).added == [".hidden.txt"]


def test_a_file_met_twice_is_indexed_once(library: Library, folder: Path) -> None:
    path = write(folder, "a.txt", TEXT)
    (folder / "z.txt").symlink_to(path)
    assert index(library, folder, path, folder) == Report(added=["a.txt"])


def test_what_is_no_article_is_refused_and_the_others_go_in(library: Library, folder: Path) -> None:
    write(folder, "a.txt", TEXT)
    write(folder, "b.txt", "")
    write(folder, "c.txt", b"\x89PNG\0\0")
    write(folder, "d.txt", "Grüße aus Wien".encode("latin-1"))
    write(folder, "e.xyz", TEXT)
    (folder / "f.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "g.txt")
    (folder / "h.txt").symlink_to(folder / "h.txt")
    with write(folder, "i.txt", TEXT).open("r+b") as large:
        large.truncate(LARGEST_FILE + 1)
    write(folder, "j.txt", TEXT.replace("offer", "bid"))
    report = index(library, folder)
    assert report.added == ["a.txt", "j.txt"]
    refused = dict(report.refused)
    assert list(refused) == [f"{name}" for name in (
        "b.txt", "c.txt", "d.txt", "e.xyz", "f.txt", "g.txt", "h.txt", "i.txt"
    )]  # fmt: skip
    for name, reason in {
        "b.txt": "empty", "c.txt": "binary", "d.txt": "0xfc", "e.xyz": "no loader for .xyz",
        "f.txt": "No such file", "g.txt": "not an ordinary file", "h.txt": "symbolic links",
        "i.txt": "20,971,521 bytes; at most 20,971,520",
    }.items():  # fmt: skip
        assert reason in refused[name]
        assert "\n" not in refused[name]


def test_the_largest_file_is_looked_into(library: Library, folder: Path) -> None:
    path = write(folder, "a.txt", TEXT)
    with path.open("r+b") as large:
        large.truncate(LARGEST_FILE)
    ((_, reason),) = index(library, path).refused
    assert "binary" in reason  # so it was read


def test_what_is_not_there_is_refused(library: Library, folder: Path) -> None:
    (reason,) = index(library, folder / "gone").refused
    assert reason == (str(folder / "gone"), "there is no such file or folder")


def test_a_loop_of_folders_ends(library: Library, folder: Path) -> None:
    write(folder, "a/a.txt", TEXT)
    (folder / "a" / "again").symlink_to(folder)
    assert index(library, folder).added == ["a/a.txt"]


_READ = """
import os, sys
from pathlib import Path
from index.errors import ArticleRefused
from index.files import files
from index.indexer import read_article
from index.sources import Sources
if os.getuid() == 0:
    os.setuid(65534)  # root may read everything
for file in files([Path(sys.argv[1])], lambda *told: print(*told)):
    try:
        read_article(file, Sources())
    except ArticleRefused as error:
        print(file.origin, error)
"""


def test_what_may_not_be_read_is_refused() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, "a.txt", TEXT).chmod(0)
        (folder / "b").mkdir(mode=0)
        folder.chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", _READ, name], capture_output=True, text=True, check=True
        )
        (folder / "b").chmod(0o700)
    assert done.stdout.splitlines() == [
        f"{name}/b Permission denied",
        "a.txt cannot be read: Permission denied",
    ]


def test_a_name_that_is_too_long_is_refused(library: Library, folder: Path) -> None:
    assert len(index(library, folder / ("a" * 300)).refused) == 1


@pytest.mark.skipif(sys.platform == "darwin", reason="there every file name is Unicode")
def test_a_file_whose_name_is_not_unicode_does_not_hold_up_the_others(
    library: Library, folder: Path
) -> None:
    write(folder, "a.txt", TEXT)
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT.replace("offer", "bid"))
    report = index(library, folder)
    assert "a.txt" in report.added
    assert len(report.added) + len(report.refused) == 2


def test_a_wrong_sources_file_refuses_the_files_of_its_folder_and_no_others(
    library: Library, folder: Path
) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt", "sub/d.txt"):
        write(folder, name, TEXT.replace("A title", name))
    write(folder, "sub/sources.toml", '["c.txt"]\nautor = "A"')
    report = index(library, folder)
    assert report.added == ["a.txt", "b.txt"]
    assert [name for name, _ in report.refused] == ["sub/c.txt", "sub/d.txt"]
    for _, reason in report.refused:
        assert reason.startswith('sources.toml: "c.txt" has an unknown key "autor" (known: title')
        assert str(folder) not in reason
    write(folder, "sub/sources.toml", '["c.txt"]\nauthor = "A"')
    assert index(library, folder).added == ["sub/c.txt", "sub/d.txt"]


@pytest.mark.parametrize("toml", ['["00.txt"]\noutlet = "AP"', "["], ids=["right", "wrong"])
def test_the_sources_of_a_folder_are_read_once(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, toml: str
) -> None:
    for n in range(50):
        write(folder, f"{n:02}.txt", f"Title {n}\n\nThis is the text of {n}.")
    write(folder, "sources.toml", toml)
    read: list[str] = []
    real = Path.read_bytes

    def counting(path: Path) -> bytes:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", counting)
    report = index(library, folder)
    assert len(report.added) + len(report.refused) == 50
    assert read.count("sources.toml") == 1


def test_a_file_met_through_its_folder_and_by_its_own_name_is_unchanged(
    library: Library, folder: Path
) -> None:
    path = write(folder, "sub/a.txt", TEXT)
    assert index(library, folder).added == ["sub/a.txt"]
    for way in (path, folder / "sub", folder):
        report = index(library, way)
        assert (len(report.unchanged), report.replaced, report.added) == (1, [], [])
    with library.reader() as reader:
        assert [each.origin for each in reader.articles()] == ["sub/a.txt"]
        assert reader.generation.counter == 1


def test_progress_names_each_file_in_order(library: Library, folder: Path) -> None:
    write(folder, "a.txt", TEXT)
    write(folder, "b.txt", "")
    told: list[str] = []
    index_files(library, files([folder], pytest.fail), Report(), progress=told.append)
    assert told == ["a.txt", "b.txt"]


def test_many_files_are_several_generations_and_all_are_in(library: Library, folder: Path) -> None:
    for n in range(450):
        write(folder, f"{n:03}.txt", f"Title {n}\n\nThis is the text of {n}.")
    assert len(index(library, folder).added) == 450
    with library.reader() as reader:
        assert reader.coverage().articles == 450
        assert reader.generation.counter == 3
    assert len(index(library, folder).unchanged) == 450
    with library.reader() as reader:
        assert reader.generation.counter == 3


def test_a_busy_library_is_said_to_be(library: Library, folder: Path) -> None:
    write(folder, "a.txt", TEXT)
    with library.writer(), pytest.raises(LibraryBusy):
        index(Library(library.path, "news"), folder)


def test_a_fingerprint_changes_with_the_file_and_with_its_sources(folder: Path) -> None:
    path = write(folder, "a.txt", TEXT)
    seen = [fingerprint(path)]
    assert fingerprint(path) == seen[0]
    write(folder, "sources.toml", "")
    seen.append(fingerprint(path))
    os.utime(path, ns=(1, 1))
    seen.append(fingerprint(path))
    path.unlink()
    seen.append(fingerprint(path))
    assert len(set(seen)) == 4


def test_what_is_stated_of_files_while_they_are_read_is_not_missed(
    library: Library, folder: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        write(folder, name, TEXT.replace("offer", name))
    write(folder, "sources.toml", '["b.txt"]\noutlet = "Reuters"')

    def progress(origin: str) -> None:
        if origin == "a.txt":
            write(folder, "sources.toml", '["b.txt"]\noutlet = "AP"')

    listed = files([folder], pytest.fail)
    index_files(library, listed, Report(), progress=progress)
    with library.reader() as reader:
        seen = {each.origin: each for each in reader.articles()}
    assert seen["b.txt"].fingerprint == fingerprint(folder / "b.txt"), "it is not read again"
    assert seen["b.txt"].source.outlet == "AP"


def test_a_link_to_a_folder_is_refused_and_not_followed(library: Library, folder: Path) -> None:
    write(folder.parent / "outside", "o.txt", TEXT)
    (folder / "link").symlink_to(folder.parent / "outside")
    write(folder, "a.txt", TEXT)
    report = index(library, folder)
    assert report.added == ["a.txt"]
    assert report.refused == [
        (str(folder / "link"), "a link to a folder is not followed; name the folder itself")
    ]
