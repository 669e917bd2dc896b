"""The names of the gates. Imports nothing, because `build` starts the site before it imports the gates."""

from __future__ import annotations

GATE_NAMES = ("lint", "check", "site", "links")
"""The gates in order."""
