# Eine Antwort: was sie gefunden hat und was nicht.
answer-closest = Nächstliegende Passagen · { $match }
answer-match-strong = starke Wortübereinstimmung
answer-match-partial = teilweise Wortübereinstimmung
answer-match-weak = schwache Wortübereinstimmung
answer-not-within = Diese entsprechen nicht dem, was verlangt war
answer-not-mentioned = Diese erwähnen { $words } nicht
answer-read-as = Gelesen als: { $reading }
answer-corrected = „{ $word }“ steht in keiner Passage; gesucht wurde „{ $to }“.
answer-contains-none = Keine Passage enthält { $words }.
answer-apart-two = Keine Passage enthält { $words } zugleich.
answer-apart-more = Keine Passage enthält { $words } zusammen.
answer-word = „{ $word }“
answer-more-words = { $count } weitere ihrer Wörter

answer-no-articles = Es gibt noch keine Artikel, die durchsucht werden könnten.
answer-none-contains = Keine Passage enthält { $words }, darum wird nichts zitiert.
answer-none-within = Es gibt Passagen, aber keine, die dem entspricht, was verlangt war; darum wird nichts zitiert.
answer-none-close = Keine Passage kommt dieser Frage nahe, darum wird nichts zitiert.
answer-not-said = Hier nicht gefunden heißt nicht: nicht gesagt.

answer-only = Nur: { $wanted }.
answer-asked-for = Verlangt war: { $wanted }.
answer-wanted-with = mit { $words }
answer-wanted-without = ohne { $words }
answer-wanted-from = aus { $words }
answer-wanted-after = vom { $day } oder später
answer-wanted-before = vor dem { $day }
answer-undated-left-out = { $count ->
        [one] Ein Artikel ohne Datum wurde ausgelassen.
       *[other] { $count } Artikel ohne Datum wurden ausgelassen.
    }
answer-newest-first = Neueste zuerst.

answer-searched = Durchsucht: { $libraries }.
answer-own-library = Eure Artikel
answer-more-libraries = { $count } weitere Bibliotheken
answer-articles = { $count } Artikel
answer-dated = { $count } vom { $first }
answer-dated-span = { $count } vom { $first } bis { $last }
answer-undated = { $count } ohne Datum
answer-indexed = eingelesen { $when }
answer-library = { $title }: { $articles }
answer-library-indexed = { $title }: { $articles }, eingelesen { $when }
answer-outlets = Medien: { $outlets }.
answer-more-outlets = { $count } weitere
answer-outlets-unstated = bei { $count ->
        [one] einem Artikel
       *[other] { $count } Artikeln
    } nicht angegeben

# Die Quelle einer Passage.
answer-paragraph = Absatz { $number }
answer-heading = Überschrift
answer-paragraphs-two = Absätze { $first } und { $last }
answer-paragraphs-many = Absätze { $first } bis { $last }
answer-nothing-stated = Medium und Datum nicht angegeben
answer-day-stated = Medium nicht angegeben, { $day }
answer-outlet-stated = { $outlet }, Datum nicht angegeben
answer-both-stated = { $outlet }, { $day }
answer-date-unknown = Datum nicht angegeben.
answer-copied = kopiert in { $count ->
        [one] einem Artikel
       *[other] { $count } Artikeln
    }
answer-same = dieselben Worte in { $count ->
        [one] einem anderen Artikel
       *[other] { $count } anderen Artikeln
    }
answer-similar = ähnlich in { $count ->
        [one] einem anderen Artikel
       *[other] { $count } anderen Artikeln
    }
answer-similar-too = ähnlich in { $count }
answer-relation-copy = Kopie
answer-relation-same = dieselben Worte
answer-relation-similar = ähnlich
answer-more-articles = und in { $count ->
        [one] einem weiteren Artikel
       *[other] { $count } weiteren Artikeln
    }
answer-gone = Dieser Artikel wurde entfernt oder ersetzt; die Passage steht hier, wie sie zitiert wurde.
answer-gone-since = Dieser Artikel wurde am { $day } entfernt oder ersetzt; die Passage steht hier, wie sie zitiert wurde.

# Die Karte und ihre Knöpfe.
answer-no-buttons = Diese Antwort ließ sich nicht speichern, darum hat sie keine Knöpfe.
answer-open = Öffnen { $rank }
answer-back = Zurück
answer-more = Mehr
answer-delete = Löschen
answer-anyway = Trotzdem zeigen
answer-exactly = Wörtlich fragen
answer-no-passage = Diese Antwort hat keine solche Passage.
answer-elsewhere = Dieser Knopf gehört zu einer Antwort in einem anderen Kanal.
answer-asked-again = Diese Frage wird gerade schon noch einmal gestellt.
answer-private = Diese Antwort ist nur für die Person, die gefragt hat.
answer-moderators = Das kann nur die Moderation löschen.
answer-not-yours = Nur { $asker } oder die Moderation kann das löschen.
answer-change = Frage ändern
answer-change-label = Deine Frage
answer-share = Teilen
answer-shared = Sie steht jetzt im Kanal.
answer-shared-by = Geteilt von { $person }
answer-shared-already = Diese Antwort hast du schon geteilt.
answer-share-quiet = In diesem Kanal darf ich nicht sprechen: Das hat jemand so eingestellt, der den Server verwaltet.
answer-share-member = In diesem Kanal darfst du nicht schreiben.
answer-share-unheard = Discord sagt nicht, ob das im Kanal steht. Versuche es in einer Weile noch einmal.
answer-share-bot = In diesem Kanal darf ich nicht schreiben. Frage jemanden, der ihn verwaltet.
