# Die Datei mit dem, was ein Team gefragt, eingestellt und gesammelt hat.
team-unusable = Was dieses Team gefragt hat, lässt sich nicht lesen oder schreiben: { $reason }.
team-newer = Was dieses Team gefragt hat, wurde von einer neueren Version von Footnote gespeichert.
team-busy = Gerade schreibt ein anderer Prozess, was dieses Team gefragt hat.
team-gone-answer = Diese Antwort ist nicht mehr gespeichert. Frage noch einmal, um sie zu sehen.
team-gone-comparison = Dieser Vergleich ist nicht mehr gespeichert. Frage noch einmal, um ihn zu sehen.
team-gone-unanswered = Diese Frage wurde schon noch einmal gestellt oder ist nicht mehr gespeichert. Stelle sie neu.
team-gone-search = Diese Suche ist nicht mehr gespeichert. Suche noch einmal.
team-expired-answer = Diese Antwort ist am { $when } abgelaufen: Antworten werden { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } gespeichert. Frage noch einmal, um sie zu sehen.
team-expired-digest = Was diese Meldung zeigte, ist am { $when } abgelaufen: Meldungen werden { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } gespeichert. Stelle ihre Frage, um die Passagen zu sehen.
team-expired-comparison = Dieser Vergleich ist am { $when } abgelaufen: Antworten werden { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } gespeichert. Frage noch einmal, um ihn zu sehen.
team-gone-check = Diese Prüfung ist nicht mehr gespeichert. Prüfe den Entwurf noch einmal, um sie zu sehen.
team-expired-check = Diese Prüfung ist am { $when } abgelaufen: Antworten werden { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } gespeichert. Prüfe den Entwurf noch einmal, um sie zu sehen.
