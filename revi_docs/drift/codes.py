"""What can be wrong with an output on disk, told for `explain` and for the site."""

from __future__ import annotations

DRIFT_CODES: dict[str, str] = {
    "stale": """An output is as revi-docs wrote it, but the contract or its template has changed since.

Why: whoever reads the file acts on a fact that no longer holds.

Example:

    The hard limit of a phase is raised in revi.yml, and the files that show it are not written anew.

Mend: run `revi-docs sync` and commit what it writes.
""",
    "tampered": """An output was changed by hand: its proof of ownership does not fit its bytes.

Why: the next sync would lose the change, and until then the file and the contract disagree.

Example:

    Somebody corrects a word in plugins/revi/commands/elab-story.md.

Mend: make the change in revi.yml or the template, then run `revi-docs sync --force`.
""",
    "conflicted": """An output, or a hand-written file, holds git's conflict markers.

Why: two branches changed the contract; merging their outputs by hand is lost work.

Example:

    <<<<<<< HEAD

Mend: merge revi.yml and the templates, then run `revi-docs sync`.
""",
    "missing": """An output does not exist.

Why: what refers to it leads nowhere.

Example:

    A command is added to revi.yml, and its file is not written yet.

Mend: run `revi-docs sync` and commit what it writes.
""",
    "changed-meanwhile": """\
A hand-written file was saved while `sync` was about to write into it.

Why: what was saved would have been lost.

Example:

    An editor saves README.md in the same second.

Mend: run `revi-docs sync` again.
""",
    "field-differs": """\
A field of a hand-written file that the contract owns says something else than the contract.

Why: whoever reads the file acts on another fact than whoever reads the contract.

Example:

    model: haiku        in .claude/agents/elab-analyst.md
    model: sonnet       in revi.yml

Mend: run `revi-docs sync` where the contract is right; correct the named line of revi.yml where the file is.
""",
    "field-missing": """\
A hand-written file lacks a field that the contract owns.

Why: what the contract says has no effect there.

Example:

    An agent without `model`, for which revi.yml states one.

Mend: run `revi-docs sync`, which adds the field and changes nothing else.
""",
    "file-without-item": """\
A file that `owns` claims stands for no item of the contract.

Why: nothing says what its fields are to be, and nobody who reads the contract knows that it exists.

Example:

    .claude/agents/helper.md, and no agent `helper` in revi.yml.

Mend: add the item to the contract, or remove the file.
""",
    "item-without-file": """\
No file that `owns` claims stands for an item of the contract.

Why: the contract speaks of an agent or a command that nobody can start.

Example:

    agents: {helper: {}}, and no file whose name is `helper`.

Mend: write the file, or remove the item.
""",
    "agent-without-name": """\
The file of an agent has no `name`.

Why: Claude Code leaves such a file out without a word.

Example:

    ---
    description: Reviews a change.
    ---

Mend: write `name` into its front matter.
""",
    "toml-front-matter": """\
A page with TOML front matter has fields that the contract owns.

Why: only YAML front matter is compared and written, so nothing keeps these fields in agreement.

Example:

    +++
    title = "Planned"
    +++

Fix: exclude the file under `owns` with `"!content/planned.md": {}`, or rewrite its front matter as YAML.
""",
    "agent-without-description": """\
The file of an agent has no `description`.

Why: Claude Code leaves such a file out without a word.

Example:

    ---
    name: reviewer
    ---

Mend: write into its front matter when the agent is to be used.
""",
    "file-without-name": """\
A file that `owns` claims by its name has none.

Why: nobody can tell which item of the contract it stands for.

Example:

    owns:
      "notes/*.md": {status: "statuses.{state}.stage"}

Mend: write the field that the way to the value names, or use `{stem}`, the file's own name.
""",
    "doubled-agent": """\
Several files of agents have one name.

Why: Claude Code takes one of them, by the order in the file system, and leaves the others out.

Example:

    name: reviewer      in a.md and in b.md

Mend: give all but one another name.
""",
    "doubled-field": """\
A field stands twice in a file's front matter.

Why: one reader takes the first value, another the last.

Example:

    model: opus
    model: sonnet

Mend: remove one of the two.
""",
    "doubled-owner": """\
Two lines of `owns` want different values in one field of one file.

Why: whatever is written there, one of the two is wrong.

Example:

    owns:
      "agents/*.md": {model: "agents.{name}.model"}
      "agents/a*.md": {model: "groups.leaders.model"}

Mend: narrow one of the two patterns.
""",
    "front-matter-no-yaml": """\
The front matter of a file is not YAML. Its owned fields are read and kept up to date all the same.

Why: Claude Code may leave such a file out without a word.

Example:

    description: Use when: the build fails.

Mend: put the value into quotes. This is a warning: it fails nothing.
""",
    "unclosed-front-matter": """\
The front matter of a file begins and never ends.

Why: nobody can tell where its fields end and the text begins.

Example:

    ---
    name: reviewer

Mend: write `---` on a line of its own behind the last field.
""",
    "orphaned": """A file was written by revi-docs and is made no more.

Why: Claude Code still offers a command whose file was left behind.

Example:

    A command is removed from revi.yml; its file is still there.

Mend: run `revi-docs sync`, which removes it.
""",
}
