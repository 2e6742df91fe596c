"""`footnote settings`: the library that is asked, and how long answers are kept."""

from __future__ import annotations

from tests.cli.conftest import Footnote


def test_what_is_chosen_is_shown_and_followed(footnote: Footnote) -> None:
    assert footnote("settings").out == "library: default\nretention_days: default\n"
    footnote("ask", "who rejected the offer?")
    assert footnote("settings", "library", "seeds").out == "library: seeds\n"
    assert footnote("settings", "retention_days", "7").out == "retention_days: 7\n"
    assert footnote("settings").out == "library: seeds\nretention_days: 7\n"
    assert footnote("ask", "who rejected the offer?").code == 0
    footnote("settings", "library", "all")
    footnote("settings", "retention_days", "default")
    assert footnote("settings").out == "library: default\nretention_days: default\n"


def test_what_cannot_be_chosen_is_said_with_what_can(footnote: Footnote) -> None:
    footnote("ask", "who rejected the offer?")
    assert 'There is no setting "colour". There are: library, retention_days.' in (
        footnote("settings", "colour").err
    )
    assert "Name one of: seeds; or all." in footnote("settings", "library", "none").err
    for days in ("-1", "x", "4000"):
        assert footnote("settings", "retention_days", "--", days).code == 1
    assert footnote("settings").out == "library: default\nretention_days: default\n"
