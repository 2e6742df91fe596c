"""Watches in words that all surfaces share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.core.rendering import printable
from bot.core.texts import Texts
from bot.core.watch import Added, Watch

# Words that are named.
_NAMED = 5


def state(
    watch: Watch,
    now: datetime,
    words: Texts,
    when: Callable[[datetime], str] | None = None,
) -> list[str]:
    """What a watch tells, and how it is with it. ``when`` writes a point in time."""
    written = when or words.moment
    lines = [words("watch-tells-partial" if watch.partial else "watch-tells-strong")]
    if watch.paused:
        lines.append(words(f"watch-paused-{watch.paused.value}"))
    elif watch.is_muted(now) and watch.muted_until:
        lines.append(words("watch-muted-until", when=written(watch.muted_until)))
    lines.append(words("watch-waiting", waiting=watch.waiting))
    return lines


def not_yet(added: Added, words: Texts, foreign: Callable[[str], str] = printable) -> str | None:
    """That no passage has some words of a question yet: perhaps they are mistyped.

    ``foreign`` makes text that is not ours fit to show.
    """
    if not added.absent:
        return None
    named = [words("answer-word", word=foreign(each)) for each in added.absent[:_NAMED]]
    return words("watch-not-yet", words=words.listed(named, "or"))
