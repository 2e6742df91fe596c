"""What is stored of a team and its members, and for how long: one list for all surfaces."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.forum import KNOWN
from bot.core.kept import A_DAY
from bot.core.notebook import UNDO
from bot.core.retention import MOST_EXPORTED
from bot.core.settings import SettingsFile
from bot.core.shelves import LOCAL
from bot.core.team_file import TeamFile
from bot.core.texts import Texts
from bot.core.turns import LONGEST

#: What the rows of ``answers`` are, by their kind: things as `stored` names them.
KINDS: dict[str, tuple[str, ...]] = {
    "answer": ("questions", "expired", "receipts", "exported"),
    "comparison": ("questions", "expired"),
    "check": ("checks", "expired"),
    "unanswered": ("failed", "expired"),
    "search": ("searches", "expired"),
    "digest": ("digests", "expired"),
}
#: And what each table of a team's file keeps.
TABLES: dict[str, tuple[str, ...]] = {
    "answers": tuple(dict.fromkeys(what for things in KINDS.values() for what in things)),
    "answer_messages": ("messages", "expired"),
    "forum_posts": ("posts",),
    "notebook": ("notebook", "removed"),
    "notebook_notes": ("removed",),
    "notebook_tags": ("notebook", "removed"),
    "settings": ("settings",),
    "turns": ("turns",),
    "votes": ("votes",),
    "watch_digests": ("watches",),
    "watch_found": ("watches",),
    "watch_seen": ("watches",),
    "watch_subscribers": ("watches",),
    "watch_words": ("watches",),
    "watches": ("watches",),
}


@dataclass(frozen=True, slots=True)
class Stored:
    """One kind of thing that is stored.

    ``what`` names its text, ``days`` how long it is kept: ``None`` until somebody removes it, 0 as
    long as an answer's buttons work; ``more`` says that these days follow those of an answer. Of
    some the latest ``most`` are kept, however long that is.
    """

    what: str
    days: int | None
    most: int | None = None
    more: bool = False


# What there is in servers, and what there is in Discord alone.
_IN_SERVERS = frozenset({"turns", "posts"})
_IN_DISCORD = _IN_SERVERS | {"checks", "messages", "digests", "failed", "searches"}


def stored(file: TeamFile, default_days: int, team: str) -> list[Stored]:
    """What is stored in a team's file, and what articles it added. ``default_days`` is what
    config.toml says of questions, ``team`` the team's key.

    Raises `TeamUnusable`.
    """
    never = _IN_DISCORD if team == LOCAL else _IN_SERVERS if team.startswith("user-") else ()
    chosen = SettingsFile(file).read().retention_days
    days = default_days if chosen is None else chosen
    things = [
        Stored("questions", days),
        Stored("checks", days),
        Stored("votes", days),
        Stored("messages", days),
        Stored("expired", days, more=True),
        Stored("turns", min(days, LONGEST.days)),
        Stored("digests", default_days),
        Stored("posts", min(days, KNOWN.days)),
        Stored("failed", min(days, A_DAY.days)),
        Stored("searches", min(days, A_DAY.days)),
        Stored("removed", UNDO.days),
        Stored("exported", None, MOST_EXPORTED),
        Stored("notebook", None),
        Stored("receipts", None),
        Stored("watches", None),
        Stored("settings", None),
        Stored("articles", None),
    ]
    # Where nothing is kept, nothing is known of what there was.
    return [each for each in things if each.what not in never and (each.days != 0 or not each.more)]


def told(things: list[Stored], words: Texts) -> list[tuple[str, list[str]]]:
    """What is stored, by how long: that, and a line a thing. In the order in which they come."""
    found: dict[str, list[str]] = {}
    for thing in things:
        found.setdefault(_lifetime(thing, words), []).append(words(f"privacy-{thing.what}"))
    return list(found.items())


def promises(grace_days: int, team: str, words: Texts) -> list[str]:
    """What is never stored, and what happens when the bot has to leave a server, a line each."""
    lines = [words("privacy-never")]
    if team.startswith("guild-"):
        lines.append(words("privacy-leaving", days=grace_days))
    return lines


def _lifetime(thing: Stored, words: Texts) -> str:
    if thing.most is not None:
        return words("privacy-latest", most=thing.most)
    if thing.days is None:
        return words("privacy-until-removed")
    return words("privacy-days-more" if thing.more else "privacy-days", days=thing.days)
