"""sources.toml: nothing is stated of a sample that the sample does not state itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from index.errors import FootnoteError
from index.loaders.plain import load
from index.model import Source
from index.sources import read_sources
from tests.articles import write

# Citations carry these: another byte in a sample makes every quotation from it uncheckable.
SHA256 = {
    "000_5cce536b50d4d351.txt": "f3c90f5257c6f0c4085221131a68df7ffe6559d038e79bc945e379ddff6a700c",
    "001_04f650e9e08ae396.txt": "7897ed40fd08660a93708bda1a6bf109c94a7dec08019cf83936e234facd3e1a",
    "002_814f5c1a14c369ed.txt": "44f425b7da8329840225240643f1a0a3fdf195cb93d21a6d0c4469ffaa3c4f21",
    "003_c1109b46a4549047.txt": "dcc15d096a43a5bef44ca948f1c6948c3b409a193fa52a8b61ff7c33cbe838d8",
    "004_5712e0a68d6438b6.txt": "26b6b09b58c72c66a6fff752843a30262cba4fd1703d89bd857f59af4b017b72",
}


def test_the_samples_are_those_that_citations_expect(seeds: Path) -> None:
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in seeds.glob("*.txt")}
    assert found == SHA256
    for name, digest in SHA256.items():
        assert load((seeds / name).read_bytes(), name, Source()).sha256 == digest


def test_every_sample_has_a_table_and_every_table_a_sample(seeds: Path) -> None:
    assert read_sources(seeds).keys() == SHA256.keys()


@pytest.mark.parametrize("name", SHA256)
def test_each_value_stands_in_its_file(seeds: Path, name: str) -> None:
    text = (seeds / name).read_bytes().decode("utf-8")
    source = read_sources(seeds)[name]
    values = {key: value for key, value in asdict(source).items() if value is not None}
    published = values.pop("published", None)
    assert values
    for value in values.values():
        assert value in text
    if published is not None:
        assert f"{published:%B} {published.day}, {published.year}" in text.splitlines()


@pytest.mark.parametrize("name", SHA256)
def test_a_title_is_a_whole_line_of_its_file(seeds: Path, name: str) -> None:
    title = read_sources(seeds)[name].title
    assert title in (seeds / name).read_text("utf-8").splitlines()


def test_what_the_samples_do_not_state_is_unknown(seeds: Path) -> None:
    sources = read_sources(seeds)
    stated = {
        name[:3]: {key for key, value in asdict(source).items() if value is not None}
        for name, source in sources.items()
    }
    assert stated == {
        "000": {"title", "outlet"},
        "001": {"title", "outlet", "author", "credit"},
        "002": {"title", "published"},
        "003": {"title", "outlet"},
        "004": {"title"},
    }


def test_every_key_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        "sources.toml",
        '["a.txt"]\ntitle = "T"\noutlet = "O"\nauthor = "A"\ncredit = "C"\n'
        'date = 2014-09-15\nurl = "https://example.org"\n["b.txt"]\n',
    )
    assert read_sources(tmp_path) == {
        "a.txt": Source("T", "O", "A", "C", date(2014, 9, 15), "https://example.org"),
        "b.txt": Source(),
    }


def test_a_folder_without_one_states_nothing(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == {}


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('["a.txt"]\nautor = "A"', ['"a.txt"', '"autor"', "known: title, outlet, author"]),
        ('["a.txt"]\npublished = 2014-09-15', ['"published"', "date"]),
        ('["a.txt"]\ntitle = 5', ['"title" of "a.txt"', "a text"]),
        ('["a.txt"]\ntitle = ""', ['"title" of "a.txt"', "not empty"]),
        ('["a.txt"]\ndate = "2014-09-15"', ['"date" of "a.txt"', "2014-09-15"]),
        ('["a.txt"]\ndate = 2014-09-15T10:00:00Z', ['"date" of "a.txt"']),
        ('["a.txt"]\ntitle = true', ['"title"']),
        ('["a.txt"]\nauthor = ["A", "B"]', ['"author"']),
        ('title = "T"', ['"title" must be a table']),
        ("[a.txt]\ntitle = 'T'", ['"a"', '"txt"']),
        ("[", ["is not TOML"]),
        (b'["a.txt"]\ntitle = "caf\xe9"', ["is not TOML"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, toml: str | bytes, words: list[str]
) -> None:
    write(tmp_path, "sources.toml", toml)
    with pytest.raises(FootnoteError) as error:
        read_sources(tmp_path)
    message = str(error.value)
    assert message.startswith("sources.toml")
    assert all(word in message for word in words)
    assert str(tmp_path) not in message, "whoever asks in Discord is told this"
    assert "\n" not in message


def test_one_that_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").mkdir()
    with pytest.raises(FootnoteError, match=r"sources\.toml cannot be read: "):
        read_sources(tmp_path)
