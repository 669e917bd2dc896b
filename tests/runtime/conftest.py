"""A scratch repository with the contract of this one, and calls of `revi` in it."""

from __future__ import annotations

from tests.support.runtime_fixtures import (
    prepared_tickets,
    repository,
    revi,
    started_story,
    still,
    story,
    ticket_copy,
    workflow,
)

__all__ = ["prepared_tickets", "repository", "revi", "started_story", "still", "story", "ticket_copy", "workflow"]
