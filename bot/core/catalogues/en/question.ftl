# Questions that cannot be searched for as they stand.
question-none = There is no question. Ask, for example: who rejected the offer?
question-no-words = That message has no words to search for.
question-too-long = A question may have at most { $most } characters; this one has { $length }. Ask for one thing at a time.
question-small-words = "{ $phrase }" has only small words or symbols, which are not looked for. Add a word that tells more.
question-nothing-telling = There is nothing to search for in that question: it has only common words or symbols. Name a person, a place or a thing.
question-no-day = '{ $typed }' is no day for { $name }. Write a year, a month or a day: 2014, 2014-09 or 2014-09-15.
question-no-day-between = No day is on or after { $after } and before { $before }. Widen the dates.
question-no-order = Answers cannot be sorted by '{ $typed }': write sort:newest.
question-too-many-phrases = { $count } phrases are too many: at most { $most } are looked for.
question-too-many-excluded = { $count } excluded words are too many: at most { $most } are looked for.
question-too-many-sources = { $count } sources are too many: at most { $most } are looked for.
