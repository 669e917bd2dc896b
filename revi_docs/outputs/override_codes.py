"""Codes of problems with templates that replace or extend shipped ones, with the texts for `explain` and the site."""

from __future__ import annotations

OVERRIDE_CODES: dict[str, str] = {
    "outdated-override": """A file in `templates/` replaces a shipped template that is another one in this version.

Why: Changes of the shipped template, such as a new section or a new key of a platform, do not reach your outputs, and \
nothing else would say so.

Example:

    templates/claude/agent.md.j2 is a changed copy of the shipped template of revi-docs 0.1

Fix: Compare it with `revi-docs template NAME`, take over what you need, and run `revi-docs template NAME --accept`. \
Better, extend the shipped template and replace only the blocks that you change.
""",
    "text-outside-blocks": """A template extends another one, and prints text outside its blocks.

Why: Jinja ignores this text silently.

Example:

    {% extends "shipped:claude/agent.md.j2" %}
    Our agents also read CONTRIBUTING.md.

Fix: Move the text into a block, or delete it.
""",
    "unknown-block": """A template fills a block that the template that it extends does not have.

Why: Jinja ignores the block silently, for example after an upgrade that renamed it.

Example:

    {% extends "shipped:claude/agent.md.j2" %}
    {% block raport %}Report to the team.{% endblock %}

Fix: Correct the name; `revi-docs template` lists the blocks of each shipped template.
""",
}
