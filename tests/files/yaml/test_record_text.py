"""Plain YAML: what is written is read as it was, here and by a YAML reader; what is not plain is refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.yaml.record_text import format_record, parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError

TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    "yes NO ~ null 1.0 1e3 0x1f 012 +1 .5 2026-02-11 12:30 - : # ' \" [ { & * ! | > % @ ` --- a: #a".split()
)
SCALAR = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT | st.floats(allow_nan=False, allow_infinity=False)
)
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)
RECORD = st.dictionaries(TEXT, VALUE, max_size=5)


def read_or_refusal(text: str) -> object:
    try:
        return parse_record(text)
    except YamlRecordError as error:
        return str(error)


@given(RECORD)
def test_what_is_written_is_read_as_it_was(record: dict[str, Any]) -> None:
    assert parse_record(format_record(record)) == record


class Words(yaml.SafeLoader):
    """PyYAML without its guesses at dates, which YAML 1.2 does not have."""


Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PRINTABLE = st.text(st.characters(max_codepoint=0x2FFFF))


@given(st.dictionaries(PRINTABLE, st.recursive(st.booleans() | st.integers(0, 99) | PRINTABLE, st.lists), max_size=4))
def test_a_yaml_reader_reads_the_same(record: dict[str, Any]) -> None:
    assert yaml.load(format_record(record), Words) == record


def test_how_it_looks() -> None:
    record = {
        "phase": "code_review",
        "startedAt": "2026-02-11T14:32:05.120-07:00",
        "pid": 4711,
        "owner": "a: b",
        "empty": [],
        "workers": [{"worker": "code-review-lint", "findings": [{"line": 3}]}, {"worker": "yes"}],
    }
    assert format_record(record) == (
        "phase: code_review\n"
        "startedAt: 2026-02-11T14:32:05.120-07:00\n"
        "pid: 4711\n"
        'owner: "a: b"\n'
        "empty: []\n"
        "workers:\n"
        "  - worker: code-review-lint\n"
        "    findings:\n"
        "      - line: 3\n"
        '  - worker: "yes"\n'
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("", {}, id="nothing"),
        pytest.param('{"a": [1]}\n', {"a": [1]}, id="JSON"),
        pytest.param("---\n# a comment\na: 1 # one\n", {"a": 1}, id="comments"),
        pytest.param(
            "a:\n- b\n- c: 1\n  d: 2\ne: 'it''s'\n", {"a": ["b", {"c": 1, "d": 2}], "e": "it's"}, id="by hand"
        ),
        pytest.param("a: b\r\nc:\r\n", {"a": "b", "c": None}, id="other line ends"),
        pytest.param("a: {b: 1}", {"a": {"b": 1}}, id="flow mapping"),
        pytest.param("{a: [b, 1]}", {"a": ["b", 1]}, id="flow mapping alone"),
        pytest.param(
            "a: |\n  one\n  two\nb: >-\n  three\n  four\n", {"a": "one\ntwo\n", "b": "three four"}, id="blocks"
        ),
        pytest.param("a: one\n  two\n", {"a": "one two"}, id="continued"),
        pytest.param("a: yes\nb: off\n", {"a": "yes", "b": "off"}, id="strings to YAML 1.2"),
        pytest.param("a: &x 1\nb: *x\n", "line 1: the anchor 'x' is not supported", id="alias"),
        pytest.param("a: !x 1\n", "line 1: the tag '!x' is not supported", id="tag"),
        pytest.param("a: 012\n", "line 1: '012' is a number or a string", id="octal"),
        pytest.param("a: 1\na: 2\n", "line 2: the key 'a' is already defined on line 1", id="twice"),
        pytest.param(
            "a: 1\n  b: 2\n",
            "line 2: not valid YAML: this key is indented by 2 spaces, its siblings by 0",
            id="indentation",
        ),
        pytest.param(
            "a: 'b\n",
            "line 1: a quote is not closed",
            id="open quote",
        ),
        pytest.param("just words\n", "just words", id="words"),
        pytest.param("? [a]\n: b\n", "line 1: a key is a list or a mapping", id="key"),
        pytest.param("[" * 60, "line 1: nested deeper than 32 levels", id="deep"),
    ],
)
def test_reading(text: str, value: object) -> None:
    assert read_or_refusal(text) == value


@given(st.text())
def test_any_text_is_parsed_or_rejected(text: str) -> None:
    read_or_refusal(text)
