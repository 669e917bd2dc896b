"""A prepared repository with a story, which each test copies."""

from __future__ import annotations

from tests.support.runtime_fixtures import prepared_tickets, ticket_copy

__all__ = ["prepared_tickets", "ticket_copy"]
