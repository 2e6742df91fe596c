"""A notebook's cards: its entries page by page, and one entry whole.

They fit Discord's limits for Components V2 (4,000 characters of text displays and 40 components a
message; Discord developer documentation, "Component Reference") whatever was saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from discord import ui

from bot.core import rendering
from bot.core.notebook import Entry
from bot.core.rendering import Wording
from bot.core.texts import Texts
from bot.views.card import MOST_TEXT, ago
from bot.views.markdown import escape, quote, shortened, units
from bot.views.notebook_buttons import NoteButton, RemoveEntryButton, TagButton
from bot.views.notebook_page import EntryList, NotebookPageButton

ENTRIES_A_PAGE = 5
_QUOTE, _TITLE, _QUESTION, _NOTE, _TAGS = 220, 100, 100, 150, 80


class NotebookCard(ui.LayoutView):
    """One page of entries, the newest first, with a list to open one from."""

    def __init__(
        self,
        entries: Sequence[Entry],
        page: int,
        texts: Texts,
        *,
        gone: Mapping[str, bool],
        heading: str = "",
        thread: str = "",
        tag: str = "",
    ) -> None:
        """``gone`` says of entries, by id, whether their article was removed since.

        ``thread`` and ``tag`` are what the entries were chosen by; ``heading`` stands above.
        """
        super().__init__(timeout=None)
        pages = max(1, -(-len(entries) // ENTRIES_A_PAGE))
        page = min(max(page, 0), pages - 1)
        shown = entries[page * ENTRIES_A_PAGE :][:ENTRIES_A_PAGE]
        top = heading or f"**{texts('notebook-title', count=len(entries))}**"
        lines = [top] if entries else [texts("notebook-empty")]
        room = MOST_TEXT - units(top) - 100
        for number, entry in enumerate(shown):
            lines.append(
                _summary(entry, texts, gone.get(entry.id, False), room // (len(shown) - number))
            )
            room -= units(lines[-1])
        if pages > 1:
            lines.append(f"-# {texts('notebook-page', page=page + 1, pages=pages)}")
        self.add_item(ui.Container(*(ui.TextDisplay(line) for line in lines)))
        if shown:
            labels = {each.id: _label(each) for each in shown}
            self.add_item(ui.ActionRow(EntryList(labels, texts)))
        chosen = (thread or "0", tag_key(tag))
        turning: list[ui.Item[Any]] = []
        if page > 0:
            turning.append(NotebookPageButton(page - 1, *chosen, texts("answer-back")))
        if page < pages - 1:
            turning.append(NotebookPageButton(page + 1, *chosen, texts("answer-more")))
        if turning:
            self.add_item(ui.ActionRow(*turning))


class Words(ui.LayoutView):
    """A line where there is no card."""

    def __init__(self, line: str) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(line))


class EntryCard(ui.LayoutView):
    """One entry whole, with what can be done to it."""

    def __init__(self, entry: Entry, texts: Texts, *, gone: bool) -> None:
        super().__init__(timeout=None)
        room = MOST_TEXT - 200
        above = quote(escape(entry.quote.text))
        below = "\n".join(_below(entry, texts, gone, whole=True))
        if units(above) + units(below) > room:
            above = quote(escape(shortened(entry.quote.text, max(100, (room - units(below)) // 2))))
        check = f"-# {escape(shortened(rendering.check_line(entry.quote), 300))}"
        parts = [above, below]
        if units(above) + units(below) + units(check) <= MOST_TEXT:
            parts.append(check)
        self.add_item(ui.Container(*(ui.TextDisplay(part) for part in parts)))
        self.add_item(
            ui.ActionRow(
                NoteButton(entry.id, texts),
                TagButton(entry.id, texts),
                RemoveEntryButton(entry.id, texts),
            )
        )


def tag_key(tag: str) -> str:
    """What stands for a tag in a button's id, which must not hold what people typed."""
    return sha256(tag.encode()).hexdigest()[:8] if tag else "0"


def _summary(entry: Entry, texts: Texts, gone: bool, room: int) -> str:
    below = _below(entry, texts, gone, whole=False)
    # Question, note and tags give way before source and saver do.
    for limit, lines in ((_QUOTE, below), (100, below), (100, [below[0], below[-1]])):
        text = "\n".join([quote(escape(shortened(entry.quote.text, limit))), *lines])
        if units(text) <= room:
            break
    return text


def _below(entry: Entry, texts: Texts, gone: bool, *, whole: bool) -> list[str]:
    """Source, question, note, tags, and who saved it when."""
    wording = Wording(texts)
    cut = 1 if not whole else 3
    title = escape(shortened(rendering.title(entry.quote), _TITLE))
    origin = escape(shortened(wording.origin_line(entry.quote), _TITLE))
    lines = [f"{title}\n-# {origin}"]
    if gone:
        lines.append(f"-# {texts('notebook-article-gone')}")
    if entry.question:
        question = escape(shortened(entry.question, _QUESTION * cut))
        lines.append(f"-# {texts('notebook-question', question=question)}")
    if entry.note:
        note = escape(shortened(entry.note, 1_000 if whole else _NOTE))
        lines.append(texts("notebook-noted", note=note))
    if entry.tags:
        tags = escape(shortened(", ".join(entry.tags), _TAGS * cut))
        lines.append(f"-# {texts('notebook-tagged', tags=tags)}")
    when = ago(entry.saved_at)
    if entry.saver:
        saved = texts("notebook-saved", saver=f"<@{entry.saver}>", when=when)
    else:
        saved = texts("notebook-saved-unknown", when=when)
    if entry.where.thread_name:
        thread = escape(shortened(entry.where.thread_name, 60))
        saved = f"{saved} {texts('notebook-in-thread', thread=thread)}"
    lines.append(f"-# {saved}")
    return lines


def _label(entry: Entry) -> str:
    return shortened(rendering.printable(entry.quote.text), 95) or entry.id
