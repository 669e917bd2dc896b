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
from revi_docs.stories.rule import Case, Told

Lack = tuple[str, str, Place]
"""What is not there, what mends it, and where."""

_FAILED = frozenset({"fail", "failed", "error", "timeout", "skipped", "not run"})
_COUNTED = re.compile(r"(?<![0-9,.])(?!0+ )[0-9][0-9,]* (?:failed|failures?|errors?)\b")
"""Some that failed, as `1 failed, 16 passed`."""


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each thing that is not there, of a story that is done."""
    acceptance = case.contract.acceptance
    if acceptance is None or case.story.status not in acceptance.statuses:
        return
    yield from _needs(case, acceptance)
    if acceptance.checks:
        yield from _checks(case, acceptance.checks)
    if acceptance.gate:
        yield from _gate(case, acceptance.gate)


def _needs(case: Case, acceptance: Acceptance) -> Iterator[Told]:
    story = case.story
    for need in acceptance.needs.values():
        if any(case.newest(kind) for kind in need.one_of):
            if need.one_of == (ARTIFACT,) and not story.tokens and story.token_log:
                fix = "add a row for each phase, with 'unrecorded' where nobody counted"
                message = f"stands in '{story.status}', and its token log has no row"
                because = ("acceptance", "needs", need.id)
                yield Told(message, fix, story.token_log.at(1), f"done {need.id}", because)
            continue
        names = " or ".join(case.shelf.naming.file(kind, story.id) for kind in need.one_of)
        message = f"stands in '{story.status}', and has no {need.id}"
        because = ("acceptance", "needs", need.id)
        yield Told(message, f"add {names}", story.of_field("status"), f"done {need.id}", because)


def _checks(case: Case, checks: Checks) -> Iterator[Told]:
    proof = case.newest(checks.artifact)
    document = case.document(proof) if proof else None
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
            if command and result and not _says_no(result):
                continue
            message = f"the check '{name}' is not shown as run"
            if name.lower() in rows:
                what = f"the result '{result}'" if command and result else "no command, or no result"
                message = f"the check '{name}' has {what}"
            fix = f"write the row: | {name} | the command | what came of it |"
            because = ("acceptance", "checks", "names")
            yield Told(message, fix, document.at(line), f"done check {name} {command}".strip(), because)


def _says_no(result: str) -> bool:
    """Whether a result is one of failure, or counts a failure among others."""
    return result.lower() in _FAILED or bool(_COUNTED.search(result.lower()))


def _gate(case: Case, rule: Gate) -> Iterator[Told]:
    gate = case.story.gate
    if gate is None or gate.problems:
        return
    verdict = gate.text("verdict")
    if verdict not in case.contract.verdicts[rule.verdicts].values:
        return
    if verdict not in rule.passes:
        message = f"the story is done, and its gate says '{verdict}'"
        fix = f"run the gate again, which must say {' or '.join(rule.passes)}, or take the story back"
        yield Told(message, fix, gate.at("verdict"), "done verdict", ("acceptance", "gate", "passes"))
    for field in ("role", "reason"):
        if verdict in rule.reasoned and not gate.text(field).strip():
            message = f"the gate says '{verdict}', and gives no {field}"
            fix = f"write '{field}: …' of the person who answers for it"
            yield Told(message, fix, gate.at(field), f"done {field}", ("acceptance", "gate", "reasoned"))
