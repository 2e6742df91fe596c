# Numbers and lists.
list-number = { $number }
list-and = { $before } and { $last }
list-or = { $before } or { $last }
list-ordinal = { $form ->
        [one] { $number }st
        [two] { $number }nd
        [few] { $number }rd
       *[other] { $number }th
    }
