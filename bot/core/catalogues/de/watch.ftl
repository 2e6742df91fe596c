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

# Die Kommandozeile.
watch-cli-run = Was neu ist, zeigt: footnote watch run
watch-cli-number = Es gibt keine beobachtete Frage { $number }. Alle zeigt: footnote watch list
watch-cli-nothing = Nichts Neues.
watch-cli-none = Es wird nichts beobachtet. So fügst du eine Frage hinzu: footnote watch add "FRAGE"
