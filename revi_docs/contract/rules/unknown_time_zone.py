"""The project's time zone is no name of the IANA time zone database.

Why: whoever writes a time with it fails, or falls back to the machine's own zone in silence.

Example:

    project: {time_zone: America/Denvor}

Mend: use a name such as `Europe/Berlin`, `America/Denver` or `UTC`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields a problem for a time zone that is not known; none on a machine that knows no zones."""
    name = context.contract.project.time_zone
    if not name or name == "UTC" or _is_zone(name):
        return
    from zoneinfo import available_timezones

    zone_names = available_timezones()
    if zone_names:
        yield Problem(
            code="unknown-time-zone",
            message=f"'{name}' is not a time zone",
            fix=f"use a name of the IANA time zone database{did_you_mean(name, zone_names)}",
            places=(context.place_of("project", "time_zone"),),
            subject=name,
        )


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True
