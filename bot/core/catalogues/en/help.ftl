# What Footnote does, and how to ask it.
help-what = Footnote finds passages in your articles and shows them word for word. It writes nothing itself.
help-try = Try: `/{ $ask } who rejected the offer?`
help-mention = Or mention me with a question, or write to me directly.
help-message = Right-click or long-press a message → Apps → { $find }
help-searching = You are searching: { $libraries }
help-searching-library = { $title } ({ $articles })
help-searching-nothing = You are searching: nothing yet
help-stored = Stored: questions and answers, { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. Delete on an answer erases it at once.
help-group = footnote
help-group-about = About this bot
help-command = help
help-command-about = What Footnote does, and how to ask it
