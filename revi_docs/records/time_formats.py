"""Format and parse times: ISO 8601 with offset in records, minutes in file names. Unit: milliseconds."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, tzinfo

FILE_TIME_FORMAT = "%Y%m%d-%H%M"
"""The timestamp in the file name of an artifact, such as `20260211-1432`."""

# ASCII: `\d` must not match digits of other scripts.
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))", re.ASCII)


def load_zone(name: str) -> tzinfo:
    """The time zone of an IANA name; UTC for "". Raises ValueError for an unknown name."""
    if not name:
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"unknown time zone '{name}'") from error


def now_ms() -> int:
    """The current time, in milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def format_time(milliseconds: int, tz: tzinfo) -> str:
    """Format a time for records: `2026-02-11T14:32:05.120-07:00`."""
    moment = datetime.fromtimestamp(milliseconds // 1000, tz)
    return moment.replace(microsecond=milliseconds % 1000 * 1000).isoformat(timespec="milliseconds")


def parse_time_ms(text: object) -> int | None:
    """Parse an ISO 8601 time with offset to milliseconds; None for anything else."""
    match = _ISO_TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    try:
        moment = datetime.fromisoformat(match[1]).replace(tzinfo=UTC)
    except ValueError:
        return None
    offset_minutes = 0
    if match[3]:
        hours, minutes = int(match[4]), int(match[5])
        if hours > 23 or minutes > 59:
            return None
        offset_minutes = (hours * 60 + minutes) * (1 if match[3] == "+" else -1)
    # Integers: floating point would lose milliseconds.
    seconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1) - offset_minutes * 60
    return seconds * 1000 + int(((match[2] or ".0")[1:] + "00")[:3])


def format_file_time(milliseconds: int, tz: tzinfo) -> str:
    """Format a time for the file name of an artifact, to the minute."""
    return datetime.fromtimestamp(milliseconds / 1000, tz).strftime(FILE_TIME_FORMAT)


def parse_file_time_ms(text: str, tz: tzinfo) -> tuple[int, ...]:
    """The possible times of a timestamp in a file name, in milliseconds, the earlier first.

    Usually one. Two in the hour that repeats when clocks are set back; none for an invalid timestamp, or in
    the hour that is skipped when they are set forward.
    """
    if not re.fullmatch(r"\d{8}-\d{4}", text, re.ASCII):
        return ()
    try:
        local = datetime.strptime(text, FILE_TIME_FORMAT)
    except ValueError:
        return ()
    candidates: set[int] = set()
    # fold=1 is the second occurrence of a repeated hour. A skipped hour changes in the round trip.
    for fold in (0, 1):
        moment = local.replace(tzinfo=tz, fold=fold)
        seconds = round(moment.timestamp())
        if datetime.fromtimestamp(seconds, tz).replace(tzinfo=None) == local:
            candidates.add(seconds * 1000)
    return tuple(sorted(candidates))
