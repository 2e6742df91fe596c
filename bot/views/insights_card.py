"""Insights as a card, within Discord's limits whatever was asked."""

from __future__ import annotations

from discord import ui

from bot.core.insights import Insights
from bot.core.insights_rendering import sections, summary
from bot.core.texts import Texts
from bot.views.card import MOST_TEXT
from bot.views.markdown import escape, shortened, units

_LINE = 120


class InsightsCard(ui.LayoutView):
    """For whoever manages the server alone. It has no buttons, and nothing of it is kept."""

    def __init__(self, found: Insights, kept_days: int, texts: Texts) -> None:
        """``kept_days`` is how long answers are kept."""
        super().__init__(timeout=None)
        top = "\n".join(summary(found, texts))
        below = f"-# {texts('insights-kept', days=kept_days)}"
        room = MOST_TEXT - units(top) - units(below)
        lists = sections(found, texts, foreign=lambda text: escape(shortened(text, _LINE)))
        container: ui.Container[InsightsCard] = ui.Container(ui.TextDisplay(top))
        for place, (heading, lines) in enumerate(lists):
            # What one list does not need is the next one's.
            text = _list(heading, lines, room // (len(lists) - place))
            room -= units(text)
            container.add_item(ui.TextDisplay(text))
        container.add_item(ui.TextDisplay(below))
        self.add_item(container)


def _list(heading: str, lines: tuple[str, ...], room: int) -> str:
    """A heading and as many of its lines as there is room for: one at least, which is short."""
    text = f"**{heading}**"
    for place, line in enumerate(lines):
        longer = f"{text}\n- {line}"
        if place > 0 and units(longer) > room:
            break
        text = longer
    return text
