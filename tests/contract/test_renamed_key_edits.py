"""Renamed keys are rewritten, and every other byte of the contract stays."""

from __future__ import annotations

import pytest

from revi_docs.contract.loader import parse
from revi_docs.contract.renamed_key_edits import with_new_keys

REST = "transitions: [{from: open, to: done, by: manual, event: closed}]\n"
ARTIFACTS = "artifacts: {proof: {file: PROOF.md, sections: [Checks, Reuse]}, review: {file: REVIEW.md}}\n"
NEEDS = "needs: {proof: {one_of: proof}, review: {one_of: [review, proof]}}"
REQUIRES = "requires: [{artifact: proof}, {artifact: [review, proof]}]"
HEAD = "revi: 1  # the format\n"


def rewritten(text: str) -> str:
    problems = parse(text.encode()).problems
    return with_new_keys(text, [item.places[0] for item in problems if item.code == "renamed-key"])[0]


CASES = {
    "a name of an item": (
        (
            "statuses:\n  # First.\n  open:\n    meaning:   Not started.  # ours\n"
            "  done: {terminal: true, 'meaning': Over}\n"
        ),
        (
            "statuses:\n  # First.\n  open:\n    description:   Not started.  # ours\n"
            "  done: {terminal: true, 'description': Over}\n"
        ),
    ),
    "a name with CRLF": (
        "statuses:\r\n  open: {meaning: One}\r\n  done:\r\n    meaning: >\r\n      Two\r\n    terminal: true\r\n",
        (
            "statuses:\r\n  open: {description: One}\r\n  done:\r\n    description: >\r\n      Two\r\n"
            "    terminal: true\r\n"
        ),
    ),
    "a name in a nested item": (
        "commands:\n  go:\n    arguments:\n      ID: {meaning: The id.}\n    flags: {--all: {meaning: All.}}\n",
        "commands:\n  go:\n    arguments:\n      ID: {description: The id.}\n    flags: {--all: {description: All.}}\n",
    ),
    "the text of a value stays": (
        "statuses:\n  open: {meaning: 'The meaning: meaning'}\nx-notes: {meaning: mine}\n",
        "statuses:\n  open: {description: 'The meaning: meaning'}\nx-notes: {meaning: mine}\n",
    ),
    "counts in a block": (
        "rerun:\n  modes: {once: {action: skip}}\n  counts: newer-than-start  # since then\n\n# Commands.\n"
        "commands:\n  go:\n    writes: [proof]\n    rerun: {mode: once, done: {artifact: proof}}\n"
        "  halt:\n    rerun:\n      mode: once\n      done:\n        artifact: [proof, review]  # either\n" + ARTIFACTS,
        "rerun:\n  modes: {once: {action: skip}}\n  # since then\n\n# Commands.\n"
        "commands:\n  go:\n    writes: [proof]\n    rerun: {mode: once, done: {new: proof}}\n"
        "  halt:\n    rerun:\n      mode: once\n      done:\n        new: [proof, review]  # either\n" + ARTIFACTS,
    ),
    "counts first in braces": (
        "rerun: {counts: newer-than-start, modes: {once: {action: skip}}}\n",
        "rerun: {modes: {once: {action: skip}}}\n",
    ),
    "counts last in braces": (
        "rerun: {modes: {once: {action: skip}}, counts: newer-than-start }\n",
        "rerun: {modes: {once: {action: skip}} }\n",
    ),
    "acceptance of one status": (
        (
            f"statuses: {{open: {{}}, done: {{terminal: true}}}}\n{REST}{ARTIFACTS}"
            f"# When it is done.\nacceptance:\n  statuses: done\n  {NEEDS}\n\n# The end.\n"
        ),
        (
            f"statuses: {{open: {{}}, done: {{terminal: true, {REQUIRES}}}}}\n{REST}{ARTIFACTS}# When it is done.\n\n"
            f"# The end.\n"
        ),
    ),
    "acceptance with comments": (
        (
            f"statuses:\n  open:\n  done:  # over\n    terminal: true\n{REST}acceptance:  # who\n  # why\n"
            f"  statuses: done\n"
            f"  # what\n  {NEEDS}  # these\n{ARTIFACTS}"
        ),
        (
            f"statuses:\n  open:\n  done:  # over\n    {REQUIRES}\n    terminal: true\n{REST}# who\n# why\n# what\n"
            f"# these\n"
            f"{ARTIFACTS}"
        ),
    ),
    "acceptance of several statuses": (
        (
            f"acceptance: {{statuses: [done, shut, gone], {NEEDS}}}\nstatuses:\n  open: {{}}\n  done:\n  shut: {{}}\n"
            f"  gone: ~\n"
        ),
        f"statuses:\n  open: {{}}\n  done: {{{REQUIRES}}}\n  shut: {{{REQUIRES}}}\n  gone: {{{REQUIRES}}}\n",
    ),
    "acceptance without statuses": (
        f"statuses: {{open: {{}}, done: {{terminal: true}}}}\nacceptance: {{{NEEDS}}}",
        f"statuses: {{open: {{}}, done: {{terminal: true, {REQUIRES}}}}}\n",
    ),
    "acceptance of a list of statuses": (
        f"statuses: [open, 'done']\nacceptance: {{statuses: done, {NEEDS}}}\n",
        f"statuses: {{open: {{}}, 'done': {{{REQUIRES}}}}}\n",
    ),
    "acceptance of a list of statuses in lines": (
        f"statuses:\n- open  # first\n-   done\nacceptance: {{statuses: done, {NEEDS}}}\n",
        f"statuses:\n  open: {{}}  # first\n  done: {{{REQUIRES}}}\n",
    ),
    "acceptance of a status of the parent": (
        f"extends: revi/1\nacceptance: {{statuses: completed, {NEEDS}}}\n",
        f"extends: revi/1\nstatuses: {{completed: {{{REQUIRES}}}}}\n",
    ),
    "acceptance of another status than those of the child": (
        f"extends: revi/1\nstatuses:\n  later: {{description: Later.}}\nacceptance: {{statuses: completed, {NEEDS}}}\n",
        f"extends: revi/1\nstatuses:\n  completed: {{{REQUIRES}}}\n  later: {{description: Later.}}\n",
    ),
    "every condition of acceptance": (
        (
            "statuses:\n  open: {}\n  done: {terminal: true}\nacceptance:\n  statuses: done\n"
            "  checks: {artifact: proof, section: Checks, names: [lint, 'unit: all']}\n"
            "  reuse: {plan: Reuse Plan, artifact: proof, section: Reuse}\n"
        ),
        (
            "statuses:\n  open: {}\n  done: {terminal: true, requires: [{artifact: proof, section: Checks, "
            'rows: [lint, "unit: all"]}, {artifact: proof, section: Reuse, plan: Reuse Plan}]}\n'
        ),
    ),
    "everything at once": (
        (
            f"acceptance:\n    statuses: done\n    {NEEDS}\nstatuses:\n  open: {{}}\n  done:\n    meaning: Über\n"
            "    terminal: true\nrerun:\n  counts: newer-than-start\n  modes: {once: {meaning: 'Once', action: skip}}\n"
        ),
        (
            f"statuses:\n  open: {{}}\n  done:\n    {REQUIRES}\n    description: Über\n"
            "    terminal: true\nrerun:\n  modes: {once: {description: 'Once', action: skip}}\n"
        ),
    ),
}


@pytest.mark.parametrize(("old", "new"), CASES.values(), ids=CASES.keys())
def test_only_renamed_keys_change(old: str, new: str) -> None:
    assert rewritten(HEAD + old) == HEAD + new
    assert {problem.code for problem in parse((HEAD + new).encode()).problems} <= {"missing-key"}
    assert rewritten(HEAD + new) == HEAD + new


@pytest.mark.parametrize(
    "text",
    [
        "statuses:\n  open: {meaning: One, description: Two}\n",
        f"statuses: {{done: {{requires: {{artifact: proof}}}}}}\nacceptance: {{statuses: done, {NEEDS}}}\n",
        (
            f"statuses: {{done: {{}}}}\n"
            f"acceptance: {{statuses: done, {NEEDS}, gate: {{verdicts: qa, reasoned: WAIVED}}}}\n"
        ),
        "statuses: {done: {}}\nacceptance: {statuses: done, needs: [a]}\n",
        "statuses: {done: {}}\nacceptance: 1\n",
        f"statuses: {{done: {{}}}}\nacceptance: {{{NEEDS}}}\n",
    ],
)
def test_what_a_person_must_decide_stays(text: str) -> None:
    assert rewritten(HEAD + text) == HEAD + text
    problems = [problem for problem in parse((HEAD + text).encode()).problems if problem.code == "renamed-key"]
    assert len(problems) == 1
