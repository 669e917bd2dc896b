"""A ledger entry has a name that the contract no longer has.

Why: Entries keep the names of their time. If a status was renamed without an alias, the stories that were in it have
no status, and their history cannot be read.

Example:

    statuses: {reviewing: {}}

    {"event": "moved", "from": "in-progress", "to": "in-review", …}

The status `in-review` was renamed to `reviewing`.

Fix: Add the former name to the `aliases` of the item that replaced it. If nothing replaced it, list the name in
`reserved` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.contract_json import SECTION_BY_KIND
from revi_docs.problems.suggestions import closest_name
from revi_docs.records.ledger_names import unknown_names
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each unknown name once, at the first entry that has it."""
    story, contract = context.story, context.layout.decision_contract
    reported: set[tuple[str, str]] = set()
    for entry in story.ledger.entries:
        for kind, name in unknown_names(contract, entry.fields):
            if (kind, name) not in reported:
                reported.add((kind, name))
                section = SECTION_BY_KIND[kind]
                replacement = closest_name(name, contract.names[kind].ids)
                target = f"{section}.{replacement}" if replacement else f"the {kind} that replaced it"
                fix = f"add 'aliases: [{name}]' to {target} in revi.yml; "
                fix += f"if nothing replaced it, add '{name}: REASON' to reserved.{section}"
                message = f"'{name}' is no longer a {kind} of the contract"
                yield RuleFinding(message, fix, story.ledger_place(entry), f"{kind} {name}", (section,))
