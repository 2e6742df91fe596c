"""BibTeX, an entry an article: written by bibtexparser, escaped by pylatexenc."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from bot.core.exports import Gone, cited
from bot.core.notebook_entry import Entry
from bot.core.reference import Reference
from bot.core.rendering import Wording

if TYPE_CHECKING:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

NAME, TITLE, SUFFIX = "bibtex", "BibTeX", ".bib"
RECEIPTS = False

_SPECIAL = re.compile(r"[\\$&#^_~%{}]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(entries: Sequence[Entry], wording: Wording, gone: Gone) -> bytes:
    """The articles that are quoted, as UTF-8, which biber and newer BibTeX read."""
    return as_bibtex(cited(entries, wording, gone)).encode()


def as_bibtex(found: Sequence[Reference]) -> str:
    """Articles as entries of the kind misc: what they are is not known."""
    import bibtexparser
    from bibtexparser.model import Entry as BibEntry
    from bibtexparser.model import Field

    library = bibtexparser.Library()
    for each in found:
        fields = [Field(key, value) for key, value in _fields(each)]
        library.add(BibEntry("misc", each.key, fields))
    layout = bibtexparser.BibtexFormat()
    layout.indent = "  "
    layout.block_separator = "\n"
    # No middleware: the values stand as they are to be written.
    return str(bibtexparser.write_string(library, unparse_stack=[], bibtex_format=layout))


def _fields(each: Reference) -> list[tuple[str, str]]:
    # Twice in braces: styles leave capitals alone, and an author's name whole.
    fields = [("title", f"{{{{{_escaped(each.title)}}}}}")]
    if each.author:
        fields.append(("author", f"{{{{{_escaped(each.author)}}}}}"))
    if each.outlet:
        fields.append(("howpublished", f"{{{_escaped(each.outlet)}}}"))
    if each.published:
        fields.append(("year", f"{{{each.published.year:04}}}"))
        fields.append(("month", _MONTHS[each.published.month - 1]))
        fields.append(("day", f"{{{each.published.day}}}"))
    if each.url:
        # As it is: biblatex and the url package take an address to the letter, escapes and all.
        fields.append(("url", f"{{{each.url}}}"))
    fields.append(("note", f"{{{each.place}}}"))
    if each.remark:
        # Styles print a note; this is for who keeps the list, and the standard ones leave it out.
        fields.append(("annote", f"{{{_escaped(each.remark)}}}"))
    return fields


def _escaped(text: str) -> str:
    # One character at a time: a whole text would be normalised, and not stay as it is stated.
    return _SPECIAL.sub(lambda match: str(_encoder().unicode_to_latex(match[0])), text)


@cache
def _encoder() -> UnicodeToLatexEncoder:
    """Escapes what LaTeX acts on, and leaves letters of all scripts as they are."""
    from pylatexenc.latexencode import (
        RULE_DICT,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
        get_builtin_uni2latex_dict,
    )

    known = get_builtin_uni2latex_dict()
    special = {code: known[code] for code in map(ord, "\\$&#^_~%")}
    # BibTeX counts even braces that LaTeX would not.
    special |= {ord("{"): r"\textbraceleft", ord("}"): r"\textbraceright"}
    return UnicodeToLatexEncoder(
        conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, special)],
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
