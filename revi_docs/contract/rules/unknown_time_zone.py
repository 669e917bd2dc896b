"""The project's time zone is no name of the IANA time zone database.

Why: whoever writes a time with it fails, or falls back to the machine's own zone in silence.

Example:

    project: {time_zone: America/Denvor}

Mend: use a name such as `Europe/Berlin`, `America/Denver` or `UTC`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields a problem for a time zone that is not known; none on a machine that knows no zones."""
    name = case.contract.project.time_zone
    if not name or name == "UTC" or _is_zone(name):
        return
    from zoneinfo import available_timezones

    known = available_timezones()
    if known:
        yield Problem(
            code="unknown-time-zone",
            message=f"'{name}' is not a time zone",
            fix=f"use a name of the IANA time zone database{did_you_mean(name, known)}",
            places=(case.at("project", "time_zone"),),
            subject=name,
        )


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True
