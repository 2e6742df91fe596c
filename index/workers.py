"""The processes that write parts for `index.building`: started, listened to, and stopped."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from index.manifest import Part

log = logging.getLogger(__name__)


def by_workers(
    job: Mapping[str, object],
    ranges: Sequence[tuple[int, int]],
    progress: Callable[[int], object],
) -> list[Part] | None:
    """The parts of each range of rows in turn; ``None`` if a worker could not do its own.

    A job is what `index.worker` takes; each range, above the one row and up to the other, becomes
    a process. ``progress`` is called with how many passages were added since.
    """
    with ExitStack() as stack, DefaultSelector() as selector:
        workers = []
        for after, last in ranges:
            try:
                worker = _Worker({**job, "after": after, "last": last})
            except OSError as error:
                log.warning("a worker could not be started: %s", error)
                return None
            workers.append(stack.enter_context(worker))
        for worker in workers:
            selector.register(worker.output, EVENT_READ, worker)
        while selector.get_map():
            for key, _ in selector.select():
                worker = key.data
                for told in worker.told():
                    progress(told)
                if worker.ended:
                    selector.unregister(worker.output)
                    if worker.parts is None:
                        return None  # the others are stopped
    return [part for worker in workers for part in worker.parts or () if part.passages]


class _Worker:
    """A process that writes parts, and what it tells: one line of JSON at a time."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.parts: list[Part] | None = None
        self.ended = False
        self._rest = b""
        # It runs the very code that this process does, and nothing of the folder that it is in.
        path = (each or str(Path.cwd()) for each in sys.path)
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from index.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert self._process.stdin
        assert self._process.stdout
        self.output = self._process.stdout
        # Of one that has ended already, what it tells says so.
        with suppress(BrokenPipeError), self._process.stdin as given:
            given.write(json.dumps(job).encode())

    def told(self) -> Iterator[int]:
        """How many passages were added since it last told so."""
        read = os.read(self.output.fileno(), 1 << 16)
        self.ended = not read
        *lines, self._rest = (self._rest + read).split(b"\n")
        for line in lines:
            told = json.loads(line)
            if isinstance(told, int):
                yield told
            elif isinstance(told, dict):
                log.warning("a worker gave up: %s", told["failed"])
            else:
                self.parts = [Part(**each) for each in told]

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.ended:
            self._process.kill()
        self.output.close()
        self._process.wait()
