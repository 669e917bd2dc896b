"""Every contract and any bytes: problems with a place and a fix, never a crash."""

from __future__ import annotations

import json
import tempfile
import typing
from collections.abc import Mapping
from dataclasses import MISSING, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revi_docs.contract.loader import parse
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import Duration, keys_of
from revi_docs.contract.model_parser import without_none
from revi_docs.contract.rules.lint import lint
from revi_docs.outputs.rendered_outputs import render_all
from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from tests.support.soak import rounds

SMALL = b"""\
# A small contract with some of everything.
revi: 1
project: {prefix: DEMO, story_id: 'DEMO-[0-9]+', time_zone: UTC}
phases: [writing]
statuses:
  open: {description: Not started., aliases: [todo]}
  testing: {}
  done: {terminal: true}
verdicts: {gate: {values: [PASS, FAIL], stays: FAIL}}
transitions:
  - {from: open, to: testing, by: check, event: started}
  - {from: testing, to: done, by: check, verdict: PASS}
recoveries: [stop]
errors: {DOWN: {retry: {max: 2, delay: 1s}, recovery: stop}}
budgets: {phases: {writing: {warning: 10, hard: 20}}}
models: {small: {}}
agents: {tester: {model: small, writes: report}}
rerun: {modes: {skip: {action: skip}}}
commands:
  check:
    phase: writing
    verdicts: gate
    spawns: [tester]
    rerun: {mode: skip, done: {artifact: report}}
artifacts: {report: {file: "REPORT-{id}.md"}}
"""
OWN_CONTRACT = Path(__file__).parents[2] / "revi.yml"
REAL = [SMALL, *([OWN_CONTRACT.read_bytes()] if OWN_CONTRACT.exists() else [])]
PIECES = (
    *("\t", "\n", "  ", "\n\n", ": ", "- ", " #", ", ", "'", '"', "{", "}", "[", "]", "|\n", ">", "? ", "%", "@", "`"),
    *("&a ", "*a", "!!str ", "<<: ", "---\n", "...\n", "~", "null", "no", "012", "1:20", "x-", "revi", "statuses:\n"),
    *("\r", "\0", "\u2028", "🚀", "é", "[" * 40),
)


def problems_of(content: bytes) -> tuple[Problem, ...]:
    """Return all problems. Any exception other than ReviError fails the test."""
    try:
        return lint(parse(content))
    except ReviError as error:
        return error.problems


def assert_complete(content: bytes, problems: tuple[Problem, ...]) -> None:
    """Assert that each problem has a message, a fix, and places inside the file."""
    lines = content.decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert problem.fix.strip()
        assert problem.message.strip()
        assert problem.places
        for place in problem.places:
            assert place.file == "revi.yml"
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    assert_complete(content, problems_of(content))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_pieces_of_yaml(text: str) -> None:
    content = ("revi: 1\n" + text).encode()
    assert_complete(content, problems_of(content))


@st.composite
def mutated_contracts(draw: st.DrawFn) -> bytes:
    """Return a real contract with some bytes deleted, duplicated, inserted or replaced."""
    content = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        change = draw(st.sampled_from(("delete", "duplicate", "insert", "replace", "flip")))
        if change == "delete":
            content = content[:start] + content[end:]
        elif change == "duplicate":
            content = content[:end] + content[start:]
        elif change == "flip":
            content = content[:start] + draw(st.binary(min_size=1, max_size=1)) + content[start + 1 :]
        else:
            piece = draw(st.sampled_from(PIECES)).encode()
            content = content[:start] + piece + content[end if change == "replace" else start :]
    return content


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated_contracts())
def test_any_mutation_of_a_real_contract(content: bytes) -> None:
    assert_complete(content, problems_of(content))


NAMES = ("a", "b", "c", "A", "manual", "system", "PASS", "FAIL", "advisory")
TEXTS = (
    "",
    "words",
    "{id}.md",
    "a/{prefix}-{timestamp}.md",
    "[A-Z]+-[0-9]+",
    "UTC",
    "string",
    "list of a?",
    "A|B",
    "(",
)
PATHS = ("", "words", "{id}.md", "a/{prefix}-{timestamp}.md")


def values_of(hint: Any, limits: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for data of the form that the model declares for one key."""
    hint = without_none(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        member_limits = {**limits, "pattern": limits["key_pattern"]} if "key_pattern" in limits else limits
        return st.lists(values_of(inner[0], member_limits), min_size=1, max_size=3, unique_by=json.dumps)
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin is not None:
        names = st.sampled_from([name for name in NAMES if name.isupper() or "key_pattern" not in limits])
        if limits.get("key_pattern", "").startswith("--"):
            names = st.sampled_from(["--force", "--dry-run"])
        min_size = int("empty_fix" in limits)
        return st.dictionaries(
            names, values_of(inner[1], limits if inner[1] is str else {}), min_size=min_size, max_size=4
        )
    if is_dataclass(hint):
        return items_of(typing.cast(type, hint))
    return single_values(hint, limits)


def single_values(hint: Any, limits: Any) -> st.SearchStrategy[Any]:
    minimum, maximum = limits.get("minimum", 0), min(limits.get("maximum", 6), 6)
    if hint is Duration:
        return st.sampled_from(["0s", "300ms", "5s", "10m", "1h", "7d"])
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(minimum, maximum)
    if hint is float:
        return st.sampled_from([value for value in (0, 0.25, 0.5, 1, 2.5) if minimum <= value <= maximum])
    if "reference_kind" in limits or "pattern" in limits:
        return st.sampled_from(
            [name for name in NAMES if name.isupper() or not limits.get("pattern", "").startswith("[A-Z]")]
        )
    return st.sampled_from(PATHS if "path_form" in limits else TEXTS)


def deferred_values(hint: Any, limits: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Return the values of a type, created on first use because types can contain each other."""
    return st.deferred(lambda: values_of(hint, limits))


def items_of(kind: type) -> st.SearchStrategy[dict[str, Any]]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for key, (model_field, hint) in keys_of(kind).items():
        if key in ("extends", "required_version"):
            continue  # not every text is a contract or a version
        is_required = model_field.default is MISSING and model_field.default_factory is MISSING
        (required if is_required else optional)[key] = deferred_values(hint, model_field.metadata)
    return st.fixed_dictionaries(required, optional=optional)


@settings(max_examples=rounds(20, 60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(items_of(Contract))
def test_any_contract_of_valid_form(contract: dict[str, Any]) -> None:
    contract.pop("extends", None)  # needs the parent
    for target in (contract.get("targets") or {}).values():
        target.pop("version", None)  # has a form of its own
    content = json.dumps(contract, indent=1).encode()  # JSON is YAML

    with tempfile.TemporaryDirectory() as folder:
        rendered = render_all(Path(folder), parse(content), {})
    assert all(problem.message.strip() and problem.fix.strip() for problem in rendered.problems)
    assert parse(content).problems == ()
    problems = problems_of(content)
    assert_complete(content, problems)
    assert problems_of(content) == problems


@pytest.mark.parametrize("each", ["workers", "project", "transitions", "circuit", "nowhere", "id", "revi"])
def test_an_output_for_a_section_without_items(tmp_path: Path, each: str) -> None:
    """Rendering reports exactly the problem of the rule, so that it is not shown twice."""
    output = f'outputs: {{"x.md": {{template: t.md.j2, each: {each}}}}}\n'
    loaded = parse(b"revi: 1\nworkers: {}\n" + output.encode())
    rendered = render_all(tmp_path, loaded, {})
    assert [problem.code for problem in rendered.problems] == ["unknown-source"]
    assert set(rendered.problems) <= set(lint(loaded))


ENORMOUS = {
    "brackets": "[" * 200_000,
    "braces": "{" * 200_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "ambiguous words": "revi: 1\nx-a:\n" + "- no\n" * 40_000,
    "anchors": "revi: 1\n" + "".join(f"x-{number}: &a{number} 1\n" for number in range(10_000)),
    "one long word": f"revi: 1\n{'a' * 200_000}: 1\n",
    "unknown keys": "revi: 1\n" + "".join(f"statusez{number}: 1\n" for number in range(10_000)),
    "unknown names": "revi: 1\nstatuses: {a: {}}\ntransitions:\n"
    + "".join(f"- {{from: a{number}, to: b{number}, by: c{number}}}\n" for number in range(3000)),
    "a long chain": "revi: 1\ncommands: {a: {spawns: [a0]}}\nagents:\n"
    + "".join(f"  a{number}: {{spawns: a{number + 1}}}\n" for number in range(5000)),
    "many artifacts": "revi: 1\nartifacts:\n"
    + "".join(f"  a{number}: {{file: 'A{number}-{{id}}.md'}}\n" for number in range(5000)),
    "many aggregation rules": "revi: 1\nworkers:\n  statuses:\n"
    + "".join(f"    S{number}: {{}}\n" for number in range(2000))
    + "  aggregation:\n"
    + "".join(f"  - {{when: any, of: S{number}, then: A}}\n" for number in range(2000)),
}


@pytest.mark.parametrize("text", ENORMOUS.values(), ids=ENORMOUS)
def test_enormous_contracts_are_checked_completely(text: str) -> None:
    assert_complete(text.encode(), problems_of(text.encode()))
