# Libraries that cannot be searched or written.
library-unknown = There is no library '{ $name }' here. There are: { $there }.
library-unknown-none = There is no library '{ $name }' here. There are: none yet.
library-empty = Library '{ $name }' has no articles yet.
library-newer = Library '{ $name }' was made by a newer Footnote; update this one to use it.
library-unusable = Library '{ $name }' cannot be used ({ $reason }).
library-changed = Library '{ $name }' was written to while it was read. Try again.
library-damaged = Library '{ $name }' cannot be used ({ $reason }). Remove the library, and index its articles again.
library-busy = Library '{ $name }' is being written to by another process. Try again when it is done.
library-unwritable = Library '{ $name }' cannot be written in { $folder }: { $reason }.
library-not-indexed = Library '{ $name }' cannot be indexed: { $reason }.
library-followed = Library '{ $name }' is filled from { $folders }: put files there, and the next question finds them. Or name another with --library.
library-bad-name = '{ $name }' cannot name a library: use at most 32 of a-z, 0-9, - and _.
