"""A notebook's cards: its entries page by page, and one entry whole.

They fit Discord's limits for Components V2 (4,000 characters of text displays and 40 components a
message; Discord developer documentation, "Component Reference") whatever was saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from discord import ui

from bot.core import rendering
from bot.core.exports import Gone
from bot.core.notebook import article_gone
from bot.core.notebook_entry import Entry
from bot.core.rendering import Wording
from bot.core.texts import Texts
from bot.views.card import MOST_TEXT
from bot.views.forms import MOST_CHOICES
from bot.views.markdown import ago, escape, quote, shortened, units
from bot.views.notebook_buttons import NoteButton, RemoveEntryButton, TagButton, nothing_in
from bot.views.notebook_page import EntryList, NotebookPageButton, SearchPageButton

ENTRIES_A_PAGE = 5


class _Limits(NamedTuple):
    """Characters of title and origin, question, note and tags; 0 leaves it out."""

    source: int
    question: int
    note: int
    tags: int


# What is tried in turn, where text of Markdown characters alone takes twice its room: for a whole
# entry, and for one of a page with so many characters of its quote. The last of a page always fits.
_WHOLE = (_Limits(120, 500, 1_000, 340), _Limits(100, 100, 1_000, 80))
_SHORT = (
    (220, _Limits(100, 100, 150, 80)),
    (100, _Limits(100, 100, 150, 80)),
    (100, _Limits(60, 0, 0, 0)),
    (50, _Limits(40, 0, 0, 0)),
)


class NotebookCard(ui.LayoutView):
    """One page of entries, the newest first, with a list to open one from."""

    def __init__(
        self,
        entries: Sequence[Entry],
        page: int,
        texts: Texts,
        *,
        gone: Gone,
        heading: str = "",
        search_id: str | None = None,
        thread: str = "",
        tag: str = "",
    ) -> None:
        """``gone`` are the entries whose article was removed since.

        ``thread`` and ``tag`` are what the entries were chosen by. A ``heading`` stands above what
        was searched for. ``search_id`` is that of the kept search; without one such a card does not
        turn, but its list has all that it can hold.
        """
        super().__init__(timeout=None)
        stands = bool(heading) and search_id is None
        pages = 1 if stands else max(1, -(-len(entries) // ENTRIES_A_PAGE))
        page = min(max(page, 0), pages - 1)
        shown = entries[page * ENTRIES_A_PAGE :][:ENTRIES_A_PAGE]
        top = heading or f"**{texts('notebook-title', count=len(entries))}**"
        lines = [top] if entries else [nothing_in(tag, texts)]
        room = MOST_TEXT - units(top) - 100
        for number, entry in enumerate(shown):
            lines.append(_summary(entry, texts, gone, room // (len(shown) - number)))
            room -= units(lines[-1])
        if pages > 1:
            lines.append(f"-# {texts('notebook-page', page=page + 1, pages=pages)}")
        self.add_item(ui.Container(*(ui.TextDisplay(line) for line in lines)))
        if shown:
            offered = entries[:MOST_CHOICES] if stands else shown
            labels = {each.id: _label(each) for each in offered}
            self.add_item(ui.ActionRow(EntryList(labels, texts)))
        chosen = (thread or "0", tag_key(tag))
        turning: list[ui.Item[Any]] = []
        for other, label in ((page - 1, "answer-back"), (page + 1, "answer-more")):
            if search_id is not None and 0 <= other < pages:
                turning.append(SearchPageButton(search_id, other, texts(label)))
            elif 0 <= other < pages:
                turning.append(NotebookPageButton(other, *chosen, texts(label)))
        if turning:
            self.add_item(ui.ActionRow(*turning))


class Words(ui.LayoutView):
    """A line where there is no card."""

    def __init__(self, line: str) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(line))


class EntryCard(ui.LayoutView):
    """One entry whole, with what can be done to it."""

    def __init__(self, entry: Entry, texts: Texts, *, gone: Gone) -> None:
        super().__init__(timeout=None)
        room = MOST_TEXT - 200
        above = quote(escape(entry.quote.text))
        for limits in _WHOLE:
            below = "\n".join(_below(entry, texts, gone, limits))
            if units(above) + units(below) <= room:
                break
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


def _summary(entry: Entry, texts: Texts, gone: Gone, room: int) -> str:
    # Question, note and tags give way before source and saver do.
    for most, limits in _SHORT:
        lines = _below(entry, texts, gone, limits)
        text = "\n".join([quote(escape(shortened(entry.quote.text, most))), *lines])
        if units(text) <= room:
            break
    return text


def _below(entry: Entry, texts: Texts, gone: Gone, limits: _Limits) -> list[str]:
    """Source, question, note, tags, and who saved it when."""
    wording = Wording(texts)
    title = escape(shortened(rendering.title(entry.quote), limits.source))
    origin = escape(shortened(wording.origin_line(entry.quote), limits.source))
    lines = [f"{title}\n-# {origin}"]
    if entry.id in gone:
        lines.append(f"-# {article_gone(texts, gone[entry.id])}")
    if entry.question and limits.question:
        question = escape(shortened(entry.question, limits.question))
        lines.append(f"-# {texts('notebook-question', question=question)}")
    if entry.note and limits.note:
        note = escape(shortened(entry.note, limits.note))
        lines.append(texts("notebook-noted", note=note))
    if entry.tags and limits.tags:
        tags = escape(shortened(", ".join(entry.tags), limits.tags))
        lines.append(f"-# {texts('notebook-tagged', tags=tags)}")
    when = ago(entry.saved_at)
    if entry.saver:
        saved = texts("notebook-saved", saver=f"<@{entry.saver}>", when=when)
    else:
        saved = texts("notebook-saved-unknown", when=when)
    if entry.where.thread_name:
        thread = escape(shortened(entry.where.thread_name, limits.source // 2))
        saved = f"{saved} {texts('notebook-in-thread', thread=thread)}"
    lines.append(f"-# {saved}")
    return lines


def _label(entry: Entry) -> str:
    return shortened(rendering.printable(entry.quote.text), 95) or entry.id
