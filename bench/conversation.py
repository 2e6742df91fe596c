"""Says how often questions that stand by themselves are read as if they followed one another.

    python bench/conversation.py DATA [DATA ...]

Each DATA is a folder with questions.jsonl, as `footnote evaluate` reads it. Each question is asked
after the one before it in the file. Whoever wrote them meant each to be understood alone, so that
every one that is read on is read wrongly. docs/conversation.md has the figures.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

from bot.core.conversation import read_on
from bot.core.evaluating import read_questions
from index.analysis import Analyzer
from index.errors import FootnoteError


def main() -> int:
    """Prints a line a folder, and each reading below it."""
    if not sys.argv[1:]:
        print(__doc__)
        return 2
    analyzer = Analyzer("en")
    for folder in map(Path, sys.argv[1:]):
        try:
            questions = [each.text for each in read_questions(folder / "questions.jsonl")]
        except FootnoteError as error:
            print(error)
            return 1
        pairs = list(pairwise(questions))
        read = [(*pair, read_on([pair[0]], pair[1], analyzer)) for pair in pairs]
        on = [each for each in read if each[2] is not None]
        print(f"{folder.name}: {len(on)} of {len(pairs)} pairs ({len(on) / len(pairs):.1%})")
        for earlier, question, reading in on:
            print(f"  {earlier!r}, {question!r}: {reading!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
