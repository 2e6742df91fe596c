"""Where words stand in an article: paragraph, passage, and in whose mouth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.answer import Quote
from bot.core.quotations import Span, quotations
from bot.core.quote_match import ArticleWords
from bot.core.speakers import attribution
from index.reader import StoredPassage
from index.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class QuotableArticle:
    """An article, its words, and its passages in order; there is one at least."""

    library: str
    words: ArticleWords
    passages: tuple[StoredPassage, ...]

    @classmethod
    def read(cls, library: str, text: str, passages: Sequence[StoredPassage]) -> QuotableArticle:
        """``text`` is the article as it is stored. What may be quoted of it are its passages and
        what stands above the first, but no furniture in between."""
        spans: list[Span] = [(each.start, each.end) for each in passages]
        return cls(library, ArticleWords(text, [(0, spans[0][0]), *spans]), tuple(passages))

    def quote(self, start: int, end: int) -> Quote:
        """``text[start:end]``, to cite it. Above the first paragraph its number is 0."""
        inside = [each for each in self.passages if each.start < end and start < each.end]
        first, last = (inside[0], inside[-1]) if inside else (self.passages[0], self.passages[0])
        paragraph = _paragraph(first, start) if inside and start >= first.start else 0
        source = first.source
        return Quote(
            passage_id=first.id,
            text=self.words.text[start:end],
            title=source.title,
            outlet=source.outlet,
            author=source.author,
            credit=source.credit,
            published=source.published,
            url=source.url,
            origin=first.origin,
            paragraph=paragraph,
            last_paragraph=_paragraph(last, end - 1) if inside else 0,
            start=start,
            end=end,
            sha256=first.sha256,
            library=self.library,
        )

    def speech(self, start: int, end: int, language: str) -> tuple[bool | None, str | None]:
        """Whether ``text[start:end]`` stands in quotation marks, ``None`` for in part; and the
        name that its sentence gives as the speaker's."""
        passage = next((each for each in self.passages if each.start <= start < each.end), None)
        if passage is None:
            return False, None
        text = passage.text
        first, last = start - passage.start, min(end - passage.start, len(text))
        quoted = quotations(text)
        outer = [each for each in quoted if each.depth == 0]
        spoken: bool | None = False
        if any(each.opens <= first and last <= each.closes for each in outer):
            spoken = True
        elif any(each.opens < last and first < each.closes for each in outer):
            return None, None
        if not spoken:
            return False, None
        sentence = next(
            (span for span in sentence_spans(text, language) if span[0] <= first < span[1]), None
        )
        found = sentence and attribution(text, sentence, quoted, known=self._names())
        return True, text[slice(*found.name)] if found else None

    def _names(self) -> frozenset[str]:
        """Words with a capital that they do not owe to a sentence's beginning."""
        words = self.words.words
        small = {word.form for word in words if word.form[:1].islower()}
        return frozenset(
            word.form
            for word in words
            if word.form[:1].isupper() and not word.gap and word.form.lower() not in small
        )


def _paragraph(passage: StoredPassage, place: int) -> int:
    """The paragraph of a place in a passage, which may join short ones, each a line."""
    first, last = passage.paragraph, passage.last_paragraph
    if first == last:
        return first
    lines = [line for line in passage.text.split("\n") if line.strip()]
    if len(lines) != last - first + 1:
        return first
    above = passage.text[: place - passage.start].split("\n")
    return first + sum(1 for line in above[:-1] if line.strip())
