# Was Footnote tut, und wie man fragt.
help-what = Footnote findet Passagen in euren Artikeln und zeigt sie Wort für Wort. Selbst schreibt es nichts.
help-try = Versuche: `/{ $ask } who rejected the offer?`
help-mention = Oder erwähne mich mit einer Frage, oder schreib mir direkt.
help-message = Eine Nachricht rechts anklicken oder lange drücken → Apps → { $find }
help-searching = Durchsucht wird: { $libraries }
help-searching-library = { $title } ({ $articles })
help-searching-nothing = Durchsucht wird: noch nichts
help-stored = Gespeichert werden Fragen und Antworten, { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } lang. Löschen unter einer Antwort entfernt sie sofort.
help-group = footnote
help-group-about = Über diesen Bot
help-command = hilfe
help-command-about = Was Footnote tut, und wie man fragt
