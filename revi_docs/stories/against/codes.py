"""Explanations of the codes of `revi-docs lint --against`, for `explain` and the site."""

from __future__ import annotations

AGAINST_CODES: dict[str, str] = {
    "unjustified-entry": """\
A new ledger entry is not allowed by the contract of the base.

Why: A branch can change the contract and use the change at once. What counts is the contract that reviewers have
merged, so an entry needs a transition, a name or a permission that the base has.

Example:

    revi-docs lint --against origin/main    # the branch adds a transition and an entry that uses it

Fix: Remove the entry from the branch, merge the change of the contract first, and then move the story with `revi`.
""",
    "unproven-entry": """\
A new ledger entry lacks evidence that the contract of the base requires.

Why: `revi` refuses such a move; an entry that was typed, or made under a contract with fewer requirements, has no
evidence. Only this check sees both, because nothing on the branch can change the base.

Example:

    {"event": "moved", "from": "uat", "to": "completed", "by": "qa-gate", "verdict": "PASS"}    # without a gate file

Fix: Remove the entry from the branch, supply the evidence, and move the story with `revi`.
""",
    "changed-evidence": """\
An artifact is not the one that the ledger entry of its move records.

Why: The entry records the digest of the evidence that justified the move. Evidence that was edited later justifies
nothing.

Example:

    QA-GATE.yaml says `verdict: PASS`, and was `FAIL` when the entry was made.

Fix: Restore the artifact from git, or move the story back and make the move again with the new evidence.
""",
    "manual-entry": """\
A person decided something that a new ledger entry records: a manual move, a reconciliation, a closed circuit.

Why: Nothing but the named person vouches for it. This is a warning for reviewers, not a mistake.

Example:

    {"event": "moved", "from": "blocked", "to": "in-progress", "by": "manual", "actor": "ada", "reason": "unblocked"}

Fix: Let a reviewer confirm that the person decided this.
""",
    "forced-entry": """\
A person overruled missing evidence, or ran a command again in spite of its rerun mode.

Why: The contract allows it, and the entry records what was missing. This is a warning for reviewers.

Example:

    revi plumbing move REVI-001 in-progress --by dev-implement-story --force --actor ada --reason "known flake"

Fix: Let a reviewer confirm that the person decided this.
""",
    "self-stated-entry": """\
A new ledger entry, or a new row of a token log, claims something that this check cannot verify.

Why: An adopted story has no moves that could be judged, evidence that was replaced before it was committed is in
no commit, and a token count passed on the command line is in no transcript. This is a warning for reviewers.

Example:

    {"event": "adopted", "status": "completed", "actor": "ada", "evidence": ["PROOF.md"]}

Fix: Let a reviewer look at the evidence. Commit evidence before the next round replaces it.
""",
    "no-base-contract": """\
The commit to compare with has no `revi.yml`.

Why: New entries are then judged by the contract of the branch itself, which the branch can choose. This is a warning
for the reviewers of the change that adds the contract.

Example:

    revi-docs lint --against origin/main    # the branch adds revi.yml

Fix: Review revi.yml itself, and merge it before stories that need it.
""",
}
