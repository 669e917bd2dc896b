"""Timestamps in the file names of artifacts."""

from __future__ import annotations

from datetime import datetime, tzinfo

from revi_docs.records.time_formats import FILE_TIME_FORMAT


def format_file_time(milliseconds: int, zone: tzinfo) -> str:
    """Return a time as in the file name of an artifact, to the minute."""
    return datetime.fromtimestamp(milliseconds / 1000, zone).strftime(FILE_TIME_FORMAT)
