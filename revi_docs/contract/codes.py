"""Explanations of the codes for an invalid contract structure, for `explain` and the site."""

from __future__ import annotations

FORM_CODES: dict[str, str] = {
    "duplicate-value": """\
A list or mapping contains the same name twice.

Why: One of the two is a mistake, and probably a different name was meant.

Example:

    verdicts:
      gate: {values: [PASS, FAIL, PASS]}

Fix: Remove or correct one of the two.
""",
    "missing-key": """\
A required key is missing.

Why: The key has no default, so the item is incomplete without it.

Example:

    transitions:
      - {from: open, to: done}

Fix: Add the key. The message describes it.
""",
    "nothing-to-remove": """\
`null` removes a key that the extended contract does not have.

Why: The name is probably misspelled, and what should be removed is still there.

Example:

    extends: revi/1
    statuses:
      in-qaa: null

Fix: Correct the name, or remove the line.
""",
    "renamed-key": """\
A key of an older version has another name or place now.

Why: Under its old name it has no effect.

Example:

    artifacts: {proof: {file: PROOF.md}}
    statuses:
      done: {terminal: true}
    acceptance: {statuses: done, needs: {proof: {one_of: proof}}}

Fix: Run `revi-docs upgrade`, which rewrites the key and keeps every other byte, or write it as the message says.
""",
    "unknown-key": """\
A key does not exist at this place of the contract.

Why: It is probably a typo, and its value would have no effect.

Example:

    statuses:
      open: {descripton: Not started.}

Fix: Correct the key. Start it with `x-` if it is a custom extension for other tools.
""",
    "unknown-parent": """\
The contract that `extends` names does not exist, or the contracts extend each other in a cycle.

Why: Without the values of the extended contract, nothing can be checked.

Example:

    extends: revi/0

Fix: Write the name of a shipped edition, or the path of a file in the repository.
""",
    "unknown-ref": """\
A branch, tag or commit to compare with is not in this repository.

Why: Without that commit there is no contract and no history to compare with.

Example:

    revi-docs lint --against origin/main    # in a clone that has fetched one branch only

Fix: Fetch the commit; in GitHub Actions, check out with `fetch-depth: 0`.
""",
    "unsafe-path": """\
A path leads out of the repository or into a git directory, or means different files on different systems.

Why: `revi` and `revi-docs` write to the paths of the contract, so such a path could change a file elsewhere.

Example:

    project: {stories: "../stories/{id}"}

Fix: Write a path relative to the repository, with forward slashes, without `..`, and with visible characters only.
""",
    "wrong-type": """\
A value has the wrong type: a list instead of a string, a word instead of a number, a number without a unit.

Why: Guessing the intended value would hide mistakes such as a missing quote or unit.

Example:

    locks: {file: .lock, stale_after: 60}

Fix: Write a value of the type that the message names.
""",
    "wrong-value": """\
A value has the right type but is not allowed at this place.

Why: An unknown word or a number out of range would have no effect.

Example:

    rerun:
      modes:
        skip: {action: skipp}

Fix: Use one of the values, or a number within the range, that the message names.
""",
}
