# Bibliotheken, die sich nicht durchsuchen oder schreiben lassen.
library-unknown = Eine Bibliothek „{ $name }“ gibt es hier nicht. Es gibt: { $there }.
library-unknown-none = Eine Bibliothek „{ $name }“ gibt es hier nicht. Es gibt noch gar keine.
library-empty = Die Bibliothek „{ $name }“ hat noch keine Artikel.
library-newer = Die Bibliothek „{ $name }“ stammt von einem neueren Footnote; aktualisiere dieses, um sie zu verwenden.
library-unusable = Die Bibliothek „{ $name }“ lässt sich nicht verwenden ({ $reason }).
library-changed = In die Bibliothek „{ $name }“ wurde geschrieben, während sie gelesen wurde. Versuche es noch einmal.
library-damaged = Die Bibliothek „{ $name }“ lässt sich nicht verwenden ({ $reason }). Entferne sie, und lies ihre Artikel neu ein.
library-busy = In die Bibliothek „{ $name }“ schreibt gerade ein anderer Prozess. Versuche es noch einmal, wenn er fertig ist.
library-unwritable = Die Bibliothek „{ $name }“ lässt sich in { $folder } nicht schreiben: { $reason }.
library-not-indexed = Für die Bibliothek „{ $name }“ lässt sich kein Index anlegen: { $reason }.
library-followed = Die Bibliothek „{ $name }“ wird aus { $folders } gefüllt: Lege Dateien dorthin, die nächste Frage findet sie. Oder nenne mit --library eine andere.
library-bad-name = „{ $name }“ kann keine Bibliothek heißen: Nimm höchstens 32 Zeichen aus a-z, 0-9, - und _.
