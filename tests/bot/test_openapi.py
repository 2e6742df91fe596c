"""Every rule about what the bot may send refuses a bad body, and lets a good one pass."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.bot import openapi
from tests.conftest import pytest_terminal_summary

JSON = dict[str, Any]
QUIET: JSON = {"parse": []}
CHANNEL = ("POST", "/channels/1/messages")
CALLBACK = ("POST", "/interactions/1/some-token/callback")
ORIGINAL = ("PATCH", "/webhooks/1/some-token/messages/@original")
SYNC = ("PUT", "/applications/1/commands")

needs_document = pytest.mark.skipif(
    openapi.document_path() is None, reason=openapi.missing_reason() or ""
)


@dataclass(frozen=True)
class Sent:
    method: str
    path: str
    json: Any


def text(content: str) -> JSON:
    return {"type": 10, "content": content}


def button(custom_id: str = "open", label: str = "Open") -> JSON:
    return {"type": 2, "style": 2, "custom_id": custom_id, "label": label}


def card(*inside: JSON) -> JSON:
    container = {"type": 17, "components": list(inside)}
    return {"components": [container], "flags": openapi.COMPONENTS_V2, "allowed_mentions": QUIET}


def row(*buttons: JSON) -> JSON:
    return {"type": 1, "components": list(buttons)}


def words(content: str, **more: Any) -> JSON:
    return {"content": content, "allowed_mentions": QUIET, **more}


def pinging(content: str, *people: int) -> JSON:
    return card(text("x")) | {
        "components": [text(content), *card(text("x"))["components"]],
        "allowed_mentions": QUIET | {"users": [*people]},
    }


def command(name: str = "ask", description: str = "Ask", **more: Any) -> JSON:
    return {"type": 1, "name": name, "description": description, **more}


def option(name: str = "question", description: str = "What", **more: Any) -> JSON:
    return {"type": 3, "name": name, "description": description, **more}


def choices(*pairs: tuple[str, str]) -> JSON:
    return {"type": 8, "data": {"choices": [{"name": n, "value": v} for n, v in pairs]}}


GOOD = [
    Sent(*CHANNEL, words("x" * 2000, message_reference={"message_id": 1, "channel_id": 2})),
    Sent(*CHANNEL, None),
    Sent(*CHANNEL, card(*[text("x" * 200)] * 20)),
    Sent(*CHANNEL, card(*[text("x")] * 39)),
    Sent(*CHANNEL, words("x", embeds=[{"description": "x" * 3000}] * 2)),
    Sent(*CALLBACK, {"type": 5, "data": {"flags": 64}}),
    Sent(*CALLBACK, {"type": 4, "data": words("here")}),
    Sent(*CALLBACK, {"type": 7, "data": card(row(button("c" * 100, "l" * 80)))}),
    Sent(*CALLBACK, choices(*[("n" * 100, "v" * 100)] * 25)),
    Sent(*ORIGINAL, card({"type": 9, "components": [text("x")], "accessory": button()})),
    Sent("PATCH", "/api/v10/webhooks/1/some-token/messages/2", words("edited")),
    Sent("POST", "/webhooks/1/some-token", words("more", attachments=[{"id": 0}])),
    Sent("POST", "/webhooks/1/some-token", {"payload_json": '{"allowed_mentions":{"parse":[]}}'}),
    Sent(*SYNC, [command("où-est_l'été2"), {"type": 3, "name": "Find sources"}]),
    Sent(*SYNC, [command(options=[option(choices=[{"name": "n", "value": "v"}])])] * 100),
    Sent("PATCH", "/applications/1/commands/2", {"name": "ask"}),
    Sent("POST", "/users/@me/channels", {"recipient_id": 1}),
]

# (what is sent, a part of the complaint)
REFUSED_BY_RULE = [
    (Sent(*CALLBACK, choices(*[("n", "v")] * 26)), "/data/choices: 26 choices"),
    (Sent(*CALLBACK, choices(("n" * 101, "v"))), "/data/choices/0/name: 101 characters"),
    (Sent(*CALLBACK, choices(("", "v"))), "/data/choices/0/name: 0 characters"),
    (Sent(*CALLBACK, choices(("n", "v" * 101))), "/data/choices/0/value: 101 characters"),
    (Sent(*SYNC, [command("Ask")]), "/0/name: 'Ask' is not in lower case"),
    (Sent(*SYNC, [command("ask me")]), "/0/name: 'ask me' has other characters"),
    (Sent(*SYNC, [command("a" * 33)]), "/0/name: 33 characters"),
    (Sent(*SYNC, [command(""), command()]), "/0/name: 0 characters"),
    (Sent(*SYNC, [command(), {"type": 3, "name": "F" * 33}]), "/1/name: 33 characters"),
    (Sent(*SYNC, [command(description="")]), "/0/description: 0 characters"),
    (Sent(*SYNC, [command(description="d" * 101)]), "/0/description: 101 characters"),
    (Sent(*SYNC, [{"type": 1, "name": "ask"}]), "/0/description: 0 characters"),
    (Sent(*SYNC, [command(options=[option("Q")])]), "/0/options/0/name: 'Q' is not in lower"),
    (Sent(*SYNC, [command(options=[option(description="")])]), "/0/options/0/description: 0"),
    (Sent(*SYNC, [command()] * 101), "101 commands of type 1, over 100"),
    (Sent(*SYNC, [{"type": 3, "name": "F"}] * 16), "16 commands of type 3, over 15"),
    (Sent("POST", "/applications/1/guilds/2/commands", command("A")), "/name: 'A' is not in lower"),
    (Sent(*CHANNEL, words("x" * 2001)), "/content: 2001 characters"),
    (Sent(*CHANNEL, words("x", flags=1 << 15)), "/content: content beside Components V2"),
    (Sent(*CHANNEL, card() | {"embeds": [{}]}), "/embeds: embeds beside Components V2"),
    (Sent(*CHANNEL, words("", embeds=[{"title": "x" * 6001}])), "6001 characters in all embeds"),
    (Sent(*ORIGINAL, card(text("x" * 3000), text("x" * 1001))), "4001 characters of text displays"),
    (Sent(*ORIGINAL, card(*[text("x")] * 40)), "/components: 41 components"),
    (Sent(*ORIGINAL, card(row(button("c" * 101)))), "/0/components/0/custom_id: 101 characters"),
    (Sent(*ORIGINAL, card(row(button(), button()))), "'open' is there twice"),
    (Sent(*ORIGINAL, card(row(button(label="l" * 81)))), "/label: 81 characters"),
    (Sent(*CHANNEL, {"content": "x"}), "/allowed_mentions: must have an empty parse list"),
    (Sent(*ORIGINAL, words("x", allowed_mentions=None)), "/allowed_mentions: must have"),
    (Sent(*CALLBACK, {"type": 4, "data": {"content": "x"}}), "/data/allowed_mentions: must have"),
    (Sent(*CALLBACK, {"type": 7, "data": {"content": "x"}}), "/data/allowed_mentions: must have"),
    (Sent("PATCH", "/channels/1/messages/2", {"content": "x"}), "/allowed_mentions: must have"),
    (Sent("POST", "/webhooks/1/t", {"payload_json": '{"content":"x"}'}), "/allowed_mentions: must"),
    (Sent("POST", "/channels/1/threads", {"message": {}}), "/message/allowed_mentions: must have"),
    (Sent(*CHANNEL, words("x", allowed_mentions={"parse": ["users"]})), "must have an empty parse"),
    (Sent(*CHANNEL, words("x", allowed_mentions=QUIET | {"users": [1]})), "lets users be notified"),
    (Sent(*CHANNEL, words("x", allowed_mentions=QUIET | {"roles": [1]})), "lets roles be notified"),
    (Sent(*CHANNEL, pinging("<@1> <@2>", 1)), "lets users be notified"),
    (Sent(*CHANNEL, pinging("See <@1>", 1)), "lets users be notified"),
    (Sent(*CHANNEL, words("x", allowed_mentions=QUIET | {"replied_user": True})), "lets replied"),
    (Sent(*CHANNEL, words("x", flags="V2")), "(body): not of the shape"),
]

MODAL = {"custom_id": "m", "title": "Ask", "components": [text("x")]}
REFUSED_BY_SCHEMA = [
    (Sent("POST", "/nowhere/1", {}), "no such operation"),
    (Sent("DELETE", "/channels/1/messages/2", {}), "takes no JSON body"),
    (Sent(*CHANNEL, words("x", tts="no")), "/tts: 'no' is not of type"),
    (Sent(*CHANNEL, words("x", nonce=1.5)), "/nonce: 1.5 is not of type"),
    (
        Sent(*CHANNEL, words("x", message_reference={"message_id": -1})),
        "/message_reference/",
    ),
    (Sent(*CHANNEL, words("x", attachments=[{"id": 0, "filename": 1}])), "/attachments/0/filename"),
    (Sent(*CHANNEL, card(text(""))), "/components/0/components/0/content: ''"),
    (Sent(*CHANNEL, card(row(button() | {"style": 9}))), "/style: 9 is none of [1, 2, 3"),
    (Sent(*CHANNEL, card(row(button() | {"custom_id": 7}))), "/components/0/custom_id: 7 is not"),
    (Sent(*CALLBACK, {"type": 9, "data": MODAL | {"title": "t" * 46}}), "/data/title: "),
    (Sent(*CALLBACK, {"type": 8, "data": {"choices": [{"name": "n"}]}}), "'value' is a required"),
    (
        Sent(*CALLBACK, {"type": 4, "data": words("x", components=[{"type": 10}])}),
        "/data/comp",
    ),
    (Sent(*ORIGINAL, words("x" * 2001)), "@original /content: "),
    (Sent("POST", "/webhooks/1/t", words("x", embeds=[{"title": "t" * 257}])), "/embeds/0/title: "),
    (Sent(*SYNC, [command(options=[option()] * 26)]), "/0/options: "),
    (Sent(*SYNC, [command(options=[option(required="yes")])]), "/0/options/0/required: 'yes'"),
    (Sent(*SYNC, {"name": "ask"}), "(body): {'name': 'ask'} is not of type 'array'"),
]


@pytest.mark.parametrize("sent", GOOD)
def test_good_bodies_pass_the_rules(sent: Sent) -> None:
    assert openapi.rule_complaints([sent]) == []


@needs_document
@pytest.mark.parametrize("sent", GOOD)
def test_good_bodies_pass(sent: Sent) -> None:
    assert openapi.complaints([sent]) == []


@pytest.mark.parametrize(("sent", "complaint"), REFUSED_BY_RULE)
def test_the_rules_refuse(sent: Sent, complaint: str) -> None:
    found = openapi.rule_complaints([GOOD[0], sent])
    assert any(complaint in line for line in found), found
    assert all(line.startswith(f"{sent.method} {sent.path} ") for line in found)


@needs_document
@pytest.mark.parametrize(("sent", "complaint"), REFUSED_BY_SCHEMA)
def test_the_schema_refuses(sent: Sent, complaint: str) -> None:
    found = openapi.complaints([GOOD[0], sent])
    assert any(complaint in line for line in found), found


def test_a_missing_document_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(openapi.VARIABLE, str(tmp_path / "absent.json"))
    assert openapi.document_path() is None
    assert "absent.json" in (openapi.missing_reason() or "")
    with pytest.raises(FileNotFoundError, match=r"absent\.json"):
        openapi.complaints([])


@dataclass
class Reporter:
    """Of pytest's reporter what is looked at."""

    stats: dict[str, list[Any]]
    lines: list[str] = field(default_factory=list)

    def write_line(self, line: str, **_: Any) -> None:
        self.lines.append(line)


def test_a_run_says_that_bodies_were_not_checked_and_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    of_bot = SimpleNamespace(nodeid="tests/bot/test_ask.py::test_it")
    of_index = SimpleNamespace(nodeid="tests/index/test_ranking.py::test_it")
    monkeypatch.setenv(openapi.VARIABLE, str(tmp_path / "absent.json"))
    run = Reporter({"passed": [of_index, of_bot], "": [object()]})
    pytest_terminal_summary(run)
    (line,) = run.lines
    assert line.startswith("Not checked: the bodies that the bot sent.")
    assert "absent.json" in line
    other = Reporter({"passed": [of_index]})
    pytest_terminal_summary(other)
    (tmp_path / "absent.json").write_text("{}")
    pytest_terminal_summary(run)
    assert (other.lines, len(run.lines)) == ([], 1)


def test_the_variable_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = tmp_path / "api.json"
    document.write_text('{"paths": {"/a/{b}": {"post": {}}, "/a/c": {"get": {}}}}')
    monkeypatch.setenv(openapi.VARIABLE, str(document))
    assert openapi.document_path() == document
    assert openapi.missing_reason() is None
    assert openapi.complaints([Sent("POST", "/a/c", {})]) == [
        "POST /a/c (body): /a/{b} takes no JSON body"
    ]
    document.unlink()
    assert openapi.document_path() is None
