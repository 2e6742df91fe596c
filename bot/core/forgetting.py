"""Everything that a team's file keeps of one person, deleted at once.

Whatever keeps something of a person has a row here, and its own module does the deleting.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core import notebook, retention, votes, watches
from bot.core.team_file import TeamFile

#: The tables of a team's file, each with its columns that hold a person's id.
PERSONS: dict[str, tuple[str, ...]] = {
    "answer_messages": (),
    "answers": ("asker", "owner"),
    "forum_posts": (),
    "notebook": ("saver",),
    "notebook_notes": (),
    "notebook_tags": (),
    "settings": (),
    "turns": (),
    "votes": ("person",),
    "watch_digests": (),
    "watch_found": (),
    "watch_seen": (),
    "watch_subscribers": ("person",),
    "watch_words": (),
    "watches": ("owner",),
}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of a person: what they asked (questions, searches, checks, also those that
    failed) with its answers, their votes, and watches that
    nobody else subscribed to, or that were stopped before, with what digests told of them; and from
    how many saved passages, and answers that a passage is saved of, which all stay the team's,
    their name was taken."""

    answers: int
    votes: int
    saved: int
    watches: int = 0
    kept: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there was nothing."""
        return not (self.answers or self.votes or self.saved or self.watches or self.kept)


def forget(file: TeamFile, person: str, *, alone: bool = False) -> Forgotten:
    """Deletes what is kept of a person in one team, in one step.

    ``alone`` says that nobody else is in that team. Raises `TeamUnusable`.
    """
    if not file.exists:
        return Forgotten(0, 0, 0)
    with file.writing() as connection:
        cast = votes.forget(connection, person)
        saved = notebook.forget(connection, person)
        watched = watches.forget(connection, person)
        gone, kept = retention.forget(connection, person, alone=alone)
    return Forgotten(answers=gone, votes=cast, saved=saved, watches=watched, kept=kept)
