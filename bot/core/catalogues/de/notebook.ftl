# Das Notizbuch eines Kanals.
notebook-none = Diesen Eintrag gibt es in diesem Notizbuch nicht.
notebook-several = Mehrere Einträge beginnen mit { $id }. Gib mehr davon an.
notebook-gone = Dieser Eintrag ist weg: Entfernte lassen sich einen Tag lang zurückholen.
notebook-note-gone = Diese Notiz ist nicht mehr gespeichert: Sie lässt sich einen Tag lang wiederherstellen.
notebook-full = Dieses Notizbuch ist voll: Mehr als { $most } Passagen gehen nicht hinein. Entferne welche, oder exportiere es zuerst.
notebook-long-note = Eine Notiz darf { $most } Zeichen haben. Kürze sie.
notebook-bad-tag = Ein Schlagwort hat 1 bis { $most } Zeichen und kein Komma.
notebook-many-tags = Ein Eintrag darf { $most } Schlagwörter haben. Nimm zuerst eines weg.
notebook-changed = Das hat inzwischen jemand geändert, deshalb wurde nichts geschrieben.
notebook-not-yours = Das kann nur entfernen, wer es gespeichert hat, oder die Moderation.
notebook-title = Notizbuch: { $count ->
        [one] eine Passage
       *[other] { $count } Passagen
    }
notebook-empty = Hier ist noch nichts gespeichert. Drücke „Speichern“ unter einer Antwort.
notebook-nothing-tagged = Kein Eintrag hier hat das Schlagwort { $tag }.
notebook-tag-unused = Kein Eintrag hat dieses Schlagwort noch.
notebook-page = Seite { $page } von { $pages }
notebook-unasked = Ohne Frage gespeichert
notebook-noted = Notiz: { $note }
notebook-tagged = Schlagwörter: { $tags }
notebook-saved-at = Gespeichert am { $when }.
notebook-saved = Gespeichert von { $saver } { $when }
notebook-saved-unknown = Gespeichert { $when }
notebook-in-thread = im Thread { $thread }
notebook-question = Zu: { $question }
notebook-article-gone = Der Artikel wurde seitdem entfernt oder ersetzt.
notebook-article-gone-since = Der Artikel wurde am { $day } entfernt oder ersetzt.
notebook-cited-gone = Inzwischen aus der Bibliothek entfernt oder dort ersetzt.
notebook-cited-gone-since = Am { $day } aus der Bibliothek entfernt oder dort ersetzt.
notebook-did-save = Im Notizbuch dieses Kanals gespeichert.
notebook-did-save-own = In deinem Notizbuch gespeichert.
notebook-did-save-private = Im Notizbuch dieses privaten Threads gespeichert.
notebook-was-there = Das steht schon im Notizbuch, gespeichert von { $saver } { $when }.
notebook-was-there-unknown = Das steht schon im Notizbuch, gespeichert { $when }.
notebook-note-added = Deine Notiz steht dabei.
notebook-note-left = Es gibt schon eine andere Notiz. Deine wurde nicht gespeichert.
notebook-did-note = Die Notiz ist gespeichert.
notebook-did-clear = Die Notiz ist gelöscht.
notebook-did-put-back = Die Notiz von vorher steht wieder da.
notebook-note-before = Vorher: { $note }
notebook-did-tag = Schlagwörter: { $tags }
notebook-did-untag = Der Eintrag hat jetzt keine Schlagwörter.
notebook-did-remove = Aus dem Notizbuch entfernt.
notebook-did-restore = Es steht wieder im Notizbuch.
notebook-too-big = Als Datei ist dieses Notizbuch größer als die { $megabytes } MB, die Discord hier annimmt. Exportiere ein Schlagwort nach dem anderen.
notebook-wrote = { $file } ist geschrieben.
notebook-no-passage = Diese Antwort hat { $count ->
        [0] keine Passagen
        [one] eine Passage
       *[other] { $count } Passagen
    }.

# In Discord.
notebook-save = Speichern
notebook-which = Welche Passage?
notebook-note = Notiz
notebook-seen-by = Das sehen alle, die diesen Kanal sehen können, samt der Frage.
notebook-seen-by-private = Das sehen alle, die diesen Thread sehen können, samt der Frage.
notebook-hidden = Du kannst diesen Kanal nicht sehen, deshalb auch sein Notizbuch nicht.
notebook-tags = Schlagwörter
notebook-tags-typed = Schlagwörter, durch Kommas getrennt
notebook-remove = Entfernen
notebook-undo = Rückgängig
notebook-show = Notizbuch zeigen
notebook-open = Einen Eintrag öffnen
notebook-found = { $count ->
        [one] Ein Eintrag hat Wörter von „{ $words }“
       *[other] { $count } Einträge haben Wörter von „{ $words }“, die nächsten zuerst
    }
notebook-nothing-for = Kein Eintrag enthält eines der Wörter von „{ $words }“.
notebook-command = notizbuch
notebook-command-about = Die Passagen, die in diesem Kanal gespeichert wurden
notebook-command-show = zeigen
notebook-command-show-about = Zeigt, was gespeichert wurde, das Neueste zuerst
notebook-command-search = suchen
notebook-command-search-about = Sucht Wörter in dem, was gespeichert wurde
notebook-command-note = notiz
notebook-command-note-about = Die Notiz eines Eintrags schreiben oder löschen
notebook-command-tag = schlagwort
notebook-command-tag-about = Einem Eintrag Schlagwörter geben oder nehmen
notebook-command-remove = entfernen
notebook-command-remove-about = Einen Eintrag entfernen; er lässt sich einen Tag lang zurückholen
notebook-command-export = exportieren
notebook-command-export-about = Das Notizbuch als Datei, mit Quellenangaben
notebook-option-tag = schlagwort
notebook-option-tag-about = Nur Einträge mit diesem Schlagwort
notebook-option-entry = eintrag
notebook-option-entry-about = Welcher Eintrag
notebook-option-thread = thread
notebook-option-thread-about = Nur, was in diesem Thread gespeichert wurde
notebook-option-words = wörter
notebook-option-words-about = Was in Zitaten, Titeln, Fragen, Notizen und Schlagwörtern stehen soll
notebook-option-note = notiz
notebook-option-note-about = Was notiert werden soll; ohne Text wird die Notiz gelöscht
notebook-option-add = dazu
notebook-option-add-about = Schlagwörter, die dazukommen, durch Kommas getrennt
notebook-option-take = weg
notebook-option-take-about = Schlagwörter, die wegfallen, durch Kommas getrennt
notebook-option-format = format
notebook-option-format-about = Die Art der Datei
notebook-option-public = öffentlich
notebook-option-public-about = Die Datei im Kanal zeigen
