# An answer: what it found, and what it did not.
answer-closest = Closest passages · { $match }
answer-match-strong = strong word match
answer-match-partial = partial word match
answer-match-weak = weak word match
answer-not-within = These are not within what was asked for
answer-not-mentioned = These do not mention { $words }
answer-read-as = Read as: { $reading }
answer-corrected = No passage has "{ $word }"; searched for "{ $to }".
answer-contains-none = No passage contains { $words }.
answer-apart-two = No passage has both { $words }.
answer-apart-more = No passage has { $words } together.
answer-word = "{ $word }"
answer-more-words = { $count } more of its words

answer-no-articles = There are no articles to search yet.
answer-none-contains = No passage contains { $words }, so no quotes are shown.
answer-none-within = There are passages, but none within what was asked for, so no quotes are shown.
answer-none-close = No passage is close to this question, so no quotes are shown.
answer-not-said = Not found here does not mean not said.

answer-only = Only: { $wanted }.
answer-asked-for = Asked for: { $wanted }.
answer-wanted-with = with { $words }
answer-wanted-without = without { $words }
answer-wanted-from = from { $words }
answer-wanted-after = dated { $day } or later
answer-wanted-before = dated before { $day }
answer-undated-left-out = { $count ->
        [one] 1 undated article was left out.
       *[other] { $count } undated articles were left out.
    }
answer-newest-first = Newest first.

answer-searched = Searched: { $libraries }.
answer-own-library = Your articles
answer-more-libraries = { $count } more libraries
answer-articles = { $count ->
        [one] 1 article
       *[other] { $count } articles
    }
answer-dated = { $count } dated { $first }
answer-dated-span = { $count } dated { $first } to { $last }
answer-undated = { $count } undated
answer-indexed = indexed { $when }
answer-library = { $title }: { $articles }
answer-library-indexed = { $title }: { $articles }, indexed { $when }
answer-outlets = Outlets: { $outlets }.
answer-more-outlets = { $count } more
answer-outlets-unstated = not stated by { $count ->
        [one] 1 article
       *[other] { $count } articles
    }

# A passage's source.
answer-paragraph = paragraph { $number }
answer-heading = heading
answer-paragraphs-two = paragraphs { $first } and { $last }
answer-paragraphs-many = paragraphs { $first } to { $last }
answer-nothing-stated = Outlet and date not stated
answer-day-stated = Outlet not stated, { $day }
answer-outlet-stated = { $outlet }, date not stated
answer-both-stated = { $outlet }, { $day }
answer-date-unknown = Date not stated.
answer-copied = copied in { $count ->
        [one] 1 article
       *[other] { $count } articles
    }
answer-same = same words in { $count ->
        [one] 1 other article
       *[other] { $count } other articles
    }
answer-similar = similar in { $count ->
        [one] 1 other article
       *[other] { $count } other articles
    }
answer-similar-too = similar in { $count }
answer-relation-copy = copy
answer-relation-same = same words
answer-relation-similar = similar
answer-more-articles = and in { $count ->
        [one] 1 more article
       *[other] { $count } more articles
    }
answer-gone = That article was removed or replaced; the passage is shown as it was quoted.
answer-gone-since = That article was removed or replaced on { $day }; the passage is shown as it was quoted.

# The card and its buttons.
answer-no-buttons = This answer could not be kept, so it has no buttons.
answer-open = Open { $rank }
answer-back = Back
answer-more = More
answer-delete = Delete
answer-anyway = Nearest anyway
answer-exactly = Ask exactly
answer-no-passage = There is no such passage in this answer.
answer-elsewhere = This button belongs to an answer in another channel.
answer-asked-again = This question is being asked again already.
answer-private = This answer is private to the one who asked.
answer-moderators = Only a moderator can delete this.
answer-not-yours = Only { $asker } or a moderator can delete this.
answer-change = Change question
answer-change-label = Your question
answer-share = Share
answer-shared = It is in the channel now.
answer-shared-by = Shared by { $person }
answer-shared-already = You have shared this answer already.
answer-share-quiet = I may not speak in this channel: a member who manages the server chose so.
answer-share-member = You may not write in this channel.
answer-share-unheard = Discord does not say whether this is in the channel. Try again in a while.
answer-share-bot = I may not write in this channel. Ask somebody who manages it.
