"""config.toml: checked whole, and what is wrong is named with what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import Config, find_config, load_config
from bot.core.app import open_app
from index.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(path: Path, toml: str) -> Config:
    path.write_text(toml, encoding="utf-8")
    return load_config(path)


def complaint(path: Path, toml: str) -> str:
    with pytest.raises(ConfigError) as error:
        loaded(path, toml)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_an_empty_file_gives_the_defaults(path: Path) -> None:
    config = loaded(path, "")
    assert config.state == path.parent / "var"
    assert config.libraries == {}
    assert (config.search.engine, config.search.limit, config.search.language) == ("auto", 5, "en")
    assert (config.discord.questions_per_minute, config.discord.answers_kept_days) == (6, 30)


def test_a_partial_file_overrides_what_it_names(path: Path) -> None:
    config = loaded(path, "[search]\nlimit = 9\n[discord]\nquestions_per_minute = 2")
    assert (config.search.limit, config.search.engine) == (9, "auto")
    assert (config.discord.questions_per_minute, config.discord.answers_kept_days) == (2, 30)


def test_the_projects_own_file_states_the_defaults() -> None:
    config = load_config(ROOT / "config.toml")
    assert config.search == Config().search
    assert config.discord == Config().discord
    assert config.storage == Config().storage
    assert config.folders("seeds") == [ROOT / "seeds"]


def test_paths_are_relative_to_the_file_and_not_to_where_one_is(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text('[storage]\nstate = "s"\n[libraries.news]\nfolders = ["a", "/b/c"]')
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    config = load_config("../config.toml")
    assert config.state.resolve() == (tmp_path / "s").resolve()
    assert [each.resolve() for each in config.folders("news")] == [
        (tmp_path / "a").resolve(),
        Path("/b/c").resolve(),
    ]


@pytest.mark.parametrize(
    ("toml", "key", "nearest"),
    [
        ("[serch]", "serch", "search"),
        ("[search]\nlimt = 3", "search.limt", "search.limit"),
        ("[search]\nlanguag = 'en'", "search.languag", "search.language"),
        ("[storage]\nstat = 'v'", "storage.stat", "storage.state"),
        (
            "[discord]\nquestions_per_hour = 6",
            "discord.questions_per_hour",
            "discord.questions_per_minute",
        ),
        ("[libraries.seeds]\nfolder = ['a']", "libraries.seeds.folder", "libraries.seeds.folders"),
        (
            "[libraries.search]\nfolder = ['a']",
            "libraries.search.folder",
            "libraries.search.folders",
        ),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(
    path: Path, toml: str, key: str, nearest: str
) -> None:
    assert complaint(path, toml).endswith(f'unknown key "{key}"; did you mean "{nearest}"?')


def test_every_unknown_key_is_named(path: Path) -> None:
    told = complaint(path, "[search]\nlimt = 3\n[storage]\nstat = 'v'")
    assert '"search.limt"' in told and '"storage.stat"' in told


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        ("[search]\nlimit = '5'", '"search.limit"'),
        ("[search]\nlimit = 0", '"search.limit"'),
        ("[search]\nlimit = 101", '"search.limit"'),
        ("[search]\nlimit = true", '"search.limit"'),
        ("[search]\nbuild_memory_mb = 127", '"search.build_memory_mb"'),
        ("[discord]\nquestions_per_minute = 0", '"discord.questions_per_minute"'),
        ("[storage]\nstate = 5", '"storage.state"'),
        ("search = 5", '"search"'),
        ("[libraries.news]\nfolders = 'a'", '"libraries.news.folders"'),
        ("[libraries.news]\nfolders = [5]", '"libraries.news.folders'),
        ("[libraries]\nNews = {}", "'News' cannot name a library"),
        ("[libraries]\nown = {}", "'own' cannot name a library"),
        ('[libraries]\n"../x" = {}', "'../x' cannot name a library"),
        (f"[libraries]\n{'a' * 33} = {{}}", "cannot name a library"),
        ("base = '/'", '"base"'),
        ("[search", "is not TOML"),
        ("a = 1\na = 2", "is not TOML"),
    ],
)
def test_a_value_that_cannot_be_is_named(path: Path, toml: str, key: str) -> None:
    assert key in complaint(path, toml)


def test_a_file_that_is_not_utf8_is_not_toml(path: Path) -> None:
    path.write_bytes(b"[storage]\nstate = '\xe9'")
    with pytest.raises(ConfigError, match="is not TOML"):
        load_config(path)


def test_a_missing_file_cannot_be_read(path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load_config(path)


def test_it_is_frozen(path: Path) -> None:
    config = loaded(path, "")
    with pytest.raises(ValidationError, match="frozen"):
        config.search.limit = 7  # type: ignore[misc]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[search]\nengine = 'lucene'", r"no engine 'lucene'; there are: auto, .*rank-bm25"),
        ("[search]\nlanguage = 'xx'", r"no language 'xx'; there are: .*en"),
    ],
)
def test_an_engine_or_language_that_there_is_none_of_is_named(
    path: Path, toml: str, words: str
) -> None:
    with pytest.raises(ConfigError, match=words):
        open_app(loaded(path, toml))


def test_the_environment_names_the_file_before_the_folder_does(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOOTNOTE_CONFIG", raising=False)
    path.write_text("")
    monkeypatch.chdir(tmp_path)
    assert find_config().resolve() == path.resolve()
    monkeypatch.setenv("FOOTNOTE_CONFIG", str(tmp_path / "other.toml"))
    assert find_config() == tmp_path / "other.toml"


def test_elsewhere_it_is_the_one_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOOTNOTE_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    assert find_config() == ROOT / "config.toml"
