"""A story is done, but something that the contract requires of a done story is missing.

Why: A reviewer can verify "done" only if the evidence is in the story's folder.

Example:

    ---
    status: completed
    ---

The folder has no proof, or the proof does not list the tests that were run, or the gate was waived without
a responsible person.

Fix: Add what the message names. If the story was never done, move it back with `revi move`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.contract.model import Acceptance, Checks, Gate
from revi_docs.records.token_log import ARTIFACT
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_FAILURE_RESULTS = frozenset({"fail", "failed", "error", "timeout", "skipped", "not run"})
_FAILURE_COUNT = re.compile(r"(?<![0-9,.])(?!0+ )[0-9][0-9,]* (?:failed|failures?|errors?)\b")
"""A nonzero failure count in a summary such as `1 failed, 16 passed`."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report everything that is missing from a done story."""
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
                fix = "add a row for each phase, 'unrecorded' if its tokens were not counted"
                message = f"the story is '{story.status}', but its token log has no rows"
                cause = ("acceptance", "needs", need.id)
                yield RuleFinding(message, fix, story.token_log.place_at(1), f"done {need.id}", cause)
            continue
        names = " or ".join(context.layout.artifact_names.artifact_path(kind, story.id) for kind in need.one_of)
        message = f"the story is '{story.status}', but has no {need.id}"
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
            message = f"the check '{name}' has no recorded run"
            if name.lower() in rows:
                detail = f"the result '{result}'" if command and result else "no command or no result"
                message = f"the check '{name}' has {detail}"
            fix = f"write the row: | {name} | COMMAND | RESULT |"
            cause = ("acceptance", "checks", "names")
            yield RuleFinding(message, fix, document.place_at(line), f"done check {name} {command}".strip(), cause)


def _is_failure(result: str) -> bool:
    """Return whether a result is a failure or counts at least one."""
    return result.lower() in _FAILURE_RESULTS or bool(_FAILURE_COUNT.search(result.lower()))


def _check_gate(context: StoryContext, rule: Gate) -> Iterator[RuleFinding]:
    gate = context.story.gate
    if gate is None or gate.problems:
        return
    verdict = gate.text_field("verdict")
    if verdict not in context.contract.verdicts[rule.verdicts].values:
        return
    if verdict not in rule.passes:
        message = f"the story is done, but its gate says '{verdict}'"
        fix = f"run the gate again until it says {' or '.join(rule.passes)}, or move the story back"
        yield RuleFinding(message, fix, gate.place_of("verdict"), "done verdict", ("acceptance", "gate", "passes"))
    for field in ("role", "reason"):
        if verdict in rule.reasoned and not gate.text_field(field).strip():
            message = f"the gate says '{verdict}', but gives no {field}"
            fix = f"write '{field}: …' for the person responsible"
            yield RuleFinding(message, fix, gate.place_of(field), f"done {field}", ("acceptance", "gate", "reasoned"))
