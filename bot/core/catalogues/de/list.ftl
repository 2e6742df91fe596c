# Zahlen und Aufzählungen.
list-number = { $number }
list-and = { $before } und { $last }
list-or = { $before } oder { $last }
list-ordinal = { $form ->
       *[other] { $number }.
    }
