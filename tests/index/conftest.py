"""Every engine there is, for the tests of the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import engines
from index.engine import Engine, Snapshot
from tests.index.contract import Documents, Make


@pytest.fixture(params=engines.names())
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each registered engine in turn."""
    return engines.get(request.param)


@pytest.fixture
def make(engine: Engine, tmp_path: Path) -> Make:
    """Builds passages and opens them."""

    def make(documents: Documents) -> Snapshot:
        engine.build(tmp_path / "index", documents)
        return engine.open(tmp_path / "index")

    return make
