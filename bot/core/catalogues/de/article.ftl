# Warum eine Datei nicht als Artikel gilt: was hinter ihrem Namen steht.
article-not-file = keine gewöhnliche Datei
article-too-large = { $size } Bytes; höchstens { $most } werden gelesen
article-unreadable = lässt sich nicht lesen: { $reason }
article-empty = die Datei ist leer
article-no-paragraph = die Datei enthält keinen Absatz, der sich zitieren ließe
article-utf16 = die Datei ist UTF-16 oder UTF-32, kein UTF-8-Text
article-zeros = die Datei ist binär, kein UTF-8-Text
article-binary = die Datei ist binär, kein Text
article-not-utf8 = kein UTF-8-Text: Byte 0x{ $byte } an Stelle { $position }; speichere die Datei als UTF-8
article-no-loader = für Dateien mit { $suffix } gibt es kein Leseprogramm (lesbar sind: { $known })
article-no-suffix = für solche Dateien gibt es kein Leseprogramm (lesbar sind: { $known })
