"""English."""

from __future__ import annotations

from index.languages import Language

# Few: question words, articles, the commonest forms of "be" and "do", and prepositions. A longer
# list costs more than it gives (docs/ranking.md): "can", "not" or "he" tell short questions apart,
# and BM25's idf makes little of them where they do not. "us" is what "U.S." becomes.
_STOP_WORDS = """
a an the
what who whom whose which when where why how
is are was were be been
do does did done
and for in of on at to
whats whos wheres whens whys hows
"""

# Indexed, but telling nothing by themselves: a passage that shares only these with a question is
# no answer to it, and a question of nothing else is none.
_COMMON_WORDS = """
a about above across after again against all almost along already also although always am among an
and another any anybody anyone anything anywhere are around as at
be became because become been before behind being below between both but by
came can cannot come could
did do does doing done down during
each either else ever every everybody everyone everything
few for from further
get gets give given go goes going gone got
had has have having he her here hers herself him himself his how however
i if in indeed instead into is it its itself
just
least less let like
made make many may me might mine more most mostly much must my myself
near need neither never no nobody none nor not nothing now
of off often on once one only onto or other others our ours ourselves out over own
per perhaps please put
quite
rather really
said same say saying says see seem seemed seems several shall she should since so some somebody
someone something sometimes somewhere still such
take tell than that the their theirs them themselves then there therefore these they this those
though through thus to together too toward towards
under unless until up upon
very via
want was we well were what whatever when whenever where wherever whether which while who whoever
whole whom whose why will with within without would
yes yet you your yours yourself yourselves
arent cant couldnt didnt doesnt dont hadnt hasnt havent hed hell heres hes hows id ill im isnt itll
ive lets mustnt shant shed shell shes shouldnt thats theres theyd theyll theyre theyve wasnt wed
weve werent whats wheres whos wont wouldnt youd youll youre youve
"""

# Alike without their apostrophe, but then other words.
_NOT_ALONE = {"hell", "ill", "shed", "shell", "wed", "id"}
_CONTRACTED = {"he'll", "i'll", "she'd", "she'll", "we'd", "i'd"}

_DAYS_AND_MONTHS = """
January February March April May June July August September October November December
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""

LANGUAGE = Language(
    code="en",
    stemmer="english",
    stop_words=frozenset(_STOP_WORDS.split()),
    common_words=frozenset(_COMMON_WORDS.split()) - _NOT_ALONE | _CONTRACTED,
    capitals=frozenset({"IS", "IT", "WHO"}),
    capitalised=frozenset(_DAYS_AND_MONTHS.split()),
    question_words=(
        ("how", "many"),
        ("how", "much"),
        ("how", "old"),
        ("how", "long"),
        ("how", "far"),
        ("how", "often"),
        ("what", "time"),
        ("what", "year"),
        ("which", "country"),
        ("which", "countries"),
        ("who",),
        ("whom",),
        ("whose",),
        ("when",),
        ("where",),
        ("why",),
        ("which",),
        ("what",),
        ("how",),
    ),
    expects={
        **dict.fromkeys(("who", "whom", "whose", "where"), "name"),
        **dict.fromkeys(("which country", "which countries"), "name"),
        **dict.fromkeys(("when", "what year"), "date"),
        **dict.fromkeys(("how many", "how much", "how old", "how long", "how far"), "number"),
        "what time": "number",
    },
)
