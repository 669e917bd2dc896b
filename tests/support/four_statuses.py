"""A contract with four statuses."""

from __future__ import annotations

FOUR = b"""revi: 1
project: {name: Tickets}
statuses:
  noticed: {description: Someone saw it.}
  begun: {}
  parked: {}
  over: {terminal: true}
transitions:
  - {from: noticed, to: begun, by: manual}
  - {from: begun, to: over, by: manual}
  - {from: begun, to: parked, by: system}
  - {from: parked, to: begun, by: manual}
"""
