"""An export's quotations held against files: as quoted to the letter, or not."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.app import LOCAL, App
from bot.core.exported import quotation
from bot.core.rendering import Wording
from bot.core.text_file import FileRefused
from bot.core.texts import all_texts, texts
from bot.core.verified_rendering import as_json, lines, summary
from bot.core.verifying import Outcome, Verified, verify
from index.files import File, files
from tests.citations import citing

TEXT = "Head\r\n\r\nShe said: \u201cnever\u00a0again\u201d, *twice*.\n> And then.\n"
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


def there(folder: Path) -> list[File]:
    return files([folder], lambda *refused: pytest.fail(str(refused)))


def quoting(
    text: str, start: int, end: int, *, quoted: str | None = None, origin: str = "a.txt"
) -> str:
    digest = sha256(text.encode()).hexdigest()
    words = text[start:end] if quoted is None else quoted
    quote = citing(text=words, start=start, end=end, sha256=digest, origin=origin)
    return quotation(quote, Wording())


def one(export: str, folder: Path) -> Verified:
    (found,) = verify(export.encode(), there(folder))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "news" / "b.txt").write_bytes(b"Something else.")
    return tmp_path / "news"


@given(text=LETTERS, start=st.integers(0, 79), length=st.integers(1, 80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_a_quotation_of_it_is_as_quoted(
    tmp_path: Path, text: str, start: int, length: int
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode())
    start = min(start, len(text) - 1)
    export = quoting(text, start, min(len(text), start + length))
    assert one(export, tmp_path).outcome is Outcome.AS_QUOTED


@given(text=LETTERS, place=st.integers(0, 79), other=st.characters(exclude_categories=["Cs"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_character_that_is_another_differs(
    tmp_path: Path, text: str, place: int, other: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode())
    place = min(place, len(text) - 1)
    changed = text[:place] + other + text[place + 1 :]
    found = one(quoting(text, 0, len(text), quoted=changed), tmp_path)
    assert (found.outcome is Outcome.AS_QUOTED) == (changed == text)


def test_a_file_is_known_by_its_hash_whatever_it_is_called_now(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "moved.text")
    found = one(quoting(TEXT, 8, 30), folder)
    assert (found.outcome, found.file) == (Outcome.AS_QUOTED, folder / "moved.text")


def test_a_file_that_was_changed_is_said_to_be_and_where_the_words_stand_now(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"More. " + TEXT.encode())
    found = one(quoting(TEXT, 8, 30), folder)
    assert (found.outcome, found.elsewhere) == (Outcome.CHANGED, (14, 36))
    (folder / "a.txt").write_bytes(b"\xff\xfe")
    found = one(quoting(TEXT, 8, 30), folder)
    assert (found.outcome, found.elsewhere) == (Outcome.CHANGED, None)


def test_a_file_that_is_nowhere_is_said_to_be(folder: Path) -> None:
    assert one(quoting("x" * 40, 8, 30, origin="none.txt"), folder).outcome is Outcome.MISSING


def test_a_quotation_with_the_wrong_place_differs_and_is_found(folder: Path) -> None:
    found = one(quoting(TEXT, 9, 31, quoted=TEXT[8:30]), folder)
    assert (found.outcome, found.elsewhere) == (Outcome.DIFFERS, (8, 30))
    found = one(quoting(TEXT, 10**11, 10**12 - 1, quoted="She said"), folder)
    assert (found.outcome, found.there) == (Outcome.DIFFERS, "")


def test_a_copy_that_was_pasted_as_plain_text_is_looked_for_above_its_check_line(
    folder: Path,
) -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    quote = citing(text=TEXT[8:41], start=8, end=41, sha256=digest)
    pasted = Wording().plain_copy(quote)
    assert one(pasted, folder).outcome is Outcome.AS_QUOTED
    assert one(pasted.replace("never", "ever"), folder).outcome is Outcome.UNQUOTED
    assert one(pasted.splitlines()[-1], folder).outcome is Outcome.UNQUOTED


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"\x89PNG\r\n\x1a\n", b"Check: nothing\n"])
def test_what_is_no_export_is_refused_in_a_line(data: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        verify(data, [])
    for words in all_texts():
        assert "\n" not in words.error(refused.value)


def test_every_quotation_of_an_answer_about_the_samples_is_as_quoted(app: App, seeds: Path) -> None:
    answer = app.ask(LOCAL, "who rejected the offer?", limit=20)
    export = "\n\n".join(quotation(each, Wording(), answer.receipt) for each in answer.citations)
    found = verify(export.encode(), there(seeds))
    assert len(found) == len(answer.citations) > 5
    assert {each.outcome for each in found} == {Outcome.AS_QUOTED}


def test_differences_are_shown_where_they_are_even_if_nobody_sees_them(folder: Path) -> None:
    long = "word " * 100
    (folder / "c.txt").write_text(f"{long}end")
    found = one(quoting(f"{long}end", 0, 503, quoted=f"{long}and"), folder)
    assert lines(found, texts())[1:] == [
        f"Quoted: [...] {'word ' * 12}and",
        f"File:   [...] {'word ' * 12}end",
    ]
    found = one(quoting(TEXT, 19, 30, quoted=TEXT[19:30].replace("\u00a0", " ")), folder)
    assert lines(found, texts())[-1] == (
        "The first character that differs: U+0020 in the quotation, U+00A0 in the file."
    )


def test_what_became_of_them_is_counted_in_words_and_as_json(folder: Path) -> None:
    export = "\n\n".join(
        [quoting(TEXT, 8, 16), quoting(TEXT, 8, 16, quoted="He said:"), quoting("y", 0, 1)]
    )
    found = verify(export.encode(), there(folder))
    assert summary(found, texts()) == "3 quotations: 1 as quoted, 1 differs, 1 file changed."
    assert summary(found, texts("de")) == (
        "3 Zitate: 1 wie zitiert, 1 abweichend, 1 Datei geändert."
    )
    assert '"outcome": "differs"' in as_json(found)
