"""Patterns of the contract use what Python, TypeScript and JSON Schema read alike."""

from __future__ import annotations

import json
import re
import subprocess
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from revi_docs.contract.regex_safety import pattern_problem
from revi_docs.contract.regex_subset import MAX_PATTERN_LENGTH
from tests.support import require
from tests.support.soak import rounds


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        (r"A\d", r"\d"),
        (r"A\w", r"\w"),
        (r"[\d]", r"[\d"),
        ("A.B", "."),
        ("A$", "$"),
        ("(?=A)B", "(?="),
        ("(?<!A)B", "(?<!"),
        (r"(A)\1", r"\1"),
        ("(?P<n>A)", "(?P<n"),
        ("(?i)a", "(?"),
        ("a++", "++"),
        ("a+?", "+?"),
        ("a{2}{3}", "}"),
        ("a{,3}", "{"),
        ("*", "*"),
        ("(", "("),
        ("a)", ")"),
        ("[]a]", "["),
        ("[a", "["),
        (r"a\q", "\\"),
    ],
)
def test_unsupported_parts(pattern: str, part: str) -> None:
    problem = pattern_problem(pattern)
    assert problem is not None
    assert problem.reason.startswith(f"contains '{part}' at position ")
    assert problem.reason.endswith(", which is not supported")
    assert problem.fix


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("a" * (MAX_PATTERN_LENGTH + 1), "is longer than 200 characters"),
        ("[z-a]", "has the empty range 'z-a'"),
        ("a{3,2}", "has the count '{3,2}' at position 2"),
        ("a{1001}", "has the count '{1001}' at position 2"),
        ("[a--b]", "contains '--' in the set '[a--b]', which some languages read as an operator"),
        ("\U0001f600", "contains an emoji or another character of two units in TypeScript"),
    ],
)
def test_other_refusals(pattern: str, reason: str) -> None:
    problem = pattern_problem(pattern)
    assert problem is not None
    assert problem.reason == reason


def test_length() -> None:
    assert pattern_problem("a" * MAX_PATTERN_LENGTH) is None


@settings(max_examples=rounds(300, 20_000), deadline=None)
@given(st.text(st.sampled_from("ab09.-_|()[]{}^$*+?\\,:=!<Pdw é"), max_size=12))
@example(r"[a\-z]-[\]\\]")
def test_accepted_patterns_compile(pattern: str) -> None:
    if pattern_problem(pattern) is None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(f"(?:{pattern})")


PATTERNS = ("", "REVI-[0-9]{3,}", r"[a\-z]+", r"[\]\\\^-]", "(?:A|B)?-", "[^a]x{0,2}", r"A\.B\/", "é[à-ü]", "a|")
TEXTS = ("", "REVI-001", "a-z", "-", "]", "\\", "^", "A-", "bxx", "A.B/", "AxB/", "éé", "a", "REVI-001\n", "REVI-٣٣٣")


def test_typescript_reads_them_alike() -> None:
    node = require.program("node")
    assert [pattern for pattern in PATTERNS if pattern_problem(pattern)] == []
    script = (
        f"const rows = {json.dumps(PATTERNS)}.map(p => {json.dumps(TEXTS)}.map(t =>"
        " new RegExp(`^(?:${p})$`).test(t) && new RegExp(`^(?:${p})$`, 'u').test(t)));"
        " console.log(JSON.stringify(rows))"
    )
    output = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True).stdout
    assert json.loads(output) == [[re.fullmatch(pattern, text) is not None for text in TEXTS] for pattern in PATTERNS]
