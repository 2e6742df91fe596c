# What is stored, for how long, and how it is deleted.
privacy-heading = What Footnote stores of this server
privacy-own-heading = What Footnote stores of our direct messages
privacy-local-heading = What Footnote stores of the command line
privacy-questions = Questions, comparisons and sentences looked up with Find sources, with what was found: who asked, where, when, whether in private
privacy-checks = Quotations in checked drafts and messages, with what was found; never the drafts
privacy-votes = Votes on answers, and who voted
privacy-messages = Which message shows which answer
privacy-turns = Which answers a thread goes on from
privacy-digests = Passages that a digest of a watch showed, and whose watch that was, once it is stopped
privacy-expired = That there was an answer: its receipt, when and where
privacy-posts = Ids of forum posts that I answered
privacy-failed = A question, or a message for Find sources, that failed, and who asked, for Try again
privacy-searches = Words looked for in a notebook, and who looked
privacy-removed = Passages removed from a notebook, and notes replaced in it, for Undo
privacy-exported = Answers in exported files, without who asked; no private ones
privacy-notebook = Saved passages with their questions, who saved them, notes and tags
privacy-receipts = Answers that those are from, without who asked; no private ones
privacy-settings = Settings
privacy-articles = Articles that were added here
privacy-days = { $days ->
        [0] For 15 minutes
        [one] For one day
       *[other] For { $days } days
    }
privacy-days-more = { $days ->
        [one] For one day more
       *[other] For { $days } days more
    }
privacy-latest = The latest { $most }
privacy-until-removed = Until somebody changes or removes them
privacy-typed = What was typed in footnote chat
privacy-never = Messages that are not for me are neither read nor stored, unless a member hands me one: Find sources, Check quotes. Nothing is sent to anybody else.
privacy-leaving = If I am removed from this server, all of it is deleted { $days ->
        [0] at once
        [one] a day later
       *[other] { $days } days later
    }.
privacy-how = { $delete } below an answer erases it at once. /{ $forget } erases your questions, votes and watches here.
privacy-forget-ask =
    This erases your questions with their answers, your votes and watches in this server, at once. A watch that others added, too, goes over to them.
    Without your name stay: saved passages in the notebook with their questions and notes, and the answers that they are from, unless those were private.
    My messages stay in their channels; to remove one, first press { $delete } below it. Other servers are not touched.
privacy-forget-ask-own =
    This erases your questions with their answers, your votes and watches in our direct messages, at once.
    Saved passages stay in your notebook with their questions and notes, and so do the answers that they are from, unless those were private.
    My messages stay here; to remove one, first press { $delete } below it.
privacy-forget-confirm = Erase it
privacy-forgotten = Erased: { $answers ->
        [0] no requests
        [one] one request
       *[other] { $answers } requests
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
privacy-watches = Watches, who added them and who is told; what they know already or have not told yet
