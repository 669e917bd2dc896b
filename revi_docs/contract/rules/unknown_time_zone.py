"""The time zone of the project is not in the IANA time zone database.

Why: Programs that write times fail, or silently use the time zone of the machine.

Example:

    project: {time_zone: America/Denvor}

Fix: Use a name such as `Europe/Berlin`, `America/Denver` or `UTC`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield a problem for an unknown time zone. A machine without a time zone database reports nothing."""
    name = context.contract.project.time_zone
    if not name or name == "UTC" or _is_zone(name):
        return
    # Listing all zones is slow, so it is done only for an unknown name.
    from zoneinfo import available_timezones

    zone_names = available_timezones()
    if zone_names:
        yield context.problem(
            message=f"'{name}' is not a time zone",
            fix=suggested_fix(name, zone_names, "use a name from the IANA time zone database"),
            places=(context.place_of("project", "time_zone"),),
            subject=name,
        )


def _is_zone(name: str) -> bool:
    # Imported late: few contracts name a time zone.
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        # ZoneInfo raises each of these: for an unreadable file, for a path out of its folder, and for an unknown name.
        return False
    return True
