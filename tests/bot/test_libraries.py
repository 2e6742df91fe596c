"""What those who ask in Discord notice of libraries: busy ones, wrong ones, and their names."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.client import FootnoteBot
from tests.articles import write
from tests.bot.conftest import Place, labels, texts

QUESTION = "who rejected the offer?"
SEARCHES = "footnote-search"


@pytest.fixture
def config_file(tmp_path: Path, seeds: Path) -> Path:
    """Two shared libraries whose folders a test may write to."""
    shutil.copytree(seeds, tmp_path / "articles")
    write(tmp_path, "news/ferry.txt", "The ferry\n\nThe ferry sails from Split.")
    path = tmp_path / "config.toml"
    path.write_text(
        '[libraries.seeds]\ntitle = "Sample articles"\n'
        f"folders = [{json.dumps(str(tmp_path / 'articles'))}]\n"
        '[libraries.news]\ntitle = "News"\nfolders = ["news"]\n',
        encoding="utf-8",
    )
    return path


def shown(place: Place) -> str:
    """All that was ever sent to anybody."""
    return json.dumps([each.json for each in place.env.http_requests], ensure_ascii=False)


async def test_wrong_sources_hold_up_no_question_and_show_no_path(
    place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, "news/sources.toml", '["ferry.txt"]\nautor = "A"')
    write(tmp_path, "articles/bridge.txt", "The bridge\n\nThe zeppelin crossed a bridge.")
    asked = await place.ann.slash(place.channel, "ask", question="ferry or zeppelin?")
    assert asked.response is not None
    found = "\n".join(texts(asked.response.components))
    assert "The ferry sails from Split." in found, "what was there stays"
    assert "The zeppelin crossed a bridge." in found, "other folders are followed"
    assert "autor" in caplog.text
    await place.ann.send(place.channel, place.mention(QUESTION))
    assert labels(place.last().components)[0] == "Open 1"
    assert str(tmp_path) not in shown(place)
    assert "autor" not in shown(place)


async def test_wrong_sources_of_the_only_articles_show_no_path(
    place: Place, tmp_path: Path
) -> None:
    libraries = place.bot.app.config.state / "libraries"
    for file in libraries.glob("*.db*"):
        file.unlink()
    for folder in ("articles", "news"):
        write(tmp_path, f"{folder}/sources.toml", "[")
    for private in (True, False):
        asked = await place.ann.slash(place.channel, "ask", question=QUESTION, private=private)
        assert asked.response is not None
        told = "\n".join(texts(asked.response.components))
        assert "There are no articles to search yet." in told
    assert str(tmp_path) not in shown(place)
    assert "toml" not in shown(place)


async def test_a_library_that_cannot_be_used_is_told_without_a_path(
    place: Place, tmp_path: Path
) -> None:
    for file in (place.bot.app.config.state / "libraries").glob("news.db*"):
        file.write_text("not a database at all" * 500)
    asked = await place.ann.slash(place.channel, "ask", question=QUESTION, private=True)
    assert asked.response is not None
    assert "Library 'news' cannot be used" in asked.response.content
    assert str(tmp_path) not in shown(place)


async def test_a_question_is_answered_while_another_is_indexing(place: Place) -> None:
    with place.bot.app._shelves._syncing:
        asked = await place.ann.slash(place.channel, "ask", question=QUESTION)
        assert asked.response is not None
        assert labels(asked.response.components)[0] == "Open 1"
        helped = await place.ann.slash(place.channel, "footnote help")
        assert helped.response is not None
        assert "Sample articles (5), News (1)" in helped.response.content
        assert await place.ann.autocomplete(place.channel, "ask", "library", "new")
        opened = await place.ann.click(asked.response, label="Open 1")
        assert texts(opened.followups[0].components)


async def test_searches_run_apart_from_what_only_reads_and_never_on_the_event_loop(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: dict[str, list[str]] = {}
    app = place.bot.app

    def listen(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def recording(*args: Any, **kwargs: Any) -> Any:
            ran.setdefault(name, []).append(threading.current_thread().name)
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, recording)

    for name in ("answer", "check", "surroundings"):
        listen(app, name)
    asked = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert asked.response is not None
    await place.ann.send(place.channel, place.mention("Bushehr"))
    listen(app, "team")
    await place.ann.click(asked.response, label="Open 1")
    listen(app, "shelves")
    await place.ann.autocomplete(place.channel, "ask", "library", "samp")

    assert len(ran["answer"]) == len(ran["check"]) == 2
    assert all(name.startswith(SEARCHES) for name in ran["answer"])
    others = ran["check"] + ran["surroundings"] + ran["shelves"]
    assert len(others) == 4
    for name in others:
        assert name.startswith("footnote") and not name.startswith(SEARCHES)


async def test_buttons_work_while_every_search_is_busy(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await place.ann.slash(place.channel, "ask", question=QUESTION)
    assert asked.response is not None
    release = threading.Event()
    try:
        busy = [place.bot._searches.submit(release.wait) for _ in range(8)]
        opened = await place.ann.click(asked.response, label="Open 1")
        assert texts(opened.followups[0].components)
        assert await place.ann.autocomplete(place.channel, "ask", "library", "samp")
        assert not any(each.done() for each in busy)
    finally:
        release.set()


async def test_a_library_that_there_is_none_of_is_refused_privately(place: Place) -> None:
    result = await place.ann.slash(place.channel, "ask", question="Bushehr", library="secret")
    assert result.ephemeral
    assert result.response is not None
    assert result.response.content == "There is no library 'secret' here. There are: seeds, news."


async def test_a_long_name_of_no_library_is_refused_in_a_short_private_message(
    place: Place,
) -> None:
    result = await place.ann.slash(
        place.channel, "ask", question="Bushehr", library="*x" * 50, private=False
    )
    assert result.ephemeral
    assert result.response is not None
    named = ("*x" * 50)[:40]
    assert result.response.content == (
        f"There is no library '{named}' here. There are: seeds, news."
    )
    request = next(each for each in place.env.http_requests if each.method == "PUT")
    command = next(each for each in request.json if each["name"] == "ask")
    option = next(each for each in command["options"] if each["name"] == "library")
    assert option["max_length"] == 100, "no longer name comes in"


async def test_libraries_are_offered_by_what_was_typed(place: Place) -> None:
    offered = await place.ann.autocomplete(place.channel, "ask", "library", "samp")
    assert offered == [{"name": "Sample articles", "value": "seeds"}]
    assert await place.ann.autocomplete(place.channel, "ask", "library", "zzz") == []


@pytest.mark.parametrize("private", [True, False])
async def test_what_is_pasted_is_checked_with_the_options_of_the_command(
    place: Place, make_bot: Callable[[], FootnoteBot], private: bool
) -> None:
    modal = await place.ann.slash(place.channel, "check", library="news", private=private)
    await place.env.restart_bot(make_bot())
    draft = 'It said "The ferry sails from Split" and "because they have dirty hands".'
    pasted = await place.ann.submit_modal(modal, {"text": draft})
    assert pasted.response is not None and pasted.response.ephemeral is private
    assert "1 word for word, 1 not found here" in texts(place.components(pasted.response))[0]


async def test_nothing_is_pasted_for_a_library_that_there_is_none_of(place: Place) -> None:
    refused = await place.ann.slash(place.channel, "check", library="secret")
    assert refused.modal is None
    assert refused.response is not None and refused.response.ephemeral
    assert refused.response.content.startswith("There is no library 'secret' here.")


async def test_a_form_for_a_library_of_somebody_elses_or_that_is_gone_is_refused(
    place: Place,
) -> None:
    modal = await place.ann.slash(place.channel, "check", library="news", private=False)
    assert modal._interaction.modal is not None
    modal._interaction.modal["custom_id"] = "fn:check:public:secret"
    refused = await place.ann.submit_modal(modal, {"text": "It said “The ferry”."})
    (said,) = refused.followups
    assert said.ephemeral and said.content.startswith("There is no library 'secret' here.")
    assert "It said “The ferry”." in said.content
    assert place.channel.last_message is None
