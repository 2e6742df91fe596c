# Die Zitate eines Exports, an den Dateien geprüft.
verify-not-text = Diese Datei ist kein Text. Gib einen Export an, der als UTF-8 gespeichert ist.
verify-nothing = In dieser Datei gibt es nichts zu prüfen: keine Zeile „Check: DATEI, characters ANFANG-ENDE, SHA-256 HASH“.
verify-too-large = Diese Datei ist größer als { $most } KiB. Teile sie auf.
verify-as-quoted = wie zitiert
verify-differs = abweichend
verify-unquoted = nichts zitiert
verify-changed = Datei geändert
verify-missing = Datei nicht gefunden
verify-line = Zeile { $line }: { $outcome }. { $file }, Zeichen { $start }-{ $end }
verify-quoted = Zitiert: { $text }
verify-there = Datei:   { $text }
verify-there-nothing = Datei:   Diese Zeichen hat sie nicht.
verify-character = Das erste abweichende Zeichen: { $quoted } im Zitat, { $there } in der Datei.
verify-elsewhere = Die Worte stehen an den Zeichen { $start }-{ $end }.
verify-not-elsewhere = Die Worte stehen nirgends darin.
verify-above-it = Über der Prüfzeile steht kein Zitat.
verify-refused = Nicht angesehen: { $file } ({ $reason }).
verify-summary = { $count ->
        [one] 1 Zitat: { $outcomes }.
       *[other] { $count } Zitate: { $outcomes }.
    }
verify-count = { $count } { $outcome }
