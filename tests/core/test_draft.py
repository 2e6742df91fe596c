"""Drafts: read as what they are, or refused in one line; documents that are bombs among them."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from bot.core import word_document
from bot.core.draft import read_draft
from bot.core.text_file import FileRefused
from bot.core.texts import all_texts
from tests.core.documents import body, document, saved, with_part


def seen(data: bytes, name: str = "a.docx") -> str:
    return read_draft(data, name).shown.text


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.Markdown", "draft", ""])
def test_text_is_kept_to_the_letter(name: str) -> None:
    source = 'He said\r\n"no".\r\n'
    assert read_draft(source.encode(), name).source == source
    assert read_draft(b"\xef\xbb\xbf" + source.encode(), name).source == source
    assert read_draft(source.encode("utf-16"), name).source == source


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\x00\x01", "a.md", "This draft is not text."),
        (b"\xff\xd8\xff", "a.txt", "This draft is not text."),
        (b"%PDF-1.7", "a.pdf", "A .pdf file cannot be checked."),
        (b" \n", "a.md", "There is no text in this draft."),
        (b"PK\x03\x04 and so on", "a.docx", "This is not a Word document"),
        (document(""), "a.docx", "There is no text in this draft."),
        (b"not a zip", "a.docx", None),
    ],
)
def test_what_is_no_draft_is_refused_in_a_line(data: bytes, name: str, words: str | None) -> None:
    if words is None:
        assert seen(data, name) == "not a zip"
        return
    with pytest.raises(FileRefused, match=words) as refused:
        read_draft(data, name)
    for each in all_texts():
        assert "\n" not in each.error(refused.value)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=4))
def test_a_documents_paragraphs_are_seen_as_they_are(paragraphs: list[str]) -> None:
    kept = [each for each in paragraphs if each.strip()]
    if kept:
        assert seen(document(*paragraphs)) == "\n\n".join(kept)


def test_tables_quotes_headings_and_line_breaks_of_a_document_are_read() -> None:
    made = Document()
    made.add_heading("A *heading*", 2)
    made.add_paragraph("He said no.", "Quote")
    made.add_table(1, 2).cell(0, 1).text = "in a table"
    run = made.add_paragraph().add_run("one")
    run.add_break()
    run.add_text("two\tthree")
    draft = read_draft(saved(made), "a.docx")
    assert draft.source == (
        "## A \\*heading\\*\n\n> He said no.\n\nin a table\n\none\ntwo&#x9;three"
    )
    assert [draft.shown.text[a:b] for a, b in draft.shown.blocks] == ["He said no."]


def test_changes_that_were_tracked_count_as_made() -> None:
    xml = (
        "<w:p><w:r><w:t>I said </w:t></w:r>"
        '<w:ins w:id="1"><w:r><w:t xml:space="preserve">no</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>yes</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t>away</w:t></w:r></w:moveFrom>'
        "<w:hyperlink><w:r><w:t>, because</w:t></w:r></w:hyperlink></w:p>"
        '<w:p><w:r><w:t xml:space="preserve"> </w:t></w:r></w:p>'
    )
    assert seen(body(xml)) == "I said no, because"


def test_a_text_box_is_a_paragraph_of_its_own_and_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    xml = (
        f'<w:p><w:r><w:t>outer</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="{compatible}">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert seen(body(xml)) == "outer\n\nboxed"


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_document, "_MOST_BYTES", 1 << 20)
    zeros = b"<!--" + b"0" * (3 << 20) + b"-->"
    bomb = with_part(document("x"), "word/document.xml", zeros, compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    with pytest.raises(FileRefused, match="unpacks to more than 1 MiB"):
        read_draft(bomb, "a.docx")


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    zeros = b"0" * (1 << 20)
    bomb = bytearray(
        with_part(document("x"), "word/document.xml", zeros, compression=zipfile.ZIP_DEFLATED)
    )
    size = (1 << 20).to_bytes(4, "little")
    while (place := bomb.find(size)) >= 0:
        bomb[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(FileRefused, match="not a Word document"):
        read_draft(bytes(bomb), "a.docx")


def test_other_ways_to_pack_and_too_many_parts_are_refused() -> None:
    packed = with_part(document("x"), "word/x.xml", b"<a/>", compression=zipfile.ZIP_BZIP2)
    with pytest.raises(FileRefused, match="not a Word document"):
        read_draft(packed, "a.docx")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as many:
        for number in range(1_001):
            many.writestr(f"{number}.xml", b"")
    with pytest.raises(FileRefused, match="unpacks to more"):
        read_draft(file.getvalue(), "a.docx")


def test_entities_are_not_expanded_and_pictures_not_unpacked() -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>'
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        f'<?xml version="1.0"?>{laughs}<w:document xmlns:w="{name}"><w:body>'
        "<w:p><w:r><w:t>no &b; more</w:t></w:r></w:p></w:body></w:document>"
    )
    data = with_part(document("x"), "word/document.xml", xml.encode())
    assert "haha" not in seen(data)
    picture = with_part(
        document("x"), "word/media/a.png", b"0" * (64 << 20), compression=zipfile.ZIP_DEFLATED
    )
    assert seen(picture) == "x"
