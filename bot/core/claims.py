"""A message's claims: its sentences, as far as they say something that can be searched for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.answer import Answer
from bot.core.texts import told
from index.analysis import Analyzer
from index.errors import QuestionRefused
from index.sentences import sentence_spans

#: Claims of one message that are searched for; the others are counted.
MOST_CLAIMS = 8
# Content words that a sentence must have to stand for itself: "That is so." does not.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """What bears on a message: an answer a claim, whose question is the claim, in the message's
    order; and how many ``more`` claims it has."""

    answers: tuple[Answer, ...]
    more: int = 0


def sources(message: str, analyzer: Analyzer, ask: Callable[[str], Answer]) -> Sources:
    """Asks each claim of a message, the first `MOST_CLAIMS` of them.

    Raises `QuestionRefused` where there is nothing to search for, and what ``ask`` raises else.
    """
    found = claims(message, analyzer)
    answers = []
    for claim in found[:MOST_CLAIMS]:
        with contextlib.suppress(QuestionRefused):  # a sentence of common words alone
            answers.append(ask(claim))
    if not answers:
        raise told(QuestionRefused, "sources-nothing")
    return Sources(tuple(answers), max(0, len(found) - MOST_CLAIMS))


def claims(message: str, analyzer: Analyzer) -> list[str]:
    """The sentences of a message, each short one together with the one before it.

    A message with nothing to search for has none.
    """
    found: list[str] = []
    waiting = ""
    for start, end in sentence_spans(message, analyzer.language.code):
        sentence = " ".join(message[start:end].split())
        short = len(analyzer.terms(sentence)) < _LEAST
        if short and found:
            found[-1] = f"{found[-1]} {sentence}"
        elif short:
            waiting = f"{waiting} {sentence}".strip()
        else:
            found.append(f"{waiting} {sentence}".strip())
            waiting = ""
    if waiting and analyzer.terms(waiting):
        found.append(waiting)
    return found
