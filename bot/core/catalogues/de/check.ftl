# Die Zitate eines Entwurfs, an den Artikeln geprüft.
check-not-text = Dieser Entwurf ist kein Text. Speichere ihn als UTF-8 (.md, .txt) oder als .docx.
check-unknown-format = Eine Datei mit der Endung { $suffix } lässt sich nicht prüfen. Speichere den Entwurf als .md, .txt oder .docx.
check-not-word = Das ist kein lesbares Word-Dokument. Speichere es neu als .docx, oder als .md oder .txt.
check-word-too-large = Dieses Dokument ist entpackt größer als { $most } MiB. Teile es auf.
check-too-large = Dieser Entwurf ist größer als { $most } KiB. Teile ihn auf.
check-empty = In diesem Entwurf steht kein Text.
check-link-elsewhere = Dieser Link führt auf einen anderen Server. Füge stattdessen den Text ein.
check-link-unseen = Unter diesem Link ist keine Nachricht, die wir beide sehen können. Füge stattdessen den Text ein.
check-link-unread = Discord zeigt mir diese Nachricht nicht: Sie ist nicht von mir und erwähnt mich nicht. Rechtsklick darauf, oder lange drücken → Apps → { check-menu }

check-again = Dein Entwurf wurde nicht aufbewahrt. Prüfe ihn noch einmal.
check-title = Zitate
check-title-of = Zitate in { $name }
check-summary = { $count ->
        [one] 1 Zitat: { $counts }.
       *[other] { $count } Zitate: { $counts }.
    }
check-none = Kein Zitat gefunden, nach dem sich suchen ließe.
check-count-words = { $count } Wort für Wort
check-count-punctuation = { $count } mit anderen Satzzeichen oder anders großgeschrieben
check-count-differs = { $count } abweichend
check-count-missing = { $count } hier nicht gefunden
check-count-long = { $count } zu lang für die Suche
check-unchecked = { $count ->
        [one] 1 weiteres ist ein einzelnes Wort oder hat nur kleine Wörter; danach wurde nicht gesucht.
       *[other] { $count } weitere sind einzelne Wörter oder haben nur kleine; danach wurde nicht gesucht.
    }
check-beyond = Es gibt mehr Zitate als diese { $count }: Teile den Entwurf auf, um auch die anderen zu prüfen.
check-words-only = Verglichen werden Worte: nicht, wer sie gesagt hat, und nicht, ob sie wahr sind.

check-outcome-words = Wort für Wort
check-outcome-punctuation = Dieselben Worte, aber andere Satzzeichen oder Großschreibung
check-outcome-differs = Abweichend
check-outcome-missing = Hier nicht gefunden
check-outcome-long = Zu lang für die Suche
check-line = Zeile { $line }
check-instead = { $quoted } / { $there }
check-added = { $quoted } steht dort nicht
check-omitted = { $there } fehlt
check-more = und { $count } weitere
check-unclosed = Das schließende Zeichen fehlt.
check-ellipsis = { $count ->
        [one] Bei den Auslassungspunkten fehlt 1 Wort: { $words }.
       *[other] Bei den Auslassungspunkten fehlen { $count } Wörter: { $words }.
    }
check-ellipsis-negation = Ausgelassen ist auch { $word }.
check-bracket = { $bracket } steht nicht im Artikel.
check-bracket-instead = Für { $bracket } hat der Artikel { $there }.
check-spoken = Im Artikel in Anführungszeichen; der Satz nennt nicht, wer spricht.
check-spoken-by = Im Artikel in Anführungszeichen; der Satz nennt { $name }.
check-unspoken = Im Artikel nicht in Anführungszeichen.
check-others = Dieselben Worte in { $count ->
        [one] einem anderen Artikel.
       *[other] { $count } anderen Artikeln.
    }
check-also = Dieselben Worte:
check-wrote = { $draft } und { $list } sind geschrieben.
check-page = Seite { $page } von { $pages }
check-form-text = Der Text mit seinen Zitaten
check-menu = Zitate prüfen
check-command = prüfen
check-command-about = Steht jedes Zitat eines Entwurfs Wort für Wort in euren Artikeln?
check-option-file = datei
check-option-file-about = Ein Entwurf bis 1 MiB: Markdown, Text oder Word (.md, .txt, .docx)
check-option-text = text
check-option-text-about = Oder der Text, oder ein Link zu einer Nachricht von mir oder an mich; sonst fügst du ihn ein
check-option-library = bibliothek
check-option-library-about = Nur in dieser Bibliothek suchen
check-option-private = privat
check-option-private-about = Das Ergebnis nur dir zeigen (ja, wenn du nichts anderes sagst)
