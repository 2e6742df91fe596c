# An export's quotations held against the files.
verify-not-text = This file is not text. Give an export that was saved as UTF-8.
verify-nothing = There is nothing to verify in this file: no line "Check: FILE, characters START-END, SHA-256 HASH".
verify-too-large = This file is larger than { $most } KiB. Split it.
verify-as-quoted = as quoted
verify-differs = differs
verify-unquoted = nothing quoted
verify-changed = file changed
verify-missing = file not found
verify-line = Line { $line }: { $outcome }. { $file }, characters { $start }-{ $end }
verify-quoted = Quoted: { $text }
verify-there = File:   { $text }
verify-there-nothing = File:   it has no such characters.
verify-character = The first character that differs: { $quoted } in the quotation, { $there } in the file.
verify-elsewhere = The words stand at characters { $start }-{ $end }.
verify-not-elsewhere = The words stand nowhere in it.
verify-above-it = There is no quotation above the check line.
verify-refused = Not looked into: { $file } ({ $reason }).
verify-summary = { $count ->
        [one] 1 quotation: { $outcomes }.
       *[other] { $count } quotations: { $outcomes }.
    }
verify-count = { $count } { $outcome }
