"""A key of an older contract is found, and its fix works as typed."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import parse


def test_the_fix_of_acceptance_works_as_typed(root: Path) -> None:
    text = (root / "tests/files/yaml/invalid_contracts/renamed-acceptance.yml").read_text("utf-8")
    (problem,) = parse(text.encode()).problems
    assert problem.code == "renamed-key"
    _, _, requires = problem.fix.partition("write in statuses.done: ")
    head, _, _ = text.partition("acceptance:")
    fixed = head.replace("done: {terminal: true}", f"done: {{terminal: true, {requires}}}")
    loaded = parse(fixed.encode())
    assert loaded.problems == ()
    kinds = [(item.artifact, item.section, item.rows) for item in loaded.contract.statuses["done"].requires]
    assert kinds == [
        (("proof",), "", ()),
        (("review", "report"), "", ()),
        (("proof",), "Checks", ("lint", "tests")),
    ]


def test_every_condition_of_acceptance_is_kept() -> None:
    text = (
        "revi: 1\nacceptance:\n  statuses: [done, closed]\n"
        "  reuse: {plan: Reuse Plan, artifact: proof, section: Reuse Verification}\n"
    )
    (problem,) = parse(text.encode()).problems
    conditions = "[{artifact: proof, section: Reuse Verification, plan: Reuse Plan}]"
    assert problem.fix.endswith(f"write in statuses.done and statuses.closed: requires: {conditions}")


def test_an_acceptance_of_another_shape_still_has_a_fix() -> None:
    for value in ("1", "[a]", "{needs: 1, checks: []}", ""):
        (problem,) = parse(f"revi: 1\nacceptance: {value}\n".encode()).problems
        assert problem.code == "renamed-key"


def test_the_key_that_compared_times_says_what_compares_content() -> None:
    (problem,) = parse(b"revi: 1\nrerun: {modes: {a: {action: skip}}, counts: newer-than-start}\n").problems
    assert (problem.code, problem.fix) == (
        "renamed-key",
        (
            "run 'revi-docs upgrade', or "
            "remove 'counts', and write 'new' instead of 'artifact' in 'rerun.done' of the commands"
        ),
    )


def test_a_name_of_items_says_the_new_name() -> None:
    (problem,) = parse(b"revi: 1\nstatuses: {open: {meaning: Not started.}}\n").problems
    assert (problem.message, problem.fix) == (
        "'meaning' is now 'description'",
        "run 'revi-docs upgrade', or write 'description'",
    )


def test_a_gate_is_written_as_a_requirement_of_verdicts() -> None:
    gate = "{verdicts: qa, passes: [PASS, WAIVED], reasoned: WAIVED}"
    (problem,) = parse(f"revi: 1\nacceptance: {{statuses: done, gate: {gate}}}\n".encode()).problems
    assert problem.fix == (
        "remove 'acceptance', and write in statuses.done: requires: []; "
        "in verdicts.qa: requires: {WAIVED: {person: accountable}}"
    )
