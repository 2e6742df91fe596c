"""Lines that stand around an article on a web page and are not part of it.

Patterns match whole lines and are kept narrow: a line that is left in by mistake is a weak
passage, a line that is taken out by mistake can never be quoted. Most are limited in length,
since a long line that begins like furniture is usually a paragraph about it.
"""

from __future__ import annotations

import re

_SHORT = 120
# A line of so many words that ends like a sentence is one, whatever it begins with.
_SENTENCE = 9

# Whole lines of at most 120 characters.
_LINES = re.compile(
    r"""
    # moving about the page
      skip \s to \s (?:the\s)? (?:main\s)? (?:content|navigation|article) .*
    | (?:back|return) \s to \s (?:top|home(?:page)?)
    | (?:menu|home|search|close|loading|next|previous|older|newer|print|email|e-mail|share)
    | (?:next|previous|older|newer) \s (?:article|post|story|page)s? (?: \s* [:→»>] .* )?
    # adverts
    | \W* (?:advert|advertisement|advertising|sponsored(?:\s(?:content|post))?|promoted) \W*
    | (?:article|story) \s continues \s (?:below|after) .*
    # what else there is; a long line that ends like a sentence is about it
    | (?! .{60,} [.!?"”] \Z )
      (?:trending|most \s (?:read|popular|viewed|shared|commented)|popular|recommended)
      (?: \s (?:on|now|in|today|stories|articles|posts|videos|for) \b .* )? :?
    | (?! .{60,} [.!?"”] \Z ) (?:related|more|recent|latest) \s
      (?:articles?|stories|story|posts?|news|videos?|coverage|topics?)
      (?: \s (?:from|on|in) \b .* )? :?
    | (?:you \s (?:may|might) \s also \s like|don['’]t \s miss|editor['’]s \s picks?|see \s also) :?
    | (?:read|see|watch|click) \s (?:more|here|next|also) (?: \s? [:»>→] .* | \s to \s .* )? [.…]*
    # sharing and signing up
    | (?:share|tweet|pin|email) \s (?:this|on|via|to|with) \b .* (?<! [.!?"”] )
    | (?:follow|like|find|join) \s us \s on \s .*
    | (?:sign|log) \s (?:up|in|on|out) (?: \s (?:to|for|with|now|here|today) \b .* )? [.!]?
    | subscribe (?: \s (?:to|for|now|here|today|with) \b .* )? [.!]?
    | register \s (?:now|here|today) \b .*
    | (?:stay \s informed|keep \s up|get \s (?:our|the \s latest)) \b .* \b
      (?:newsletters?|alerts|updates|inbox) \b .*
    | (?:get|receive) \s .* \b in \s your \s inbox .*
    | join \s the \s (?:conversation|discussion|debate) .*
    | (?:become|join \s as) \s an? \s (?:vip \s)? (?:member|subscriber|patron|supporter) .*
    # comment forms
    | \d+ \s (?:repl(?:y|ies)|comments?|shares?|views?|likes?|responses?)
    | (?:leave|post|add|write) \s a \s (?:reply|comment|response) .*
    | (?:comments?|replies) (?: \s \( \d+ \) )? (?: \s (?:are \s)? closed .* )? [.:]?
    | want \s to \s join \s the \s discussion \??
    | feel \s free \s to \s contribute !?
    | (?:cancel|notify|submit) \s (?:reply|comment|me \s of \s .*)
    | (?:name|e-?mail|website|comment) \s* \*
    # small print
    | (?: © | copyright \s* (?:©|\(c\)|\d) | \(c\) \s* \d ) .*
    | all \s rights \s reserved .*
    | (?:terms|privacy) (?: \s (?:of|and|&) \s \w+ )? (?: \s policy)? (?: \s \| .* )?
    | (?:cookie|privacy) \s (?:policy|settings|notice|preferences)
    | (?:we|this \s (?:site|website)) \s uses? \s cookies .*
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Sentences of small print, looked for in the first 1,000 characters of a line: what is longer is
# no small print, and a hostile line of megabytes must not cost its length squared.
_PRINT = 1_000
_PHRASES = re.compile(
    r"""
      your \s e-?mail \s address \s will \s not \s be \s published
    | required \s fields \s are \s marked
    | (?:to \s learn \s more \s about|for \s permission \s to) \s (?:republish|reprint|licens)\w+
    | sign \s up \s to \s (?:get|receive) \s the \s latest \b .* \b (?:alerts|news|insights|updates)
    | by \s (?:signing \s up|subscribing), \s you \s agree \s to
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line, white space at its ends removed, is not part of the article."""
    if not any(character.isalnum() for character in line):
        return True
    prose = line.rstrip("\"”’'").endswith((".", "?", "!")) and len(line.split()) >= _SENTENCE
    if len(line) <= _SHORT and not prose and _LINES.fullmatch(line):
        return True
    return _PHRASES.search(line, 0, _PRINT) is not None
