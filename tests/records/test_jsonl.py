"""Lines of JSON: torn ends, and faults that hide nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.records.jsonl import MAX_LINE_BYTES, Line, encode_line, read_lines


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "LEDGER.jsonl"


def test_no_file_has_no_lines(file: Path) -> None:
    assert list(read_lines(str(file))) == []


def test_what_is_encoded_is_read(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(encode_line({"a": "é\n\u2028"}) + encode_line({"b": 2}) + encode_line({"c": 3}))
    assert list(read_lines(str(file))) == [Line(1, {"a": "é\n\u2028"}), Line(2, {"b": 2}), Line(3, {"c": 3})]


def test_faults_hide_no_other_line(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"a": 1}\n\n[1]\nnot\n{"n": NaN}\n\xff\n{"b": 2}\r\n{"c": ')
    assert list(read_lines(str(file))) == [
        Line(1, {"a": 1}),
        Line(3, {}, "not a JSON object"),
        Line(4, {}, "not valid JSON"),
        Line(5, {}, "not valid JSON"),
        Line(6, {}, "not valid JSON"),
        Line(7, {"b": 2}),
        Line(8, {}, "incomplete line: its writer was stopped", torn=True),
    ]


def test_a_line_without_end_that_is_whole_counts(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"a": 1}')
    assert list(read_lines(str(file))) == [Line(1, {"a": 1})]


def test_a_line_that_is_too_long_is_skipped(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"a": "' + b"x" * (2 * MAX_LINE_BYTES) + b'"}\n{"b": 2}\n')
    assert list(read_lines(str(file))) == [Line(1, {}, "the line is longer than 16,777,216 bytes"), Line(2, {"b": 2})]


def test_encoded_line_is_one_line_for_any_value() -> None:
    line = encode_line({"text": "a\nb\r\x85\u2028\ud800", "n": 1})
    assert line.count(b"\n") == 1
    assert json.loads(line)["n"] == 1
