"""What can be wrong with the form of `revi.yml`, code by code."""

from __future__ import annotations

READING_CODES: dict[str, str] = {
    "ambiguous-scalar": """\
A value or key without quotes means different things to different readers of YAML, or is no plain number.

Why: one tool reads `no` as a word and another as false; `1:20` may be 80, `012` may be 10.

Example:

    statuses:
      open: {meaning: no}

Mend: put it in quotes if it is a text; write `true`, `false` or a plain number such as `10` or `0.5` if not.
""",
    "byte-order-mark": """\
The file begins with a byte order mark.

Why: it is invisible, and tools that compare or join files keep it in the middle of the text.

Example:

    <U+FEFF>revi: 1

Mend: save the file as UTF-8 without a byte order mark.
""",
    "duplicate-key": """\
A key stands twice in one mapping.

Why: YAML readers keep one of the two in silence, and not all of them the same one.

Example:

    statuses:
      open: {meaning: Not begun.}
      open: {meaning: Begun.}

Mend: remove or rename one of the two.
""",
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
    "not-utf-8": """\
The file is not UTF-8.

Why: letters outside of plain English turn into others, or the file cannot be read at all.

Example:

    project: {name: Gr<0xF6><0xDF>e}

Mend: save the file as UTF-8.
""",
    "tab": """\
A tab stands where YAML takes spaces only.

Why: how far a tab indents is a matter of each editor, so YAML does not allow it there.

Example:

    statuses:
    \topen: {}

Mend: indent with spaces.
""",
    "too-deep": """\
Lists or mappings are nested deeper than 32 levels.

Why: nothing in the contract is that deep, so a bracket is missing or something was pasted by mistake.

Example:

    x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Mend: close the bracket, or flatten the structure.
""",
    "too-large": """\
The file is larger than 4 MiB.

Why: no contract is; reading on would only make the machine slow.

Example:

    revi.yml: is larger than 4 MiB

Mend: remove what was pasted by mistake.
""",
    "unknown-key": """\
A key is not part of the contract's form.

Why: it is a slip, and what it says would be without effect.

Example:

    statuses:
      open: {meanning: Not begun.}

Mend: correct it; write it as `x-...` if it is your own and meant for other tools.
""",
    "unreadable-file": """\
The file is not there or cannot be read.

Why: without it there is nothing to judge or to render.

Example:

    revi.yml: cannot be read: No such file or directory

Mend: change to the folder that holds it, allow it to be read, or start a contract with `revi-docs init`.
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
    "yaml-alias": """\
An anchor or alias makes one value stand in several places.

Why: a line of the contract could then mean several things, and a few lines could grow to gigabytes.

Example:

    statuses:
      open: &same {meaning: Not begun.}
      waiting: *same

Mend: write the value out where it belongs.
""",
    "yaml-syntax": """\
The file is not YAML at this place.

Why: nothing after it can be read, so nothing can be judged.

Example:

    statuses: {open: {}, done: {}

Mend: mend the line. A text that holds `: ` or ` #`, or begins with one of ``[{*&!|>%@` ``, needs quotes.
""",
    "yaml-tag": """\
A value carries a YAML tag.

Why: tags make some readers run code or change the value's kind; here a value is what it looks like.

Example:

    project: {name: !!str Demo}

Mend: remove the tag.
""",
}
"""Code → what is wrong, why it matters, an example and how to mend it, in Markdown."""
