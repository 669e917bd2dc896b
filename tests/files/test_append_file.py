"""Append whole lines: after torn ends, on a full disk, and with many writers at once."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.files.append_file import append_file
from revi_docs.files.root_folders import LinkedPathError
from revi_docs.records.jsonl import Line, encode_line, read_lines

WRITER = """
import sys
from revi_docs.files.append_file import append_file
from revi_docs.records.jsonl import encode_line
for number in range(int(sys.argv[3])):
    line = encode_line({"by": sys.argv[2], "n": number, "text": "x" * 9000})
    append_file(sys.argv[1], "LEDGER.jsonl", line, fsync=False)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "LEDGER.jsonl"


def test_what_is_appended_is_read(tmp_path: Path, file: Path) -> None:
    append_file(str(tmp_path), "deep/LEDGER.jsonl", encode_line({"a": "é\n\u2028"}))
    append_file(str(tmp_path), str(file), encode_line({"b": 2}) + encode_line({"c": 3}))
    assert list(read_lines(str(file))) == [Line(1, {"a": "é\n\u2028"}), Line(2, {"b": 2}), Line(3, {"c": 3})]


def test_a_second_hard_link_is_refused(tmp_path: Path, file: Path) -> None:
    """Nobody can tell whether the other name is in the repository."""
    append_file(str(tmp_path), str(file), b"old\n")
    os.link(file, tmp_path / "other")
    with pytest.raises(LinkedPathError):
        append_file(str(tmp_path), str(file), b"new\n")
    assert (tmp_path / "other").read_bytes() == b"old\n"


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_a_failed_append_is_undone(tmp_path: Path, file: Path, call: str) -> None:
    """The call fails once; an injected module stands for a disk that does not work for a moment."""
    append_file(str(tmp_path), str(file), b"old\n")
    script = (
        "import os, sys\n"
        "from revi_docs.files import append_file as module\n"
        f"real, failures = os.{call}, [OSError(5, 'Input/output error')]\n"
        f"os.{call} = lambda *arguments: (_ for _ in ()).throw(failures.pop()) if failures else real(*arguments)\n"
        "module.append_file(sys.argv[1], 'deep/LEDGER.jsonl', b'new')\n"
    )
    result = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=False)
    assert result.stderr.splitlines()[-1] == "OSError: [Errno 5] Input/output error"
    assert file.read_bytes() == b"old\n"


def test_an_append_that_cannot_be_undone_says_so(tmp_path: Path, file: Path) -> None:
    append_file(str(tmp_path), str(file), b"old\n")
    script = (
        "import os, sys\n"
        "from revi_docs.files.append_file import append_file\n"
        "def fail(*_): raise OSError(5, 'Input/output error')\n"
        "os.fsync = os.ftruncate = fail\n"
        "append_file(sys.argv[1], 'deep/LEDGER.jsonl', b'new')\n"
    )
    result = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=False)
    assert "StateUnknownError: [Errno 5] Input/output error; undoing the change failed, too" in result.stderr


def test_a_line_after_a_torn_one_stays_whole(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"a": 1}\n{"b": ')
    append_file(str(file.parent), str(file), encode_line({"c": 3}))
    assert list(read_lines(str(file))) == [Line(1, {"a": 1}), Line(2, {}, "not valid JSON"), Line(3, {"c": 3})]


def test_a_full_disk_leaves_what_was_there(file: Path) -> None:
    file.parent.mkdir()
    append_file(str(file.parent), str(file), encode_line({"a": 1}))
    old_content = file.read_bytes()
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(old_content) + 5}, {len(old_content) + 5}))\n"
        "from revi_docs.files.append_file import append_file\n"
        "from revi_docs.records.jsonl import encode_line\n"
        "append_file(sys.argv[1], 'LEDGER.jsonl', encode_line({'b': 'x' * 100}))\n"
    )
    result = subprocess.run([sys.executable, "-c", script, file.parent], capture_output=True, text=True, check=False)
    assert "OSError: [Errno 27] File too large" in result.stderr
    assert file.read_bytes() == old_content
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] != len(old_content) + 5


def test_eight_writers_lose_and_tear_nothing(file: Path) -> None:
    file.parent.mkdir()
    commands = [[sys.executable, "-c", WRITER, str(file.parent), str(index), "250"] for index in range(8)]
    writers = [subprocess.Popen(command, env=dict(os.environ)) for command in commands]
    assert [writer.wait() for writer in writers] == [0] * 8
    values = [line.value for line in read_lines(str(file)) if not line.error]
    assert sorted((value["by"], value["n"]) for value in values) == sorted(
        (str(by), number) for by in range(8) for number in range(250)
    )
    assert len(file.read_bytes().splitlines()) == len(values)
