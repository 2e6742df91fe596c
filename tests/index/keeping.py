"""What the tests of kept profiles share: some passages, kept and indexed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import strategies as st

from index import engines, kernel
from index.analysis import Analyzer
from index.kept import Kept
from index.model import Statistics
from index.profile import Profiler
from index.profiles import Profiles, ProfilesWriter
from index.rows import PartRows, Rows
from index.table import Known, Table

ANALYZER = Analyzer()
PROFILER = Profiler(ANALYZER)

needs_kernel = pytest.mark.skipif(not kernel.available(), reason="the kernel was not compiled")

# Words that share beginnings, names, numbers, days, capitals that are words elsewhere, accents.
WORDS = [
    *("the", "of", "and", "who", "rejected", "rejects", "offer", "offers", "offered", "offering"),
    *("robbery", "robbers", "robbed", "Kerry", "Zarif", "Paris", "Mali", "U.S.", "US", "us"),
    *(
        "Monday",
        "2014",
        "3,000",
        "dirty",
        "hands",
        "stained",
        "O’Brien",
        "café",
        "naïve",
        "said-so",
    ),
]
_sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
#: Passages of some sentences, parted as texts part them, and now and then not at all.
passages_ = st.lists(
    st.tuples(
        _sentence, st.sampled_from([". ", "! ", "?\n", ".\n\n", ".", " — ", " A\u00a0. ", "\u3000"])
    ),
    min_size=1,
    max_size=6,
).map(lambda parts: "".join(f"{said}{end}" for said, end in parts))


def statistics_of(texts: Sequence[str]) -> Statistics:
    """What an engine says of passages without titles."""
    documents = [ANALYZER.terms(text) for text in texts]
    frequencies: dict[str, int] = {}
    for document in documents:
        for term in set(document):
            frequencies[term] = frequencies.get(term, 0) + 1
    return Statistics(len(texts), sum(map(len, documents)), frequencies)


def kept_of(
    texts: Sequence[str],
    articles: Sequence[int] = (),
    parts: int = 1,
    known: Known | None = None,
) -> Kept:
    """The passages, kept in so many files and held side by side; ``articles`` are their rows."""
    ids = np.array(articles or range(1, len(texts) + 1), np.int64)
    engine = engines.get("compiled")
    with TemporaryDirectory() as folder:
        engine.build(Path(folder, "index"), map(ANALYZER.terms, texts))
        snapshot = engine.open(Path(folder, "index"))
        files, rows = [], []
        for part in range(parts):
            path = Path(folder, f"profiles-{part}")
            begin, end = (len(texts) * each // parts for each in (part, part + 1))
            with ProfilesWriter(path) as writer:
                for text in texts[begin:end]:
                    assert writer.terms(text, PROFILER) == ANALYZER.terms(text)
            files.append(Profiles(path))
            rows.append(PartRows(np.arange(begin, end) + 1, ids[begin:end]))
    return Kept([files], [Rows(rows)], Table([snapshot], len(texts), known))
