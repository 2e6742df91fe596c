"""Word documents for tests, made by hand or by python-docx."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(*paragraphs: str, style: str | None = None) -> bytes:
    """A document of these paragraphs."""
    made: Any = Document()
    for text in paragraphs:
        made.add_paragraph(text, style)
    return saved(made)


def saved(made: Any) -> bytes:
    """What python-docx would write to a file."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes, **how: Any) -> bytes:
    """The document with a part in the place of its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", **how) as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, content)
    return file.getvalue()


def body(xml: str) -> bytes:
    """A document whose body is this XML."""
    content = f'<?xml version="1.0"?><w:document {_W}><w:body>{xml}</w:body></w:document>'
    return with_part(document("x"), "word/document.xml", content.encode())
