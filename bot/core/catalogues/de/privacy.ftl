# Was gespeichert wird, wie lange, und wie man es löscht.
privacy-heading = Was Footnote von diesem Server speichert
privacy-own-heading = Was Footnote von unseren Direktnachrichten speichert
privacy-local-heading = Was Footnote von der Kommandozeile speichert
privacy-questions = Fragen, Vergleiche und Sätze, zu denen Quellen gesucht wurden, mit dem, was gefunden wurde: wer wo und wann gefragt hat, ob privat
privacy-checks = Zitate aus geprüften Entwürfen und Nachrichten, mit dem, was gefunden wurde; nie die Entwürfe
privacy-votes = Stimmen zu Antworten, und von wem
privacy-messages = Welche Nachricht welche Antwort zeigt
privacy-turns = An welche Antworten ein Thread anknüpft
privacy-digests = Passagen, die zu beobachteten Fragen gezeigt wurden, und wer beobachtet hat, was nicht mehr beobachtet wird
privacy-expired = Dass es eine Antwort gab: ihr Beleg, wann und wo
privacy-posts = IDs von Forenbeiträgen, auf die ich geantwortet habe
privacy-failed = Eine Frage, oder eine Nachricht für „Quellen finden“, die fehlschlug, und wer gefragt hat, für „Noch einmal versuchen“
privacy-searches = Wörter, nach denen jemand im Notizbuch gesucht hat, und wer
privacy-removed = Aus einem Notizbuch entfernte Passagen, und darin ersetzte Notizen, für „Rückgängig“
privacy-exported = Antworten in exportierten Dateien, ohne Namen; keine privaten
privacy-notebook = Gespeicherte Passagen mit ihren Fragen, Notizen und Schlagwörtern, und wer sie gespeichert hat
privacy-receipts = Antworten, aus denen diese sind, ohne Namen; keine privaten
privacy-settings = Einstellungen
privacy-articles = Artikel, die hier hinzugefügt wurden
privacy-days = { $days ->
        [0] 15 Minuten lang
        [one] Einen Tag lang
       *[other] { $days } Tage lang
    }
privacy-days-more = { $days ->
        [one] Noch einen Tag danach
       *[other] Noch { $days } Tage danach
    }
privacy-latest = Die letzten { $most }
privacy-until-removed = Bis jemand sie ändert oder entfernt
privacy-typed = Was in footnote chat getippt wurde
privacy-never = Nachrichten, die nicht an mich gehen, werden weder gelesen noch gespeichert, außer ein Mitglied gibt mir eine: Quellen finden, Zitate prüfen. Nichts geht an jemand anderen.
privacy-leaving = Werde ich von diesem Server entfernt, wird alles davon { $days ->
        [0] sofort
        [one] einen Tag später
       *[other] { $days } Tage später
    } gelöscht.
privacy-how = „{ $delete }“ unter einer Antwort löscht sie sofort. /{ $forget } löscht hier deine Fragen, Stimmen und beobachteten Fragen.
privacy-forget-ask =
    Das löscht sofort deine Fragen mit ihren Antworten, deine Stimmen und beobachteten Fragen auf diesem Server. Eine Frage, die auch andere beobachten, geht auf sie über.
    Ohne deinen Namen bleiben: gespeicherte Passagen mit ihren Fragen und Notizen im Notizbuch, und die Antworten, aus denen sie sind, wenn sie nicht privat waren.
    Meine Nachrichten bleiben in ihren Kanälen; willst du eine entfernen, drücke zuerst „{ $delete }“ darunter. Andere Server sind nicht betroffen.
privacy-forget-ask-own =
    Das löscht sofort deine Fragen mit ihren Antworten, deine Stimmen und beobachteten Fragen in unseren Direktnachrichten.
    Gespeicherte Passagen bleiben mit ihren Fragen und Notizen in deinem Notizbuch, ebenso die Antworten, aus denen sie sind, wenn sie nicht privat waren.
    Meine Nachrichten bleiben hier; willst du eine entfernen, drücke zuerst „{ $delete }“ darunter.
privacy-forget-confirm = Löschen
privacy-forgotten = Gelöscht: { $answers ->
        [0] keine Anfragen
        [one] eine Anfrage
       *[other] { $answers } Anfragen
    }, { $votes ->
        [0] keine Stimmen
        [one] eine Stimme
       *[other] { $votes } Stimmen
    }{ $watches ->
        [0] {""}
        [one] , eine beobachtete Frage
       *[other] , { $watches } beobachtete Fragen
    }.{ $saved ->
        [0] {""}
        [one] {" "}Eine Passage, die du gespeichert hast, bleibt mit ihrer Frage, ohne deinen Namen.
       *[other] {" "}{ $saved } Passagen, die du gespeichert hast, bleiben mit ihren Fragen, ohne deinen Namen.
    }{ $kept ->
        [0] {""}
        [one] {" "}Eine Antwort, von der eine Passage gespeichert ist, bleibt, ohne deinen Namen.
       *[other] {" "}{ $kept } Antworten, von denen eine Passage gespeichert ist, bleiben, ohne deinen Namen.
    }
privacy-forgotten-nothing = Hier war nichts von dir.
privacy-forgotten-typed = Gelöscht: was in footnote chat getippt wurde.
privacy-forgotten-here = Das galt nur für diesen Server.
privacy-not-yours = Das ist für die Person, die gefragt hat.
privacy-local-confirm = Alle Fragen, Antworten, Stimmen und beobachteten Fragen der Kommandozeile löschen? Gespeicherte Passagen bleiben, mit den Antworten, aus denen sie sind.
privacy-watches = Beobachtete Fragen, wer sie hinzugefügt hat und wer davon erfährt; was dazu schon bekannt oder noch nicht gezeigt ist
