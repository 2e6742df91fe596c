"""A draft whose quotations are to be checked: Markdown, plain text, or a Word document."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.markdown_text import MarkdownText
from bot.core.text_file import FileRefused, decoded
from bot.core.texts import told

#: Bytes of a draft at most: in Discord, and on the command line.
MOST_IN_DISCORD, MOST = 1 << 20, 16 << 20

_ZIP = b"PK\x03\x04"
_SUFFIXES = (".md", ".markdown", ".txt", ".text", ".docx")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as Markdown, and what is seen of it. ``name`` is its file's, or ""."""

    name: str
    shown: MarkdownText

    @property
    def source(self) -> str:
        """The Markdown. Of Markdown and plain text it is the draft itself, to the letter."""
        return self.shown.source


def is_readable(name: str) -> bool:
    """Whether a file of that name may be a draft."""
    _, dot, suffix = name.rpartition(".")
    return not dot or f".{suffix.lower()}" in _SUFFIXES


def read_draft(data: bytes, name: str = "") -> Draft:
    """A draft from a file's bytes, whose name says what they are.

    Raises `FileRefused`, in one line, for what is none of these, or empty.
    """
    if data.startswith(_ZIP):
        from bot.core.word_document import markdown_of  # brings lxml

        text = markdown_of(data)
    elif not is_readable(name):
        suffix = name.rpartition(".")[2][:10]
        raise told(FileRefused, "check-unknown-format", suffix=f".{suffix}")
    else:
        text = decoded(data, "check-not-text")
    if not text.strip():
        raise told(FileRefused, "check-empty")
    return Draft(name, MarkdownText(text))
