"""Private answers are in the member's own language, public ones in the server's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.client import FootnoteBot
from bot.core.settings import SettingsFile
from bot.core.texts import texts as catalogue
from tests.articles import add, article
from tests.bot.conftest import Place, labels, texts

GERMAN = catalogue("de")


async def germans(place: Place) -> None:
    """Ann and the server read German, Bob English."""
    place.locales[place.ann.id] = "de"
    await place.speak("de")


async def test_a_private_answer_is_in_the_members_own_language(place: Place) -> None:
    place.locales[place.ann.id] = "de"
    told = await place.ann.slash(place.channel, "ask", question="Bushehr", private=True)
    shown = place.components(told.response)
    assert texts(shown)[0].splitlines()[1].startswith("Nächstliegende Passagen · ")
    assert labels(shown)[-1] == "Löschen"
    public = await place.ann.slash(place.channel, "ask", question="Bushehr")
    shown = place.components(public.response)
    assert texts(shown)[0].splitlines()[1].startswith("Closest passages · ")
    assert labels(shown)[-1] == "Delete"


async def test_a_public_answer_is_german_where_an_english_members_notice_is_not(
    place: Place,
) -> None:
    await place.speak("de")
    told = await place.bob.slash(place.channel, "ask", question="Bushehr")
    assert (
        texts(place.components(told.response))[0]
        .splitlines()[1]
        .startswith("Nächstliegende Passagen")
    )
    refused = await place.bob.slash(place.channel, "ask", question="?!")
    assert refused.ephemeral
    assert refused.response is not None
    assert refused.response.content.startswith("There is nothing to search for")


async def test_a_press_after_a_restart_keeps_the_language_of_the_card(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    await germans(place)
    told = await place.bob.slash(place.channel, "ask", question="who rejected the offer?")
    card = told.response
    assert card is not None
    assert "Mehr" in labels(place.components(card))
    await place.env.restart_bot(make_bot())
    turned = await place.bob.click(card, label="Mehr")
    assert labels(place.components(card))[-1] == "Löschen", "the asker's press turns the card"
    assert "Zurück" in labels(place.components(card))
    assert not turned.followups
    opened = await place.bob.click(card, label="Öffnen 4")
    assert "Date not stated." in "".join(texts(place.components(opened.followups[0])))
    copied = await place.ann.click(card, label="Zurück")
    assert labels(place.components(copied.followups[0]))[0] == "Öffnen 1"


async def test_what_the_team_chose_goes_before_the_servers_language(place: Place) -> None:
    await germans(place)
    team = place.bot.app.team_file(f"guild-{place.guild.id}")
    SettingsFile(team).change(language="en")
    told = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert "Closest passages" in texts(place.components(told.response))[0]


async def test_errors_are_told_in_the_members_own_language(place: Place) -> None:
    place.locales[place.ann.id] = "de"
    asked = [
        ({"question": "?!"}, "question-nothing-telling", {}),
        ({"question": "oil", "library": "x"}, "library-unknown", {"name": "x", "there": "seeds"}),
        (
            {"question": "oil", "after": "gestern"},
            "question-no-day",
            {"typed": "gestern", "name": "after"},
        ),
    ]
    for given, key, values in asked:
        told = await place.ann.slash(place.channel, "ask", **given)
        assert told.ephemeral
        assert told.response is not None
        assert told.response.content == GERMAN(key, **values)
    bobs = await place.bob.slash(place.channel, "ask", question="Bushehr")
    assert bobs.response is not None
    denied = await place.ann.click(bobs.response, label="Delete")
    said = denied.followups[0].content
    assert said == GERMAN("answer-not-yours", asker=f"<@{place.bob.id}>")


async def test_a_notice_is_the_servers_and_what_it_says_the_members(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    await place.speak("de")
    await place.bob.send(place.channel, place.mention("?!"))
    notice = place.channel.last_message
    assert notice is not None
    assert notice.content == "Das konnte ich nicht beantworten."
    assert labels(place.components(notice)) == ["Nur mir zeigen"]
    shown = await place.bob.click(notice, label="Nur mir zeigen")
    assert shown.response is not None
    assert shown.response.content.startswith("There is nothing to search for")
    place.locales[place.bob.id] = "de"
    shown = await place.bob.click(notice, label="Nur mir zeigen")
    assert shown.response is not None
    assert shown.response.content == GERMAN("question-nothing-telling")
    await place.env.restart_bot(make_bot())
    shown = await place.bob.click(notice, label="Nur mir zeigen")
    assert shown.response is not None
    assert shown.response.content == GERMAN("notice-expired")


async def test_a_fault_is_told_in_the_members_own_language(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    place.locales[place.ann.id] = "de"

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(place.bot.app, "answer", broken)
    told = await place.ann.slash(place.channel, "ask", question="Bushehr")
    said = told.followups[0]
    assert said.content.startswith("Bei uns ist etwas kaputtgegangen.")
    assert said.content.rpartition(" ")[2] in caplog.text


async def test_the_limit_is_told_in_the_members_own_language(place: Place) -> None:
    place.locales[place.ann.id] = "de"
    for _ in range(6):
        await place.ann.slash(place.channel, "ask", question="Bushehr")
    told = await place.ann.slash(place.channel, "ask", question="Bushehr")
    assert told.response is not None
    assert told.response.content.startswith("Mehr als sechs Fragen pro Minute")


async def test_a_comparison_is_in_the_language_of_whoever_sees_it(
    place: Place, make_bot: Callable[[], FootnoteBot]
) -> None:
    await germans(place)
    question = "did Khamenei say American hands are dirty?"
    public = await place.bob.slash(place.channel, "compare", question=question)
    assert public.response is not None
    shown = texts(place.components(public.response))
    assert (
        shown[0]
        .splitlines()[1]
        .startswith("Die nächstliegende Formulierung in jedem Artikel: 5 von 5")
    )
    assert shown[-1] == f"-# {GERMAN('compare-closing')}"
    assert labels(place.components(public.response))[-3:] == ["Tabelle", "Bild", "Löschen"]
    own = await place.bob.slash(place.channel, "compare", question=question, private=True)
    assert "Closest wording in each article" in texts(place.components(own.response))[0]
    await place.env.restart_bot(make_bot())
    english = await place.bob.click(public.response, label="Bild")
    assert english.followups[0].attachments[0].description.startswith("Who words it how: ")
    german = await place.ann.click(public.response, label="Bild")
    assert german.followups[0].attachments[0].description.startswith("Wer es wie formuliert: ")
    opened = await place.ann.click(public.response, label="Öffnen 1")
    assert "Datum nicht angegeben." in "".join(texts(place.components(opened.followups[0])))


async def test_a_receipt_is_in_the_members_own_language(place: Place) -> None:
    asked = await place.bob.slash(place.channel, "ask", question="Bushehr")
    assert asked.response is not None
    receipt = texts(place.components(asked.response))[-1].split()[-1]
    place.locales[place.ann.id] = "de"
    found = await place.ann.slash(place.channel, "receipt", id=receipt)
    shown = texts(place.components(found.response))
    assert shown[0].splitlines()[1].startswith("Nächstliegende Passagen · ")
    assert shown[-1].endswith("Eine neue Suche ergibt dasselbe.")


async def test_help_is_in_the_members_own_language_and_names_commands_as_they_see_them(
    place: Place,
) -> None:
    place.locales[place.ann.id] = "de"
    helped = await place.ann.slash(place.channel, "footnote help")
    assert helped.response is not None
    lines = helped.response.content.splitlines()
    assert len(lines) == 7
    assert lines[1] == "Versuche: `/frage who rejected the offer?`"
    assert lines[3].endswith("→ Apps → Quellen finden")
    assert lines[4].startswith("Mehr: /vergleich, /prüfen, /fragen-datei")
    assert lines[5] == "Durchsucht wird: Sample articles (5)"
    await place.speak("de")
    await place.bob.send(place.channel, place.mention(""))
    assert place.last().content.splitlines() == lines


async def test_the_teams_own_library_is_called_as_the_member_reads(place: Place) -> None:
    own = place.bot.app.known(f"guild-{place.guild.id}")[-1]
    add(own.library, article("Bushehr\n\nBushehr was asked about.", "own.txt"))
    place.locales[place.ann.id] = "de"
    offered = await place.ann.autocomplete(place.channel, "ask", "library", "eure")
    assert [(each["name"], each["value"]) for each in offered] == [("Eure Artikel", "own")]
    for private, title in ((True, "Eure Artikel"), (False, "Your articles")):
        asked = await place.ann.slash(
            place.channel, "ask", question="Bushehr", library="own", private=private
        )
        assert title in texts(place.components(asked.response))[-1]
