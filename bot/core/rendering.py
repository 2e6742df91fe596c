"""Answers in words: the sentences and lines that every surface shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.config import OWN
from bot.core.answer import Answer, Citation, Quote, Searched, Similar
from bot.core.texts import Texts, texts
from bot.core.word_match import WordMatch
from index.operators import Operators

if TYPE_CHECKING:
    from bot.core.receipts import Change, Receipt

# Words and libraries that are named; the others are counted.
_NAMED = 8

# Characters that do something to a terminal or to the order of what is read, instead of standing
# for something: control characters but tab and line feed, and the bidirectional overrides.
_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """The text with active characters shown as U+FFFD, and any line break as a line feed."""
    if text.isprintable():  # as nearly all are; none of these is, by Unicode's categories
        return text
    return _ACTIVE.sub("\ufffd", _LINE_BREAK.sub("\n", text))


def day(value: date) -> str:
    """``15 Sep 2014``, whatever the locale."""
    return texts().day(value)


def counted(number: int, noun: str) -> str:
    """``1 article``, ``2 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def moment(value: datetime) -> str:
    """``22 Nov 2026, 18:45 UTC``."""
    return texts().moment(value)


def title(citation: Quote) -> str:
    """The article's title, or its file's name where it states none."""
    return printable(citation.title or citation.origin)


def library_title(name: str, title: str, texts: Texts) -> str:
    """A library's title: as config.toml has it, or what a team's own one is called."""
    return texts("answer-own-library") if name == OWN else title


def check_line(citation: Quote) -> str:
    """What anyone needs to check the quotation against the file: the same in every language."""
    return (
        f"{printable(citation.origin)}, characters {citation.start}-{citation.end},"
        f" SHA-256 {citation.sha256}"
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """Answers in the words of one language, for one surface.

    ``foreign`` makes text that is not ours fit to show there, ``line`` a text that may be longer,
    and ``when`` writes a point in time.
    """

    texts: Texts = field(default_factory=texts)
    foreign: Callable[[str], str] = printable
    when: Callable[[datetime], str] | None = None
    line: Callable[[str], str] = printable

    def paragraphs(self, citation: Quote) -> str:
        """``paragraph 8``, or ``paragraphs 8 and 9``, ``paragraphs 8 to 10``."""
        first, last = citation.paragraph, citation.last_paragraph or citation.paragraph
        if not first:  # above the first paragraph
            return self.texts("answer-heading")
        if last == first:
            return self.texts("answer-paragraph", number=str(first))
        form = "two" if last == first + 1 else "many"
        return self.texts(f"answer-paragraphs-{form}", first=str(first), last=str(last))

    def origin_line(self, citation: Quote) -> str:
        """Outlet, date and paragraph; what is unknown is said to be unknown."""
        outlet = printable(citation.outlet) if citation.outlet else None
        if outlet is None and citation.published is None:
            stated = self.texts("answer-nothing-stated")
        elif outlet is None:
            assert citation.published is not None
            stated = self.texts("answer-day-stated", day=citation.published)
        elif citation.published is None:
            stated = self.texts("answer-outlet-stated", outlet=outlet)
        else:
            stated = self.texts("answer-both-stated", outlet=outlet, day=citation.published)
        return f"{stated} · {self.paragraphs(citation)}"

    def similar_line(self, citation: Citation) -> str | None:
        """``Same words in 1 other article, similar in 2``; ``None`` where there is none.

        Copies count as one with what they copy, and are named apart.
        """
        copies = sum(each.copy for each in citation.similar)
        same = sum(each.same_words for each in citation.similar) - copies
        similar = len(citation.similar) - same - copies
        parts = []
        if copies:
            parts.append(self.texts("answer-copied", count=copies))
        if same:
            parts.append(self.texts("answer-same", count=same))
        if similar:
            key = "answer-similar-too" if same else "answer-similar"
            parts.append(self.texts(key, count=similar))
        line = ", ".join(parts)
        return f"{line[0].upper()}{line[1:]}" if line else None

    def relation(self, similar: Similar) -> str:
        """What a folded passage is to the one that is shown."""
        kind = "copy" if similar.copy else "same" if similar.same_words else "similar"
        return self.texts(f"answer-relation-{kind}")

    def plain_copy(self, citation: Citation) -> str:
        """Quote and source as plain text to paste, the quote to the letter."""
        source = self.source_line(citation)
        return f"{printable(citation.text)}\n\n{source}\nCheck: {check_line(citation)}"

    def source_line(self, citation: Quote) -> str:
        """Title, author, outlet, date, paragraph and address, as far as they are known."""
        known = [f'"{title(citation)}."']
        if citation.author:
            known.append(f"{printable(citation.author)}.")
        if citation.outlet:
            known.append(f"{printable(citation.outlet)}.")
        published = citation.published
        known.append(
            f"{self.texts.day(published)}." if published else self.texts("answer-date-unknown")
        )
        place = self.paragraphs(citation)
        known.append(f"{place[0].upper()}{place[1:]}.")
        if citation.url:
            known.append(printable(citation.url))
        return " ".join(known)

    def differs(self, answer: Answer, citation: Citation) -> list[str]:
        """What a message whose sources were sought says otherwise than a passage, in lines."""
        if not answer.options.message:
            return []
        from bot.core.differences import differences  # not for those who only ask

        return [
            self.texts(
                "sources-differs",
                message=self.foreign(each.message),
                passage=self.foreign(each.passage),
            )
            for each in differences(answer, citation)
        ]

    def gone(self, removed_at: datetime | None) -> str:
        """Why a passage's surroundings cannot be shown."""
        if removed_at is None:
            return self.texts("answer-gone")
        return self.texts("answer-gone-since", day=removed_at.date())

    def nothing_found(self, answer: Answer) -> list[str]:
        """Why no passage is quoted, and what was searched, in lines."""
        if not any(each.articles for each in answer.libraries):
            return [self.texts("answer-no-articles")]
        if answer.missing.absent:
            reason = self.texts("answer-none-contains", words=self.named(answer.missing.absent))
        elif answer.missing.emptied:
            reason = self.texts("answer-none-within")
        else:
            reason = self.texts("answer-none-close")
        return [
            *self._read_as(answer),
            reason,
            *self.searched_with(answer),
            *self.searched(answer.libraries),
            *self.outlets(answer.libraries),
            self.texts("answer-not-said"),
        ]

    def heading(self, answer: Answer) -> str:
        """What the passages are: how well they match, or what they do not mention."""
        if answer.options.anyway and answer.missing.emptied:
            return self.texts("answer-not-within")
        if answer.options.anyway and answer.missing.absent:
            return self.texts("answer-not-mentioned", words=self.named(answer.missing.absent))
        return self.texts("answer-closest", match=self.match(answer.match))

    def match(self, match: WordMatch) -> str:
        """``strong word match``."""
        return self.texts(f"answer-match-{match.value}")

    def remarks(self, answer: Answer) -> list[str]:
        """What to know of the passages before reading them: what was corrected, what is missing.

        Words that never meet are told where the match is not strong.
        """
        lines = [*self._read_as(answer), *self.corrected(answer.corrections)]
        if answer.missing.absent and not (answer.options.anyway and not answer.missing.emptied):
            words = self.named(answer.missing.absent)
            lines.append(self.texts("answer-contains-none", words=words))
        if answer.match is not WordMatch.STRONG:
            for apart in answer.missing.apart:
                key = "answer-apart-two" if len(apart) == 2 else "answer-apart-more"
                lines.append(self.texts(key, words=self.named(apart, "and")))
        return [*lines, *self.searched_with(answer)]

    def corrected(self, corrections: Sequence[tuple[str, str]]) -> list[str]:
        """What was searched for instead of what, a line each."""
        return [
            self.texts("answer-corrected", word=self.foreign(word), to=self.foreign(to))
            for word, to in corrections
        ]

    def _read_as(self, answer: Answer) -> list[str]:
        read_as = answer.options.read_as
        return [self.texts("answer-read-as", reading=self.line(read_as))] if read_as else []

    def searched_with(self, answer: Answer) -> list[str]:
        """What the passages had to be besides close to the question, and what that left out."""
        wanted = "; ".join(self._wanted(answer.operators))
        key = (
            "answer-asked-for"
            if answer.options.anyway and answer.missing.emptied
            else "answer-only"
        )
        lines = [self.texts(key, wanted=wanted)] if wanted else []
        if answer.missing.undated:
            lines.append(self.texts("answer-undated-left-out", count=answer.missing.undated))
        if answer.operators.newest:
            lines.append(self.texts("answer-newest-first"))
        return lines

    def searched(self, libraries: Sequence[Searched]) -> list[str]:
        """What was searched: articles, their dates, and when the library last changed."""
        held = [
            f"{self.foreign(library_title(each.name, each.title, self.texts))}"
            f" ({self._coverage(each)})"
            for each in libraries[:_NAMED]
        ]
        if len(libraries) > _NAMED:
            held.append(self.texts("answer-more-libraries", count=len(libraries) - _NAMED))
        return [self.texts("answer-searched", libraries="; ".join(held))] if held else []

    def outlets(self, libraries: Sequence[Searched]) -> list[str]:
        """Whose articles were searched, for where little was found; none or one line."""
        every = dict.fromkeys(each for library in libraries for each in library.outlets)
        named = list(every)[:_NAMED]
        more = sum(each.outlets_in_all for each in libraries) - len(named)
        unstated = sum(each.without_outlet for each in libraries)
        parts = [", ".join(self.foreign(each) for each in named)] if named else []
        # The same outlet in two libraries would be counted twice.
        if more > 0 and len(libraries) == 1:
            parts.append(self.texts("answer-more-outlets", count=more))
        if unstated and named:
            parts.append(self.texts("answer-outlets-unstated", count=unstated))
        return [self.texts("answer-outlets", outlets="; ".join(parts))] if named else []

    def asked_then(self, receipt: Receipt) -> list[str]:
        """When an answer was given, and what a fresh run would change."""
        when = self._when(receipt.asked_at)
        if not receipt.changes:
            return [self.texts("receipt-unchanged", when=when)]
        return [self.texts("receipt-changed", when=when), *self.changes(receipt.changes)]

    def changes(self, changes: Sequence[Change]) -> list[str]:
        """What a fresh run would change, in lines."""
        return [self._change(each) for each in changes]

    def _change(self, change: Change) -> str:
        values: dict[str, str | int | date] = {}
        for name, passage in (("passage", change.passage), ("under", change.under)):
            if passage:
                place = self.paragraphs(passage)
                named = self.texts("receipt-passage", title=title(passage), place=place)
                values[name] = self.foreign(named)
        if change.since:
            values["day"] = change.since
        if change.rank:
            values["rank"] = self.texts.ordinal(change.rank)
        if change.was:
            values["before"] = self.texts.ordinal(change.was)
        if change.matches:
            before, after = change.matches
            values["before"] = self.texts(f"receipt-match-{before.value}")
            values["after"] = self.texts(f"receipt-match-{after.value}")
        if change.count:
            values["count"] = change.count
        if change.error:
            values["reason"] = self.foreign(self.texts.error(change.error))
        return self.texts(f"receipt-{change.kind}", **values)

    def _when(self, value: datetime) -> str:
        return self.when(value) if self.when else self.texts.moment(value)

    def _wanted(self, operators: Operators) -> list[str]:
        wanted = []
        if operators.phrases:
            words = self.named(operators.phrases, "and")
            wanted.append(self.texts("answer-wanted-with", words=words))
        if operators.excluded:
            words = self.named(operators.excluded)
            wanted.append(self.texts("answer-wanted-without", words=words))
        if operators.sources:
            words = self.named(operators.sources)
            wanted.append(self.texts("answer-wanted-from", words=words))
        if operators.after:
            wanted.append(self.texts("answer-wanted-after", day=operators.after))
        if operators.before:
            wanted.append(self.texts("answer-wanted-before", day=operators.before))
        return wanted

    def named(self, words: Sequence[str], last: str = "or", most: int = _NAMED) -> str:
        """Words in quotation marks, listed; more than ``most`` are counted."""
        shown = [self.texts("answer-word", word=self.foreign(word)) for word in words[:most]]
        if len(words) > most:
            shown.append(self.texts("answer-more-words", count=len(words) - most))
        return self.texts.listed(shown, last)

    def _coverage(self, library: Searched) -> str:
        undated = library.articles - library.dated
        parts = [self.texts("answer-articles", count=library.articles)]
        if library.first and library.last:
            if library.first == library.last:
                dated = self.texts("answer-dated", count=library.dated, first=library.first)
            else:
                span = {"first": library.first, "last": library.last}
                dated = self.texts("answer-dated-span", count=library.dated, **span)
            parts.append(dated)
        if undated:
            parts.append(self.texts("answer-undated", count=undated))
        if library.changed_at:
            parts.append(self.texts("answer-indexed", when=self._when(library.changed_at)))
        return ", ".join(parts)
