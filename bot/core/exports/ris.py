"""RIS, a reference an article, written by rispy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.exports import Gone, cited
from bot.core.notebook_entry import Entry
from bot.core.reference import Reference
from bot.core.rendering import Wording

NAME, TITLE, SUFFIX = "ris", "RIS", ".ris"
RECEIPTS = False


def write(entries: Sequence[Entry], wording: Wording, gone: Gone) -> bytes:
    """The articles that are quoted, as UTF-8. They are of the kind generic: it is not known."""
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        """Without the numbers that rispy writes above references: the format has none."""

        def set_header(self, _count: int) -> str:
            return ""

    found = [_record(each) for each in cited(entries, wording, gone)]
    return str(rispy.dumps(found, implementation=Writer)).lstrip("\n").encode()


def _record(each: Reference) -> dict[str, Any]:
    record: dict[str, Any] = {"type_of_reference": "GEN", "id": each.key, "title": each.title}
    if each.author:
        record["authors"] = [each.author]
    if each.outlet:
        record["secondary_title"] = each.outlet
    if each.published:
        record["year"] = f"{each.published.year:04}"
        record["date"] = f"{each.published.isoformat().replace('-', '/')}/"
    if each.url:
        record["urls"] = [each.url]
    record["notes"] = [each.place, *([each.remark] if each.remark else [])]
    return record
