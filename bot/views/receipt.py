"""A receipt's card: the answer as it was given, and what a fresh run would change."""

from __future__ import annotations

from discord import ui

from bot.core.receipts import Receipt
from bot.core.rendering import Wording
from bot.core.texts import Texts
from bot.views.card import MOST_TEXT, answer_texts, page_of
from bot.views.markdown import escape, shortened, units
from bot.views.saving import SaveFromReceiptButton

_LINE = 200
# Units that what changed may take: an answer of one passage fits beside them.
_MOST_BELOW = 2_600


class ReceiptCard(ui.LayoutView):
    """For the one who looked it up. Nothing of it is kept: its button saves from the answer."""

    def __init__(self, receipt: Receipt, texts: Texts) -> None:
        super().__init__(timeout=None)
        wording = Wording(
            texts,
            foreign=lambda line: escape(shortened(line, _LINE)),
            when=lambda at: f"<t:{int(at.timestamp())}:f>",
        )
        changes = wording.asked_then(receipt)
        below = "\n".join(f"-# {line}" for line in changes)
        while units(below) > _MOST_BELOW:
            changes = changes[:-1]
            told = [*changes, texts("receipt-and-more")]
            below = "\n".join(f"-# {line}" for line in told)
        shown = page_of(receipt.answer, 0)[1]
        lines = answer_texts(receipt.answer, shown, texts)
        # What changed matters more here than a third passage: it gives way where both do not fit.
        while len(lines) > 3 and sum(map(units, lines)) + units(below) > MOST_TEXT:
            del lines[-3:-1]
        self.add_item(ui.Container(*(ui.TextDisplay(text) for text in (*lines, below))))
        if receipt.id and receipt.answer.citations:
            rank = receipt.answer.citations[0].rank
            self.add_item(ui.ActionRow(SaveFromReceiptButton(receipt.id, rank, texts)))
