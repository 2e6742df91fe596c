# The file of what a team asked, chose and kept.
team-unusable = What this team asked cannot be read or written: { $reason }.
team-newer = What this team asked is kept by a newer Footnote.
team-busy = What this team asked is being written by another process.
team-gone-answer = This answer is not kept any more. Ask again to see it.
team-gone-comparison = This comparison is not kept any more. Ask again to see it.
team-gone-unanswered = This question was asked again, or is not kept any more. Ask it anew.
team-gone-search = This search is not kept any more. Search again.
team-expired-answer = This answer expired on { $when }: answers are kept for { $days ->
        [one] one day
       *[other] { $days } days
    }. Ask again to see it.
team-expired-digest = What this digest showed expired on { $when }: digests are kept for { $days ->
        [one] one day
       *[other] { $days } days
    }. Ask its question to see the passages.
team-expired-comparison = This comparison expired on { $when }: answers are kept for { $days ->
        [one] one day
       *[other] { $days } days
    }. Ask again to see it.
team-gone-check = This check is not kept any more. Check the draft again to see it.
team-expired-check = This check expired on { $when }: answers are kept for { $days ->
        [one] one day
       *[other] { $days } days
    }. Check the draft again to see it.
