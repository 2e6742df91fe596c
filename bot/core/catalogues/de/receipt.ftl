# Belege: Antworten mit ihrer kurzen Kennung.
receipt-none = Hier gibt es keine Antwort { $receipt }, oder du darfst sie nicht sehen.
receipt-command = beleg
receipt-command-about = Eine Antwort noch einmal zeigen, und was eine neue Suche ändern würde
receipt-option-id = kennung
receipt-option-id-about = Die kurze Kennung unter der Antwort, zum Beispiel fn-7K3QXM
