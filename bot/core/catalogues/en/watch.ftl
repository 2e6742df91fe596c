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
watch-rest-best = And { $rest } more. Of all, the { $kept } best are kept here.
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
watch-not-yet = No passage has { $words } yet.

# Discord.
watch-command = watch
watch-command-about = Keep questions, and be told what is new that answers them
watch-command-add = add
watch-command-add-about = Watch a question: new passages that answer it come to this channel
watch-command-list = list
watch-command-list-about = See what is watched, change it or stop it
watch-command-remove = remove
watch-command-remove-about = Stop watching a question
watch-command-mute = mute
watch-command-mute-about = Hear nothing of a watch for a while
watch-option-question = question
watch-option-question-about = What do you want to be told of?
watch-option-every = every
watch-option-every-about = How often it tells at most
watch-option-partial = partial
watch-option-partial-about = Tell of partial word matches, too
watch-option-ping = ping
watch-option-ping-about = Ping you when something new comes
watch-option-library = library
watch-option-library-about = Watch only this library
watch-option-watch = watch
watch-option-watch-about = Which of them
watch-option-days = days
watch-option-days-about = For how many days; 0 undoes it
watch-every-hour = Once an hour
watch-every-day = Once a day
watch-every-week = Once a week
watch-at-most-hour = at most once an hour
watch-at-most-day = at most once a day
watch-at-most-week = at most once a week
watch-comes-here = What is new comes here, { $often }; { $match }.
watch-for = Watch for this
watch-for-all = Watch it here
watch-seen-by = You asked in private. Whoever can see this channel will see the question of a watch.
watch-ping = Ping me
watch-no-ping = Do not ping me
watch-mute = Mute a week
watch-unmute = Unmute
watch-resume = Go on
watch-stop = Stop watch
watch-all = All { $count }
watch-best = Best { $count }
watch-more = More
watch-back = Back
watch-will-ping = You will be pinged when something new comes.
watch-will-not-ping = You will not be pinged.
watch-resumed = Watched again: { $question }
watch-was-paused = A watch of yours does not tell any more: { $question } ({ $reason })
watch-list-none-here = Nothing is watched here. Add a question: /watch add
watch-list-heading = { $count ->
        [one] 1 watch
       *[other] { $count } watches
    }
watch-in = in { $place }
watch-not-yours = Only { $owner } or a moderator can change this watch.
watch-is-quiet = This server wants me to be quiet in this channel, so nothing can be watched here.
watch-may-not-write = I may not write in this channel, so what is new could not come here.
watch-none-chosen = There is no such watch here. Choose one from the list.

# The command line.
watch-cli-run = To see what is new: footnote watch run
watch-cli-number = There is no watch { $number }. See them: footnote watch list
watch-cli-nothing = Nothing new.
watch-cli-none = Nothing is watched. Add a question: footnote watch add "QUESTION"
watch-cli-waiting = Nothing new to show yet. { $waiting ->
        [one] 1 new passage waits
       *[other] { $waiting } new passages wait
    }: footnote watch list
