"""What the reason of a denied edit tells to do instead."""

from __future__ import annotations

SYNC = "edit that value and run 'revi-docs sync'"
