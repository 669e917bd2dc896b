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
    "conflicted": """An output holds git's conflict markers.

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
    "orphaned": """A file was written by revi-docs and is made no more.

Why: Claude Code still offers a command whose file was left behind.

Example:

    A command is removed from revi.yml; its file is still there.

Mend: run `revi-docs sync`, which removes it.
""",
}
