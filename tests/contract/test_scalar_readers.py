"""Single values: the same text is the same value in every version of YAML, or a problem."""

from __future__ import annotations

import pytest

from revi_docs.contract.loader import parse


@pytest.mark.parametrize(("text", "value"), [("5s", 5_000), ("300ms", 300), ("2h", 7_200_000)])
def test_durations(text: str, value: int) -> None:
    loaded = parse(f"revi: 1\ncircuit: {{failures: 3, window: {text}}}\n".encode())
    assert loaded.problems == ()
    assert loaded.contract.circuit is not None
    assert loaded.contract.circuit.window == value


@pytest.mark.parametrize(
    ("section", "code", "message"),
    [
        ("circuit: {failures: 03, window: 5s}", "ambiguous-scalar", "'03' is an octal number in YAML 1.1"),
        ("circuit: {failures: 1e3, window: 5s}", "ambiguous-scalar", "'1e3' is a string in YAML 1.1"),
        ("circuit: {failures: 0, window: 5s}", "wrong-value", "circuit.failures is 0"),
        ("circuit: {failures: [1], window: 5s}", "wrong-type", "circuit.failures is a list; expected a whole number"),
        ("circuit: {failures: 3, window: 5}", "wrong-type", "circuit.window is the number 5; expected a duration"),
        ("statuses: {open: {terminal: yes}}", "ambiguous-scalar", "'yes' is a boolean in YAML 1.1"),
        (
            "statuses: {open: {terminal: 'true'}}",
            "wrong-type",
            "statuses.open.terminal is the string 'true'; expected ",
        ),
    ],
)
def test_what_is_not_read(section: str, code: str, message: str) -> None:
    (problem,) = parse(f"revi: 1\n{section}\n".encode()).problems
    assert (problem.code, problem.message[: len(message)]) == (code, message)
