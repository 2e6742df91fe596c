# What a team chooses.
settings-command = settings
settings-command-about = Choose where and how Footnote answers in this server
settings-heading = How Footnote answers here
settings-own-heading = How Footnote answers you in direct messages
settings-saved = Saved.
settings-speaks = Channels where I may speak: { $channels }
settings-speaks-all = all of them
settings-speaks-note = Elsewhere I answer only commands, privately, and react to a mention with { $sign }. A thread counts as its channel.
settings-forums = Forums whose new posts I answer: { $channels }
settings-forums-none = none
settings-library = Library: { $library }
settings-library-all = all that there are
settings-private = Answers: { $private ->
        [yes] private, unless said otherwise
       *[no] for everybody in the channel, unless said otherwise
    }
settings-retention = Questions and answers are kept: { $days ->
        [0] only as long as an answer's buttons work (15 minutes)
        [one] one day
       *[other] { $days } days
    }
settings-language = Language of public answers: { $language }
settings-language-own = the server's
settings-language-en = English
settings-language-de = Deutsch
settings-choose-speaks = Channels where I may speak; none: all
settings-choose-forums = Forums whose new posts I answer
settings-choose-library = Library
settings-choose-private = Private or public answers
settings-choose-retention = How long questions are kept
settings-choose-language = Language of public answers
settings-option-all = All libraries
settings-option-public = Public unless said otherwise
settings-option-private = Private unless said otherwise
settings-option-default = As configured: { $days ->
        [one] one day
       *[other] { $days } days
    }
settings-option-days = { $days ->
        [0] Only as long as buttons work
        [one] One day
       *[other] { $days } days
    }
settings-option-server = The server's own
settings-not-allowed = Only members who may manage the server can change this.
settings-bad-key = There is no setting "{ $setting }". There are: { $keys }.
settings-bad-value = "{ $value }" cannot be chosen for { $setting }. { $hint }
settings-hint-library = Name one of: { $names }; or all.
settings-hint-retention = Give a number of days, 0 to 3650; or default.
settings-line = { $setting }: { $value }
settings-default = default
settings-speaks-none = none that is still there
