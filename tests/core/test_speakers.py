"""Who says something: a name beside a verb of saying in the same sentence, or nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quotations import quotations
from bot.core.speakers import attribution

KNOWN = frozenset({"Khamenei"})


def named(text: str) -> str | None:
    found = attribution(
        text,
        (0, len(text)),
        quotations(text),
        known=KNOWN,
        capitalised=frozenset({"Monday", "Friday"}),
    )
    return None if found is None else text[slice(*found.name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"I said no," said Khamenei, who has the final say.', "Khamenei"),
        ('"We will not," Khamenei said.', "Khamenei"),
        ("“It is so,” said Khamenei, 75, who left hospital.", "Khamenei"),
        ("“It is so,” Kerry, the secretary of state, said.", "Kerry"),
        ("“It is so,” Khamenei reportedly said, adding that not all agreed.", "Khamenei"),
        (
            "Supreme leader Ayatollah Ali Khamenei said on Monday that it is.",
            "Ayatollah Ali Khamenei",
        ),
        ("In Paris, Secretary of State John Kerry said so.", "Secretary of State John Kerry"),
        ("It is help “by any means”, according to Agence France-Presse.", "Agence France-Presse"),
        (
            '"The best way," deputy minister Hossein Amir-Abdollahian told a visitor.',
            "Hossein Amir-Abdollahian",
        ),
        ("Khamenei said Washington wanted “a playground”.", "Khamenei"),
        ("“It is so,” said the Leader.", None),
        ("“It is so,” the Leader said.", None),
        ("The Supreme Leader said he was opposed to “it”.", None),
        ("“It is so,” he said, as Khamenei had once said.", None),
        ("“It is so,” said Ana Ruiz, and Ben Orr said “no”.", None),
        ("Officials said “no”.", None),
        ('"I told you, Kerry said it," he laughed.', None),
        ("“I saw no point in a country whose hands are dirty.”", None),
        ("On Monday said so.", None),
        ("Khamenei's comments said little.", None),
    ],
)
def test_who_is_named(text: str, name: str | None) -> None:
    assert named(text) == name


def test_the_clause_is_the_name_with_its_verb() -> None:
    text = '"We will not," Khamenei said.'
    found = attribution(text, (0, len(text)), quotations(text), known=KNOWN)
    assert found is not None
    assert text[slice(*found.clause)] == "Khamenei said"


@given(st.text(alphabet=st.sampled_from("aA. ,\"“”'said toldKhamenei\n"), max_size=200))
def test_a_name_is_a_span_of_the_sentence_outside_its_quotations(text: str) -> None:
    quoted = quotations(text)
    found = attribution(text, (0, len(text)), quoted)
    if found is not None:
        start, end = found.name
        assert 0 <= start < end <= len(text)
        assert all(end <= each.opens or start >= each.closes for each in quoted)
