# Dateien, die eingereicht und geschrieben werden.
file-unreadable = { $file } lässt sich nicht lesen: { $reason }.
file-unwritable = { $file } lässt sich nicht schreiben: { $reason }.
file-no-name = { $file } ist kein Name für eine Datei.
file-there = { $file } lässt sich nicht schreiben: Die Datei gibt es schon.
