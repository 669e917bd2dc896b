"""The time of the checks of links."""

from __future__ import annotations

from datetime import UTC, datetime

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
