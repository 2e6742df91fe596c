"""What members see, as text: cards, buttons and private messages, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from simcord.results import InteractionResult

from tests.bot.conftest import Place

_PERSON = re.compile(r"<@!?(\d+)>")
_CHANNEL = re.compile(r"<#(\d+)>")
_TIME = re.compile(r"<t:\d+(?::[a-zA-Z])?>")
# What Discord takes for "as it stands", and does not show.
_ESCAPED = re.compile(r"\\([^\w\s]|_)")
_FENCE = re.compile(r"`{3,}")
_RECEIPT = re.compile(r"fn-[0-9A-HJKMNP-TV-Z]{6}")
_BUTTON, _SELECTS, _TEXT, _FILE, _LABEL, _INPUT = 2, (3, 5, 6, 7, 8), 10, 13, 18, 4


class Transcript:
    """A day in a channel, written down in Markdown while it happens."""

    def __init__(self, place: Place, names: dict[int, str]) -> None:
        """``names`` are those of people and channels, by id."""
        self._place = place
        self._names = names
        self._receipts: dict[str, str] = {}
        self.lines: list[str] = []

    def heading(self, text: str) -> None:
        """Begins a part of the day."""
        self.lines += [f"## {text}", ""]

    def tell(self, text: str) -> None:
        """Says what happens between what members see."""
        self.lines += [text, ""]

    def does(self, who: str, what: str) -> None:
        """Somebody does something."""
        self.lines += [f"**{who}** {what}", ""]

    def result(self, result: InteractionResult, *, of: Any = None) -> None:
        """What a command brought, or a press on a button ``of`` a message."""
        response = [result.response] if result.response else []
        messages = [*response, *result.followups]
        new = [each for each in messages if of is None or each.id != of.id]
        assert new, "never silence"
        for each in new:
            self.message(each, "For them alone" if each.ephemeral else "Everybody sees")

    def message(self, message: Any, seen: str = "Everybody sees") -> None:
        """A message as it is now."""
        stored = self._place.last_seen(message)
        shown = [stored.content] if stored.content else []
        shown += [_ESCAPED.sub(r"\1", each) for each in _shown(list(stored.components))]
        if not stored.components:
            shown += [f"(file: {each['filename']})" for each in stored.attachments]
        self._block(seen, shown)

    def form(self, place: Place) -> None:
        """The form that was opened last, as it is shown."""
        opened = [each.json for each in place.env.http_requests if _opens_form(each.json)]
        data = opened[-1]["data"]
        self._block("A form opens", [data["title"], *_shown(data["components"])])

    async def file(self, file: Any) -> None:
        """What is in a file that was sent."""
        text = (await file.read()).decode("utf-8-sig")
        self._block(f"In {file.filename}", [text.replace("\r\n", "\n")])

    def article(self, text: str) -> None:
        """An article that comes to a library."""
        self._block("The article", [text])

    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines).rstrip() + "\n"

    def _block(self, above: str, shown: list[str]) -> None:
        text = self._named("\n".join(shown)).rstrip("\n")
        # Longer than any fence within, so that those are seen as they are.
        fence = "`" * max(3, *(len(each) + 1 for each in _FENCE.findall(text)), 0)
        self.lines += [f"{above}:", "", fence, *text.split("\n"), fence, ""]

    def _named(self, text: str) -> str:
        text = _PERSON.sub(lambda match: f"@{self._names.get(int(match[1]), 'somebody')}", text)
        text = _CHANNEL.sub(lambda match: f"#{self._names.get(int(match[1]), 'somewhere')}", text)
        text = _TIME.sub("(time)", text)
        return _RECEIPT.sub(lambda match: self._receipt(match[0]), text)

    def _receipt(self, receipt: str) -> str:
        return self._receipts.setdefault(receipt, f"fn-{len(self._receipts) + 1:06}")


def seen(place: Place, message: Any) -> str:
    """A message as it is now, with names for people and (time) for times."""
    day = Transcript(place, {place.ann.id: "Ann", place.bob.id: "Bob"})
    day.message(message)
    _, _, _, *shown, _, _ = day.lines
    # An article's own no-break spaces look like others.
    return "\n".join(shown).replace("\xa0", " ")


def _opens_form(body: Any) -> bool:
    return isinstance(body, dict) and body.get("type") == 9


def _shown(components: list[dict[str, Any]]) -> Iterator[str]:
    """Components as text: buttons of a row in one line."""
    for each in components:
        kind = each["type"]
        if kind == 1:
            yield " ".join(_shown(each["components"]))
        elif kind == _BUTTON:
            yield f"[{each['label']}]"
        elif kind in _SELECTS:
            chosen = [o["label"] for o in each.get("options", []) if o.get("default")]
            yield f"({chosen[0] if chosen else each.get('placeholder') or 'choose'} ▾)"
        elif kind == _TEXT:
            yield each["content"]
        elif kind == _INPUT:
            yield f"[{each.get('value') or ' '}]"
        elif kind == _LABEL:
            colon = "" if each["label"].endswith("?") else ":"
            about = f" ({each['description']})" if each.get("description") else ""
            yield f"{each['label']}{about}{colon} {' '.join(_shown([each['component']]))}"
        elif kind == _FILE:
            yield f"(file: {each['file']['url'].rpartition('/')[2]})"
        elif "components" in each:
            yield from _shown(each["components"])
