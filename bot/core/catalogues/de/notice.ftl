# Was nur eine Person erfährt: Grenzen, Absagen und Störungen.
notice-too-fast = Mehr als { $limit ->
        [1] eine Frage
        [2] zwei Fragen
        [3] drei Fragen
        [4] vier Fragen
        [5] fünf Fragen
        [6] sechs Fragen
        [7] sieben Fragen
        [8] acht Fragen
        [9] neun Fragen
        [10] zehn Fragen
       *[other] { $limit } Fragen
    } pro Minute sind nicht möglich. Frage in { $seconds ->
        [one] { $seconds } Sekunde
       *[other] { $seconds } Sekunden
    } noch einmal.
notice-fault = Bei uns ist etwas kaputtgegangen. Gib einem Admin diese Nummer: { $fault }
notice-try-again = Noch einmal versuchen
notice-trying = Diese Frage wird gerade schon noch einmal gestellt.
notice-changed = Diesen Befehl gibt es inzwischen in anderer Form. Versuche es später noch einmal, oder sag einem Admin Bescheid.
notice-unanswered = Das konnte ich nicht beantworten.
notice-show = Nur mir zeigen
notice-not-yours = Das ist für die Person, die gefragt hat.
notice-expired = Dieser Hinweis ist abgelaufen. Frage noch einmal.
notice-expired-again = Dieser Hinweis ist abgelaufen, aber deine Frage lässt sich noch einmal stellen.

# Was getippt und abgelehnt wurde.
notice-typed = Du hast geschrieben:
notice-typed-file = Was du geschrieben hast, steht in { $file }.
notice-before = Vorher:
notice-before-file = Was vorher dort stand, ist in { $file }.
notice-now = Jetzt steht dort:
notice-now-file = Was jetzt dort steht, ist in { $file }.
notice-now-none = Jetzt steht dort nichts.
