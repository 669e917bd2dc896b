"""Codes of problems with outputs and templates, with the texts for `explain` and for the site."""

from __future__ import annotations

OUTPUT_CODES: dict[str, str] = {
    "bad-output-path": """A path in `outputs` is invalid, or has an unknown placeholder.

Why: Every output needs exactly one path, inside the repository, that every file system can store.

Example:

    outputs:
      "../elsewhere/{agent}.md": {template: claude/agent.md.j2, each: agents}

Fix: Write a relative path with forward slashes; with `each`, put the item's placeholder into it.
""",
    "duplicate-output": """Two outputs have the same path, or paths that differ only in letter case.

Why: One output would overwrite the other, and the check could never be clean.

Example:

    outputs:
      "docs/a.md": {template: a.md.j2}
      "docs/A.md": {template: b.md.j2}

Fix: Give one of them another path.
""",
    "empty-render": """A template renders to nothing.

Why: An empty file looks like success. The usual reason is a wrong condition or name.

Example:

    {% if statuses.nowhere is defined %}…{% endif %}

Fix: Write content in the template, or remove the output.
""",
    "invalid-output": """A rendered file has a syntax error in its JSON, YAML, Python or front matter.

Why: Claude Code silently ignores a command or agent with invalid front matter.

Example:

    description: {{ agent.description }}

Fix: Print values in front matter, YAML and JSON with the filter `quoted` or `data`.
""",
    "linked-templates": """The folder `templates/` is a symbolic link that points outside the repository.

Why: Templates could then print any file of this machine, and other clones would get different outputs.

Example:

    templates -> /somewhere/else

Fix: Move the templates into the repository, or remove the link.
""",
    "no-marker": """A template does not print `{{ marker }}` exactly once.

Why: The marker tells readers and tools that the file is generated. A file without it belongs to its author and is \
never deleted.

Example:

    # {{ command.id }}

Fix: Put `<!-- {{ marker }} -->`, or a comment of the output's language, into the template once.
""",
    "template-error": """A template fails during rendering.

Why: The output cannot be rendered, so the file on disk cannot be checked.

Example:

    {{ 1 / 0 }}

Fix: Fix the template at this line.
""",
    "template-syntax": """A template is not valid Jinja.

Why: The output cannot be rendered, so the file on disk cannot be checked.

Example:

    {% for status in statuses %}

Fix: Fix the template at this line; in the example, `{% endfor %}` is missing.
""",
    "undefined-name": """A template uses a name that does not exist.

Why: If it were printed as nothing, a document would look finished and have a gap.

Example:

    {{ status.descripton }}

Fix: Correct the name; if it can be missing, test it first with `{% if … is defined %}`.
""",
    "unknown-template": """A template is neither in `templates/` nor shipped with revi-docs.

Why: The output cannot be rendered.

Example:

    outputs:
      "docs/a.md": {template: nowhere.md.j2}

Fix: Create the file in `templates/`, or correct the name.
""",
    "unrendered-item": """No output shows an item of the contract.

Why: An item that no output shows is never reviewed, so an error in it goes unnoticed.

Example:

    statuses: {open: {}, done: {terminal: true}}
    outputs:
      "notes.md": {template: notes.md.j2}

Fix: Show the item in a template, or remove it from the contract.
""",
    "invalid-region": """The rendered text of a region cannot be put between its markers.

Why: A marker inside a region would end the region too early.

Example:

    {{ '<!-- revi:' ~ 'end -->' }}

Fix: Change the template.
""",
    "unused-argument": """A marker has an argument that the template of the region does not read.

Why: The argument is probably misspelled, and has no effect.

Example:

    <!-- revi:begin limit phaze=elaboration -->

Fix: Correct or remove the argument.
""",
    "unused-template": """No output uses a file in `templates/`.

Why: Edits to the file have no effect. Other tools, such as Django or Helm, use a folder of the same name, so a file
whose suffix no template in use has is not reported.

Example:

    templates/old-command.md.j2

Fix: Use it in `outputs`, in a region or in another template, or delete it.
""",
    "wrong-argument": """A marker lacks an argument that its template needs, or has an invalid one.

Why: The region cannot be rendered, so its text cannot be checked.

Example:

    <!-- revi:begin value of=budgets.phases.elaborate.hard -->

Fix: Correct the marker. Write arguments as `key=value`, with quotes around a value that contains spaces.
""",
}
