"""English."""

from __future__ import annotations

from index.languages import Language

# Function words, and the verbs of saying that news puts into every paragraph. "us" is not among
# them: it is what "U.S." becomes.
_STOP_WORDS = """
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

# Alike after folding, but not a contraction unless written with an apostrophe.
_NOT_ALONE = {"hell", "ill", "shed", "shell", "wed", "id"}

_DAYS_AND_MONTHS = """
January February March April May June July August September October November December
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""

LANGUAGE = Language(
    code="en",
    stemmer="english",
    stop_words=frozenset(_STOP_WORDS.split()) - _NOT_ALONE
    | {"he'll", "i'll", "she'd", "she'll", "we'd", "i'd"},
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
)
