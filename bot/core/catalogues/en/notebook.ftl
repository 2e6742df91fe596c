# A channel's notebook.
notebook-none = There is no such entry in this notebook.
notebook-several = Several entries begin with { $id }. Give more of it.
notebook-gone = That entry is gone: a removed one can be brought back for a day.
notebook-note-gone = That note is not kept any more: it can be put back for a day.
notebook-full = This notebook is full: { $most } passages are the most. Remove some, or export it first.
notebook-long-note = A note may have { $most } characters. Shorten it.
notebook-bad-tag = A tag has 1 to { $most } characters and no comma.
notebook-many-tags = An entry may have { $most } tags. Take one off first.
notebook-changed = Somebody changed this meanwhile, so nothing was written.
notebook-not-yours = Only whoever saved this, or a moderator, can remove it.
notebook-title = Notebook: { $count ->
        [one] one passage
       *[other] { $count } passages
    }
notebook-empty = Nothing is saved here yet. Press Save below an answer.
notebook-nothing-tagged = No entry here has the tag { $tag }.
notebook-tag-unused = No entry has that tag any more.
notebook-page = Page { $page } of { $pages }
notebook-unasked = Saved without a question
notebook-noted = Note: { $note }
notebook-tagged = Tags: { $tags }
notebook-saved-at = Saved on { $when }.
notebook-saved = Saved by { $saver } { $when }
notebook-saved-unknown = Saved { $when }
notebook-in-thread = in the thread { $thread }
notebook-question = For: { $question }
notebook-article-gone = Its article was removed or replaced since.
notebook-article-gone-since = Its article was removed or replaced on { $day }.
notebook-cited-gone = Removed from the library since, or replaced there.
notebook-cited-gone-since = Removed from the library, or replaced there, on { $day }.
notebook-did-save = Saved to this channel's notebook.
notebook-did-save-own = Saved to your notebook.
notebook-did-save-private = Saved to the notebook of this private thread.
notebook-was-there = It is in the notebook already, saved by { $saver } { $when }.
notebook-was-there-unknown = It is in the notebook already, saved { $when }.
notebook-note-added = Your note is with it.
notebook-note-left = It has another note. Yours was not saved.
notebook-did-note = The note is saved.
notebook-did-clear = The note is cleared.
notebook-did-put-back = The note from before is there again.
notebook-note-before = Before: { $note }
notebook-did-tag = Tags: { $tags }
notebook-did-untag = It has no tags now.
notebook-did-remove = Removed from the notebook.
notebook-did-restore = It is in the notebook again.
notebook-too-big = As a file this notebook is larger than the { $megabytes } MB that Discord takes here. Export one tag at a time.
notebook-wrote = Wrote { $file }.
notebook-no-passage = That answer has { $count ->
        [0] no passages
        [one] one passage
       *[other] { $count } passages
    }.

# In Discord.
notebook-save = Save
notebook-which = Which passage?
notebook-note = Note
notebook-seen-by = Whoever can see this channel sees it, with the question.
notebook-seen-by-private = Whoever can see this thread sees it, with the question.
notebook-hidden = You cannot see this channel, so its notebook is not shown.
notebook-tags = Tags
notebook-tags-typed = Tags, with commas between
notebook-remove = Remove
notebook-undo = Undo
notebook-show = Show notebook
notebook-open = Open an entry
notebook-found = { $count ->
        [one] One entry has words of "{ $words }"
       *[other] { $count } entries have words of "{ $words }", the closest first
    }
notebook-nothing-for = No entry has any of the words of "{ $words }".
notebook-command = notebook
notebook-command-about = The passages that were saved in this channel
notebook-command-show = show
notebook-command-show-about = Show what was saved, the newest first
notebook-command-search = search
notebook-command-search-about = Look for words in what was saved
notebook-command-note = note
notebook-command-note-about = Set an entry's note, or clear it
notebook-command-tag = tag
notebook-command-tag-about = Add tags to an entry, or take them off
notebook-command-remove = remove
notebook-command-remove-about = Remove an entry; it can be brought back for a day
notebook-command-export = export
notebook-command-export-about = Get the notebook as a file, with citations
notebook-option-tag = tag
notebook-option-tag-about = Only entries with this tag
notebook-option-entry = entry
notebook-option-entry-about = Which entry
notebook-option-thread = thread
notebook-option-thread-about = Only what was saved in this thread
notebook-option-words = words
notebook-option-words-about = What to look for in quotes, titles, questions, notes and tags
notebook-option-note = note
notebook-option-note-about = What to note; leave it out to clear the note
notebook-option-add = add
notebook-option-add-about = Tags to add, with commas between
notebook-option-take = take
notebook-option-take-about = Tags to take off, with commas between
notebook-option-format = format
notebook-option-format-about = The kind of file
notebook-option-public = public
notebook-option-public-about = Post the file to the channel
