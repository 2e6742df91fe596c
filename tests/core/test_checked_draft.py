"""What a check gives to take along: nothing of the draft is lost, and all can be checked again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Quote
from bot.core.app import LOCAL, App
from bot.core.check_rendering import CheckWording
from bot.core.checked import Check, Finding, Kind
from bot.core.checked_draft import as_list, with_footnotes
from bot.core.draft import Draft, read_draft
from bot.core.draft_quotations import draft_quotations
from bot.core.markdown_text import MarkdownText
from bot.core.quote_match import Difference
from bot.core.rendering import Wording
from bot.core.texts import all_texts, texts
from bot.core.verifying import Outcome, verify
from index.files import files
from tests.citations import citing

DRAFT = """# A draft

He said "because they have dirty hands", and "because they have bloody hands".[^7]

> [Right from the start](http://x), the United States asked

It is "nowhere to be found".

[^7]: A note.
"""
MARKS = st.lists(
    st.sampled_from([*"ab \n\"'[]()*_`<>&;#", "“x y” ", "> ", "[^1]", "[^12]: ", "](u)", "&quot;"]),
    max_size=40,
).map("".join)


def checked(app: App, source: str = DRAFT) -> tuple[Draft, Check]:
    draft = read_draft(source.encode(), "draft.md")
    checking = app.check_quotations(LOCAL, draft, most=100)
    assert sum(1 for _ in checking.steps())
    return draft, checking.result()


def finding(**values: object) -> Finding:
    source = citing()
    quote = Quote(**{name: getattr(source, name) for name in Quote.__dataclass_fields__})
    made = {
        "number": 1,
        "quoted": "a b",
        "line": 3,
        "behind": 0,
        "kind": Kind.WORDS,
        "quote": quote,
    }
    return Finding(**{**made, **values})  # type: ignore[arg-type]


def test_each_quotation_gets_a_footnote_and_the_draft_stays_as_it_is(app: App) -> None:
    draft, check = checked(app)
    text = with_footnotes(draft, check, Wording())
    assert '"because they have dirty hands"[^8], and' in text
    assert '"because they have bloody hands"[^9].[^7]' in text
    assert "the United States asked[^10]\n\nIt is" in text
    notes = text[text.index("\n[^8]: ") :].strip().splitlines()
    assert notes[0].startswith('[^8]: Word for word. "Khamenei: Iran rejected US request')
    assert notes[1].startswith("[^9]: Differs: *bloody* / *dirty*. ")
    assert re.search(r"003_\w+\.txt, characters \d+-\d+, SHA-256 [0-9a-f]{64}\.$", notes[1])
    assert notes[3] == "[^11]: Not found here."
    before = text[: text.index("\n[^8]: ")]
    assert re.sub(r"\[\^(?:8|9|10|11)\]", "", before) == DRAFT


@given(MARKS)
def test_footnotes_change_nothing_else_whatever_the_draft_holds(source: str) -> None:
    draft = Draft("", MarkdownText(source))
    findings = [
        finding(number=number, quoted=each.text, behind=each.behind)
        for number, each in enumerate(draft_quotations(draft, 50), start=1)
    ]
    text = with_footnotes(draft, Check("", tuple(findings), ()), Wording())
    numbers = [int(each) for each in re.findall(r"\[\^(\d{1,8})\]", source)]
    first = max(numbers, default=0) + 1
    if not findings:
        assert text == source
        return
    body, _, notes = text.rpartition(f"\n[^{first}]: ")
    assert len(notes.strip().splitlines()) == len(findings)
    for number in range(first, first + len(findings)):
        assert body.count(f"[^{number}]") == 1
        body = body.replace(f"[^{number}]", "")
    assert body.rstrip("\n") == source.rstrip("\n")


def test_the_list_is_read_and_verified_like_any_export(app: App, seeds: Path) -> None:
    _, check = checked(app)
    export = as_list(check, Wording(texts("de"))).encode()
    found = verify(export, files([seeds], lambda *refused: pytest.fail(str(refused))))
    assert [each.outcome for each in found] == [Outcome.AS_QUOTED] * 3


def test_the_list_says_what_was_found_of_each(app: App) -> None:
    _, check = checked(app)
    listed = as_list(check, Wording())
    assert listed.startswith(
        "# Quotations of draft.md\n\n"
        "4 quotations: 2 word for word, 1 differs, 1 not found here.\n\n"
        '## 1. Word for word\n\nLine 3: "because they have dirty hands"\n\n'
        "In quotation marks in the article; the sentence names *Khamenei*.\n\n"
        "> because they have dirty hands\n\n"
    )
    assert "## 2. Differs\n\nLine 3: " in listed and "*bloody* / *dirty*" in listed
    assert "Not found here does not mean not said." in listed
    assert "nor whether they are true" in listed


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (
            {"left_out": 3, "omitted": ("of all", "things")},
            ['3 words are left out where it has an ellipsis: "of all" and "things".'],
        ),
        (
            {"left_out": 1, "omitted": ("not",)},
            [
                '1 word is left out where it has an ellipsis: "not".',
                'Among what is left out is "not".',
            ],
        ),
        ({"closed": False}, ["It has no closing mark."]),
        ({"others": 2}, ["Same words in 2 other articles."]),
        (
            {"inserted": (Difference("[the US]", "they"), Difference("[sic]", ""))},
            ['For "[the US]" the article has "they".', '"[sic]" is not in the article.'],
        ),
        ({"spoken": True}, ["In quotation marks in the article; the sentence names no speaker."]),
        ({"spoken": False}, ["Not in quotation marks in the article."]),
    ],
)
def test_remarks_are_told(values: dict[str, object], lines: list[str]) -> None:
    assert list(CheckWording().remarks(finding(**values))) == lines


def test_differences_are_told_with_the_drafts_words_first_and_not_without_end() -> None:
    told = (Difference("dirty", "stained"), Difference("not", ""), Difference("", "evil"))
    words = CheckWording().differences(finding(kind=Kind.DIFFERS, differences=told))
    assert words == '"dirty" / "stained"; "not" is not there; "evil" is left out'
    many = tuple(Difference(f"{n}" * 500, "x\n" * 500) for n in range(9))
    for each in all_texts():
        shown = CheckWording(Wording(each)).differences(finding(differences=many))
        assert shown is not None and len(shown) < 2_000 and "\n" not in shown


def test_a_draft_without_quotations_says_so() -> None:
    empty = Check("", (), (), unchecked=1)
    assert CheckWording().summary(empty) == [
        "No quotation to look for was found.",
        "1 more is a single word, or small words only, and was not looked for.",
    ]
    assert with_footnotes(Draft("", MarkdownText("x")), empty, Wording()) == "x"
