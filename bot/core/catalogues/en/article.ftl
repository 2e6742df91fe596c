# Why a file is not taken for an article: what stands after its name.
article-not-file = not an ordinary file
article-too-large = { $size } bytes; at most { $most } are read
article-unreadable = cannot be read: { $reason }
article-empty = the file is empty
article-no-paragraph = the file holds no paragraph that could be quoted
article-utf16 = the file is UTF-16 or UTF-32, not UTF-8 text
article-zeros = the file is binary, not UTF-8 text
article-binary = the file is binary, not text
article-not-utf8 = not UTF-8 text: byte 0x{ $byte } at position { $position }; save the file as UTF-8
article-no-loader = no loader for { $suffix } files (can read: { $known })
article-no-suffix = no loader for such files (can read: { $known })
