"""Explanations of the codes about owned fields, for `explain` and the site."""

from __future__ import annotations

OWNED_FIELD_CODES: dict[str, str] = {
    "field-differs": """\
The value of an owned field in a hand-written file differs from the contract.

Why: The file and the contract disagree, and only one of them takes effect.

Example:

    model: haiku        in .claude/agents/elab-analyst.md
    model: sonnet       in revi.yml

Fix: If the contract is right, run `revi-docs sync`; if the file is right, correct the contract.
""",
    "field-missing": """\
A hand-written file lacks a field that the contract owns.

Why: The value in the contract has no effect on this file.

Example:

    An agent file without `model`, although revi.yml defines the model of the agent.

Fix: Run `revi-docs sync` to add the field; the rest of the file stays as it is.
""",
    "file-without-item": """\
A file that matches `owns` has no item in the contract.

Why: Its fields have no defined values, and the contract does not list it.

Example:

    .claude/agents/helper.md exists, but revi.yml has no agent `helper`.

Fix: Add the item to the contract, or delete the file.
""",
    "item-without-file": """\
An item of the contract has no file that matches `owns`.

Why: The contract lists an agent or a command that does not exist. For an item that is only described in a file, such as
a status, it is a warning.

Example:

    agents: {helper: {}}, but no agent file has the name `helper`.

Fix: Create the file, or remove the item.
""",
    "agent-without-name": """\
An agent file has no `name`.

Why: Claude Code silently ignores the file.

Example:

    ---
    description: Reviews a change.
    ---

Fix: Add `name` to the front matter.
""",
    "front-matter-format": """\
A page with front matter in TOML, JSON or MultiMarkdown has fields that the contract owns.

Why: Only YAML front matter is compared and written, so nothing keeps these fields in agreement.

Example:

    +++
    title = "Planned"
    +++

Fix: Exclude the file under `owns` with `"!content/planned.md": {}`, or rewrite its front matter as YAML.
""",
    "agent-without-description": """\
An agent file has no `description`.

Why: Claude Code silently ignores the file.

Example:

    ---
    name: reviewer
    ---

Fix: Add `description` to the front matter; say when to use the agent.
""",
    "doubled-agent": """\
Several agent files have the same name.

Why: Claude Code loads one of them, depending on the order in the file system, and ignores the others.

Example:

    name: reviewer      in a.md and in b.md

Fix: Rename all but one.
""",
    "doubled-field": """\
A field appears more than once in the front matter of a file.

Why: Some readers use the first value, others the last.

Example:

    model: opus
    model: sonnet

Fix: Delete all but one.
""",
    "doubled-owner": """\
Two entries of `owns` assign different values to the same field of a file.

Why: The field can have only one value.

Example:

    owns:
      "agents/*.md": {model: "agents.{name}.model"}
      "agents/a*.md": {model: "groups.leaders.model"}

Fix: Narrow one of the two patterns.
""",
    "front-matter-no-yaml": """\
The front matter of a file is not valid YAML. Its owned fields are still read and updated.

Why: Claude Code may silently ignore the file.

Example:

    description: Use when: the build fails.

Fix: Quote the value. This is a warning: it does not fail the check.
""",
    "unclosed-front-matter": """\
The front matter of a file has no closing line.

Why: The end of its fields is unknown.

Example:

    ---
    name: reviewer

Fix: Write `---` on its own line after the last field.
""",
    "row-without-item": """\
A row of a table, or a name in a YAML list, that the contract owns has no item in the contract.

Why: The file and the contract disagree about what exists.

Example:

    A row for the status `paused`, although revi.yml has no such status.

Fix: Run `revi-docs adopt --write` to add the row to the contract, or delete or correct the row.
""",
    "table-not-found": """\
`owns` addresses cells of a table that is no longer there.

Why: The cells are not compared with the contract, so they can become outdated without being noticed.

Example:

    owns: {docs/team.md: {"Team | Agent | Model": "agents.{key}.model"}}, and the heading is now "People".

Fix: Restore the heading and the column headers, or correct or delete the entry of `owns`.
""",
    "value-not-found": """\
`owns` addresses values of a YAML file that are no longer there.

Why: The values are not compared with the contract, so they can become outdated without being noticed.

Example:

    owns: {models.yml: {"agents.{key}": "agents.{key}.model"}}, and the key `agents` is now `team`.

Fix: Restore the keys, or correct or delete the entry of `owns`.
""",
    "unreadable-yaml": """\
A YAML file with values that the contract owns is not valid YAML.

Why: Its values cannot be compared with the contract.

Example:

    agents: {writer: haiku

Fix: Correct the line.
""",
}
