"""One answer for YAML records: what `revi` reads while agents work is what the lint of stories reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revi_docs.files.yaml.record_text import parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.stories.record_file import read_record_file

REFUSED = object()
"""No reader accepts the text."""

# Text → its data. Valid YAML that line-based readers and readers of a subset misread or refused.
SAMPLES: dict[str, tuple[str, Any]] = {
    "a literal block": ("message: |\n  one\n  two\n", {"message": "one\ntwo\n"}),
    "a folded block": ("message: >-\n  one\n  two\n", {"message": "one two"}),
    "a block with its own indentation": ("message: |2\n    one\n   two\n", {"message": "  one\n two\n"}),
    "quotes over two lines": ('message: "one\n  two"\n', {"message": "one two"}),
    "an escape": ('message: "\\u00e9\\t"\n', {"message": "é\t"}),
    "flow collections": ("{findings: [{line: 3}, {line: 4}]}\n", {"findings": [{"line": 3}, {"line": 4}]}),
    "a flow list over two lines": ("files: [a.py,\n  b.py]\n", {"files": ["a.py", "b.py"]}),
    "a list at the margin": ("files:\n- a.py\n- b.py\n", {"files": ["a.py", "b.py"]}),
    "a key with a question mark": ("? status\n: PASS\n", {"status": "PASS"}),
    "a tab after the colon": ("status:\tPASS\n", {"status": "PASS"}),
    "a space before the colon": ("status : PASS\n", {"status": "PASS"}),
    "Windows line ends": ("status: PASS\r\nline: 3\r\n", {"status": "PASS", "line": 3}),
    "document markers": ("---\nstatus: PASS\n...\n", {"status": "PASS"}),
    "a comment": ("status: PASS # all of it\nissue: '#3'\n", {"status": "PASS", "issue": "#3"}),
    "a version": ("version: 1.2.3\n", {"version": "1.2.3"}),
    "a date": ("day: 2026-02-11\n", {"day": "2026-02-11"}),
    "a time of day": ("at: 12:30\n", {"at": "12:30"}),
    "a time": ("at: 2026-02-11T14:32:05Z\n", {"at": "2026-02-11T14:32:05Z"}),
    "words that are booleans to some": ("a: yes\nb: off\nc: true\n", {"a": "yes", "b": "off", "c": True}),
    "null": ("a: ~\nb: null\nc:\n", {"a": None, "b": None, "c": None}),
    "numbers": ("a: 3\nb: -0.5\nc: 1e3\n", {"a": 3, "b": -0.5, "c": 1000.0}),
    "JSON": ('{"status": "PASS", "line": 3}\n', {"status": "PASS", "line": 3}),
    "an octal number": ("line: 012\n", REFUSED),
    "a hexadecimal number": ("line: 0x1f\n", REFUSED),
    "a number with a sign": ("line: +1\n", REFUSED),
    "an alias": ("a: &it 1\nb: *it\n", REFUSED),
    "a tag": ("a: !!str 1\n", REFUSED),
    "a key twice": ("a: 1\na: 2\n", REFUSED),
    "two documents": ("a: 1\n---\na: 2\n", REFUSED),
    "too deep": (f"a: {'[' * 40}{']' * 40}\n", REFUSED),
    "merge markers": ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", REFUSED),
}


@pytest.mark.parametrize(("text", "expected"), SAMPLES.values(), ids=SAMPLES)
def test_both_readers_have_the_same_answer(text: str, expected: object, tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text(text, encoding="utf-8", newline="")
    record = read_record_file(tmp_path, "record.yaml")
    try:
        data = parse_record(text)
    except YamlRecordError:
        data = REFUSED

    assert data == expected
    assert (REFUSED if record.problems else record.fields) == expected
