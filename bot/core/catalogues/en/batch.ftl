# Several questions at once.
batch-empty = There is no question in this file. Write one a line, or a table with a column named question.
batch-too-many = This file has { $count } questions; { $most } at a time is the limit.
batch-too-large = This file is larger than { $most } KiB. Split it.
batch-not-text = This file is not text. Save it as UTF-8: a text file with a question a line, or a table as CSV.
batch-not-table = This table cannot be read as CSV: { $reason }.
batch-title = { $count ->
        [one] One question
       *[other] { $count } questions
    }
batch-summary = Asked on { $when }. Passages are quoted for { $found } of { $count }. They are the closest ones, word for word. Not found here does not mean not said.
batch-progress = { $done } of { $count } questions asked
batch-done = Asked { $count ->
        [one] one question
       *[other] { $count } questions
    }; passages are quoted for { $found }.
batch-again = Your file was not kept. Use the command again with it.
batch-cancel = Cancel
batch-cancelling = Stopping after this question.
batch-cancelled = Stopped after { $done } of { $count } questions. That is what was found so far.
batch-broken = Something went wrong after { $done } of { $count } questions. That is what was found until then.
batch-stopped-by = Only { $asker } or a moderator can stop this.
batch-over = This is over, or ended when the bot was restarted; its files are gone. What was asked by then is kept like any question. Ask again with the file.
batch-running = You have a file of questions running here. Wait for it, or cancel it.
batch-interrupted = Stopped before the first question. Nothing was written.
batch-wrote = Wrote { $table } and { $report }.
batch-command = ask-file
batch-command-about = Ask up to 50 questions of a file at once, and get a table and a report
batch-option-file = file
batch-option-file-about = A text file with a question a line, or a table (CSV) with a column of them
batch-option-library = library
batch-option-library-about = Search only this library
batch-option-private = private
batch-option-private-about = Show the result to you alone
