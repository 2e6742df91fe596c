# A draft's quotations, held against the articles.
check-not-text = This draft is not text. Save it as UTF-8 (.md, .txt) or as .docx.
check-unknown-format = A { $suffix } file cannot be checked. Save the draft as .md, .txt or .docx.
check-not-word = This is not a Word document that can be read. Save it as .docx anew, or as .md or .txt.
check-word-too-large = This document unpacks to more than { $most } MiB. Split it.
check-too-large = This draft is larger than { $most } KiB. Split it.
check-empty = There is no text in this draft.
check-link-elsewhere = That link leads to another server. Paste the text instead.
check-link-unseen = There is no message at that link that we can both see. Paste the text instead.
check-link-unread = Discord does not show me that message: it is not mine and does not mention me. Right-click or long-press it → Apps → { check-menu }

check-again = Your draft was not kept. Check it again.
check-title = Quotations
check-title-of = Quotations of { $name }
check-summary = { $count ->
        [one] 1 quotation: { $counts }.
       *[other] { $count } quotations: { $counts }.
    }
check-none = No quotation to look for was found.
check-count-words = { $count } word for word
check-count-punctuation = { $count } with other punctuation or capitals
check-count-differs = { $count ->
        [one] 1 differs
       *[other] { $count } differ
    }
check-count-missing = { $count } not found here
check-count-long = { $count } too long to look for
check-unchecked = { $count ->
        [one] 1 more is a single word, or small words only, and was not looked for.
       *[other] { $count } more are single words, or small words only, and were not looked for.
    }
check-beyond = There are more quotations than these { $count }: split the draft for the others.
check-words-only = It is words that are compared: not who said them, nor whether they are true.

check-outcome-words = Word for word
check-outcome-punctuation = Same words, other punctuation or capitals
check-outcome-differs = Differs
check-outcome-missing = Not found here
check-outcome-long = Too long to look for
check-line = Line { $line }
check-instead = { $quoted } / { $there }
check-added = { $quoted } is not there
check-omitted = { $there } is left out
check-more = and { $count } more
check-unclosed = It has no closing mark.
check-ellipsis = { $count ->
        [one] 1 word is left out where it has an ellipsis: { $words }.
       *[other] { $count } words are left out where it has an ellipsis: { $words }.
    }
check-ellipsis-negation = Among what is left out is { $word }.
check-bracket = { $bracket } is not in the article.
check-bracket-instead = For { $bracket } the article has { $there }.
check-spoken = In quotation marks in the article; the sentence names no speaker.
check-spoken-by = In quotation marks in the article; the sentence names { $name }.
check-unspoken = Not in quotation marks in the article.
check-others = Same words in { $count ->
        [one] 1 other article.
       *[other] { $count } other articles.
    }
check-also = The same words:
check-wrote = Wrote { $draft } and { $list }.
check-page = Page { $page } of { $pages }
check-form-text = The text with its quotations
check-menu = Check quotes
check-command = check
check-command-about = Is every quotation in a draft word for word in your articles?
check-option-file = file
check-option-file-about = A draft of up to 1 MiB: Markdown, text or Word (.md, .txt, .docx)
check-option-text = text
check-option-text-about = Or the text, or a link to a message of mine or to me; with neither, you can paste it
check-option-library = library
check-option-library-about = Look only in this library
check-option-private = private
check-option-private-about = Show the result to you alone (yes, unless you say no)
