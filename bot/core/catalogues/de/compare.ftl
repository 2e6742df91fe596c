# Vergleiche: wer es wie formuliert.
compare-summary-each = Die nächstliegende Formulierung in jedem Artikel: { $rows } von { $articles }, { $wordings }
compare-summary-some = Die nächstliegende Formulierung in { $rows } von { $articles ->
        [one] { $articles } Artikel
       *[other] { $articles } Artikeln
    }, { $wordings }
compare-summary-closest = Die nächstliegenden { $rows } von { $worded ->
        [one] { $worded } Artikel
       *[other] { $worded } Artikeln
    } mit einer Formulierung dafür ({ $articles } insgesamt), { $wordings }
compare-wordings = { $count ->
        [0] keine Formulierungen
        [1] eine Formulierung
        [2] zwei Formulierungen
        [3] drei Formulierungen
        [4] vier Formulierungen
        [5] fünf Formulierungen
        [6] sechs Formulierungen
        [7] sieben Formulierungen
        [8] acht Formulierungen
        [9] neun Formulierungen
        [10] zehn Formulierungen
       *[other] { $count } Formulierungen
    }
compare-without = Keine Passage, die nahe genug kommt, in { $count ->
        [one] { $count } Artikel
       *[other] { $count } Artikeln
    }: { $titles }.
compare-more = { $count } weitere
compare-none = Kein Artikel formuliert es so ähnlich, dass sich vergleichen ließe.
compare-closing = Nur Formulierungen: kein Urteil, und keine Zählung unabhängiger Berichte.
compare-speaker = nennt { $speaker }
compare-speaker-unnamed = wer spricht, steht nicht in diesem Satz

# Die Karte und ihre Knöpfe.
compare-wording-of = { $wording }, { $count } Artikel
compare-more-articles = { $count ->
        [one] und { $count } weiterer Artikel, in der Tabelle
       *[other] und { $count } weitere Artikel, in der Tabelle
    }
compare-no-buttons = Dieser Vergleich ließ sich nicht speichern, darum hat er keine Knöpfe.
compare-open = Eine Passage öffnen
compare-table = Tabelle
compare-image = Bild
compare-no-passage = Dieser Vergleich hat keine solche Passage.

# Was das Bild zeigt, für alle, die es nicht sehen.
compare-picture = Wer es wie formuliert: „{ $question }“. { $summary }.
compare-picture-wording = „{ $wording }“: { $names }.
compare-picture-more-names = { $names }; { $count } weitere
compare-picture-more = { $count ->
        [one] { $count } weitere Formulierung.
       *[other] { $count } weitere Formulierungen.
    }
compare-picture-replaced = { $count ->
        [one] { $count } Zeichen, das der Schrift fehlt, steht als { $sign }.
       *[other] { $count } Zeichen, die der Schrift fehlen, stehen als { $sign }.
    }
compare-picture-refused = Das lässt sich nicht als Bild zeichnen: Die Schrift hat nur lateinische, griechische und kyrillische Buchstaben, und kein „{ $character }“. In der Tabelle steht jedes Wort.

# Der Befehl.
compare-command = vergleich
compare-command-about = Zeigt, wie jeder deiner Artikel formuliert, wonach du fragst
compare-option-question = frage
compare-option-question-about = Was möchtest du vergleichen?
compare-option-library = bibliothek
compare-option-library-about = Nur in dieser Bibliothek vergleichen
compare-option-private = privat
compare-option-private-about = Den Vergleich nur dir zeigen
