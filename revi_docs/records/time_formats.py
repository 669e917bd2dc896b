"""Format and parse times: ISO 8601 with offset in records, minutes in file names. Unit: milliseconds."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, tzinfo

FILE_TIME_FORMAT = "%Y%m%d-%H%M"
"""The timestamp in the file name of an artifact, such as `20260211-1432`."""

# A date and a time with an offset: `fromisoformat` also accepts either alone. ASCII: no digits of other scripts.
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    if not isinstance(text, str) or not _ISO_TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Integers: floating point would lose milliseconds.
    return (moment - _EPOCH) // timedelta(milliseconds=1)


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
