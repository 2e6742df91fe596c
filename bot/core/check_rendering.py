"""A draft's check in words: what was found of each quotation, and why it is called that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.core.answer_json import dumped
from bot.core.checked import Check, Finding, Kind
from bot.core.quote_match import Difference
from bot.core.rendering import Wording, title
from bot.core.texts import Texts

# Words that turn a statement round: one of them left out is told, however much else is.
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nobody|nothing|without|cannot|\w+n['’]t|nicht|nie|niemals"
    r"|kein\w{0,2}|ohne)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CheckWording:
    """Checks in the words of one language, for one surface.

    ``mark`` sets words of a draft or article off from ours, and makes them fit to show there.
    ``most`` differences of a finding are told, with ``side`` characters of each side at most.
    """

    wording: Wording = field(default_factory=Wording)
    mark: Callable[[str], str] | None = None
    most: int = 6
    side: int = 120

    @property
    def texts(self) -> Texts:
        """The language's texts."""
        return self.wording.texts

    def outcome(self, finding: Finding) -> str:
        """``Word for word``, ``Differs``, ``Not found here``."""
        return self.texts(f"check-outcome-{finding.kind.value}")

    def differences(self, finding: Finding) -> str | None:
        """What differs, the draft's words first: ``"dirty" / "stained"``; ``None`` if nothing."""
        told = [self._difference(each) for each in finding.differences[: self.most]]
        if len(finding.differences) > self.most:
            told.append(self.texts("check-more", count=len(finding.differences) - self.most))
        return "; ".join(told) or None

    def remarks(self, finding: Finding) -> Iterator[str]:
        """What else to know of a finding, a line each."""
        texts = self.texts
        if not finding.closed:
            yield texts("check-unclosed")
        if finding.left_out:
            omitted = self.texts.listed([self._mark(each) for each in finding.omitted[: self.most]])
            yield texts("check-ellipsis", count=finding.left_out, words=omitted)
            if negation := _NEGATION.search(" ".join(finding.omitted)):
                yield texts("check-ellipsis-negation", word=self._mark(negation.group()))
        for each in finding.inserted[: self.most]:
            bracket = self._mark(each.quoted)
            if each.there:
                there = self._mark(each.there)
                yield texts("check-bracket-instead", bracket=bracket, there=there)
            else:
                yield texts("check-bracket", bracket=bracket)
        if finding.kind in (Kind.WORDS, Kind.PUNCTUATION):
            if finding.speaker:
                yield texts("check-spoken-by", name=self._mark(finding.speaker))
            elif finding.spoken is not None:
                yield texts("check-spoken" if finding.spoken else "check-unspoken")
        if finding.others:
            yield texts("check-others", count=finding.others)

    def heading(self, check: Check) -> str:
        """What the findings are of."""
        if check.name:
            return self.texts("check-title-of", name=self.wording.foreign(check.name))
        return self.texts("check-title")

    def summary(self, check: Check) -> list[str]:
        """How many there are of each kind, and what was not looked for, in lines."""
        texts = self.texts
        counts = [
            texts(f"check-count-{kind.value}", count=number)
            for kind in Kind
            if (number := check.count(kind))
        ]
        lines = []
        if counts:
            count = len(check.findings)
            lines.append(texts("check-summary", count=count, counts=", ".join(counts)))
        else:
            lines.append(texts("check-none"))
        if check.unchecked:
            lines.append(texts("check-unchecked", count=check.unchecked))
        if check.beyond:
            lines.append(texts("check-beyond", count=len(check.findings)))
        return lines

    def closing(self, check: Check, named: int = 8) -> list[str]:
        """What was searched, ``named`` libraries at most, and what the findings do not say."""
        lines = self.wording.searched(check.libraries[:named])
        if check.count(Kind.MISSING):
            lines.append(self.texts("answer-not-said"))
        if check.findings:
            lines.append(self.texts("check-words-only"))
        return lines

    def _difference(self, difference: Difference) -> str:
        quoted, there = self._mark(difference.quoted), self._mark(difference.there)
        if not difference.there:
            return self.texts("check-added", quoted=quoted)
        if not difference.quoted:
            return self.texts("check-omitted", there=there)
        return self.texts("check-instead", quoted=quoted, there=there)

    def _mark(self, text: str) -> str:
        line = " ".join(text.split())
        if len(line) > self.side:
            line = f"{line[: self.side - 1].rstrip()}…"
        if self.mark is not None:
            return self.mark(line)
        return self.texts("answer-word", word=self.wording.foreign(line))


def also_line(finding: Finding, wording: Wording) -> str:
    """The titles of further articles with the same words, some of them."""
    return "; ".join(wording.foreign(title(each)) for each in finding.also)


def check_as_json(check: Check) -> str:
    """The check as one JSON object."""
    return dumped(check.to_dict())
