"""Lines of JSON: torn ends, faults that hide nothing, many writers at once."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.records.jsonl import MAX_LINE_BYTES, Line, append_lines, encode_line, read_lines

WRITER = """
import sys
from revi_docs.records.jsonl import append_lines, encode_line
for number in range(int(sys.argv[3])):
    append_lines(sys.argv[1], encode_line({"by": sys.argv[2], "n": number, "text": "x" * 9000}), fsync=False)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "LEDGER.jsonl"


def test_no_file_has_no_lines(file: Path) -> None:
    assert list(read_lines(str(file))) == []


def test_what_is_appended_is_read(file: Path) -> None:
    append_lines(str(file), encode_line({"a": "é\n\u2028"}))
    append_lines(str(file), encode_line({"b": 2}) + encode_line({"c": 3}))
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


def test_a_line_after_a_torn_one_stays_whole(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"a": 1}\n{"b": ')
    append_lines(str(file), encode_line({"c": 3}))
    assert list(read_lines(str(file))) == [Line(1, {"a": 1}), Line(2, {}, "not valid JSON"), Line(3, {"c": 3})]


def test_a_line_without_end_that_is_whole_counts(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"a": 1}')
    assert list(read_lines(str(file))) == [Line(1, {"a": 1})]


def test_a_line_that_is_too_long_is_skipped(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"a": "' + b"x" * (2 * MAX_LINE_BYTES) + b'"}\n{"b": 2}\n')
    assert list(read_lines(str(file))) == [Line(1, {}, "the line is longer than 16,777,216 bytes"), Line(2, {"b": 2})]


def test_a_full_disk_leaves_what_was_there(file: Path) -> None:
    append_lines(str(file), encode_line({"a": 1}))
    old_content = file.read_bytes()
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(old_content) + 5}, {len(old_content) + 5}))\n"
        "from revi_docs.records.jsonl import append_lines, encode_line\n"
        "append_lines(sys.argv[1], encode_line({'b': 'x' * 100}))\n"
    )
    result = subprocess.run([sys.executable, "-c", script, file], capture_output=True, text=True, check=False)
    assert "OSError: [Errno 27] File too large" in result.stderr
    assert file.read_bytes() == old_content
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] != len(old_content) + 5


def test_eight_writers_lose_and_tear_nothing(file: Path) -> None:
    file.parent.mkdir()
    commands = [[sys.executable, "-c", WRITER, str(file), str(index), "250"] for index in range(8)]
    writers = [subprocess.Popen(command, env=dict(os.environ)) for command in commands]
    assert [writer.wait() for writer in writers] == [0] * 8
    values = [line.value for line in read_lines(str(file)) if not line.error]
    assert sorted((value["by"], value["n"]) for value in values) == sorted(
        (str(by), number) for by in range(8) for number in range(250)
    )
    assert len(file.read_bytes().splitlines()) == len(values)


def test_encoded_line_is_one_line_for_any_value() -> None:
    line = encode_line({"text": "a\nb\r\x85\u2028\ud800", "n": 1})
    assert line.count(b"\n") == 1
    assert json.loads(line)["n"] == 1
