"""A small repository with a ticket for each test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def root(ticket_copy: Path) -> Path:
    return ticket_copy
