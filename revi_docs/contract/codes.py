"""What can be wrong with the form of a contract, told for `explain` and for the site."""

from __future__ import annotations

FORM_CODES: dict[str, str] = {
    "duplicate-value": """\
A list names the same thing twice.

Why: one of the two is a slip, and probably meant to be something else.

Example:

    verdicts:
      gate: {values: [PASS, FAIL, PASS]}

Mend: remove or correct one of the two.
""",
    "missing-key": """\
A key that must be written is not there.

Why: without it the item cannot be understood, and no value can be taken for granted.

Example:

    transitions:
      - {from: open, to: done}

Mend: add the key; the problem says what it means.
""",
    "unknown-key": """\
A key is not part of the contract's form.

Why: it is a slip, and what it says would be without effect.

Example:

    statuses:
      open: {meanning: Not begun.}

Mend: correct it; write it as `x-...` if it is your own and meant for other tools.
""",
    "wrong-type": """\
A value is of another kind than the key takes: a list for a text, a word for a number, a number without unit.

Why: guessing what was meant would hide slips such as a forgotten quote or unit.

Example:

    locks: {file: .lock, stale_after: 60}

Mend: write what the problem says is expected.
""",
    "wrong-value": """\
A value is of the right kind, and not one that is allowed there.

Why: a word that nothing understands, or a number out of range, would be without effect.

Example:

    rerun:
      modes:
        skip: {action: skipp}

Mend: use one of the values, or stay within the bounds, that the problem names.
""",
}
