"""A cited article as a bibliography has it: what it states, and the paragraphs that are quoted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.answer import Quote
from bot.core.rendering import printable

_WORD = re.compile(r"[a-z0-9]+")
_NO_ADDRESS = re.compile(r'[ "<>\\^`{|}]')
# Words that say nothing as the beginning of a key.
_SKIPPED = frozenset({"a", "an", "the", "der", "die", "das", "ein", "eine"})


@dataclass(frozen=True, slots=True)
class Reference:
    """One article. ``None`` is what it does not state. All on one line each, and printable.

    ``paragraphs`` are those that are quoted, each as its first and last number; 0 is what stands
    above the first. ``url`` is as RFC 3986 has it, but for letters of other scripts. ``remark`` is
    what we say of it: no part of what it is cited by.
    """

    key: str
    title: str
    author: str | None
    outlet: str | None
    published: date | None
    url: str | None
    paragraphs: tuple[tuple[int, int], ...]
    remark: str | None = None

    @property
    def place(self) -> str:
        """``Paragraph 5``, ``Paragraphs 5, 8 to 9``, ``Heading, paragraph 5``."""
        spans = [(a, b) for a, b in self.paragraphs if a > 0]
        parts = ["heading"] if len(spans) < len(self.paragraphs) else []
        if spans:
            single = len(spans) == 1 and spans[0][0] == spans[0][1]
            told = (str(a) if a == b else f"{a} to {b}" for a, b in spans)
            parts.append(f"{'paragraph' if single else 'paragraphs'} {', '.join(told)}")
        return ", ".join(parts).capitalize()


def article_of(quote: Quote) -> tuple[str, str]:
    """What tells the article of a quotation from others: its text, and the file's name."""
    return quote.sha256, quote.origin


def references(
    quotes: Iterable[Quote], remarks: Mapping[tuple[str, str], str] | None = None
) -> list[Reference]:
    """The articles that are quoted, each once, in the order of their first quotation.

    ``remarks`` are those on some of them, by `article_of`.
    """
    of_article: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        of_article.setdefault(article_of(quote), []).append(quote)
    found: list[Reference] = []
    taken: set[str] = set()
    for article, quoted in of_article.items():
        key = _key(quoted[0])
        while key in taken:  # one text under two names
            key += "a"
        taken.add(key)
        found.append(_reference(key, quoted, (remarks or {}).get(article)))
    return found


def _reference(key: str, quoted: list[Quote], remark: str | None) -> Reference:
    first = quoted[0]
    spans = {(each.paragraph, each.last_paragraph or each.paragraph) for each in quoted}
    return Reference(
        key=key,
        title=_line(first.title or first.origin) or "?",
        author=_line(first.author),
        outlet=_line(first.outlet),
        published=first.published,
        url=_address(first.url),
        paragraphs=tuple(sorted(spans)),
        remark=remark,
    )


def _key(quote: Quote) -> str:
    """The title's first word that says something, and eight characters of the article's hash."""
    plain = unicodedata.normalize("NFKD", quote.title or quote.origin).encode("ascii", "ignore")
    words = _WORD.findall(plain.decode().lower())
    word = next((each for each in words if each not in _SKIPPED), "article")
    return f"{word[:20]}-{quote.sha256[:8]}"


def _address(url: str | None) -> str | None:
    """An address with what no address may hold percent-encoded (RFC 3986, section 2.1)."""
    line = _line(url)
    return _NO_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", line) if line else None


def _line(text: str | None) -> str | None:
    return " ".join(printable(text).split()) or None if text else None
