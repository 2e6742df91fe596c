"""Notebooks: one entry a passage, whoever saves it and when; notes, tags, removal and undo."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.answer import Quote
from bot.core.notebook import (
    LONGEST_NOTE,
    MOST_TAGS,
    UNDO,
    Notebook,
    clear,
    forget,
    saved_passages,
)
from bot.core.notebook_entry import Entry, EntryChanged, NotebookRefused, mark
from bot.core.notebook_search import search
from bot.core.team_file import TeamFile
from index.analysis import Analyzer
from tests.citations import citing
from tests.clocks import MovingClock
from tests.conftest import NOW


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def file(tmp_path: Path, clock: MovingClock, new_id: Callable[[], str]) -> TeamFile:
    ids = iter(new_id, None)
    return TeamFile(tmp_path / "team.db", clock=clock, new_id=lambda: f"{next(ids)[::-1]}")


@pytest.fixture
def notebook(file: TeamFile) -> Notebook:
    return Notebook(file, "5")


def quote(number: int = 0, **changes: object) -> Quote:
    return citing(passage_id=f"{number:016x}", **changes).as_quote()


def save(notebook: Notebook, number: int = 0, saver: str = "1", **more: str) -> Entry:
    given = {"question": "who?", "receipt": "fn-000001"} | more
    return notebook.save(quote(number), saver=saver, **given)[0]


def test_an_entry_keeps_the_whole_quotation_and_where_it_is_from(notebook: Notebook) -> None:
    saved = save(notebook, note="  look again ", thread="9", thread_name="Talks")
    (entry,) = notebook.entries()
    assert entry == saved
    assert entry.quote == quote()
    assert (entry.question, entry.receipt, entry.saver) == ("who?", "fn-000001", "1")
    assert (entry.note, entry.saved_at) == ("look again", NOW)
    assert (entry.where.place, entry.where.thread, entry.where.thread_name) == ("5", "9", "Talks")


def test_one_passage_is_one_entry_whoever_saves_it(notebook: Notebook) -> None:
    first, new = notebook.save(quote(), question="a?", receipt="", saver="1")
    again, newer = notebook.save(quote(), question="b?", receipt="", saver="2", note="mine")
    assert (new, newer) == (True, False)
    assert again == replace(first, note="mine"), "only the note is new: it had none"
    last, newest = notebook.save(quote(), question="c?", receipt="", saver="3", note="other")
    assert (last, newest) == (again, False), "what was noted first stays as it is"


def test_many_who_save_at_once_make_one_entry_a_passage(notebook: Notebook) -> None:
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda n: save(notebook, n % 3, str(n)), range(24)))
    assert len(notebook.entries()) == 3 == len({each.id for each in saved})


def test_notebooks_of_other_channels_and_threads_are_apart(
    file: TeamFile, notebook: Notebook
) -> None:
    entry = save(notebook)
    in_thread = save(notebook, 1, thread="9")
    other = Notebook(file, "6")
    save(other)
    assert [each.id for each in notebook.entries()] == [in_thread.id, entry.id]
    assert [each.id for each in notebook.entries(thread="9")] == [in_thread.id]
    with pytest.raises(NotebookRefused, match="no such entry"):
        other.note(entry.id, "not mine")
    with pytest.raises(NotebookRefused, match="gone"):
        other.restore(entry.id)


def test_entries_come_newest_first_and_are_found_by_the_beginning_of_their_id(
    notebook: Notebook, clock: MovingClock
) -> None:
    ids = []
    for number in range(3):
        clock.now += timedelta(minutes=1)
        ids.append(save(notebook, number).id)
    assert [each.id for each in notebook.entries()] == ids[::-1]
    assert notebook.entry(ids[1][:3].upper()).id == ids[1]
    for wrong in ("", "  ", "zz"):
        with pytest.raises(NotebookRefused, match="no such entry"):
            notebook.entry(wrong)


def test_a_beginning_that_several_have_is_refused(tmp_path: Path, clock: MovingClock) -> None:
    ids = iter(["abc1", "abc2"])
    notebook = Notebook(TeamFile(tmp_path / "t.db", clock=clock, new_id=lambda: next(ids)), "5")
    save(notebook), save(notebook, 1)
    with pytest.raises(NotebookRefused, match="Several entries begin with abc"):
        notebook.entry("abc")


def test_notes_are_set_cleared_and_bounded(notebook: Notebook) -> None:
    entry = save(notebook)
    assert notebook.note(entry.id, "a" * LONGEST_NOTE).entry.note == "a" * LONGEST_NOTE
    with pytest.raises(NotebookRefused, match="1,000 characters"):
        notebook.note(entry.id, "a" * (LONGEST_NOTE + 1))
    assert notebook.note(entry.id, " ").entry.note == ""


def test_a_note_that_another_took_the_place_of_is_put_back_for_a_day(
    notebook: Notebook, clock: MovingClock
) -> None:
    entry = save(notebook, note="first")
    second = notebook.note(entry.id, "second")
    assert (second.before, second.entry.note) == ("first", "second")
    cleared = notebook.note(entry.id, "")
    assert cleared.before == "second"
    assert notebook.put_back(cleared.undo, mark("")).note == "second"
    assert notebook.put_back(second.undo, mark("second")).note == "first"
    with pytest.raises(NotebookRefused, match="not kept any more"):
        notebook.put_back(second.undo, mark("first"))
    late = notebook.note(entry.id, "late")
    clock.now += UNDO
    with pytest.raises(NotebookRefused, match="not kept any more"):
        notebook.put_back(late.undo, mark("late"))


def test_where_no_note_is_lost_there_is_none_to_put_back(notebook: Notebook) -> None:
    entry = save(notebook)
    assert notebook.note(entry.id, "n").undo == ""
    again = notebook.note(entry.id, " n ")
    assert (again.before, again.undo) == ("", "")


def test_a_note_is_not_put_back_over_a_newer_one_nor_from_another_channel(
    notebook: Notebook, file: TeamFile
) -> None:
    entry = save(notebook, note="first")
    second = notebook.note(entry.id, "second")
    with pytest.raises(NotebookRefused, match="not kept any more"):
        Notebook(file, "6").put_back(second.undo, mark("second"))
    notebook.note(entry.id, "third")
    with pytest.raises(EntryChanged) as refused:
        notebook.put_back(second.undo, mark("second"))
    assert (refused.value.now.note, refused.value.before) == ("third", "first")
    assert notebook.entry(entry.id).note == "third"


def test_former_notes_go_with_their_entry_and_after_a_day(
    notebook: Notebook, file: TeamFile, clock: MovingClock
) -> None:
    entry = save(notebook, note="secret")
    notebook.note(entry.id, "")
    assert file.rows("SELECT note FROM notebook_notes")[0]["note"] == "secret"
    clock.now += UNDO
    with file.writing() as connection:
        clear(connection, clock.now)
    assert file.rows("SELECT 1 FROM notebook_notes") == []
    notebook.note(entry.id, "again")
    notebook.note(entry.id, "")
    with file.writing() as connection:
        connection.execute("DELETE FROM notebook")
    assert file.rows("SELECT 1 FROM notebook_notes") == []


def test_tags_are_one_whatever_their_case_and_bounded(notebook: Notebook) -> None:
    entry = save(notebook)
    tagged = notebook.tag(entry.id, add=["#Kerry", "kerry", " The  Deal ", ""])
    assert tagged.tags == ("kerry", "the deal")
    assert notebook.tags() == ["kerry", "the deal"]
    assert notebook.entries(tag="kerry") == [tagged]
    assert notebook.entries(tag="oil") == []
    assert notebook.tag(entry.id, take=["KERRY", "never"]).tags == ("the deal",)
    for wrong in ("#", "a,b", "x" * 33):
        with pytest.raises(NotebookRefused, match="1 to 32 characters"):
            notebook.tag(entry.id, add=[wrong])
    with pytest.raises(NotebookRefused, match="10 tags"):
        notebook.tag(entry.id, add=map(str, range(MOST_TAGS)))
    assert notebook.entry(entry.id).tags == ("the deal",), "all or nothing"


def test_an_entry_is_removed_by_its_saver_or_a_moderator_and_brought_back(
    notebook: Notebook, clock: MovingClock
) -> None:
    entry = notebook.tag(save(notebook, note="n").id, add=["t"])
    with pytest.raises(NotebookRefused, match="Only whoever saved this"):
        notebook.remove(entry.id, "2", anyones=False)
    for person, anyones in (("1", False), ("2", True)):
        notebook.remove(entry.id, person, anyones=anyones)
        assert notebook.entries() == []
        assert notebook.restore(entry.id) == entry
        assert notebook.restore(entry.id) == entry, "twice is once"
    notebook.remove(entry.id, "1", anyones=False)
    clock.now += UNDO
    with pytest.raises(NotebookRefused, match="gone"):
        notebook.restore(entry.id)


def test_what_was_saved_anew_meanwhile_stays(notebook: Notebook) -> None:
    entry = save(notebook)
    notebook.remove(entry.id, "1", anyones=False)
    newer = save(notebook, saver="2")
    assert newer.id != entry.id
    assert notebook.restore(entry.id).id == newer.id
    assert [each.id for each in notebook.entries()] == [newer.id]


def test_a_full_notebook_says_so(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.notebook.MOST_ENTRIES", 2)
    save(notebook), save(notebook, 1)
    save(notebook, 1)
    with pytest.raises(NotebookRefused, match="This notebook is full"):
        save(notebook, 2)


def test_who_is_forgotten_leaves_what_they_saved(file: TeamFile, notebook: Notebook) -> None:
    save(notebook), save(notebook, 1, "2")
    with file.writing() as connection:
        assert forget(connection, "1") == 1
    assert [each.saver for each in notebook.entries()] == ["2", ""]


def test_saved_passages_are_known_by_their_receipt(file: TeamFile, notebook: Notebook) -> None:
    assert saved_passages(file) == {}
    save(notebook), save(notebook, 1), save(Notebook(file, "6"), 2, receipt="fn-000002")
    assert saved_passages(file) == {
        "fn-000001": [f"{0:016x}", f"{1:016x}"],
        "fn-000002": [f"{2:016x}"],
    }


def test_words_are_looked_for_in_all_that_was_saved_best_first(notebook: Notebook) -> None:
    texts = ("The offer was rejected.", "Kerry's offer.", "Nothing of it.", "Said on Monday.")
    for number, text in enumerate(texts):
        notebook.save(quote(number, text=text), question="who?", receipt="", saver="1")
    entries = notebook.entries()
    notebook.note(entries[0].id, "more on offers")
    found = [each.quote.text for each in search(notebook.entries(), "offers Kerry", Analyzer("en"))]
    assert found[0] == texts[1]
    assert set(found) == {texts[0], texts[1], texts[3]}
    for nothing in ("Putin", "the", "", "***"):
        assert search(notebook.entries(), nothing, Analyzer("en")) == []
    assert search([], "offer", Analyzer("en")) == []


@pytest.mark.parametrize("change", ["note", "tag"])
def test_an_entry_that_is_removed_just_before_it_is_changed_is_said_to_be_gone(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    entry, _ = notebook.save(quote(), question="who?", receipt="", saver="1")
    find = notebook.entry

    def found_and_removed(entry_id: str) -> Entry:
        found = find(entry_id)
        monkeypatch.setattr(notebook, "entry", find)
        notebook.remove(entry_id, "1", anyones=False)
        return found

    monkeypatch.setattr(notebook, "entry", found_and_removed)
    changing = {
        "note": lambda: notebook.note(entry.id, "mine"),
        "tag": lambda: notebook.tag(entry.id, add=["mine"]),
    }
    with pytest.raises(NotebookRefused, match="There is no such entry"):
        changing[change]()
    restored = notebook.restore(entry.id)
    assert (restored.note, restored.tags) == ("", ())
