# Stimmen zu Antworten, und was ein Team fragt und nicht findet.
insights-vote-helpful = Hilfreich
insights-vote-unhelpful = Nicht hilfreich
insights-voted-helpful = Danke. Du findest diese Antwort hilfreich; das kannst du jederzeit ändern.
insights-voted-unhelpful = Danke. Du findest diese Antwort nicht hilfreich; das kannst du jederzeit ändern.
insights-take-back = Zurücknehmen
insights-taken-back = Deine Stimme ist gelöscht.
insights-no-vote = Du hast zu dieser Antwort keine Stimme abgegeben.
insights-command = einblicke
insights-command-about = Zeigt, was das Team fragt und was seine Artikel nicht beantworten
insights-option-days = tage
insights-option-days-about = Wie weit zurück
insights-choice-7 = Eine Woche
insights-choice-30 = Ein Monat
insights-choice-90 = Drei Monate
insights-choice-365 = Ein Jahr
insights-option-export = export
insights-option-export-about = Die beurteilten Antworten als Fragensammlung anhängen
insights-heading = Fragen seit dem { $since }
insights-none = Seit dem { $since } wurde nichts gefragt, das noch gespeichert ist.
insights-asked = { $asked ->
        [one] Eine Frage
       *[other] { $asked } Fragen
    }, { $private ->
        [0] keine davon privat
        [one] eine davon privat
       *[other] { $private } davon privat
    }.
insights-matches = Wortübereinstimmung: { $strong } stark, { $partial } teilweise, { $weak } schwach; ohne Zitate: { $none }.
insights-votes = Stimmen: { $helpful } hilfreich, { $unhelpful } nicht hilfreich.
insights-unanswered = Nicht gefunden, oder nur mit schwacher Wortübereinstimmung
insights-lacking = Wörter, die in keiner Passage stehen
insights-least = Am wenigsten hilfreich
insights-quoted = Am häufigsten zitiert
insights-line-unanswered = { $question } ({ $times ->
        [one] einmal
       *[other] { $times }-mal
    }{ $quoted ->
        [yes] , schwach
       *[no] {""}
    })
insights-line-lacking = „{ $word }“ ({ $times ->
        [one] eine Frage
       *[other] { $times } Fragen
    })
insights-line-least = { $question } ({ $unhelpful } nicht hilfreich, { $helpful } hilfreich · { $receipt })
insights-line-quoted = { $title }, { $outlet } ({ $times ->
        [one] eine Antwort
       *[other] { $times } Antworten
    })
insights-outlet-unknown = Medium nicht angegeben
insights-kept = Aus den Antworten, die noch gespeichert sind: { $days ->
        [0] 15 Minuten
        [one] einen Tag
       *[other] { $days } Tage
    } lang. Private Fragen werden gezählt, aber nicht gezeigt.
insights-nothing-judged = Es gibt noch keine beurteilten Antworten: Niemand hat „Hilfreich“ oder „Nicht hilfreich“ gedrückt.
insights-too-large = Die Passagen dieser Sammlung sind größer, als eine Datei hier sein darf. Wer den Bot betreibt, kann sie exportieren: footnote insights --team { $team } --export ORDNER
insights-not-allowed = Das sehen nur Mitglieder, die den Server verwalten dürfen.
insights-exported = { $questions ->
        [one] Eine beurteilte Frage
       *[other] { $questions } beurteilte Fragen
    } in { $folder }. So misst du damit: footnote evaluate { $passages } { $file }
insights-bad-team = „{ $team }“ ist kein Team. Ein Server heißt guild-ID, eine Person user-ID, die Kommandozeile local.
insights-unwritable = { $folder } lässt sich nicht schreiben: { $reason }.
