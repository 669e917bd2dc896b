"""What can be wrong with outputs and templates, told for `explain` and for the site."""

from __future__ import annotations

OUTPUT_CODES: dict[str, str] = {
    "bad-output-path": """A path of `outputs` does not lead to a file of this repository, or its placeholder
stands for nothing.

Why: an output must have exactly one place, below the repository, that every system can store.

Example:

    outputs:
      "../elsewhere/{agent}.md": {template: claude/agent.md.j2, each: agents}

Mend: write a relative path with forward slashes; with `each`, put the item's placeholder into it.
""",
    "doubled-output": """Two outputs have the same path, letter case aside.

Why: one would overwrite the other, and the check could never be clean.

Example:

    outputs:
      "docs/a.md": {template: a.md.j2}
      "docs/A.md": {template: b.md.j2}

Mend: give one of the two another path.
""",
    "empty-render": """A template comes out empty.

Why: an empty file looks like success and says nothing; mostly a condition or a name is wrong.

Example:

    {% if statuses.nowhere is defined %}…{% endif %}

Mend: write something in the template, or remove the output.
""",
    "invalid-output": """A rendered file cannot be read by what it is for: JSON, YAML or front matter that
does not parse.

Why: Claude Code drops a command or agent with broken front matter without a word.

Example:

    description: {{ agent.description }}

Mend: print values in front matter, YAML and JSON with the filter `quoted` or `data`.
""",
    "linked-templates": """The folder `templates/` is a link that leads out of the repository.

Why: a template could then show any file of the machine, and nobody else would get the same outputs.

Example:

    templates -> /somewhere/else

Mend: put the templates into the repository, or remove the link.
""",
    "no-proof": """A template does not print `{{ checksum }}`, or prints it more than once.

Why: without it nobody can tell an output that is out of date from one that was changed by hand.

Example:

    # {{ command.id }}

Mend: put `<!-- {{ checksum }} -->`, or the comment of the output's language, into the template once.
""",
    "template-error": """A template fails while it is rendered.

Why: the output cannot be made, so nothing can be said about the file on disk.

Example:

    {{ 1 / 0 }}

Mend: mend the template's line.
""",
    "template-syntax": """A template is not Jinja.

Why: the output cannot be made, so nothing can be said about the file on disk.

Example:

    {% for status in statuses %}

Mend: mend the template's line; here `{% endfor %}` is missing.
""",
    "undefined-name": """A template prints a name that does not exist.

Why: printed as nothing it would leave a hole in a document that looks finished.

Example:

    {{ status.descripton }}

Mend: correct the name; where it may be absent, ask first with `{% if … is defined %}`.
""",
    "unknown-template": """A template is named that is neither in `templates/` nor shipped with revi-docs.

Why: the output cannot be made.

Example:

    outputs:
      "docs/a.md": {template: nowhere.md.j2}

Mend: create the file below `templates/`, or correct the name.
""",
    "unshown-item": """An item of the contract is shown by no output.

Why: nobody reads it, so nobody notices when it is wrong.

Example:

    statuses: {open: {}, done: {terminal: true}}
    outputs:
      "notes.md": {template: notes.md.j2}

Mend: show the item in a template, or remove it from the contract.
""",
    "invalid-region": """\
What a region's template renders cannot stand there.

Why: a marker inside a region would end it too early.

Example:

    {{ '<!-- revi:' ~ 'end -->' }}

Mend: mend the template.
""",
    "unused-argument": """\
A marker gives an argument that the region's template does not read.

Why: it is a slip, and looks as if it changed something.

Example:

    <!-- revi:begin limit phaze=elaboration -->

Mend: correct or remove the argument.
""",
    "unused-template": """A file in `templates/` is used by no output.

Why: it looks as if editing it changed something.

Example:

    templates/old-command.md.j2

Mend: name it in `outputs`, include it in a template that is used, or remove it.
""",
    "wrong-argument": """\
A marker lacks an argument that the region's template needs, or gives one that it cannot use.

Why: the region cannot be made, so nothing can be said about what stands in it.

Example:

    <!-- revi:begin value of=budgets.phases.elaborate.hard -->

Mend: correct the marker. An argument is written as `key=value`, with quotes around a value with spaces.
""",
}
