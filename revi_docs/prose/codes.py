"""What can be wrong with a hand-written page, told for `explain` and for the site."""

from __future__ import annotations

PROSE_CODES: dict[str, str] = {
    "former-name": """A hand-written page uses a name that an item does not have any more.

Why: whoever reads the page looks for an item of that name, or writes the name where it is refused.

Found in code spans, table cells, headings and the fragments of links: the `aliases` of an item, and an item
that is `deprecated` with a `renamed_to`.

Example:

    A story whose gate is passed is `done`.

Mend: write the name that holds. Where the page means something else, say so with
`<!-- revi:other-meaning done -->` on the line.
""",
    "near-miss": """A hand-written page names something that the contract does not have, and nearly does.

Why: the name leads nowhere. Whoever copies it into a story or a command gets an error, or worse, none.

Found in code spans and table cells: one slip away from a status, error type, command, agent, phase or model.
What the contract has under any name is left alone, and so are ordinary words.

Example:

    QA works on it in `in_qa`, after `/elab-stroy`.

Mend: write the name as the contract has it. Where the page means something else, say so with
`<!-- revi:other-meaning in_qa -->` on the line.
""",
    "other-number": """\
A hand-written page states a number beside an item's name, and the contract states another one.

Why: people plan with the number that they read, and agents keep to the other.

Found in a sentence, list item or table row that names the item: token limits of a phase, retries and delays
of an error, attempts and timeouts of a call, time-outs of a worker set, the circuit, lock and multiplier.

Example:

    The phase `elaboration` may use 80K tokens.

Mend: correct the page, or the contract where the page is right. Better still, let a region show the number.
Where something else is meant, say so with `<!-- revi:other-meaning 80K tokens -->` on the line.
""",
    "idle-exemption": """A page says that something else is meant, and there is nothing that it could mean.

Why: the mark is left over, and would hide the next true finding on its line.

Example:

    A story whose gate is passed is `completed`. <!-- revi:other-meaning done -->

Mend: remove the mark. It counts for its own line; before everything else on a page, for the whole page.
""",
}
"""Code → what is wrong, why it matters, an example and how to mend it, in Markdown."""
