"""Clocks for tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.conftest import NOW


class MovingClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        self.now += time
