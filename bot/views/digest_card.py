"""A digest: what is new for watches of one place, with quotes, and buttons below each watch.

At most five passages fit Discord's limits for Components V2 (`bot.views.card`) with all their
buttons: five watches of one passage each have 37 components. A passage that does not fit, because
it is made of Markdown alone, is counted among the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.core.answer import Answer, Citation
from bot.core.digest import MOST_SHOWN, Part
from bot.core.texts import Texts, texts
from bot.views.buttons import ANSWER, KeptButton, OpenButton, is_private
from bot.views.card import MOST_TEXT, quoted_within, source
from bot.views.card_rows import ROW
from bot.views.markdown import ago, bold, shortened, units
from bot.views.saving import SaveButton
from bot.views.watch_buttons import WatchButton

if TYPE_CHECKING:
    import re

    from bot.client import FootnoteBot
    from bot.core.kept import KeptAnswer

#: People whom one digest pings, the first who asked: as many as Discord takes for a message (its
#: API description, "allowed mentions"). What room they take passages give way to.
MOST_PINGED = 100

# Escaping doubles it at most. Five such headings and all who are pinged fit a message.
_QUESTION = 80
# Room for what stands between the passages, and for another language's words.
_SPARE = 100


@dataclass(frozen=True, slots=True)
class Section:
    """What a digest tells of one watch: its part, and the passages as those of an answer."""

    part: Part
    answer: Answer


class DigestCard(ui.LayoutView):
    """The message. It has no timeout: its buttons are found again by their ids."""

    def __init__(self, sections: Sequence[Section], pinged: Sequence[str], words: Texts) -> None:
        """``pinged`` are the ids of those who asked to be."""
        super().__init__(timeout=None)
        if pinged:
            self.add_item(ui.TextDisplay(" ".join(f"<@{each}>" for each in pinged)))
        container: ui.Container[DigestCard] = ui.Container()
        shown = sum(each.part.shown for each in sections)
        left = MOST_TEXT - units(" ".join(pinged)) - 4 * len(pinged)
        left -= sum(units(_heading(each, words)) + _SPARE for each in sections)
        for section in sections:
            part, answer = section.part, section.answer
            lines, ranks = [_heading(section, words)], []
            for citation, added in zip(answer.citations[: part.shown], part.added, strict=False):
                text = _passage(citation, added, left // max(shown, 1), words)
                shown -= 1
                if units(text) <= left:
                    left -= units(text)
                    lines.append(text)
                    ranks.append(citation.rank)
            if rest := part.passages - sum(part.counts[rank - 1] for rank in ranks):
                lines.append(f"-# {_rest(section, rest, words)}")
            container.add_item(ui.TextDisplay("\n".join(lines)))
            for row in _rows(section, ranks, words):
                container.add_item(row)
        self.add_item(container)


class RestCard(ui.LayoutView):
    """Further passages of one watch's part of a digest, for one person alone."""

    def __init__(self, answer: Answer, answer_id: str, first: int, words: Texts) -> None:
        """``first`` is the place of the first one, from 0; one that there is none of is the last
        page's."""
        super().__init__(timeout=None)
        first = max(0, min(first, (len(answer.citations) - 1) // MOST_SHOWN * MOST_SHOWN))
        heading = bold(shortened(answer.question, _QUESTION))
        left = MOST_TEXT - units(heading) - _SPARE
        lines, buttons = [heading], list[ui.Item[Any]]()
        shown = answer.citations[first : first + MOST_SHOWN]
        for place, citation in enumerate(shown):
            text = _passage(citation, None, left // (len(shown) - place), words)
            if units(text) <= left:
                left -= units(text)
                lines.append(text)
            buttons.append(OpenButton(answer_id, citation.rank, words))
        self.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
        self.add_item(ui.ActionRow(*buttons))
        turning: list[ui.Item[Any]] = []
        if first > 0:
            turning.append(RestButton(answer_id, first - MOST_SHOWN, words("watch-back")))
        if first + MOST_SHOWN < len(answer.citations):
            turning.append(RestButton(answer_id, first + MOST_SHOWN, words("watch-more")))
        if turning:
            self.add_item(ui.ActionRow(*turning))


class RestButton(KeptButton, template=rf"fn:watchall:{ANSWER}:(?P<number>\d\d?)"):
    """Shows all that a digest kept of a watch, page by page, to the one who pressed."""

    def __init__(self, answer_id: str, first: int, label: str) -> None:
        super().__init__(answer_id, first, label, f"fn:watchall:{answer_id}:{first}")

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["answer"], int(match["number"]), texts()("watch-more"))

    async def press(self, interaction: discord.Interaction[FootnoteBot], kept: KeptAnswer) -> None:
        words = await interaction.client.texts(interaction, private=True)
        card = RestCard(kept.answer, kept.id, self.number, words)
        if is_private(interaction):
            await interaction.edit_original_response(view=card)
        else:
            await interaction.followup.send(view=card, ephemeral=True)


def _heading(section: Section, words: Texts) -> str:
    question = shortened(section.answer.question, _QUESTION)
    mixed, match = section.part.mixed, section.answer.match.value
    match = words("watch-tells-partial" if mixed else f"answer-match-{match}")
    new = words("watch-new", passages=section.part.passages, match=match)
    return f"{bold(words('watch-heading', question=question))}\n{new}"


def _rest(section: Section, rest: int, words: Texts) -> str:
    """How many new passages are not shown, and whether there are some that nobody can look at."""
    key = "watch-rest" if _all_kept(section.part) else "watch-rest-best"
    return words(key, rest=rest, kept=len(section.answer.citations))


def _all_kept(part: Part) -> bool:
    return part.passages <= sum(part.counts)


def _passage(citation: Citation, added: datetime | None, room: int, words: Texts) -> str:
    """Quote and source of a passage, and how long ago it was added, in each reader's own words."""
    title, stated, *others = source(citation, words).split("\n")
    if added is not None:
        stated += f" · {words('watch-passage-added', when=ago(added))}"
    below = "\n".join([title, stated, *others])
    return f"{quoted_within(citation, room - units(below))}\n{below}"


def _rows(section: Section, ranks: Sequence[int], words: Texts) -> list[ui.ActionRow[Any]]:
    part, answer = section.part, section.answer
    buttons: list[ui.Item[Any]] = [OpenButton(part.answer, rank, words) for rank in ranks]
    if len(answer.citations) > len(ranks):
        key = "watch-all" if _all_kept(part) else "watch-best"
        label = words(key, count=len(answer.citations))
        buttons.append(RestButton(part.answer, 0, label))
    buttons += [
        SaveButton(part.answer, ranks[0] if ranks else 1, words),
        WatchButton(part.watch, "mute", words),
        WatchButton(part.watch, "stop", words),
    ]
    return [ui.ActionRow(*buttons[first : first + ROW]) for first in range(0, len(buttons), ROW)]


#: What the client looks for in the ids of pressed buttons.
DIGEST_BUTTONS = (RestButton,)
