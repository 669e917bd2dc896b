"""A story is said to be done, and something that the contract asks of a story that is done is not there.

Why: "done" that nobody can check is a hope. What shows it belongs in the story's folder.

Example:

    ---
    status: completed
    ---

and no proof, or a proof that does not say which tests were run, or a gate that was waived by nobody.

Mend: add what the problem names. If it was never done, the story is not done: take it back with `revi move`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.contract.model import Acceptance, Checks, Gate
from revi_docs.problems.problem import Place
from revi_docs.records.token_log import ARTIFACT
from revi_docs.stories.story_rule import RuleFinding, StoryContext

MissingItem = tuple[str, str, Place]
"""What is not there, what mends it, and where."""

_FAILURE_RESULTS = frozenset({"fail", "failed", "error", "timeout", "skipped", "not run"})
_FAILURE_COUNT = re.compile(r"(?<![0-9,.])(?!0+ )[0-9][0-9,]* (?:failed|failures?|errors?)\b")
"""Some that failed, as `1 failed, 16 passed`."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each thing that is not there, of a story that is done."""
    acceptance = context.contract.acceptance
    if acceptance is None or context.story.status not in acceptance.statuses:
        return
    yield from _check_needs(context, acceptance)
    if acceptance.checks:
        yield from _check_proof(context, acceptance.checks)
    if acceptance.gate:
        yield from _check_gate(context, acceptance.gate)


def _check_needs(context: StoryContext, acceptance: Acceptance) -> Iterator[RuleFinding]:
    story = context.story
    for need in acceptance.needs.values():
        if any(context.newest_artifact(kind) for kind in need.one_of):
            if need.one_of == (ARTIFACT,) and not story.tokens and story.token_log:
                fix = "add a row for each phase, with 'unrecorded' where nobody counted"
                message = f"stands in '{story.status}', and its token log has no row"
                cause = ("acceptance", "needs", need.id)
                yield RuleFinding(message, fix, story.token_log.place_at(1), f"done {need.id}", cause)
            continue
        names = " or ".join(
            context.layout.artifact_names.artifact_path(kind, story.id) for kind in need.one_of
        )
        message = f"stands in '{story.status}', and has no {need.id}"
        cause = ("acceptance", "needs", need.id)
        yield RuleFinding(message, f"add {names}", story.field_place("status"), f"done {need.id}", cause)


def _check_proof(context: StoryContext, checks: Checks) -> Iterator[RuleFinding]:
    proof = context.newest_artifact(checks.artifact)
    document = context.document(proof) if proof else None
    if document is None or document.section(checks.section) is None:
        return
    section = document.section(checks.section)
    assert section is not None
    rows: dict[str, list[tuple[int, str, str]]] = {}
    for table in document.tables(checks.section):
        for line, cells in table.rows:
            name, command, result, *_ = (*cells, "", "", "")
            rows.setdefault(name.strip("`").lower(), []).append((line, command, result))
    for name in checks.names:
        for line, command, result in rows.get(name.lower(), [(section.line, "", "")]):
            if command and result and not _is_failure(result):
                continue
            message = f"the check '{name}' is not shown as run"
            if name.lower() in rows:
                detail = f"the result '{result}'" if command and result else "no command, or no result"
                message = f"the check '{name}' has {detail}"
            fix = f"write the row: | {name} | the command | what came of it |"
            cause = ("acceptance", "checks", "names")
            yield RuleFinding(
                message, fix, document.place_at(line), f"done check {name} {command}".strip(), cause
            )


def _is_failure(result: str) -> bool:
    """Whether a result is one of failure, or counts a failure among others."""
    return result.lower() in _FAILURE_RESULTS or bool(_FAILURE_COUNT.search(result.lower()))


def _check_gate(context: StoryContext, rule: Gate) -> Iterator[RuleFinding]:
    gate = context.story.gate
    if gate is None or gate.problems:
        return
    verdict = gate.text_field("verdict")
    if verdict not in context.contract.verdicts[rule.verdicts].values:
        return
    if verdict not in rule.passes:
        message = f"the story is done, and its gate says '{verdict}'"
        fix = f"run the gate again, which must say {' or '.join(rule.passes)}, or take the story back"
        yield RuleFinding(
            message, fix, gate.place_of("verdict"), "done verdict", ("acceptance", "gate", "passes")
        )
    for field in ("role", "reason"):
        if verdict in rule.reasoned and not gate.text_field(field).strip():
            message = f"the gate says '{verdict}', and gives no {field}"
            fix = f"write '{field}: …' of the person who answers for it"
            yield RuleFinding(
                message, fix, gate.place_of(field), f"done {field}", ("acceptance", "gate", "reasoned")
            )
