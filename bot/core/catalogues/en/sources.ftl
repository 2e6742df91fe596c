# What bears on a message.
sources-differs = Message: { $message }. Passage: { $passage }.
sources-none = No passage is close to this.
sources-note = The closest passages, by their words: no verdict of true or false.
sources-more = { $count ->
        [one] One more sentence was
       *[other] { $count } more sentences were
    } not looked up.
sources-open = Passages { $number }
sources-nothing = There is nothing in this to search for.
