"""Text from articles and questions, made to show in Discord as what it is: text."""

from __future__ import annotations

import re
from datetime import datetime

from bot.core.rendering import printable

# Discord takes a backslash before any punctuation for "as it stands". What is special anywhere:
# emphasis, code, spoilers, links, mentions and everything else in angle brackets.
_SPECIAL = re.compile(r"[\\*_~`|\[\]<>@]")
# And at the beginning of a line: headings, lists, subtext, quotes.
_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+(?=[.)]))", re.MULTILINE)
_URL = re.compile(r"(?<!\w)https?://[^\s<]+")
# What Discord writes for mentions, emoji, timestamps and commands.
_MARKUP = re.compile(r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^<>]+:\d+|id:\w+)>")


def escape(text: str) -> str:
    """The text with nothing in it that Discord would format, link or turn into a mention.

    An address stays one, so that it can be clicked: Discord formats nothing inside it. Only
    asterisks are escaped there, which would end the bold type around it.
    """
    shown = printable(text)
    parts = []
    position = 0
    for url in _URL.finditer(shown):
        parts.append(_escaped(shown[position : url.start()]))
        parts.append(url.group().replace("\\", "\\\\").replace("*", "\\*"))
        position = url.end()
    parts.append(_escaped(shown[position:]))
    return _LINE_START.sub(_escape_line_start, "".join(parts))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escape_line_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    # A number is escaped behind its digits: a backslash before one would be shown.
    return f"{space}{mark}\\" if mark.isdecimal() else f"{space}\\{mark}"


def bold(text: str) -> str:
    """Escaped text in bold, line by line: emphasis does not reach over a line break in a quote."""
    lines = []
    for line in escape(text).split("\n"):
        inner = line.strip()
        if inner:
            start = line.index(inner)
            line = f"{line[:start]}**{inner}**{line[start + len(inner) :]}"
        lines.append(line)
    return "\n".join(lines)


def quote(escaped: str) -> str:
    """Escaped text as a block quote."""
    return "\n".join(f"> {line}" for line in escaped.split("\n"))


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters on one line, cut between words where possible."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    space = head.rfind(" ")
    return f"{head[: space if space > limit // 2 else len(head)].rstrip()}…"


def spoken(content: str) -> str:
    """A message's words: without mentions, custom emoji, timestamps and command links."""
    return " ".join(_MARKUP.sub(" ", content).split())


def ago(value: datetime) -> str:
    """A point in time that Discord shows to each reader as how long ago it is."""
    return f"<t:{int(value.timestamp())}:R>"


def units(text: str) -> int:
    """Length in UTF-16 code units: never less than what Discord counts."""
    return len(text.encode("utf-16-le")) // 2
