"""Explanations of the drift codes, for `explain` and the site."""

from __future__ import annotations

from revi_docs.problems.code_text import ExecutionFailure

DRIFT_CODES: dict[str, str] = {
    "stale": """A generated file is unedited, but the contract or its template has changed since.

Why: Readers of the file act on outdated facts.

Example:

    The hard limit of a phase is raised in revi.yml, but `revi-docs sync` was not run.

Fix: Run `revi-docs sync` and commit the updated files.
""",
    "tampered": """A generated file has manual edits: its checksum does not match its content.

Why: The next sync would overwrite the edits, and until then the file and the contract disagree.

Example:

    A typo is corrected in plugins/revi/commands/elab-story.md instead of its template.

Fix: Make the change in revi.yml or the template, then run `revi-docs sync --force`.
""",
    "conflicted": """A generated or hand-written file contains git conflict markers.

Why: Two branches changed the contract. Generated text is not merged: it follows from the merged contract.

Example:

    <<<<<<< HEAD

Fix: Merge revi.yml and the templates, then run `revi-docs sync`.
""",
    "linked-output": """A file that is written is a symbolic link, is below one, or has a second hard link.

Why: Writing through a link changes a file elsewhere, and equal bytes behind a link prove nothing about this
repository.

Example:

    .claude is a symbolic link to a folder outside of the repository.

Fix: Replace the link by a regular file or folder, or choose another path in `outputs`.
""",
    "missing": """A generated file does not exist.

Why: References to the file are broken.

Example:

    A command is added to revi.yml, but `revi-docs sync` was not run.

Fix: Run `revi-docs sync` and commit the new file.
""",
    "committed-cache": """\
The repository contains a cache of revi-docs in `.revi/cache`.

Why: A committed cache could claim that files are clean. It is not read; revi-docs keeps its cache outside the \
work tree, where commits cannot reach it.

Example:

    .revi/cache/check was added with `git add --force`.

Fix: Delete the folder with `git rm -r .revi/cache`.
""",
    "hidden-unicode": """\
A text that becomes a prompt contains invisible characters: the contract, a template, or a hand-written agent, command \
or skill.

Why: A reviewer sees nothing, but a language model reads them as instructions, and bidirectional controls show a line \
in another order than it has. Joiners and variation selectors in emoji and in scripts that use them are accepted.

Example:

    description: "Reviews code.\\U000E0049\\U000E0067"

Fix: Delete the characters.
""",
    "git-unavailable": """\
Git cannot say which files it tracks and ignores, so only the `.gitignore` files decide which files are read.

Why: A tracked file that `.gitignore` names is then not checked. Git does not read a repository that belongs to \
another user, for example in a container.

Example:

    fatal: detected dubious ownership in repository at '/work'

Fix: Run the command that the message names.
""",
    "concurrent-change": ExecutionFailure("""\
A hand-written file was saved while `sync` was about to write to it.

Why: Writing would have lost the saved changes.

Example:

    An editor saves README.md while `revi-docs sync` runs.

Fix: Run `revi-docs sync` again.
"""),
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

Why: The contract lists an agent or a command that does not exist.

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
    "toml-front-matter": """\
A page with TOML front matter has fields that the contract owns.

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
    "file-without-name": """\
A file that matches `owns` lacks the field that names its item.

Why: Its item in the contract is unknown.

Example:

    owns:
      "notes/*.md": {status: "statuses.{state}.stage"}

Fix: Add the field that the placeholder names, or use `{stem}`, the file name without extension.
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
    "orphaned": """A file was generated by revi-docs, but no output generates it anymore.

Why: Tools still use the file, for example Claude Code offers its command.

Example:

    A command is removed from revi.yml, but its file still exists.

Fix: Run `revi-docs sync` to delete it.
""",
}
