"""A trace is read in one pass: most lines are only counted, and every line keeps its number."""

from __future__ import annotations

from pathlib import Path

from revi_docs.records.trace_reader import BLOCK_BYTES, PlainEventBatch, read_trace
from revi_docs.records.trace_totals import fold_trace
from tests.support.totaled_traces import PLAIN, STORY, line


def test_most_lines_are_counted_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "TRACE.jsonl"
    file.write_text(f"{line('tool_call', tool='Read', path='a b/c.py', success=True)}\n" * 30_000)
    assert file.stat().st_size > 3 * BLOCK_BYTES
    batches_and_lines = list(read_trace(str(file), PLAIN))
    runs = [item for item in batches_and_lines if isinstance(item, PlainEventBatch)]
    assert runs == batches_and_lines
    assert sum(item.count_event("tool_call") for item in runs) == 30_000


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "TRACE.jsonl"
    tools = f"{line('tool_call', tool='Read')}\n"
    file.write_text(f"{tools * 3}\n{line('vanished')}\n{tools}{'{'}\n{tools[:-5]}")
    numbers = [item.number for item in read_trace(str(file), PLAIN) if not isinstance(item, PlainEventBatch)]
    assert numbers == [5, 7, 8]


def test_a_line_without_end_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "TRACE.jsonl"
    file.write_text(f"{line('tool_call')}\n{'x' * 17_000_000}\n{line('tool_call')}\n")
    totals = fold_trace(read_trace(str(file), PLAIN), STORY)
    assert (totals.event_count, totals.unread_lines, totals.phases[""].tool_calls) == (2, 1, 2)


def test_no_file_has_no_events(tmp_path: Path) -> None:
    assert list(read_trace(str(tmp_path / "none"), PLAIN)) == []
