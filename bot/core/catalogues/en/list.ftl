# Numbers and lists.
list-number = { $number }
list-and = { $before } and { $last }
list-or = { $before } or { $last }
