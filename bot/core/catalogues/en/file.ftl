# Files that are handed in and written.
file-unreadable = { $file } cannot be read: { $reason }.
file-unwritable = { $file } cannot be written: { $reason }.
file-no-name = { $file } is no name for a file.
file-there = { $file } cannot be written: it is there already.
