# Mehrere Fragen auf einmal.
batch-empty = In dieser Datei steht keine Frage. Schreib eine je Zeile, oder eine Tabelle mit einer Spalte namens frage.
batch-too-many = Diese Datei hat { $count } Fragen; höchstens { $most } gehen auf einmal.
batch-too-large = Diese Datei ist größer als { $most } KiB. Teile sie auf.
batch-not-text = Diese Datei ist kein Text. Speichere sie als UTF-8: eine Textdatei mit einer Frage je Zeile, oder eine Tabelle als CSV.
batch-not-table = Diese Tabelle lässt sich nicht als CSV lesen: { $reason }.
batch-title = { $count ->
        [one] Eine Frage
       *[other] { $count } Fragen
    }
batch-summary = Gefragt am { $when }. Zu { $found } von { $count } werden Passagen zitiert. Es sind die nächsten, Wort für Wort. Hier nicht gefunden heißt nicht: nicht gesagt.
batch-progress = { $done } von { $count } Fragen gestellt
batch-done = { $count ->
        [one] Eine Frage
       *[other] { $count } Fragen
    } gestellt; zu { $found } werden Passagen zitiert.
batch-again = Deine Datei wurde nicht aufbewahrt. Benutze den Befehl noch einmal damit.
batch-cancel = Abbrechen
batch-cancelling = Nach dieser Frage ist Schluss.
batch-cancelled = Nach { $done } von { $count } Fragen abgebrochen. Das ist, was bis dahin gefunden wurde.
batch-broken = Nach { $done } von { $count } Fragen ging etwas schief. Das ist, was bis dahin gefunden wurde.
batch-stopped-by = Nur { $asker } oder die Moderation kann das abbrechen.
batch-over = Das ist fertig, oder es endete, als der Bot neu gestartet wurde; seine Dateien sind weg. Was bis dahin gefragt war, ist gespeichert wie jede Frage. Frage noch einmal mit der Datei.
batch-running = Du hast hier schon eine Datei mit Fragen laufen. Warte, bis sie fertig ist, oder brich sie ab.
batch-interrupted = Vor der ersten Frage abgebrochen. Es wurde nichts geschrieben.
batch-wrote = { $table } und { $report } sind geschrieben.
batch-command = fragen-datei
batch-command-about = Bis zu 50 Fragen einer Datei auf einmal stellen; zurück kommen eine Tabelle und ein Bericht
batch-option-file = datei
batch-option-file-about = Eine Textdatei mit einer Frage je Zeile, oder eine Tabelle (CSV) mit einer Spalte davon
batch-option-library = bibliothek
batch-option-library-about = Nur in dieser Bibliothek suchen
batch-option-private = privat
batch-option-private-about = Nur dir zeigen
