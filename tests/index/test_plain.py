"""Plain text: title, date and paragraphs of files as they are saved from the web."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import ArticleRefused
from index.loaders import load
from index.model import Article, Source
from index.sources import read_sources
from tests.articles import article

SEEDS = {
    "000": "000_5cce536b50d4d351.txt",
    "001": "001_04f650e9e08ae396.txt",
    "002": "002_814f5c1a14c369ed.txt",
    "003": "003_c1109b46a4549047.txt",
    "004": "004_5712e0a68d6438b6.txt",
}


def paragraphs(article: Article) -> list[str]:
    return [article.text[each.start : each.end] for each in article.paragraphs]


@pytest.fixture
def seed(seeds: Path, request: pytest.FixtureRequest) -> Article:
    """A sample article read without its sources.toml: what the text alone gives."""
    name = SEEDS[request.param]
    return load((seeds / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("seed", "title", "count"),
    [
        ("000", "Ayatollah: U.S. Asked Iran for ISIS Coalition Meeting But Was Rebuffed", 13),
        ("001", "says it rebuffed US invitation to join anti-Islamic State coalition", 12),
        ("002", "Iran Supreme Leader Mocks Obama’s ISIL Strategy", 18),
        ("003", "Khamenei: Iran rejected US request for cooperation against IS", 17),
        ("004", "Iran Rejects U.S. Bid to Coordinate Against ISIS", 30),
    ],
    indirect=["seed"],
)
def test_each_sample_has_its_title_and_paragraphs(seed: Article, title: str, count: int) -> None:
    assert seed.source.title == title
    assert title not in paragraphs(seed)
    assert len(seed.paragraphs) == count
    assert [each.number for each in seed.paragraphs] == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("seed", "number", "begins", "ends"),
    [
        ("000", 1, "Iraq’s supreme leader said", "rebuffed Washington."),
        ("000", 13, "Khamenei also tweeted", "Secretary of State’s offer too.”"),
        ("001", 1, "SHAFAQNA – Iran’s supreme leader", "against the militants."),
        ("001", 12, "(Reporting by Mehrdad Balali;", "and Andrew Roche)"),
        ("002", 1, "Claims Kerry asked Iran", "to help U.S. fight ISIL"),
        ("002", 18, "Meanwhile, Iran announced", "already up and running."),
        ("003", 1, "Ayatollah Ali Khamenei's comments", "without Iran or Syria"),
        ("003", 3, "Iran\u00a0rejected a US request", "said on Monday."),
        ("003", 17, "It strongly criticised", "without the consent of Damascus."),
        ("004", 1, "Iran's supreme leader criticized", "to help in the effort."),
        ("004", 30, "The statement, however,", "may target as well."),
    ],
    indirect=["seed"],
)
def test_paragraphs_of_the_samples_have_their_numbers(
    seed: Article, number: int, begins: str, ends: str
) -> None:
    text = paragraphs(seed)[number - 1]
    assert text.startswith(begins)
    assert text.endswith(ends)


@pytest.mark.parametrize(
    ("seed", "line"),
    [
        ("000", "Trending on PJ Media Videos"),
        ("000", "Join the conversation as a VIP Member"),
        ("001", "0 replies"),
        ("001", "Leave a Reply"),
        ("001", "Want to join the discussion?"),
        ("001", "Feel free to contribute!"),
        ("001", "Your email address will not be published. Required fields are marked *"),
        ("002", "ADVERTISEMENT"),
        ("003", "Skip to main content"),
        ("003", "Stay informed with MEE's newsletters"),
        ("003", "Sign up to get the latest alerts, insights and analysis"),
        ("003", "Middle East Eye delivers independent and unrivalled coverage"),
    ],
    indirect=["seed"],
)
def test_furniture_of_the_samples_is_in_no_paragraph(seed: Article, line: str) -> None:
    assert line in seed.text
    assert not any(line in text for text in paragraphs(seed))


@pytest.mark.parametrize("seed", ["002"], indirect=True)
def test_the_date_line_below_a_title_is_the_articles_date(seed: Article) -> None:
    assert seed.source.published == date(2014, 9, 15)
    assert "September 15, 2014" not in paragraphs(seed)


@pytest.mark.parametrize("seed", ["000", "001", "003", "004"], indirect=True)
def test_a_tweets_date_is_not_the_articles(seed: Article) -> None:
    assert seed.source == Source(title=seed.source.title)


def test_what_is_stated_elsewhere_goes_before_the_text(seeds: Path) -> None:
    for name, stated in read_sources(seeds).items():
        alone = load((seeds / name).read_bytes(), name)
        given = load((seeds / name).read_bytes(), name, stated)
        assert given.source == stated
        assert given.paragraphs == alone.paragraphs


def test_a_stated_title_that_the_text_lacks_leaves_the_first_line_in() -> None:
    found = article("Photo: a bridge\n\nOne sentence.", title="Another")
    assert paragraphs(found) == ["Photo: a bridge", "One sentence."]


@pytest.mark.parametrize(
    "gap", ["\n\n", "\n", "\r\n\r\n", "\r\n", "\r", "\r\r", "\n \t\n", "\u2028"]
)
def test_paragraphs_are_found_whatever_stands_between_them(gap: str) -> None:
    lines = [
        "A title of some words",
        "One short line here.",
        "Another, which is longer: " + "x" * 99,
    ]
    found = article(gap.join(lines))
    assert found.source.title == lines[0]
    assert paragraphs(found) == lines[1:]
    assert found.text == gap.join(lines)


WRAPPED = """\
The bridge at the old mill

The council voted on Tuesday night to close the
bridge at the old mill until spring, after three
engineers found cracks in two of its four pillars
and water below them.

Nobody was hurt. The mayor said that repairs would
begin in April and cost about as much as a school.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_one_paragraph(end: str) -> None:
    found = article(WRAPPED.replace("\n", end))
    assert found.source.title == "The bridge at the old mill"
    first, second = paragraphs(found)
    assert first.startswith("The council") and first.endswith("below them.")
    assert second.startswith("Nobody was hurt.") and second.endswith("as a school.")
    assert end in first


def test_a_line_of_furniture_in_hard_wrapped_text_is_no_part_of_a_paragraph() -> None:
    wrapped = (
        "Kerry said on Monday that the offer had been\n"
        "rejected, and that the ministers would meet in\n"
        "Paris again before the end of the long winter.\n"
    )
    given = article(f"A title\n\n{wrapped}ADVERTISEMENT\n{wrapped}", "a.txt")
    told = [given.text[each.start : each.end] for each in given.paragraphs]
    assert told == [wrapped.strip(), wrapped.strip()]
    assert len({each.block for each in given.paragraphs}) == 2


def test_a_hard_wrapped_title_is_one_line() -> None:
    title = "The bridge at the old mill is closed to all until\nApril, the council says"
    found = article(WRAPPED.replace("The bridge at the old mill", title, 1))
    assert found.source.title == title.replace("\n", " ")


def test_short_lines_that_no_margin_broke_are_paragraphs() -> None:
    lines = ["Yes, he said.", "No, she said, and went away for good.", "Why?", "They never knew."]
    assert paragraphs(article("\n".join(["A title", *lines]))) == lines


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title only above\n\nOne paragraph.", "Title only above"),
        ("A first line that ends as sentences do.\n\nAnother.", None),
        (f"{'word ' * 50}\n\nAnother.", None),
        ("The only line", None),
    ],
)
def test_a_first_line_is_a_title_unless_it_reads_like_a_paragraph(
    text: str, title: str | None
) -> None:
    assert article(text).source.title == title


@pytest.mark.parametrize(
    "line",
    [
        "September 15, 2014",
        "Sep 15, 2014",
        "15 September 2014",
        "15 Sep 2014",
        "2014-09-15",
        "Monday, September 15, 2014",
    ],
)
def test_a_date_line_is_read_in_the_ways_that_papers_write_it(line: str) -> None:
    found = article(f"A title\n\n{line}\n\nOne paragraph.")
    assert found.source.published == date(2014, 9, 15)
    assert paragraphs(found) == ["One paragraph."]


@pytest.mark.parametrize("line", ["September 31, 2014", "On September 15, 2014", "09/10/2014"])
def test_what_is_no_date_or_could_be_two_stays_text(line: str) -> None:
    found = article(f"A title\n\n{line}\n\nOne paragraph.")
    assert found.source.published is None
    assert line in paragraphs(found)


def test_a_date_far_down_is_the_date_of_something_else() -> None:
    lines = ["One paragraph.", "Two paragraphs.", "Three paragraphs.", "2014-09-15", "The end."]
    found = article("A title\n\n" + "\n\n".join(lines))
    assert found.source.published is None
    assert paragraphs(found) == lines


def test_a_byte_order_mark_counts_as_a_character_and_is_in_no_paragraph() -> None:
    found = load(b"\xef\xbb\xbfA title\r\n\r\nOne paragraph.\r\n", "a.txt")
    assert found.source.title == "A title"
    assert found.text.startswith("\ufeff")
    assert [(each.start, each.end) for each in found.paragraphs] == [(12, 26)]


def test_typographic_characters_survive_and_outer_spaces_do_not() -> None:
    line = "“Iran\u00a0— the\u202f‘state’ – said so.”"
    assert paragraphs(article(f"A title\n\n\u00a0\u3000{line}\u00a0\u200b\n")) == [line]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff\u00a0\u200b\n".encode(), "empty"),
        (b"PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 32)) * 4 + b"abc", "binary"),
        ("Grüße aus Wien".encode("utf-16"), "UTF-16"),
        ("Grüße aus Wien".encode("utf-32"), "UTF-16 or UTF-32"),
        ("Grüße aus Wien".encode("latin-1"), "byte 0xfc at position 2; save the file as UTF-8"),
        (b"\xed\xa0\x80 a surrogate", "not UTF-8"),
        (b"ADVERTISEMENT\n\nLeave a Reply\n\n* * *\n", "no paragraph"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleRefused, match=reason) as refused:
        load(data, "a.txt")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("origin", ["a.TXT", "a.text", "README", "folder.d/README"])
def test_suffixes_of_plain_text(origin: str) -> None:
    assert load(b"One paragraph.", origin).origin == origin


def test_an_unknown_suffix_is_refused_with_what_can_be_read() -> None:
    with pytest.raises(ArticleRefused, match=r"no loader for \.xyz files \(can read: .*\.txt"):
        load(b"One paragraph.", "a.xyz")


def test_lines_of_furniture_are_no_evidence_of_a_margin() -> None:
    text = "ADVERTISEMENT\nADVERTISEMENT\na.\naaaaaaaaaa."
    read = load(text.encode(), "a.txt")
    assert [read.text[each.start : each.end] for each in read.paragraphs] == ["a.", "aaaaaaaaaa."]
