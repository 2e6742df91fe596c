# Watches: questions that are kept, and what is new that answers them.
watch-gone = This watch is not there any more.
watch-too-many-team = This team has { $most } watches already, as many as there may be. Remove one first.
watch-too-many-person = You have { $most } watches already, as many as one person may have. Remove one first.
watch-no-message = Only a question can be watched, not the sources of a message.
watch-added = Watching: { $question }
watch-there = Already watched: { $question }
watch-heading = Watch: { $question }
watch-new = { $passages ->
        [one] 1 new passage
       *[other] { $passages } new passages
    } · { $match }
watch-rest = { $rest ->
        [one] And 1 more.
       *[other] And { $rest } more.
    }
watch-passage-added = added { $when }
watch-tells-strong = strong word match only
watch-tells-partial = strong or partial word match
watch-waiting = { $waiting ->
        [0] nothing new
        [one] 1 new passage waiting
       *[other] { $waiting } new passages waiting
    }
watch-muted-until = muted until { $when }
watch-paused-gone = paused: its channel is not there any more
watch-paused-forbidden = paused: I may not write there any more
watch-paused-quiet = paused: this server wants me to be quiet there
watch-paused-library = paused: the library that it watches is not there any more
watch-paused-refused = paused: Discord did not take its digest
watch-removed = No longer watched: { $question }
watch-muted = Muted until { $when }: { $question }
watch-unmuted = Not muted any more: { $question }

# The command line.
watch-cli-run = To see what is new: footnote watch run
watch-cli-number = There is no watch { $number }. See them: footnote watch list
watch-cli-nothing = Nothing new.
watch-cli-none = Nothing is watched. Add a question: footnote watch add "QUESTION"
