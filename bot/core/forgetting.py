"""Everything that a team's file keeps of one person, deleted at once.

Whatever keeps something of a person has a row here, and its own module does the deleting.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core import notebook, team, votes
from bot.core.team_file import TeamFile

#: The tables of a team's file, each with its columns that hold a person's id.
PERSONS: dict[str, tuple[str, ...]] = {
    "answers": ("asker",),
    "forum_posts": (),
    "notebook": ("saver",),
    "notebook_tags": (),
    "settings": (),
    "votes": ("person",),
}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of a person: answers to their questions, and their votes; and from how
    many saved passages, which stay the team's, their name was taken."""

    answers: int
    votes: int
    saved: int

    @property
    def nothing(self) -> bool:
        """Whether there was nothing."""
        return not (self.answers or self.votes or self.saved)


def forget(file: TeamFile, person: str) -> Forgotten:
    """Deletes what is kept of a person in one team, in one step. Raises `TeamUnusable`."""
    if not file.exists:
        return Forgotten(0, 0, 0)
    with file.writing() as connection:
        return Forgotten(
            votes=votes.forget(connection, person),
            saved=notebook.forget(connection, person),
            answers=team.forget(connection, person),
        )
