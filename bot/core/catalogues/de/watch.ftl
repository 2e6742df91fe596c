# Beobachtete Fragen, und was Neues sie beantwortet.
watch-gone = Diese Frage wird nicht mehr beobachtet.
watch-too-many-team = Dieses Team beobachtet schon { $most } Fragen, mehr geht nicht. Entferne zuerst eine.
watch-too-many-person = Du beobachtest schon { $most } Fragen, mehr geht nicht. Entferne zuerst eine.
watch-no-message = Beobachten lässt sich nur eine Frage, nicht die Quellen einer Nachricht.
watch-added = Wird beobachtet: { $question }
watch-there = Wird schon beobachtet: { $question }
watch-heading = Beobachtet: { $question }
watch-new = { $passages ->
        [one] 1 neue Passage
       *[other] { $passages } neue Passagen
    } · { $match }
watch-rest = { $rest ->
        [one] Und 1 weitere.
       *[other] Und { $rest } weitere.
    }
watch-rest-best = Und { $rest } weitere. Von allen sind hier die { $kept } besten aufbewahrt.
watch-passage-added = hinzugefügt { $when }
watch-tells-strong = nur starke Wortübereinstimmung
watch-tells-partial = starke oder teilweise Wortübereinstimmung
watch-waiting = { $waiting ->
        [0] nichts Neues
        [one] 1 neue Passage wartet
       *[other] { $waiting } neue Passagen warten
    }
watch-muted-until = stumm bis { $when }
watch-paused-gone = angehalten: Den Kanal gibt es nicht mehr
watch-paused-forbidden = angehalten: Ich darf dort nicht mehr schreiben
watch-paused-quiet = angehalten: Auf diesem Server soll ich dort still sein
watch-paused-library = angehalten: Die beobachtete Bibliothek gibt es nicht mehr
watch-paused-refused = angehalten: Discord hat die Meldung nicht angenommen
watch-removed = Wird nicht mehr beobachtet: { $question }
watch-muted = Stumm bis { $when }: { $question }
watch-unmuted = Nicht mehr stumm: { $question }
watch-not-yet = Noch keine Passage enthält { $words }.

# Discord.
watch-command = beobachten
watch-command-about = Fragen merken und erfahren, was Neues sie beantwortet
watch-command-add = neu
watch-command-add-about = Eine Frage beobachten: Neue Passagen dazu kommen in diesen Kanal
watch-command-list = liste
watch-command-list-about = Sehen, was beobachtet wird, es ändern oder beenden
watch-command-remove = entfernen
watch-command-remove-about = Eine Frage nicht mehr beobachten
watch-command-mute = stumm
watch-command-mute-about = Von einer Frage eine Weile nichts hören
watch-option-question = frage
watch-option-question-about = Wovon möchtest du erfahren?
watch-option-every = höchstens
watch-option-every-about = Wie oft du höchstens davon hörst
watch-option-partial = teilweise
watch-option-partial-about = Auch bei teilweiser Wortübereinstimmung melden
watch-option-ping = ping
watch-option-ping-about = Dich anpingen, wenn etwas Neues kommt
watch-option-library = bibliothek
watch-option-library-about = Nur diese Bibliothek beobachten
watch-option-watch = beobachtung
watch-option-watch-about = Welche davon
watch-option-days = tage
watch-option-days-about = Für wie viele Tage; 0 hebt es auf
watch-every-hour = Einmal pro Stunde
watch-every-day = Einmal am Tag
watch-every-week = Einmal pro Woche
watch-at-most-hour = höchstens einmal pro Stunde
watch-at-most-day = höchstens einmal am Tag
watch-at-most-week = höchstens einmal pro Woche
watch-comes-here = Neues kommt hierher, { $often }; { $match }.
watch-for = Beobachten
watch-for-all = Hier beobachten
watch-seen-by = Du hast privat gefragt. Wer diesen Kanal sehen kann, sieht die Frage, die beobachtet wird.
watch-ping = Ping mich an
watch-no-ping = Nicht anpingen
watch-mute = Eine Woche stumm
watch-unmute = Nicht mehr stumm
watch-resume = Weiter
watch-stop = Beenden
watch-all = Alle { $count }
watch-best = Die { $count } besten
watch-more = Mehr
watch-back = Zurück
watch-will-ping = Du wirst angepingt, wenn etwas Neues kommt.
watch-will-not-ping = Du wirst nicht angepingt.
watch-resumed = Wird wieder beobachtet: { $question }
watch-was-paused = Eine deiner Fragen meldet sich nicht mehr: { $question } ({ $reason })
watch-list-none-here = Hier wird nichts beobachtet. So fügst du eine Frage hinzu: /beobachten neu
watch-list-heading = { $count ->
        [one] 1 beobachtete Frage
       *[other] { $count } beobachtete Fragen
    }
watch-in = in { $place }
watch-not-yours = Das können nur { $owner } oder die Moderation ändern.
watch-is-quiet = Auf diesem Server soll ich in diesem Kanal still sein, darum lässt sich hier nichts beobachten.
watch-may-not-write = Ich darf in diesem Kanal nicht schreiben, darum könnte Neues nicht hierher kommen.
watch-none-chosen = So eine Beobachtung gibt es hier nicht. Wähle eine aus der Liste.

# Die Kommandozeile.
watch-cli-run = Was neu ist, zeigt: footnote watch run
watch-cli-number = Es gibt keine beobachtete Frage { $number }. Alle zeigt: footnote watch list
watch-cli-nothing = Nichts Neues.
watch-cli-none = Es wird nichts beobachtet. So fügst du eine Frage hinzu: footnote watch add "FRAGE"
watch-cli-waiting = Noch nichts Neues zu zeigen. { $waiting ->
        [one] 1 neue Passage wartet
       *[other] { $waiting } neue Passagen warten
    }: footnote watch list
