"""Numbers, dates and negations that differ: told where both speak of one thing alone."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.differences import Difference, Differences
from index.analysis import Analyzer
from index.files import files
from index.indexer import read_article
from index.passages import cut
from index.sentences import sentence_spans
from index.sources import Sources

# Sentences that often share enough to be compared, and any text.
_WORDS = "Iran rejected offer people killed not never no 40 thirty $3 million % Monday May 2014 , ."
SPOKEN = st.text(max_size=60) | st.lists(st.sampled_from(_WORDS.split()), max_size=12).map(" ".join)
DIFFERENCES = Differences(Analyzer("en"))

DIFFER = [
    ("The explosion killed 40 people in the town.", "At least 30 people were killed in the town.",
     "number", "40", "30"),
    ("Forty soldiers were killed near Mosul.", "Thirty-two soldiers were killed near Mosul.",
     "number", "Forty", "Thirty two"),
    ("The company lost $3 million in March 2014.", "The company lost $2.5 million last year.",
     "number", "$3 million", "$2.5 million"),
    ("Turnout at the election was 40%.", "Turnout at the election was 45 percent.",
     "number", "40%", "45 percent"),
    ("The coalition has 1,200 fighters in Iraq.", "The coalition has 12,000 fighters in Iraq.",
     "number", "1,200", "12,000"),
    ("The treaty was signed in two villages by the king.",
     "The king signed the treaty in three villages.",
     "number", "two", "three"),
    ("Khamenei left the hospital on Tuesday.", "Khamenei left the hospital on Monday.",
     "date", "Tuesday", "Monday"),
    ("The tweet was sent on September 14, 2014 by Khamenei.",
     "The tweet by Khamenei was sent on September 15, 2014.",
     "date", "September 14 2014", "September 15 2014"),
    ("The treaty was signed in Vienna in 2013.", "The treaty was signed in Vienna in 2015.",
     "date", "2013", "2015"),
    ("The treaty was signed in Vienna on 3 May 2015.", "The treaty was signed in Vienna in June.",
     "date", "3 May 2015", "June"),
    ("The summit in Paris opened 2014-09-14.", "The summit in Paris opened on 15 September 2014.",
     "date", "2014-09-14", "15 September 2014"),
    ("Iran did not reject the American offer.", "Iran rejected the American offer.",
     "negation", "not reject", "rejected"),
    ("Iran rejected the American offer.", "Iran has never rejected the American offer.",
     "negation", "rejected", "never rejected"),
    ("Kerry didn’t rule out talks with Iran.", "Kerry ruled out talks with Iran.",
     "negation", "didn’t rule", "ruled"),
    ("Syria was invited to the Paris talks.", "Syria was not invited to the Paris talks.",
     "negation", "invited", "not invited"),
    ("The minister left without a statement to the press.",
     "The minister left the press with a statement.",
     "negation", "without a statement", "statement"),
    ("There were no casualties in the Mosul attack.", "The Mosul attack left casualties.",
     "negation", "no casualties", "casualties"),
]  # fmt: skip

ALIKE = [
    ("The explosion killed 40 people in the town.", "In the town forty people were killed."),
    ("The explosion killed 40 people in the town.",
     "The town's explosion killed 40 people and hurt 300 people."),
    ("It killed 40 people in the town.", "The 30 members of the council met in the town."),
    ("The company lost $3 million last year.",
     "The company lost three million euros and $3,000,000."),
    ("Turnout at the election was 40%.", "The election cost 30 million, turnout was low."),
    ("Two of the leaders met in Paris.", "Three days later the leaders met in Paris."),
    ("One leader of the party resigned.", "Two leaders of the party resigned."),
    ("Khamenei left the hospital on Monday.",
     "Khamenei, who left the hospital Monday, spoke Tuesday."),
    ("The treaty was signed in Vienna in 2015.", "The treaty was signed in Vienna in July 2015."),
    ("The treaty was signed in Vienna in July.",
     "The treaty was signed in Vienna on 14 July 2015."),
    ("Talks may go on in March.", "Talks went on as they march in Vienna."),
    ("He may have signed the treaty in Vienna.", "He signed the treaty in Vienna on 3 May."),
    ("Iran did not reject the offer.", "Iran has not rejected the offer."),
    ("Iran not only rejected the offer, it mocked it.", "Iran rejected the offer and mocked it."),
    ("Iran no longer rejects the offer.", "Iran rejects the offer."),
    ("Iran rejected the offer.", "Iran rejected the offer and did not explain itself."),
    ("Iran rejected the offer.", "Nothing is known of a meeting in Oslo."),
    ("The weather was not good in Oslo.", "Good news came from the Paris meeting."),
    ("Russia builds five new power plants in Iran.", "Iran builds two new power plants this year."),
    ("Saudi Arabia sent 40 soldiers to Mosul.", "Iran sent 30 soldiers to Mosul."),
    ("Khamenei vetoed the invitation on Sunday.",
     "Khamenei said on Monday he had vetoed the invitation."),
    ("Iran and Syria met in Paris.", "Neither Iran nor Syria met in Paris."),
    ("", ""),
    ("not", "never 40 % of"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "passage", "kind", "mine", "theirs"), DIFFER)
def test_what_differs_is_told_in_the_words_of_both(
    message: str, passage: str, kind: str, mine: str, theirs: str
) -> None:
    assert DIFFERENCES.between(message, passage) == (Difference(kind, mine, theirs),)


@pytest.mark.parametrize(("message", "passage"), ALIKE)
def test_what_is_alike_or_speaks_of_something_else_differs_in_nothing(
    message: str, passage: str
) -> None:
    assert DIFFERENCES.between(message, passage) == ()


def test_who_is_named_may_stand_around_what_is_compared() -> None:
    message, passage = "Khamenei left the hospital on Tuesday.", "He left the hospital on Monday."
    assert DIFFERENCES.between(message, passage) == ()
    told = DIFFERENCES.between(
        message, passage, "Khamenei was ill. He left the hospital on Monday."
    )
    assert told == (Difference("date", "Tuesday", "Monday"),)


@given(SPOKEN, SPOKEN)
def test_a_difference_is_told_in_words_that_both_have(message: str, passage: str) -> None:
    for each in DIFFERENCES.between(message, passage):
        assert all(word in message for word in re.findall(r"\w+", each.message))
        assert all(word in passage for word in re.findall(r"\w+", each.passage))


@given(st.text(alphabet="ab 40%$,.'’nt-MonMay2014\n", max_size=60))
def test_a_text_never_differs_from_itself(text: str) -> None:
    assert DIFFERENCES.between(text, text) == ()


def test_over_all_sentences_of_different_samples_it_hardly_ever_speaks_up(seeds: Path) -> None:
    """The figures are those of docs/discord.md, "Find sources"."""
    sources, articles = Sources(), []
    for file in files([seeds], lambda name, reason: pytest.fail(f"{name}: {reason}")):
        article = read_article(file, sources)
        passages = [article.text[each.start : each.end] for each in cut(article)]
        articles.append(
            [text[start:end] for text in passages for start, end in sentence_spans(text)]
        )
    pairs = [
        (message, passage)
        for one, other in permutations(articles, 2)
        for message in one
        for passage in other
    ]
    told = [each for pair in pairs for each in DIFFERENCES.between(*pair)]
    assert len(pairs) == 7_782
    assert sorted(told, key=lambda each: each.message) == [
        Difference("negation", "cooperate", "not cooperate"),
        Difference("negation", "coordinate", "not coordinate"),
    ]
