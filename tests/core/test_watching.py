"""Watches at work: over the libraries of their team, from the moment that they are added."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Config
from bot.core.answer import Options
from bot.core.app import App, open_app
from bot.core.watch import Pause, Place, Wanted, Watch, WatchRefused
from bot.core.watching import Watching
from index.errors import QuestionRefused, UnknownLibrary
from index.library import Library
from index.operators import Operators
from tests.articles import add, article, write
from tests.clocks import MovingClock
from tests.conftest import NOW
from tests.core.newsreading import AGAIN, LANDED, QUESTION

TEAM, OTHER = "guild-1", "guild-2"


@pytest.fixture
def watching(app: App) -> Watching:
    app.sync()
    return app.watching


def watch(watching: Watching, team: str = TEAM, **more: object) -> Watch:
    options = Options(limit=1, **more)  # type: ignore[arg-type]
    return watching.add(team, Wanted(Place("5"), QUESTION, options), "7").watch


def own(app: App, team: str = TEAM) -> Library:
    return app.known(team)[-1].library


def texts(watching: Watching, found: Watch, team: str = TEAM) -> list[str]:
    return [each.citation.text for each in watching.digests(team).waiting(found).news]


def landed(name: str = "a.txt", text: str = LANDED) -> object:
    return article(f"News\n\n{text}", name)


def test_what_comes_to_the_teams_own_library_is_found(watching: Watching, app: App) -> None:
    found = watch(watching)
    assert watching.look(TEAM, found) == 0
    add(own(app), landed())
    assert watching.look(TEAM, found) == 1
    assert texts(watching, found) == [LANDED]
    assert watching.look(TEAM, found) == 0


def test_another_teams_library_is_never_looked_at(watching: Watching, app: App) -> None:
    found = watch(watching)
    add(own(app, OTHER), landed())
    assert watching.look(TEAM, found) == 0
    assert watching.teams() == [TEAM]


def test_only_the_library_that_is_watched_counts(watching: Watching, app: App) -> None:
    found = watch(watching, library="seeds")
    add(own(app), landed())
    assert watching.look(TEAM, found) == 0


def test_operators_given_beside_the_question_count(watching: Watching, app: App) -> None:
    found = watch(watching, operators=Operators(excluded=("Monday",)))
    add(own(app), landed(), landed("b.txt", AGAIN))
    assert watching.look(TEAM, found) == 1
    assert texts(watching, found) == [AGAIN]


def test_a_watch_whose_library_is_gone_is_paused_and_goes_on_when_it_is_back(
    watching: Watching, app: App
) -> None:
    add(own(app), landed("b.txt", "Nothing is known."))
    found = watch(watching, library="own")
    own(app).delete()
    assert watching.look(TEAM, found) == 0
    assert watching.watches(TEAM).get(found.id).paused is Pause.LIBRARY
    add(own(app), landed())
    watching.watches(TEAM).resume(found.id)
    assert watching.look(TEAM, found) == 1


def test_a_watch_on_an_answer_that_found_nothing_tells_what_came_since(
    watching: Watching, app: App
) -> None:
    answer = app.ask(TEAM, "when did Zapatin land in Bushehr?", limit=3)
    assert answer.citations == ()
    before, after = (text.replace("zeppelin", "Zapatin") for text in (LANDED, AGAIN))
    add(own(app), landed(text=before))
    wanted = Wanted(Place("5"), answer.question, answer.options)
    added = watching.add(TEAM, wanted, "7", answer)
    assert (added.is_new, added.absent) == (True, ())
    found = added.watch
    assert watching.look(TEAM, found) == 1
    add(own(app), landed("b.txt", after))
    assert watching.look(TEAM, found) == 1
    assert texts(watching, found) == [before, after]


def test_words_that_no_passage_has_yet_are_named(watching: Watching) -> None:
    wanted = Wanted(Place("5"), "what did Zapatin and Kerry say?", Options(limit=1))
    assert watching.add(TEAM, wanted, "7").absent == ("Zapatin",)


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Wanted(Place("5"), "", Options(limit=1)), QuestionRefused),
        (Wanted(Place("5"), "*" * 400, Options(limit=1)), QuestionRefused),
        (Wanted(Place("5"), "zeppelin " * 60, Options(limit=1)), QuestionRefused),
        (Wanted(Place("5"), "after:never zeppelin", Options(limit=1)), QuestionRefused),
        (Wanted(Place("5"), QUESTION, Options(limit=1, library="no")), UnknownLibrary),
        (Wanted(Place("5"), QUESTION, Options(limit=1, message=True)), WatchRefused),
    ],
)
def test_what_cannot_be_asked_cannot_be_watched(
    watching: Watching, wanted: Wanted, error: type[Exception]
) -> None:
    with pytest.raises(error):
        watching.add(TEAM, wanted, "7")
    assert watching.watches(TEAM).all() == []


def test_what_waits_is_never_dropped(config: Config) -> None:
    """A watch may be muted for a year, and paused for longer."""
    clock = MovingClock()
    app = open_app(config, clock=clock)
    app.sync()
    muted = watch(app.watching)
    app.watching.watches(TEAM).mute(muted.id, NOW + timedelta(days=365))
    add(own(app), landed())
    assert app.watching.look(TEAM, muted) == 1
    for _ in range(12):
        clock.pass_by(timedelta(days=30))
        app.expire()
        assert app.watching.digests(TEAM).make() == 0
    clock.pass_by(timedelta(days=5))
    assert texts(app.watching, muted) == [LANDED]
    assert app.watching.digests(TEAM).make() == 1


@pytest.mark.parametrize(("articles", "strong"), [(8, 8), (17, 0)])
def test_what_a_good_part_of_a_library_has_matches_less(
    watching: Watching, app: App, articles: int, strong: int
) -> None:
    """As docs/watches.md says where it falls short."""
    watches = [
        watching.add(TEAM, Wanted(Place(place), QUESTION, Options(limit=1), partial=partial), "7")
        for place, partial in (("5", False), ("6", True))
    ]
    for number in range(articles):
        text = f"A zeppelin did land in Bushehr, where somebody had hung up lantern {number}."
        add(own(app), landed(f"{number}.txt", text))
    assert [watching.look(TEAM, each.watch) for each in watches] == [strong, articles]


def test_two_looks_at_once_find_everything_once(watching: Watching, app: App) -> None:
    found = watch(watching)
    add(own(app), landed(), landed("b.txt", AGAIN))
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: watching.look(TEAM, found), range(8)))
    assert sorted(counts) == [0] * 7 + [2]
    assert sorted(texts(watching, found)) == sorted([LANDED, AGAIN])


def test_a_team_whose_file_cannot_be_read_holds_up_no_other(
    watching: Watching, app: App, caplog: pytest.LogCaptureFixture
) -> None:
    watch(watching)
    write(app.config.state, "teams/guild-9/team.db", "not a database at all" * 500)
    assert watching.teams() == [TEAM]
    assert "guild-9" in caplog.text


class TestSharedFolders:
    """Libraries that follow folders: what is put there is found, and what only looks new is not."""

    @pytest.fixture
    def config(self, tmp_path: Path, seeds: Path) -> Config:
        shutil.copytree(seeds, tmp_path / "articles")
        (tmp_path / "config.toml").write_text('[libraries.news]\nfolders = ["articles"]\n')
        from bot.config import load_config

        return load_config(tmp_path / "config.toml")

    def look(self, app: App, found: Watch) -> int:
        app.sync()
        return app.watching.look(TEAM, found)

    def test_a_file_that_is_added_touched_edited_or_moved(
        self, app: App, config: Config, watching: Watching
    ) -> None:
        folder = config.base / "articles"
        found = watch(watching)
        path = write(folder, "a.txt", f"News\n\n{LANDED}")
        assert self.look(app, found) == 1
        path.touch()
        assert self.look(app, found) == 0
        write(folder, "a.txt", f"News of today\n\n{LANDED}")
        assert self.look(app, found) == 0
        path.rename(folder / "b.txt")
        assert self.look(app, found) == 0
        shutil.copy(folder / "b.txt", folder / "c.txt")
        assert self.look(app, found) == 0
        write(folder, "sources.toml", '["b.txt"]\noutlet = "The Gazette"\n')
        assert self.look(app, found) == 0
        write(folder, "b.txt", f"News of today\n\n{LANDED}\n\nADVERTISEMENT\n\n{AGAIN}")
        assert self.look(app, found) == 1

    def test_a_library_that_is_built_anew(
        self, app: App, config: Config, watching: Watching
    ) -> None:
        folder = config.base / "articles"
        write(folder, "a.txt", f"News\n\n{LANDED}")
        app.sync()
        found = watch(watching)
        app.known(TEAM)[0].library.delete()
        assert self.look(app, found) == 0
        write(folder, "b.txt", f"News\n\n{AGAIN}")
        assert self.look(app, found) == 1
