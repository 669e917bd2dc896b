"""The run of a story: the picture and the table have the spans of the trace."""

from __future__ import annotations

import json
import re
from datetime import UTC
from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.records.run_spans import run_spans
from revi_docs.site.stories.story_page import story_page
from revi_docs.site.stories.story_views import load_story_views
from revi_docs.site.stories.waterfall import MAX_ROWS, duration, waterfall
from tests.records.test_otlp import EVENTS, event
from tests.support.story_pages import CONTRACT, HOSTILE, write

ROWS = [
    ["lock", "review", "0 ms", "7 s", "", ""],
    ["phase", "review", "0 ms", "7 s", "PASS", ""],
    ["agent", "leader", "1 s", "5 s", "success", "120"],
    ["agent", "reader", "2 s", "2 s", "timeout", "12"],
    ["error", "AGENT_TIMEOUT", "3 s", "0 ms", "", ""],
    ["worker", "reader", "2 s", "3 s", "TIMEOUT", ""],
]


def table(text: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", text.partition("<tbody>")[2])
    return [re.findall(r"<td>(.*?)</td>", row) for row in rows]


def test_picture_and_table_have_the_same_steps() -> None:
    text = "\n".join(waterfall(run_spans("S-1", EVENTS), UTC))
    assert table(text) == ROWS
    titles = re.findall(r"<g><title>(\w+) (\w+): ", text)
    assert titles == [(row[0], row[1]) for row in table(text)]
    assert "From 2026-11-28T10:00:00.000+00:00, 7 s." in text
    assert ">agent leader, 120 tokens</text>" in text
    failed = re.findall(r'class="span (\w+) failed"', text)
    assert sorted(failed) == ["agent", "error", "worker"]
    bars = re.findall(r'<rect [^>]*x="([\d.]+)" y="\d+" width="([\d.]+)"', text)
    assert bars[0] == ("250.0", "560.0")
    assert bars[2] == (f"{250 + 560 / 7:.1f}", f"{560 * 5 / 7:.1f}")


def test_a_story_page_shows_its_trace(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text(CONTRACT + "trace:\n  file: TRACE.jsonl\n  fields: {timestamp: datetime}\n")
    write(tmp_path, "AB-001", "over", "First")
    hostile = event("error", 8, errorType=HOSTILE)
    lines = [json.dumps(item) for item in [*EVENTS, hostile]]
    (tmp_path / "plans/stories/AB-001/TRACE.jsonl").write_text("\n".join([*lines, "not JSON", ""]))
    views = load_story_views(tmp_path, load(tmp_path))
    text = story_page(views, views.stories[0])
    assert len(table(text)) == len(ROWS) + 1
    assert "From 2026-11-28T03:00:00.000-07:00, 8 s." in text
    assert views.stories[0].trace_problem.startswith(f"Line {len(lines) + 1} of the trace cannot be read: ")
    assert "<script" not in text.partition("## Run")[2]


def test_a_story_without_a_trace_has_no_run() -> None:
    assert list(waterfall([], UTC)) == []


def test_a_trace_that_cannot_be_read_does_not_stop_the_build(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text(CONTRACT + "trace:\n  file: TRACE.jsonl\n  fields: {timestamp: datetime}\n")
    write(tmp_path, "AB-001", "over", "First")
    (tmp_path / "plans/stories/AB-001/TRACE.jsonl").mkdir()
    views = load_story_views(tmp_path, load(tmp_path))
    assert views.stories[0].run == ()
    assert views.stories[0].trace_problem == "The trace cannot be read: Is a directory."
    assert "The trace cannot be read: Is a directory." in story_page(views, views.stories[0])


def test_a_long_run_says_what_is_left_out() -> None:
    events = [event("error", 1, errorType=str(number)) for number in range(MAX_ROWS + 1)]
    text = "\n".join(waterfall(run_spans("S-1", events), UTC))
    assert f"The first {MAX_ROWS} of {MAX_ROWS + 1} steps are shown." in text
    assert len(table(text)) == MAX_ROWS


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0, "0 ms"), (999, "999 ms"), (1000, "1 s"), (12_500, "12.5 s"), (185_000, "3 min 5 s"), (7_440_000, "2 h 4 min")],
)
def test_durations(milliseconds: int, text: str) -> None:
    assert duration(milliseconds) == text
