# Fragen, nach denen sich so nicht suchen lässt.
question-none = Da ist keine Frage. Frage zum Beispiel: who rejected the offer?
question-no-words = In dieser Nachricht stehen keine Wörter, nach denen sich suchen lässt.
question-too-long = Eine Frage darf höchstens { $most } Zeichen haben, diese hat { $length }. Frage nach einer Sache auf einmal.
question-small-words = „{ $phrase }“ besteht nur aus kleinen Wörtern oder Zeichen, nach denen nicht gesucht wird. Nimm ein Wort dazu, das mehr sagt.
question-nothing-telling = In dieser Frage steht nichts, wonach sich suchen lässt, nur häufige Wörter oder Zeichen. Nenne eine Person, einen Ort oder eine Sache.
question-no-day = „{ $typed }“ ist kein Tag für { $name ->
        [after] „ab“ (after)
       *[before] „vor“ (before)
    }. Schreibe ein Jahr, einen Monat oder einen Tag: 2014, 2014-09 oder 2014-09-15.
question-no-day-between = Zwischen { $after } und { $before } liegt kein Tag. Fasse den Zeitraum weiter.
question-no-order = Nach „{ $typed }“ lassen sich Antworten nicht ordnen: Schreibe sort:newest.
question-too-many-phrases = { $count } Wortfolgen sind zu viele: Höchstens { $most } werden gesucht.
question-too-many-excluded = { $count } ausgeschlossene Wörter sind zu viele: Höchstens { $most } werden beachtet.
question-too-many-sources = { $count } Quellen sind zu viele: Höchstens { $most } werden gesucht.
