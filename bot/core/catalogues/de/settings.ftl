# Was ein Team einstellt.
settings-command = einstellungen
settings-command-about = Einstellen, wo und wie Footnote auf diesem Server antwortet
settings-heading = So antwortet Footnote hier
settings-own-heading = So antwortet dir Footnote in Direktnachrichten
settings-saved = Gespeichert.
settings-speaks = Kanäle, in denen ich sprechen darf: { $channels }
settings-speaks-all = alle
settings-speaks-note = Anderswo beantworte ich nur Befehle, und zwar privat; auf eine Erwähnung reagiere ich mit { $sign }. Ein Thread zählt wie sein Kanal.
settings-forums = Foren, deren neue Beiträge ich beantworte: { $channels }
settings-forums-none = keine
settings-library = Bibliothek: { $library }
settings-library-all = alle, die es gibt
settings-private = Antworten: { $private ->
        [yes] privat, wenn nichts anderes gesagt wird
       *[no] für alle im Kanal, wenn nichts anderes gesagt wird
    }
settings-retention = Fragen und Antworten werden gespeichert: { $days ->
        [0] nur so lange, wie die Knöpfe einer Antwort funktionieren (15 Minuten)
        [one] einen Tag
       *[other] { $days } Tage
    }
settings-language = Sprache öffentlicher Antworten: { $language }
settings-language-own = die des Servers
settings-language-en = English
settings-language-de = Deutsch
settings-choose-speaks = Kanäle, in denen ich sprechen darf; keiner: alle
settings-choose-forums = Foren, deren neue Beiträge ich beantworte
settings-choose-library = Bibliothek
settings-choose-private = Private oder öffentliche Antworten
settings-choose-retention = Wie lange Fragen gespeichert werden
settings-choose-language = Sprache öffentlicher Antworten
settings-option-all = Alle Bibliotheken
settings-option-public = Öffentlich, wenn nichts gesagt wird
settings-option-private = Privat, wenn nichts gesagt wird
settings-option-default = Wie eingerichtet: { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    }
settings-option-days = { $days ->
        [0] Nur so lange, wie Knöpfe funktionieren
        [one] Einen Tag
       *[other] { $days } Tage
    }
settings-option-server = Die des Servers
settings-not-allowed = Das können nur Mitglieder ändern, die den Server verwalten dürfen.
settings-bad-key = Es gibt keine Einstellung „{ $setting }“. Es gibt: { $keys }.
settings-bad-value = „{ $value }“ geht für { $setting } nicht. { $hint }
settings-hint-library = Nenne eine von: { $names }; oder all.
settings-hint-retention = Gib eine Zahl von Tagen an, 0 bis 3650; oder default.
settings-line = { $setting }: { $value }
settings-default = default
settings-speaks-none = keine, die es noch gibt
