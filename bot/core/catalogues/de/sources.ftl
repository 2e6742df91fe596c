# Was zu einer Nachricht passt.
sources-differs = Nachricht: { $message }. Passage: { $passage }.
sources-none = Keine Passage kommt dem nahe.
sources-note = Die nächstliegenden Passagen nach ihren Wörtern: kein Urteil über wahr oder falsch.
sources-more = { $count ->
        [one] Ein weiterer Satz wurde
       *[other] { $count } weitere Sätze wurden
    } nicht nachgeschlagen.
sources-open = Passagen { $number }
sources-nothing = Darin gibt es nichts, wonach sich suchen ließe.
