"""The text of a Word document as Markdown, by python-docx.

Such a document is a zip file that anybody may have made. So it is first packed anew, of the parts
that hold text alone, and no more of them than the bounds below: what python-docx is given cannot
be a bomb, whatever the file says of its own size. Entities are not expanded, nothing is fetched.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.core.exported import escaped
from bot.core.text_file import FileRefused
from bot.core.texts import told

log = logging.getLogger(__name__)

# Bytes that the parts with text may have together, unpacked; and how many parts there may be.
_MOST_BYTES, _MOST_PARTS = 32 << 20, 1_000
_CHUNK = 1 << 16
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted or moved away stands there for whoever reviews the changes.
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_PARAGRAPH = f"{_W}p"
_SHOWN = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_NOTES = ("footnotes+xml", "endnotes+xml")
# Word's own names of them, without their spaces.
_QUOTES = frozenset({"quote", "intensequote", "blocktext"})


def markdown_of(data: bytes) -> str:
    """The paragraphs of a .docx file, with its tables, text boxes and notes, as Markdown.

    Insertions that were tracked count as made, deletions as well. Emphasis is lost; quotations by
    their style become block quotes. Raises `FileRefused`.
    """
    try:
        return "\n\n".join(_markdown(_packed_anew(data)))
    except FileRefused:
        raise
    except Exception as error:
        # Whatever a broken or hostile file makes of zipfile, lxml and python-docx: it is refused.
        log.info("a document was refused: %r", error)
        raise told(FileRefused, "check-not-word") from error


def _packed_anew(data: bytes) -> io.BytesIO:
    packed = io.BytesIO()
    left = _MOST_BYTES
    with ZipFile(io.BytesIO(data)) as document, ZipFile(packed, "w", ZIP_STORED) as anew:
        parts = {each.filename: each for each in document.infolist()}
        if len(parts) > _MOST_PARTS:
            raise told(FileRefused, "check-word-too-large", most=_MOST_BYTES >> 20)
        for name, part in parts.items():
            text = name.lower().endswith((".xml", ".rels"))
            unpacked = _unpacked(document, part, left) if text else b""
            left -= len(unpacked)
            anew.writestr(name, unpacked)
    packed.seek(0)
    return packed


def _unpacked(document: ZipFile, part: ZipInfo, most: int) -> bytes:
    # zipfile bounds what it unpacks at a time for these two alone.
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise told(FileRefused, "check-not-word")
    unpacked = bytearray()
    with document.open(part) as file:
        while chunk := file.read(_CHUNK):
            unpacked += chunk
            if len(unpacked) > most:
                raise told(FileRefused, "check-word-too-large", most=_MOST_BYTES >> 20)
    return bytes(unpacked)


def _markdown(packed: io.BytesIO) -> Iterator[str]:
    from docx import Document
    from docx.oxml import parse_xml

    document = Document(packed)
    styles = {
        style.get(f"{_W}styleId"): (style.name_val or "").casefold().replace(" ", "")
        for style in document.styles.element.style_lst
    }
    roots: list[Any] = [document.element.body]
    roots += [
        parse_xml(part.blob)
        for part in document.part.package.iter_parts()
        if part.content_type.endswith(_NOTES)
    ]
    for root in roots:
        for paragraph, text in _paragraphs(root):
            found = paragraph.find(f"{_W}pPr/{_W}pStyle")
            style = styles.get(found.get(f"{_W}val"), "") if found is not None else ""
            lines = [escaped(line) for line in text.split("\n")]
            if style in _QUOTES:
                yield "\n".join(f"> {line}" for line in lines)
            elif style.startswith("heading") and style[7:] in {*"123456"}:
                yield f"{'#' * int(style[7:])} {' '.join(lines)}"
            else:
                yield "\n".join(lines)


def _paragraphs(root: Any) -> Iterator[tuple[Any, str]]:
    """Each paragraph that has a text, in order; a text box stands behind where it is anchored."""
    texts: dict[Any, list[str]] = {}
    wanted: Iterable[Any] = root.iter(f"{_W}t", *_SHOWN)
    for element in wanted:
        paragraph = None
        for above in element.iterancestors():
            if above.tag in _GONE:
                break
            if paragraph is None and above.tag == _PARAGRAPH:
                paragraph = above
        else:
            if paragraph is not None:
                shown = _SHOWN.get(element.tag, element.text or "")
                texts.setdefault(paragraph, []).append(shown)
    for paragraph, parts in texts.items():
        if (text := "".join(parts)).strip():
            yield paragraph, text
