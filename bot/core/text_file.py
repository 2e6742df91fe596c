"""Files that people hand in, as text."""

from __future__ import annotations

from bot.core.texts import told
from index.errors import FootnoteError


class FileRefused(FootnoteError):
    """A file that cannot be read as what it is handed in for, or cannot be written."""


def decoded(data: bytes, refusal: str) -> str:
    """A file's bytes as text: UTF-8, or UTF-16 where a byte order mark says so.

    Raises `FileRefused`, in the words of the key ``refusal``, for what is no text.
    """
    # Spreadsheets mark UTF-16, and UTF-8, by their first bytes.
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError as error:
        raise told(FileRefused, refusal) from error
    if any(character < " " and character not in "\t\n\r\f\v" for character in text):
        raise told(FileRefused, refusal)
    return text
