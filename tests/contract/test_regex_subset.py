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
from revi_docs.contract.regex_subset import MAX_PATTERN_LENGTH, portable_pattern
from tests.support import require
from tests.support.soak import rounds


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        (r"[\D]", r"[\D"),
        ("A$B", "$"),
        ("A^", "^"),
        (r"\bA", r"\b"),
        ("(?=A)B", "(?="),
        ("(?<!A)B", "(?<!"),
        (r"(A)\1", r"\1"),
        ("(?P<n>A)(?P=n)", "(?P="),
        (r"(?<n>A)\k<n>", r"\k<"),
        ("(?P<1>A)", "(?"),
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
        (r"[\d-x]", r"has the range '\d-x', which ends in a class"),
        (r"[+-\w]", r"has the range '+-\w', which ends in a class"),
        (r"\ud83d", r"contains '\ud83d', which is half of a character"),
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
@given(st.text(st.sampled_from("ab09.-_|()[]{}^$*+?\\,:=!<>Pdwsn é"), max_size=12))
@example(r"[a\-z]-[\]\\]")
def test_accepted_patterns_compile(pattern: str) -> None:
    if pattern_problem(pattern) is None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(f"(?:{portable_pattern(pattern)})")


@pytest.mark.parametrize(
    ("pattern", "portable"),
    [
        (r"REVI-\d{3,}", "REVI-[0-9]{3,}"),
        (r"\w\s", r"[A-Za-z0-9_][\t\n\v\f\r ]"),
        (r"\W\S\D", r"[^A-Za-z0-9_][^\t\n\v\f\r ][^0-9]"),
        (r"[\s-][^-\w]", r"[\t\n\v\f\r -][^-A-Za-z0-9_]"),
        (r"[\w.-][^\d\s]", r"[A-Za-z0-9_.-][^0-9\t\n\v\f\r ]"),
        (r"A.\.", r"A[^\n\r\u2028\u2029]\."),
        (r"(?P<team>[A-Z]+)-(?<number>\d+)(?:x)(y)", "([A-Z]+)-([0-9]+)(?:x)(y)"),
        (r"^A|\$$", r"A|\$"),
    ],
)
def test_portable(pattern: str, portable: str) -> None:
    assert pattern_problem(pattern) is None
    assert portable_pattern(pattern) == portable
    assert portable_pattern(portable) == portable


LETTERS = "ab09.-_|()[]{}^$*+?\\,:=!<>Pdwsn é"


@settings(max_examples=rounds(300, 20_000), deadline=None)
@given(st.text(st.sampled_from(LETTERS), max_size=12), st.text(st.sampled_from(LETTERS + "\n\t٣"), max_size=4))
@example(r"[\w-]\d", "é٣")
@example("^a|.$", "\r")
def test_portable_patterns_mean_the_same(pattern: str, text: str) -> None:
    """As Python reads the pattern in ASCII, where line ends other than a line feed are the only difference."""
    if pattern_problem(pattern) is None and (set("\r\u2028\u2029").isdisjoint(text) or "." not in pattern):
        original = re.fullmatch(re.sub(r"\(\?<(?=[A-Za-z_])", "(?P<", pattern), text, re.ASCII)
        assert bool(re.fullmatch(portable_pattern(pattern), text)) == bool(original)


PATTERNS = (
    "", "REVI-[0-9]{3,}", r"[a\-z]+", r"[\]\\\^-]", "(?:A|B)?-", "[^a]x{0,2}", r"A\.B\/", "é[à-ü]", "a|",
    r"^(?P<name>\w+)-\d{3}$", r"[\w.-]+", r"A.", r".", r"\S+", r"[^\s\d]*", r"\D\W", r"\s", r"[\s-]",
)  # fmt: skip
TEXTS = (
    "", "REVI-001", "a-z", "-", "]", "\\", "^", "A-", "bxx", "A.B/", "AxB/", "éé", "a", "REVI-001\n", "REVI-٣٣٣",
    "A\r", "A\n", "A\u2028", "\u2029", "A\U0001f600", "\U0001f600", " ", "\x85", "\u00a0", "\v", "\ufeff", "\x1c",
)  # fmt: skip


def test_typescript_reads_them_alike() -> None:
    node = require.program("node")
    assert [pattern for pattern in PATTERNS if pattern_problem(pattern)] == []
    portable = [portable_pattern(pattern) for pattern in PATTERNS]
    script = (
        f"const rows = {json.dumps(portable)}.map(p => {json.dumps(TEXTS)}.map(t =>"
        " new RegExp(`^(?:${p})$`, 'u').test(t)));"
        " console.log(JSON.stringify(rows))"
    )
    output = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True).stdout
    assert json.loads(output) == [[re.fullmatch(pattern, text) is not None for text in TEXTS] for pattern in portable]
