"""Furniture: web pages' own lines go, prose that begins like them stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loaders.furniture import is_furniture

FURNITURE = """
Skip to main content
Skip to navigation
Back to top
Menu
Next article: Kerry in Paris
ADVERTISEMENT
— Advertisement —
Sponsored Content
Article continues below
Story continues after advertisement
Trending on PJ Media Videos
Most Read
Most popular stories
Recommended for you
Related articles
Latest news
You may also like:
Don’t miss
Don't miss
Editor’s Picks
Read more
Read more »
Click here to subscribe
Share this article
Tweet this
Share on Facebook
Follow us on Twitter
Sign up
Log in
Sign up for our newsletter
Subscribe now!
Subscribe to our newsletter
Register here for free
Stay informed with MEE's newsletters
Get our newsletter in your inbox every morning
Join the conversation as a VIP Member
Become a member today
0 replies
12 comments
Leave a Reply
Post a comment
Comments are closed.
Comments (12)
Want to join the discussion?
Feel free to contribute!
Cancel reply
Notify me of new posts
Email *
© 2014 PJ Media
Copyright 2014 The Associated Press
All rights reserved.
Terms of Service
Privacy Policy
Terms and Conditions | Privacy
We use cookies to improve this site
Your email address will not be published. Required fields are marked *
* * *
———
""".strip().splitlines()

PROSE = """
Home is where the heart is, the minister said.
Skipping the meeting, Iran sent a letter instead.
The menu of options is long, Kerry said.
Advertisers left the network after the broadcast.
Share prices fell in Tehran on Monday.
Tweets by the ayatollah drew an answer from Washington.
Trending on social media was the word “prostate”, which doctors in Tehran had used for the surgery.
Popular support for the plan is thin.
Most read the speech as a refusal.
Related articles in the agreement cover enrichment, inspections and the lifting of all sanctions.
More than 30 nations came to Paris.
More news from the front is expected on Tuesday, when the commanders are to meet in the capital.
Latest figures show that oil fell by a third.
Read aloud, the statement took an hour.
Follow the money, the prosecutor told them.
Log houses burned in the north.
Signing up for the coalition was never an option, Tehran said.
Subscribers to the agency saw the report first.
Comments by Kerry on Friday were mild.
Replies came within the hour.
Comments on the plan were cool.
Registered voters may go to any station.
Copyright law was on the agenda, too.
Privacy is a right, the court held.
12 comments by the leader were published on Monday.
30 nations gathered in Paris.
Joining the coalition would be wrong, he said.
Members of the House will vote on Thursday.
Name the price, he told the Americans.
Closed since 2011, the embassy is a museum.
Return to home was what most refugees wanted, she said.
""".strip().splitlines()

# As short as furniture and beginning as it does, but plainly a sentence of an article.
LIKE_FURNITURE = """
Subscribe to that view and you will wait for ever, he said.
Sign up for the war was all they heard, the mothers said.
Join the debate or stay silent, the speaker told both sides.
Become a member of NATO first, the minister told Kiev.
All rights reserved to the church were given up in 1905.
Leave a comment like that unanswered and it grows, she said.
Follow us on this road, the rebels told the villagers, and live.
Stay informed, the mayor told residents, and wait for updates.
""".strip().splitlines()


@pytest.mark.parametrize("line", FURNITURE)
def test_lines_around_an_article_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", FURNITURE)
def test_capitals_make_no_difference(line: str) -> None:
    assert is_furniture(line.upper())


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_begins_like_furniture_stays(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("line", LIKE_FURNITURE)
def test_a_sentence_that_could_be_quoted_stays(line: str) -> None:
    assert not is_furniture(line)


@given(st.sampled_from([line for line in FURNITURE if line[0].isalpha() and "email" not in line]))
def test_a_long_paragraph_that_begins_like_furniture_stays(line: str) -> None:
    tail = " is how the page began, and what followed was a report of the war in the north of Iraq"
    assert not is_furniture(line + tail * 2 + ".")


@given(st.text(st.characters(exclude_categories=["L", "N"]), max_size=200))
def test_a_line_without_letters_and_digits_is_furniture(line: str) -> None:
    if not any(map(str.isalnum, line)):
        assert is_furniture(line)


def test_a_hostile_line_of_megabytes_is_judged_by_its_beginning() -> None:
    assert not is_furniture("to learn more about " * 100_000)
    assert not is_furniture("a" * 2_000 + " your email address will not be published")
