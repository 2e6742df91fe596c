# What Footnote does, and how to ask it.
help-what = Footnote finds passages in your articles and shows them word for word. It writes nothing itself.
help-try = Try: `/{ $ask } who rejected the offer?`
help-quiet = This channel is to stay quiet: only you see what I answer here, and a mention gets no answer.
help-mention = Or mention me with a question, or write to me directly. Press { $follow } to ask on.
help-message = Right-click or long-press a message → Apps → { $find }
help-more = More: { $commands }
help-searching = You are searching: { $libraries }
help-searching-library = { $title } ({ $articles })
help-searching-nothing = You are searching: nothing yet
help-stored = Stored: questions, { $days ->
        [0] 15 minutes
        [one] one day
       *[other] { $days } days
    }. Erase yours: /{ $forget }
help-manager = Quiet channels, library, language and how long questions are kept: /{ $settings }
help-version = Footnote { $version }
help-engine = It finds passages by their words and shows them as they were published. No language model is asked.
help-library = { $title }: { $articles ->
        [one] one article
       *[other] { $articles } articles
    }, { $passages ->
        [one] one passage
       *[other] { $passages } passages
    }.
help-indexed = Indexed { $when }.
help-command-about-bot = about
help-command-about-bot-about = Version, libraries, and how fresh they are
help-command-privacy = privacy
help-command-privacy-about = What is stored here, and for how long
help-command-forget = forget-me
help-command-forget-about = Erase your questions, votes and watches in this server
help-group = footnote
help-group-about = About this bot
help-command = help
help-command-about = What Footnote does, and how to ask it
