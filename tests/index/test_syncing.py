"""Syncing: a library is the same as its folders, and a look at unchanged ones writes nothing."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from index.errors import LibraryBusy
from index.library import Library
from index.model import Generation
from index.syncing import is_synced, sync
from tests.articles import texts, write

TEXT = "A title\n\nThe offer was made in Baghdad.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "base" / "articles"
    for name, word in {"a.txt": "offer", "b.txt": "bid", "sub/c.txt": "plan"}.items():
        write(folder, name, TEXT.replace("offer", word))
    return folder


@pytest.fixture
def library(folder: Path) -> Library:
    """A library beside its folder, so that both may be moved together."""
    return Library(folder.parent / "news.db", "news")


def synced(library: Library, *folders: Path) -> Generation:
    base = library.path.parent
    sync(library, folders, base)
    assert is_synced(library, folders, base)
    with library.reader() as reader:
        return reader.generation


def touch(path: Path) -> None:
    """Changes nothing but the file's times."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))


def words(library: Library) -> list[str]:
    return sorted(text.split()[1] for text in texts(library))


def test_the_first_time_indexes_all(library: Library, folder: Path) -> None:
    assert not is_synced(library, [folder], folder.parent)
    synced(library, folder)
    assert words(library) == ["bid", "offer", "plan"]
    with library.reader() as reader:
        assert [each.location for each in reader.articles()] == [
            "articles/a.txt",
            "articles/b.txt",
            "articles/sub/c.txt",
        ]


def test_where_nothing_changed_nothing_is_written(library: Library, folder: Path) -> None:
    first = synced(library, folder)
    before = library.path.read_bytes()
    with library.writer():  # whoever wanted to write now would have to wait
        assert synced(Library(library.path, "news"), folder) == first
    assert library.path.read_bytes() == before


def test_a_touched_file_with_equal_content_is_unchanged(library: Library, folder: Path) -> None:
    first = synced(library, folder)
    touch(folder / "a.txt")
    assert not is_synced(library, [folder], folder.parent)
    assert synced(library, folder) == first


def test_changed_new_and_deleted_files_are_followed(library: Library, folder: Path) -> None:
    first = synced(library, folder)
    write(folder, "a.txt", TEXT.replace("offer", "deal"))
    (folder / "b.txt").unlink()
    write(folder, "d.txt", TEXT.replace("offer", "talk"))
    second = synced(library, folder)
    assert words(library) == ["deal", "plan", "talk"]
    assert second.counter > first.counter


def test_a_change_that_keeps_size_and_modification_time_is_followed(
    library: Library, folder: Path
) -> None:
    synced(library, folder)
    stat = (folder / "a.txt").stat()
    write(folder, "a.txt", TEXT.replace("offer", "reply"))
    os.utime(folder / "a.txt", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (folder / "a.txt").stat().st_size == stat.st_size
    synced(library, folder)
    assert words(library) == ["bid", "plan", "reply"]


def test_a_renamed_file_is_cited_by_its_new_name(library: Library, folder: Path) -> None:
    synced(library, folder)
    (folder / "a.txt").rename(folder / "new.txt")
    synced(library, folder)
    with library.reader() as reader:
        assert sorted(each.origin for each in reader.articles()) == [
            "b.txt",
            "new.txt",
            "sub/c.txt",
        ]


def test_an_edit_of_the_sources_reads_the_articles_beside_it_again(
    library: Library, folder: Path
) -> None:
    synced(library, folder)

    def outlets() -> dict[str, str | None]:
        with library.reader() as reader:
            return {each.origin: each.source.outlet for each in reader.articles()}

    write(folder, "sources.toml", '["a.txt"]\noutlet = "AP"\n["c.txt"]\noutlet = "AFP"')
    synced(library, folder)
    assert outlets() == {"a.txt": "AP", "b.txt": None, "sub/c.txt": None}
    (folder / "sources.toml").unlink()
    synced(library, folder)
    assert set(outlets().values()) == {None}


def test_wrong_sources_refuse_their_own_folder_and_what_was_there_stays(
    library: Library, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    synced(library, folder)
    write(folder, "sources.toml", '["a.txt"]\noutlet = 5')
    write(folder, "sub/c.txt", TEXT.replace("offer", "deal"))
    write(folder, "d.txt", TEXT.replace("offer", "talk"))
    synced(library, folder)
    assert words(library) == ["bid", "deal", "offer"]
    for name in ("a.txt", "b.txt", "d.txt"):
        assert f'without {name}: sources.toml: "outlet" of "a.txt" must be' in caplog.text
    assert "c.txt" not in caplog.text
    write(folder, "sources.toml", '["a.txt"]\noutlet = "AP"')
    synced(library, folder)
    assert words(library) == ["bid", "deal", "offer", "talk"]


def test_a_refused_file_is_told_once_and_read_again_when_touched(
    library: Library, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    write(folder, "d.txt", "")
    first = synced(library, folder)
    assert "'news' is without d.txt: the file is empty" in caplog.text
    caplog.clear()
    with library.writer():
        assert synced(Library(library.path, "news"), folder) == first
    assert caplog.text == ""
    touch(folder / "d.txt")
    assert synced(library, folder) == first
    assert "d.txt" in caplog.text
    write(folder, "d.txt", TEXT.replace("offer", "talk"))
    synced(library, folder)
    assert words(library) == ["bid", "offer", "plan", "talk"]


def test_an_article_stays_while_its_file_is_broken_and_goes_when_it_is_deleted(
    library: Library, folder: Path
) -> None:
    synced(library, folder)
    write(folder, "a.txt", b"\0")
    synced(library, folder)
    assert words(library) == ["bid", "offer", "plan"]
    (folder / "a.txt").unlink()
    synced(library, folder)
    assert words(library) == ["bid", "plan"]


def test_moving_the_whole_folder_changes_nothing(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    first = synced(library, folder)
    folder.parent.rename(tmp_path / "elsewhere")
    moved = Library(tmp_path / "elsewhere" / "news.db", "news")
    assert is_synced(moved, [tmp_path / "elsewhere" / "articles"], tmp_path / "elsewhere")
    with moved.writer():
        again = Library(moved.path, "news")
        assert synced(again, tmp_path / "elsewhere" / "articles") == first


def test_a_copy_of_the_whole_folder_has_the_same_generation(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    import shutil

    first = synced(library, folder)
    shutil.copytree(folder.parent, tmp_path / "copy")
    copy = Library(tmp_path / "copy" / "news.db", "news")
    assert synced(copy, tmp_path / "copy" / "articles") == first


def test_several_folders_fill_one_library(library: Library, folder: Path) -> None:
    more = folder.parent / "more"
    write(more, "a.txt", TEXT.replace("offer", "talk"))
    synced(library, folder, more)
    assert words(library) == ["bid", "offer", "plan", "talk"]
    synced(library, folder)
    assert words(library) == ["bid", "offer", "plan"]


def test_copies_of_one_name_in_two_folders_come_to_rest(library: Library, folder: Path) -> None:
    more = folder.parent / "more"
    write(more, "a.txt", TEXT)
    first = synced(library, folder, more)
    assert words(library) == ["bid", "offer", "offer", "plan"]
    assert synced(library, folder, more) == first


def test_a_busy_library_answers_from_what_it_has(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.syncing._PATIENCE", 0.0)
    synced(library, folder)
    write(folder, "d.txt", TEXT)
    with library.writer():
        sync(Library(library.path, "news"), [folder], folder.parent)
    assert words(library) == ["bid", "offer", "plan"]
    sync(library, [folder], folder.parent)
    assert words(library) == ["bid", "offer", "offer", "plan"]


def test_a_busy_library_that_has_nothing_says_so(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.syncing._PATIENCE", 0.0)
    with library.writer(), pytest.raises(LibraryBusy):
        sync(Library(library.path, "news"), [folder], folder.parent)


def test_a_folder_that_lists_nothing_keeps_its_library(
    library: Library, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = synced(library, folder)
    folder.rename(folder.parent / "elsewhere")
    folder.mkdir()
    sync(library, [folder], folder.parent)
    assert words(library) == ["bid", "offer", "plan"]
    assert "'news' stays as it is: its folders hold no files" in caplog.text
    folder.rmdir()
    (folder.parent / "elsewhere").rename(folder)
    assert synced(library, folder) == first
    for name in ("a.txt", "b.txt"):
        (folder / name).unlink()
    synced(library, folder)
    assert words(library) == ["plan"], "what is gone beside what is there is removed"


def test_a_folder_that_is_away_for_a_moment_does_not_empty_its_library(
    library: Library, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    more = folder.parent / "more"
    write(more, "m.txt", TEXT.replace("offer", "talk"))
    synced(library, folder, more)
    more.rename(folder.parent / "elsewhere")
    write(folder, "d.txt", TEXT.replace("offer", "deal"))
    sync(library, [folder, more], folder.parent)
    assert words(library) == ["bid", "deal", "offer", "plan", "talk"]
    assert "there is no such file or folder" in caplog.text


def test_a_folder_that_holds_nothing_keeps_what_was_read_there_beside_others(
    library: Library, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As where the disk is not mounted that it was on."""
    more = folder.parent / "more"
    write(more, "m.txt", TEXT.replace("offer", "talk"))
    first = synced(library, folder, more)
    more.rename(folder.parent / "elsewhere")
    more.mkdir()
    sync(library, [folder, more], folder.parent)
    assert words(library) == ["bid", "offer", "plan", "talk"]
    assert "'news' keeps what was read in more: it holds no files now" in caplog.text
    more.rmdir()
    (folder.parent / "elsewhere").rename(more)
    assert synced(library, folder, more) == first
    (folder / "a.txt").unlink()
    synced(library, folder, more)
    assert words(library) == ["bid", "plan", "talk"]


def test_the_folder_that_files_are_known_from_may_be_away_as_well(
    library: Library, folder: Path
) -> None:
    beside = folder.parent.parent / "beside"
    write(beside, "m.txt", TEXT.replace("offer", "talk"))
    for folders in ([folder, beside], [beside, folder]):
        sync(library, folders, folder)
    assert words(library) == ["bid", "offer", "plan", "talk"]
    folder.rename(folder.parent / "elsewhere")
    sync(library, [folder, beside], folder)
    assert words(library) == ["bid", "offer", "plan", "talk"]
