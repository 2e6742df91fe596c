"""A fresh process: an engine's package imported, its index opened, the first question answered.

    python -m bench.cold ENGINE INDEX_FOLDER QUESTIONS.json [CORE]

Prints JSON: wall and CPU seconds until the first answer, and the memory in bytes after all
questions were asked (``private``: written to, so no page of a mapped file).
The interpreter's own start is not counted; files are in the page cache.
"""

import json
import sys
from pathlib import Path
from time import perf_counter, process_time

from bench import engines
from bench.cores import pin


def memory() -> dict[str, int] | None:
    """Of this process, from Linux; None elsewhere."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return None
    sizes = {}
    for line in rollup.read_text().splitlines()[1:]:
        key, value, *_ = line.split()
        sizes[key.rstrip(":")] = int(value) * 1024
    return {"resident": sizes["Rss"], "private": sizes["Private_Dirty"]}


def main() -> None:
    name, folder, path, *core = sys.argv[1:]
    pin(int(core[0]) if core else None)
    questions = json.loads(Path(path).read_text())
    peer = engines.get(name)
    before = memory()
    cpu, wall = process_time(), perf_counter()
    opened = peer.open(Path(folder))
    opened.top(questions[0], 10)
    spent = {"cpu": process_time() - cpu, "wall": perf_counter() - wall}
    for terms in questions:
        opened.top(terms, 10)
        opened.top(terms, 100)
    print(json.dumps({**spent, "interpreter": before, "memory": memory()}))


if __name__ == "__main__":
    main()
