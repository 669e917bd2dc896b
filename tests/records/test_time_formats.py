"""Times in records, and timestamps in names: the repeated hour, the skipped hour, invalid times."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.records import time_formats
from tests.support.file_times import format_file_time

DENVER = time_formats.load_zone("America/Denver")


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("20260211-1432", ("2026-02-11T14:32:00-07:00",), id="winter"),
        pytest.param("20260711-1432", ("2026-07-11T14:32:00-06:00",), id="summer"),
        pytest.param(
            "20261101-0130", ("2026-11-01T01:30:00-06:00", "2026-11-01T01:30:00-07:00"), id="hour that comes twice"
        ),
        pytest.param("20260308-0230", (), id="hour that is left out"),
        pytest.param("20260308-0300", ("2026-03-08T03:00:00-06:00",), id="just after it"),
        pytest.param("20260229-0000", (), id="no such day"),
        pytest.param("20261301-0000", (), id="no such month"),
        pytest.param("20260211-2460", (), id="no such minute"),
        pytest.param("2026-02-11", (), id="another form"),
        pytest.param("20260211-14321", (), id="too long"),
        pytest.param("٢٠٢٦0211-1432", (), id="other digits"),
    ],
)
def test_a_timestamp_of_a_name(text: str, expected: tuple[str, ...]) -> None:
    assert time_formats.parse_file_time_ms(text, DENVER) == tuple(map(ms, expected))


@given(st.integers(min_value=0, max_value=4_000_000_000))
def test_a_stamp_is_among_what_it_can_mean(minute: int) -> None:
    moment = minute // 60 * 60_000
    assert moment in time_formats.parse_file_time_ms(format_file_time(moment, DENVER), DENVER)


@given(st.integers(min_value=0, max_value=4_000_000_000_000))
def test_a_written_time_is_read_as_it_was(moment: int) -> None:
    assert time_formats.parse_time_ms(time_formats.format_time(moment, DENVER)) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2026-02-11T14:32:05-07:00", ms("2026-02-11T14:32:05-07:00"), id="offset"),
        pytest.param("2026-02-11T14:32:05Z", ms("2026-02-11T14:32:05+00:00"), id="UTC"),
        pytest.param("2026-02-11T14:32:05.1234567Z", ms("2026-02-11T14:32:05.123+00:00"), id="finer"),
        pytest.param("2026-02-11T14:32:05", None, id="no offset"),
        pytest.param("2026-02-30T14:32:05Z", None, id="no such day"),
        pytest.param("2026-02-11T14:32:05+24:00", None, id="no such offset"),
        pytest.param("2026-02-11 14:32:05Z", None, id="another form"),
        pytest.param(20260211, None, id="a number"),
    ],
)
def test_reading(text: object, expected: int | None) -> None:
    assert time_formats.parse_time_ms(text) == expected


def test_zones() -> None:
    assert time_formats.load_zone("") is UTC
    with pytest.raises(ValueError, match="unknown time zone 'Mars/Base'"):
        time_formats.load_zone("Mars/Base")
