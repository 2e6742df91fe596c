"""`footnote doctor`: what is there and what is missing, without saying a secret."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from tests.articles import write
from tests.cli.conftest import Footnote

TOKEN = "a-secret-that-nobody-may-see"


def test_a_fresh_machine_is_well_and_has_nothing_yet(
    footnote: Footnote, config_file: Path, tmp_path: Path
) -> None:
    ran = footnote("doctor")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert f"ok  Python {platform.python_version()}" in lines
    assert f"ok  configuration: {config_file}" in lines
    assert f"ok  state folder: {tmp_path / 'var'}" in lines
    assert "--  Discord token: not set (DISCORD_TOKEN); only the bot needs it" in lines
    assert "--  library seeds (Sample articles): is indexed at the first question" in lines
    assert "--  library own (Your articles): empty" in lines
    assert any(line.startswith("ok  engine: ") for line in lines)
    assert not (tmp_path / "var").exists()  # looking changes nothing


def test_an_index_is_fresh_until_an_article_changes(
    footnote: Footnote, config_file: Path, tmp_path: Path
) -> None:
    path = write(tmp_path, "news/a.txt", "The bridge\n\nThe bridge at Mostar fell.")
    config_file.write_text('[libraries.news]\nfolders = ["news"]')
    footnote("ask", "Mostar?")
    told = "library news (news): 1 article, 1 passage, index"
    assert f"ok  {told} fresh" in footnote("doctor").out
    path.write_text("The bridge\n\nThe bridge at Mostar stood.")
    assert f"--  {told} stale" in footnote("doctor").out
    footnote("ask", "Mostar?")
    assert f"ok  {told} fresh" in footnote("doctor").out
    write(tmp_path, "news/b.txt", "")
    footnote("ask", "Mostar?")
    assert "1 file refused" in footnote("doctor").out


@pytest.mark.parametrize("place", ["the environment", ".env"])
def test_a_token_is_found_and_never_shown(
    footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == ".env":
        (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    else:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    ran = footnote("doctor")
    assert f"ok  Discord token: set, in {place}" in ran.out
    assert TOKEN not in ran.out + ran.err


def test_what_is_wrong_is_marked_and_exits_with_1(
    footnote: Footnote, config_file: Path, tmp_path: Path
) -> None:
    config_file.write_text('[libraries.news]\nfolders = ["gone"]\n[libraries.more]\n')
    (tmp_path / "var" / "libraries").mkdir(parents=True)
    (tmp_path / "var" / "libraries" / "more.db").write_text("not a database at all" * 500)
    ran = footnote("doctor")
    assert (ran.code, ran.err) == (1, "")
    assert f"!!  library news (news): there is no folder {tmp_path / 'gone'}" in ran.out
    assert "!!  library more (more): Library 'more' cannot be used" in ran.out


def test_a_state_folder_that_cannot_be_made_is_marked(
    footnote: Footnote, config_file: Path, tmp_path: Path
) -> None:
    config_file.write_text('[storage]\nstate = "config.toml/var"')
    ran = footnote("doctor")
    assert f"!!  state folder: {tmp_path / 'config.toml' / 'var'} cannot be written" in ran.out
    assert ran.code == 1


@pytest.mark.parametrize("there", [True, False])
def test_it_says_whether_the_compiled_engine_is_there(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    names = ["compiled", "rank-bm25"] if there else ["rank-bm25"]
    monkeypatch.setattr("index.engines.names", lambda: names)
    ran = footnote("doctor")
    assert ran.code == 0
    told = "ok  compiled engine: there" if there else "--  compiled engine: not there"
    assert any(line.startswith(told) for line in ran.out.splitlines())
