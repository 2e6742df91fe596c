"""The catalogues: the same texts in every language, and how they are read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import bot.core.texts
from bot.core.texts import DEFAULT, languages, texts, told
from index.errors import FootnoteError, QuestionRefused

CATALOGUES = Path(bot.core.texts.__file__).parent / "catalogues"
ROOT = CATALOGUES.parents[2]
OTHERS = [language for language in languages() if language != DEFAULT]
FILES = sorted(path.name for path in (CATALOGUES / DEFAULT).iterdir())


class _Values(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def read(language: str, file: str) -> dict[str, set[str]]:
    """The texts of a file, each with the values that it takes."""
    found = {}
    for entry in FluentParser().parse((CATALOGUES / language / file).read_text("utf-8")).body:
        assert not isinstance(entry, ast.Junk), f"{language}/{file}: {entry.content}"
        if isinstance(entry, ast.Message):
            values = _Values()
            values.visit(entry)
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            found[entry.id.name] = values.names
    return found


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", FILES)
def test_every_language_has_the_same_texts_with_the_same_values(language: str, file: str) -> None:
    assert read(language, file) == read(DEFAULT, file)


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_has_a_file_that_english_lacks(language: str) -> None:
    assert sorted(path.name for path in (CATALOGUES / language).iterdir()) == FILES


@pytest.mark.parametrize("file", FILES)
def test_a_key_begins_with_the_name_of_its_file(file: str) -> None:
    assert [key for key in read(DEFAULT, file) if not key.startswith(f"{Path(file).stem}-")] == []


def test_every_text_that_the_code_names_is_there_and_every_text_is_used() -> None:
    source = "\n".join(
        path.read_text("utf-8")
        for folder in ("bot", "index")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ).replace("'", '"')
    known = {key for file in FILES for key in read(DEFAULT, file)}
    stems = "|".join(Path(file).stem for file in FILES)
    named = set(
        re.findall(
            rf'(?:\btexts?\(|words\(|told\(\w+, |text\(|key=)\s*"((?:{stems})-[\w-]+)"', source
        )
    )
    assert named - known == set()
    # A key that is put together, as f"date-month-{month}", names all that begin like it.
    begun = tuple(re.findall(rf'f"((?:{stems})-[\w-]*)\{{', source))
    for options in re.findall(r"option_texts\(([^)]*)\)", source):
        begins, *names = re.findall(r'"([\w-]+?)_?"', options) or [""]
        begun += tuple(f"{begins}-{name}" for name in names)
    unused = {key for key in known if f'"{key}"' not in source and not key.startswith(begun)}
    assert unused == set()


def test_numbers_dates_and_lists_are_written_as_the_language_does() -> None:
    english, german = texts("en-GB"), texts("de")
    assert english.day(date(2014, 9, 15)) == "15 Sep 2014"
    assert german.day(date(2014, 9, 15)) == "15. September 2014"
    assert english.moment(datetime(2026, 11, 2, 18, 5, tzinfo=UTC)) == "2 Nov 2026, 18:05 UTC"
    assert (english.number(12345), german.number(12345)) == ("12,345", "12.345")
    assert english.listed(["a"]) == "a"
    assert english.listed(["a", "b", "c"], "or") == "a, b or c"
    assert german.listed(["a", "b", "c"], "or") == "a, b oder c"


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert texts("fr").language == texts("").language == texts("../de").language == DEFAULT
    assert texts("de-AT").language == "de"


def test_a_string_is_put_in_as_it_is() -> None:
    hostile = '{ $x } {"}"} \u2068*_`<@1>'
    error = told(FootnoteError, "team-unusable", reason=hostile)
    assert str(error) == f"What this team asked cannot be read or written: {hostile}."
    assert hostile in texts("de").error(error)


def test_an_error_is_told_in_another_language_and_in_its_own_words_where_there_are_none() -> None:
    assert texts("de").error(told(FootnoteError, "team-busy")).startswith("Gerade schreibt")
    assert texts("de").error(QuestionRefused("As raised.")) == "As raised."
    assert texts("de").error(QuestionRefused("As raised.", key="nowhere-known")) == "As raised."


def test_a_key_or_value_that_is_missing_is_a_bug_that_is_seen() -> None:
    with pytest.raises(LookupError, match="no text 'team-x'"):
        texts()("team-x")
    with pytest.raises(LookupError, match="nowhere"):
        texts()("nowhere-x")
    with pytest.raises(LookupError, match="team-unusable"):
        texts()("team-unusable")
