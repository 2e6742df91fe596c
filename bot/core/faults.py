"""Ids for what went wrong unexpectedly: the log has the trace, the asker has the id."""

from __future__ import annotations

import secrets


def fault_id() -> str:
    """Short enough to read out: ``E-4F2A``."""
    return f"E-{secrets.token_hex(2).upper()}"
