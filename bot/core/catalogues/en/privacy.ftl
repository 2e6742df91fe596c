# What is stored, for how long, and how it is deleted.
privacy-heading = What Footnote stores of this server
privacy-own-heading = What Footnote stores of our direct messages
privacy-local-heading = What Footnote stores of the command line
privacy-questions = Questions with their answers, who asked and where
privacy-exported = After that, without who asked, answers in exported files
privacy-votes = Votes on answers
privacy-notebook = Saved passages, with who saved them, notes and tags
privacy-settings = Settings
privacy-articles = Articles that were added here
privacy-days = { $days ->
        [0] 15 minutes
        [one] one day
       *[other] { $days } days
    }
privacy-latest = the latest { $most }
privacy-until-removed = until somebody removes them
privacy-typed = What was typed in footnote chat
privacy-never = Messages that are not for me are neither read nor stored. Nothing is sent to anybody else.
privacy-leaving = If I am removed from a server, all of it is deleted { $days ->
        [0] at once
        [one] a day later
       *[other] { $days } days later
    }.
privacy-how = { $delete } below an answer erases it at once. /{ $forget } erases your questions, votes and watches here.
privacy-forget-ask = This erases your questions with their answers, your votes and watches in this server, at once. A watch that others added, too, goes over to them. Without your name stay: saved passages in the notebook with their questions, and the answers that they are from, unless those were private. Other servers are not touched.
privacy-forget-ask-own = This erases your questions with their answers, your votes and watches in our direct messages, at once. Saved passages stay in your notebook with their questions, and so do the answers that they are from, unless those were private.
privacy-forget-confirm = Erase it
privacy-forgotten = Erased: { $answers ->
        [0] no answers
        [one] one answer
       *[other] { $answers } answers
    }, { $votes ->
        [0] no votes
        [one] one vote
       *[other] { $votes } votes
    }{ $watches ->
        [0] {""}
        [one] , one watch
       *[other] , { $watches } watches
    }.{ $saved ->
        [0] {""}
        [one] {" "}One passage that you saved stays with its question, without your name.
       *[other] {" "}{ $saved } passages that you saved stay with their questions, without your name.
    }{ $kept ->
        [0] {""}
        [one] {" "}One answer of which a passage is saved stays, without your name.
       *[other] {" "}{ $kept } answers of which a passage is saved stay, without your name.
    }
privacy-forgotten-nothing = There was nothing of yours here.
privacy-forgotten-typed = Erased: what was typed in footnote chat.
privacy-forgotten-here = That was this server's only.
privacy-not-yours = This is for the one who asked.
privacy-local-confirm = Erase all questions, answers, votes and watches of the command line? Saved passages stay, with the answers that they are from.
privacy-watches = Watches, with who added them and who is told
