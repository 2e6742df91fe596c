# Was Footnote tut, und wie man fragt.
help-what = Footnote findet Passagen in euren Artikeln und zeigt sie Wort für Wort. Selbst schreibt es nichts.
help-try = Versuche: `/{ $ask } who rejected the offer?`
help-quiet = Dieser Kanal soll ruhig bleiben: Was ich hier antworte, siehst nur du, und eine Erwähnung bekommt keine Antwort.
help-mention = Oder erwähne mich mit einer Frage, oder schreib mir direkt. Mit { $follow } fragst du weiter.
help-message = Rechtsklick auf eine Nachricht, oder lange drücken → Apps → { $find }
help-more = Mehr: { $commands }
help-searching = Durchsucht wird: { $libraries }
help-searching-library = { $title } ({ $articles })
help-searching-nothing = Durchsucht wird: noch nichts
help-stored = Fragen werden { $days ->
        [0] 15 Minuten
        [one] einen Tag
       *[other] { $days } Tage
    } lang gespeichert. Deine löschst du mit /{ $forget }
help-manager = Ruhige Kanäle, Bibliothek, Sprache, und wie lange Fragen gespeichert werden: /{ $settings }
help-version = Footnote { $version }
help-engine = Es findet Passagen an ihren Wörtern und zeigt sie, wie sie erschienen sind. Kein Sprachmodell wird gefragt.
help-library = { $title }: { $articles ->
        [one] ein Artikel
       *[other] { $articles } Artikel
    }, { $passages ->
        [one] eine Passage
       *[other] { $passages } Passagen
    }.
help-indexed = Eingelesen { $when }.
help-command-about-bot = über
help-command-about-bot-about = Version, Bibliotheken, und wie aktuell sie sind
help-command-privacy = datenschutz
help-command-privacy-about = Was hier gespeichert wird, und wie lange
help-command-forget = vergiss-mich
help-command-forget-about = Deine Fragen, Stimmen und Beobachtungen auf diesem Server löschen
help-group = footnote
help-group-about = Über diesen Bot
help-command = hilfe
help-command-about = Was Footnote tut, und wie man fragt
