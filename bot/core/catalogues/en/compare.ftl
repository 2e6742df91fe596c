# Comparisons: who words it how.
compare-summary-each = Closest wording in each article: { $rows } of { $articles }, { $wordings }
compare-summary-some = Closest wording in { $rows } of { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }, { $wordings }
compare-summary-closest = The closest { $rows } of { $worded ->
        [one] { $worded } article
       *[other] { $worded } articles
    } that word it ({ $articles } in all), { $wordings }
compare-wordings = { $count ->
        [0] no wordings
        [1] one wording
        [2] two wordings
        [3] three wordings
        [4] four wordings
        [5] five wordings
        [6] six wordings
        [7] seven wordings
        [8] eight wordings
        [9] nine wordings
        [10] ten wordings
       *[other] { $count } wordings
    }
compare-without = No passage close enough in { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }: { $titles }.
compare-more = { $count } more
compare-none = No article words it closely enough to be compared.
compare-closing = Wording only: not a verdict, nor a count of independent reports.
compare-speaker = names { $speaker }
compare-speaker-unnamed = speaker not named in this sentence

# The card and its buttons.
compare-wording-of = { $wording }, { $count } articles
compare-more-articles = { $count ->
        [one] and { $count } more article, in the table
       *[other] and { $count } more articles, in the table
    }
compare-no-buttons = This comparison could not be kept, so it has no buttons.
compare-open = Open a passage
compare-table = Table
compare-image = Image
compare-no-passage = There is no such passage in this comparison.

# What the picture shows, for those who do not see it.
compare-picture = Who words it how: "{ $question }". { $summary }.
compare-picture-wording = "{ $wording }": { $names }.
compare-picture-more-names = { $names }; { $count } more
compare-picture-more = { $count ->
        [one] { $count } more wording.
       *[other] { $count } more wordings.
    }
compare-picture-replaced = { $count ->
        [one] { $count } character that the font lacks is shown as { $sign }.
       *[other] { $count } characters that the font lacks are shown as { $sign }.
    }
compare-picture-refused = This cannot be drawn as a picture: its font has Latin, Greek and Cyrillic letters only, and no '{ $character }'. The table has every word.

# The command.
compare-command = compare
compare-command-about = See how each of your articles words what you ask about
compare-option-question = question
compare-option-question-about = What do you want to compare?
compare-option-library = library
compare-option-library-about = Compare in this library only
compare-option-private = private
compare-option-private-about = Show the comparison to you alone
