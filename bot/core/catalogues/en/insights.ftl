# Votes on answers, and what a team asks and does not find.
insights-vote-helpful = Helpful
insights-vote-unhelpful = Not helpful
insights-voted-helpful = Thank you. You found this answer helpful; you can change that at any time.
insights-voted-unhelpful = Thank you. You found this answer not helpful; you can change that at any time.
insights-take-back = Take it back
insights-taken-back = Your vote is gone.
insights-no-vote = You have no vote on this answer.
insights-command = insights
insights-command-about = See what the team asks, and what its articles do not answer
insights-option-days = days
insights-option-days-about = How far to look back
insights-choice-7 = A week
insights-choice-30 = A month
insights-choice-90 = Three months
insights-choice-365 = A year
insights-option-export = export
insights-option-export-about = Attach the judged answers as a question set
insights-heading = Questions since { $since }
insights-none = Nothing was asked since { $since } that is still kept.
insights-asked = { $asked ->
        [one] One question
       *[other] { $asked } questions
    }, { $private ->
        [0] none of them private
        [one] one of them private
       *[other] { $private } of them private
    }.
insights-matches = Word match: { $strong } strong, { $partial } partial, { $weak } weak; no quotes for { $none }.
insights-votes = Votes: { $helpful } helpful, { $unhelpful } not helpful.
insights-unanswered = Not found, or only with a weak word match
insights-lacking = Words that no passage has
insights-least = Found least helpful
insights-quoted = Quoted most
insights-line-unanswered = { $question } ({ $times ->
        [one] once
       *[other] { $times } times
    }{ $quoted ->
        [yes] , weak
       *[no] {""}
    })
insights-line-lacking = "{ $word }" ({ $times ->
        [one] one question
       *[other] { $times } questions
    })
insights-line-least = { $question } ({ $unhelpful } not helpful, { $helpful } helpful · { $receipt })
insights-line-quoted = { $title }, { $outlet } ({ $times ->
        [one] one answer
       *[other] { $times } answers
    })
insights-outlet-unknown = outlet not stated
insights-kept = From answers that are still kept: { $days ->
        [0] 15 minutes
        [one] one day
       *[other] { $days } days
    }. Private questions are counted, and not shown.
insights-nothing-judged = There are no judged answers to export yet: nobody pressed Helpful or Not helpful.
insights-too-large = The passages of this set are larger than a file may be here. Whoever runs the bot can export it: footnote insights --team { $team } --export FOLDER
insights-not-allowed = Only members who may manage the server can see this.
insights-exported = { $questions ->
        [one] One judged question
       *[other] { $questions } judged questions
    } in { $folder }. Measure them: footnote evaluate { $passages } { $file }
insights-bad-team = "{ $team }" names no team. A server's is guild-ID, a person's user-ID, the command line's local.
insights-unwritable = { $folder } cannot be written: { $reason }.
