"""Codes of problems with outputs and templates, with the texts for `explain` and for the site."""

from __future__ import annotations

OUTPUT_CODES: dict[str, str] = {
    "bad-output-path": """A path in `outputs` is invalid, or has an unknown placeholder.

Why: every output needs exactly one path, inside the repository, that every file system can store.

Example:

    outputs:
      "../elsewhere/{agent}.md": {template: claude/agent.md.j2, each: agents}

Fix: write a relative path with forward slashes; with `each`, put the item's placeholder into it.
""",
    "duplicate-output": """Two outputs have the same path, or paths that differ only in letter case.

Why: one output would overwrite the other, and the check could never be clean.

Example:

    outputs:
      "docs/a.md": {template: a.md.j2}
      "docs/A.md": {template: b.md.j2}

Fix: give one of them another path.
""",
    "empty-render": """A template renders to nothing.

Why: an empty file looks like success. The usual reason is a wrong condition or name.

Example:

    {% if statuses.nowhere is defined %}…{% endif %}

Fix: write content in the template, or remove the output.
""",
    "invalid-output": """A rendered file has a syntax error in its JSON, YAML, Python or front matter.

Why: Claude Code silently ignores a command or agent with invalid front matter.

Example:

    description: {{ agent.description }}

Fix: print values in front matter, YAML and JSON with the filter `quoted` or `data`.
""",
    "linked-templates": """The folder `templates/` is a symbolic link that points outside the repository.

Why: templates could then print any file of this machine, and other clones would get different outputs.

Example:

    templates -> /somewhere/else

Fix: move the templates into the repository, or remove the link.
""",
    "no-checksum": """A template does not print `{{ checksum }}` exactly once.

Why: without the checksum, an outdated output looks the same as one with manual edits.

Example:

    # {{ command.id }}

Fix: put `<!-- {{ checksum }} -->`, or a comment of the output's language, into the template once.
""",
    "template-error": """A template fails during rendering.

Why: the output cannot be rendered, so the file on disk cannot be checked.

Example:

    {{ 1 / 0 }}

Fix: fix the template at this line.
""",
    "template-syntax": """A template is not valid Jinja.

Why: the output cannot be rendered, so the file on disk cannot be checked.

Example:

    {% for status in statuses %}

Fix: fix the template at this line; in the example, `{% endfor %}` is missing.
""",
    "undefined-name": """A template uses a name that does not exist.

Why: if it were printed as nothing, a document would look finished and have a gap.

Example:

    {{ status.descripton }}

Fix: correct the name; if it can be missing, test it first with `{% if … is defined %}`.
""",
    "unknown-template": """A template is neither in `templates/` nor shipped with revi-docs.

Why: the output cannot be rendered.

Example:

    outputs:
      "docs/a.md": {template: nowhere.md.j2}

Fix: create the file in `templates/`, or correct the name.
""",
    "unshown-item": """No output shows an item of the contract.

Why: an item that is shown nowhere is read by no one, so an error in it remains unnoticed.

Example:

    statuses: {open: {}, done: {terminal: true}}
    outputs:
      "notes.md": {template: notes.md.j2}

Fix: show the item in a template, or remove it from the contract.
""",
    "invalid-region": """The rendered text of a region cannot be put between its markers.

Why: a marker inside a region would end the region too early.

Example:

    {{ '<!-- revi:' ~ 'end -->' }}

Fix: change the template.
""",
    "unused-argument": """A marker has an argument that the template of the region does not read.

Why: the argument is probably misspelled, and has no effect.

Example:

    <!-- revi:begin limit phaze=elaboration -->

Fix: correct or remove the argument.
""",
    "unused-template": """No output uses a file in `templates/`.

Why: edits to the file have no effect.

Example:

    templates/old-command.md.j2

Fix: use it in `outputs`, in a region or in another template, or delete it.
""",
    "wrong-argument": """A marker lacks an argument that its template needs, or has an invalid one.

Why: the region cannot be rendered, so its text cannot be checked.

Example:

    <!-- revi:begin value of=budgets.phases.elaborate.hard -->

Fix: correct the marker. Write arguments as `key=value`, with quotes around a value that contains spaces.
""",
}
