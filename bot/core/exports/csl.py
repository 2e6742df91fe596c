"""CSL-JSON, an item an article (Citation Style Language 1.0.2, csl-data.json)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.core.exports import Gone, cited
from bot.core.notebook_entry import Entry
from bot.core.reference import Reference
from bot.core.rendering import Wording

NAME, TITLE, SUFFIX = "csl-json", "CSL-JSON", ".json"
RECEIPTS = False


def write(entries: Sequence[Entry], wording: Wording, gone: Gone) -> bytes:
    """The articles that are quoted, as UTF-8."""
    items = [_item(each) for each in cited(entries, wording, gone)]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _item(each: Reference) -> dict[str, Any]:
    # What kind of publication it is is not known, but for having an address.
    item: dict[str, Any] = {
        "id": each.key,
        "type": "webpage" if each.url else "document",
        "title": each.title,
    }
    if each.author:
        item["author"] = [{"literal": each.author}]
    if each.outlet:
        item["container-title"] = each.outlet
    if each.published:
        day = each.published
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if each.url:
        item["URL"] = each.url
    item["note"] = each.place
    if each.remark:
        item["annote"] = each.remark
    return item
