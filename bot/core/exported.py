"""A quotation as it is exported, and read back to be checked: the writer beside the reader.

The form is Markdown (CommonMark 0.31): the quote as a block quote, the source in a line, and a line
from which anyone can check the quotation against the file. Whatever a passage holds, reading gives
it back to the letter: punctuation that Markdown would act on is escaped with a backslash, and what
would not survive an editor, or would be acted on, is written as a numeric reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.answer import Quote
from bot.core.rendering import Wording

#: What begins the line that a quotation is checked by, in every language.
CHECK = "Check: "

# CommonMark's ASCII punctuation that means something: in a line, and at its beginning.
# An underscore between letters or digits means nothing, nor does an ampersand before a space.
_SPECIAL = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
_LINE_START = re.compile(r"^([#+=:-]|\d{1,9}(?=[.)]))")
# Other line breaks than a line feed, control characters, what orders text, and unusual spaces.
_REFERENCED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_EDGE = re.compile(r"^ +| +$")
_READ = re.compile(r"\\([!-/:-@\[-`{-~])|&#x([0-9a-f]{1,6});")
_CHECK = re.compile(
    r"Check: (?P<origin>.*), characters (?P<start>\d{1,12})-(?P<end>\d{1,12}),"
    r" SHA-256 (?P<sha256>[0-9a-f]{64})(?: · (?P<receipt>fn-[0-9A-Z]{6}))?"
)


@dataclass(frozen=True, slots=True)
class Exported:
    """A quotation as an export has it: what it quotes, and where that should stand.

    ``text`` should be ``article[start:end]`` in code points of the file whose SHA-256 is
    ``sha256``. ``line`` is the line of the export, from 1, that says so. ``above`` are the lines
    since the check line before, for a quotation that was pasted as plain text and has no ``text``.
    """

    text: str
    origin: str
    start: int
    end: int
    sha256: str
    receipt: str | None
    line: int
    above: str = ""


def quotation(quote: Quote, wording: Wording, receipt: str = "") -> str:
    """A quotation with its source and how to check it, as Markdown that `read_quotations` reads.

    The source is in the words of a language, the rest the same in all of them. There is no line
    feed at the end.
    """
    source = escaped(" ".join(wording.source_line(quote).split()))
    return f"{block_quote(quote.text)}\n\n{source}\n{check_line(quote, receipt)}"


def check_line(quote: Quote, receipt: str = "") -> str:
    """Which characters of which file are quoted, on one line of Markdown."""
    origin = escaped(" ".join(quote.origin.split()))
    place = f"characters {quote.start}-{quote.end}, SHA-256 {quote.sha256}"
    return f"{CHECK}{origin}, {place}{f' · {receipt}' if receipt else ''}"


def block_quote(text: str) -> str:
    """Text as a Markdown block quote that shows it, and from which it can be read back."""
    return "\n".join(f"> {escaped(line)}".rstrip() for line in text.split("\n"))


def escaped(line: str) -> str:
    """One line of text as Markdown that shows nothing but that text."""
    shown = _SPECIAL.sub(r"\\\g<0>", line)
    shown = _LINE_START.sub(_escape_start, shown)
    shown = _REFERENCED.sub(lambda match: _reference(match.group()), shown)
    return _EDGE.sub(lambda match: "".join(map(_reference, match.group())), shown)


def unescaped(line: str) -> str:
    """What `escaped` made a line of Markdown of."""
    return _READ.sub(lambda match: match[1] if match[1] is not None else _character(match[2]), line)


def read_quotations(text: str) -> Iterator[Exported]:
    """The quotations of an export in their order: each check line with the block quote above it.

    A check line without a block quote since the last one has an empty text.
    """
    quoted: list[str] = []
    above: list[str] = []
    inside = False
    for number, line in enumerate(re.split("\r\n|\n|\r", text), start=1):
        if line.startswith(">"):
            if not inside:
                quoted = []
            inside = True
            quoted.append(unescaped(line[1:].removeprefix(" ")))
            continue
        inside = False
        if found := _CHECK.fullmatch(line.rstrip()):
            yield Exported(
                text="\n".join(quoted),
                origin=unescaped(found["origin"]),
                start=int(found["start"]),
                end=int(found["end"]),
                sha256=found["sha256"],
                receipt=found["receipt"],
                line=number,
                above="" if quoted else "\n".join(above),
            )
            quoted, above = [], []
        else:
            above.append(line)


def _escape_start(match: re.Match[str]) -> str:
    # A digit cannot be escaped; the mark behind it can.
    mark = match.group()
    return f"{_reference(mark[0])}{mark[1:]}" if mark[0].isdigit() else f"\\{mark}"


def _reference(character: str) -> str:
    return f"&#x{ord(character):x};"


def _character(digits: str) -> str:
    code = int(digits, 16)
    return "\ufffd" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
