"""Which core of the processor a measurement runs on."""

from __future__ import annotations

import os


def pin(core: int | None) -> None:
    """Keeps this process, and the threads that it starts later, on one core, where that can be."""
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def a_core() -> int | None:
    """The last core that this process may use."""
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
