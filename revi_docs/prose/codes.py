"""Explanations of the prose codes, for `explain` and the site."""

from __future__ import annotations

PROSE_CODES: dict[str, str] = {
    "former-name": """A hand-written page uses a former name of an item.

Why: Readers search for an item that does not exist, or use a name that is rejected.

The check searches code spans, table cells, headings and link fragments for `aliases` of items, and for
items that are `deprecated` with `renamed_to`.

Example:

    A story whose gate is passed is `done`.

Fix: Write the current name. If the text means something else, add
`<!-- revi:other-meaning done -->` to the line.
""",
    "near-miss": """A hand-written page uses a name that is not in the contract but is similar to one that is.

Why: A reader who copies the name into a story or a command gets an error.

The check searches code spans and table cells for typos of statuses, error types, commands, agents, phases
and models. Names that the contract uses for anything, and ordinary words, are not reported.

Example:

    QA works on it in `in_qa`, after `/elab-stroy`.

Fix: Write the name as in the contract. If the text means something else, add
`<!-- revi:other-meaning in_qa -->` to the line.
""",
    "outdated-number": """\
A hand-written page states a number for an item, and the contract states another one.

Why: Readers plan with a number that is not in effect.

The check reads sentences, list items and table rows that name an item: token limits of a phase, retries and
delays of an error, attempts and timeouts of a call, timeouts of a worker set, the circuit breaker, the lock and the
multiplier.

Example:

    The phase `elaboration` may use 80K tokens.

Fix: Correct the page, or the contract if the page is right; or show the number with a region. If the text
means something else, add `<!-- revi:other-meaning 80K tokens -->` to the line.
""",
    "unused-exemption": """A `revi:other-meaning` comment exempts nothing.

Why: The comment is left over and would hide the next real finding on its line.

Example:

    A story whose gate is passed is `completed`. <!-- revi:other-meaning done -->

Fix: Delete the comment. It applies to its own line or, before all other text on a page, to the whole page.
""",
}
