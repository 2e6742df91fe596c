# What one person alone is told: limits, refusals and faults.
notice-too-fast = { $limit ->
        [0] No questions
        [1] One question
        [2] Two questions
        [3] Three questions
        [4] Four questions
        [5] Five questions
        [6] Six questions
        [7] Seven questions
        [8] Eight questions
        [9] Nine questions
        [10] Ten questions
       *[other] { $limit } questions
    } a minute is the limit. Ask again in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
notice-fault = Something broke on our side. Tell an admin: { $fault }
notice-try-again = Try again
notice-trying = This question is being asked again already.
notice-changed = This command has changed. Try again in a while, or tell an admin.
notice-unanswered = I could not answer that.
notice-show = Show me privately
notice-not-yours = This is for the one who asked.
notice-expired = This notice has expired. Ask again.
notice-expired-again = This notice has expired, but your question can be asked again.

# What was typed, where it was refused.
notice-typed = You typed:
notice-typed-file = What you typed is in { $file }.
notice-before = Before:
notice-before-file = What stood there before is in { $file }.
notice-now = There now:
notice-now-file = What stands there now is in { $file }.
notice-now-none = There is nothing there now.
