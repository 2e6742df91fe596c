"""The application: who may read which library, and where the command line may write."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.config import Config, SharedLibrary, load_config
from bot.core.answer import Answer
from bot.core.app import LOCAL, App, open_app
from bot.core.teams import new_answer_id
from index import kernel
from index.errors import FootnoteError, UnknownLibrary
from tests.articles import APART, add, article, write
from tests.conftest import NOW

ARTICLE = article("The bridge\n\nThe bridge at Mostar fell on Tuesday.", "bridge.txt")
ANOTHER = article("The ferry\n\nThe bridge at Mostar is to be built again.", "ferry.txt")


def own(app: App, team: str) -> None:
    """Gives a team an article of its own."""
    add(app.known(team)[-1].library, ARTICLE)


def origins(answer: Answer) -> list[str]:
    return [each.origin for each in answer.citations]


def test_a_new_configuration_answers_from_its_shared_folders(app: App, config: Config) -> None:
    assert not config.state.exists()
    answer = app.ask(LOCAL, "who rejected the offer?", limit=3)
    assert len(answer.citations) == 3
    assert [(each.name, each.title) for each in answer.libraries] == [("seeds", "Sample articles")]
    assert answer.libraries[0].articles == 5


def test_a_team_never_reads_anothers_library(app: App) -> None:
    own(app, "100")
    assert origins(app.ask("100", "Mostar", limit=3)) == ["bridge.txt"]
    for other in ("200", LOCAL):
        answer = app.ask(other, "what about mostar?", limit=3)
        assert answer.citations == ()
        assert answer.missing.absent == ("mostar",)
        assert [each.name for each in answer.libraries] == ["seeds"]
        with pytest.raises(UnknownLibrary):
            app.ask(other, "Mostar", library="own", limit=3)


def test_two_teams_own_libraries_have_one_name_and_two_contents(app: App) -> None:
    own(app, "100")
    add(app.known("200")[-1].library, ANOTHER)
    assert origins(app.ask("100", "Mostar", library="own", limit=3)) == ["bridge.txt"]
    assert origins(app.ask("200", "Mostar", library="own", limit=3)) == ["ferry.txt"]


def test_an_unknown_library_is_told_those_there_are(app: App) -> None:
    app.sync()
    with pytest.raises(UnknownLibrary, match=r"no library 'news' here\. There are: seeds\."):
        app.ask(LOCAL, "Mostar", library="news", limit=3)
    own(app, LOCAL)
    with pytest.raises(UnknownLibrary, match=r"There are: seeds, own\."):
        app.shelves(LOCAL, "news")


def test_where_there_is_none_that_is_said(tmp_path: Path) -> None:
    app = open_app(Config(base=tmp_path))
    with pytest.raises(UnknownLibrary, match="There are: none yet"):
        app.ask(LOCAL, "Mostar", library="news", limit=3)
    answer = app.ask(LOCAL, "Mostar", limit=3)
    assert (answer.citations, answer.libraries) == ((), ())


def test_a_named_library_is_read_by_the_command_line_alone(app: App) -> None:
    add(app.writable("news").library, ARTICLE)
    assert [each.library.name for each in app.shelves(LOCAL)] == ["news"]
    assert origins(app.ask(LOCAL, "Mostar", library="news", limit=3)) == ["bridge.txt"]
    assert app.shelves("100", None)[0].library.name == "seeds"
    with pytest.raises(UnknownLibrary):
        app.shelves("100", "news")


def test_naming_a_library_limits_the_answer_to_it(app: App) -> None:
    own(app, LOCAL)
    assert {each.library for each in app.ask(LOCAL, "Tuesday Iraq", limit=50).citations} == {
        "own",
        "seeds",
    }
    answer = app.ask(LOCAL, "Tuesday Iraq", library="own", limit=50)
    assert origins(answer) == ["bridge.txt"]
    assert [each.name for each in answer.libraries] == ["own"]


def test_libraries_are_in_the_order_of_the_configuration_then_named_then_own(
    config_file: Path,
) -> None:
    with config_file.open("a") as file:
        file.write("[libraries.alpha]\n[libraries.beta]\n")
    app = open_app(load_config(config_file))
    for name in ("zeta", "own", "beta", "delta", "alpha"):
        add(app.writable(name).library, ARTICLE)
    app.sync()
    names = [each.library.name for each in app.shelves(LOCAL)]
    assert names == ["seeds", "alpha", "beta", "delta", "zeta", "own"]


def test_a_library_that_is_filled_from_folders_is_not_written_to(app: App, seeds: Path) -> None:
    with pytest.raises(UnknownLibrary) as error:
        app.writable("seeds")
    assert str(seeds) in str(error.value)


def test_a_configured_library_without_folders_is_filled_by_the_command_line(
    tmp_path: Path,
) -> None:
    app = open_app(Config(libraries={"news": SharedLibrary(title="The news")}, base=tmp_path))
    add(app.writable("news").library, ARTICLE)
    assert origins(app.ask("100", "Mostar", limit=3)) == ["bridge.txt"]
    assert app.writable("news").title == "The news"


@pytest.mark.parametrize("name", ["", "News", "../x", "a b", "-a", "a" * 33, "a.db", "ñ"])
def test_what_cannot_name_a_library_is_refused(app: App, name: str) -> None:
    with pytest.raises(UnknownLibrary, match="cannot name a library"):
        app.writable(name)


def test_changed_folders_are_followed_by_the_next_question(tmp_path: Path) -> None:
    write(tmp_path, "news/a.txt", ARTICLE.text)
    config = Config(libraries={"news": SharedLibrary(folders=("news",))}, base=tmp_path)
    app = open_app(config)
    assert origins(app.ask(LOCAL, "Mostar", limit=3)) == ["a.txt"]
    write(tmp_path, "news/b.txt", ANOTHER.text)
    assert sorted(origins(app.ask(LOCAL, "Mostar", limit=3))) == ["a.txt", "b.txt"]
    (tmp_path / "news" / "a.txt").unlink()
    assert origins(app.ask(LOCAL, "Mostar", limit=3)) == ["b.txt"]


def test_another_process_finds_everything_as_it_was_left(
    app: App, config: Config, clock: Callable[[], datetime]
) -> None:
    own(app, LOCAL)
    before = app.ask(LOCAL, "who rejected the offer?", limit=5)
    again = open_app(config, clock=clock)
    assert again.ask(LOCAL, "who rejected the offer?", limit=5) == before


def test_surroundings_are_those_in_the_article_as_far_as_a_team_may_read(app: App) -> None:
    parts = ["The bridge\n\nIt stood long.", "The bridge at Mostar fell.", "Nobody was hurt."]
    text = APART.join(parts)
    library = app.known("100")[-1].library
    add(library, article(text, "bridge.txt"))
    citation = app.ask("100", "Mostar", limit=1).citations[0]
    around = app.surroundings("100", citation)
    assert (around.present, around.before, around.after) == (
        True,
        "It stood long.",
        "Nobody was hurt.",
    )
    assert not app.surroundings("200", citation).present
    add(library, article(text.replace("fell", "collapsed"), "bridge.txt"))
    gone = app.surroundings("100", citation)
    assert not gone.present
    assert gone.removed_at == app.clock()


def test_what_is_gone_is_known_of_many_quotations_with_when_if_a_team_may_read_that(
    app: App,
) -> None:
    library = app.known("100")[-1].library
    add(library, article("A bridge\n\nThe bridge at Mostar fell.", "a.txt"))
    add(library, article("A tower\n\nThe tower at Mostar stood.", "b.txt"))
    found = {each.origin: each for each in app.ask("100", "Mostar", limit=5).citations}
    quotes = {name: found[name].as_quote() for name in ("a.txt", "b.txt")}
    quotes["none"] = replace(quotes["a.txt"], library="nowhere")
    assert app.gone("100", quotes) == {"none": None}
    add(library, article("A bridge\n\nThe bridge at Mostar collapsed.", "a.txt"))
    assert app.gone("100", quotes) == {"a.txt": app.clock(), "none": None}
    assert app.gone("200", quotes) == dict.fromkeys(quotes), "another team learns nothing"
    assert app.gone("100", {}) == {}


def test_each_team_has_its_own_file(app: App) -> None:
    answer = app.ask(LOCAL, "who rejected the offer?", limit=1)
    answer_id = app.team("100").keep(answer, asker="1", place="2", private=False)
    assert app.team("100").kept(answer_id).answer == answer
    with pytest.raises(FootnoteError):
        app.team("200").kept(answer_id)


def test_all_that_is_kept_is_in_the_state_folder(app: App, config: Config, tmp_path: Path) -> None:
    own(app, "100")
    add(app.writable("news").library, ARTICLE)
    answer = app.ask(LOCAL, "offer", limit=1)
    app.team(LOCAL).keep(answer, asker="1", place="2", private=False)
    assert {path.name for path in tmp_path.iterdir()} == {"config.toml", config.state.name}


def test_answer_ids_cannot_be_guessed() -> None:
    ids = {new_answer_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(each) == 12 and int(each, 16) >= 0 for each in ids)


def test_a_state_folder_that_cannot_be_made_is_said_in_words(app: App, config: Config) -> None:
    config.state.write_text("a file where the folder should be")
    with pytest.raises(FootnoteError, match="var"):
        app.ask(LOCAL, "who rejected the offer?", limit=1)


def test_what_has_expired_is_cleared_for_every_team(config: Config) -> None:
    now = NOW
    app = open_app(config, clock=lambda: now)
    answer = app.ask(LOCAL, "who rejected the offer?", limit=1)
    for team in ("guild-1", "user-2"):
        app.team(team).keep(answer, asker="1", place="2", private=False)
    now += timedelta(days=config.discord.answers_kept_days)
    app.expire()
    for team in ("guild-1", "user-2"):
        assert b"rejected" not in app.team_file(team).path.read_bytes()


@pytest.mark.skipif(not kernel.available(), reason="rank-bm25 has no parts")
def test_what_stays_merges_in_the_background_until_it_is_closed(config: Config) -> None:
    app = open_app(config, background=True)
    library = app.known("100")[-1].library
    for number in range(20):
        add(library, article(f"Bridge {number}\n\nThe bridge {number} fell.", f"{number}.txt"))
        app.ask("100", "bridge", limit=3)
    app.close()
    with library.reader() as reader:
        parts = app.snapshots.parts(reader.generation, library.index_folder)
    assert parts < 20
    add(library, ARTICLE)
    assert "bridge.txt" in origins(app.ask("100", "Mostar", limit=3))
    assert not [each for each in threading.enumerate() if each.name == "merger"]


def test_the_memory_for_building_is_what_the_configuration_says(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[search]\nbuild_memory_mb = 300\n")
    app = open_app(load_config(tmp_path / "config.toml"))
    assert app.snapshots.how.memory == 300 << 20
