"""A repository, the problems in it that `revi-docs check` reports, and their fixes."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """Replace a text that occurs once; with `old` "", write a new file; with `new` None, delete the file."""

    file: str
    old: str = ""
    new: str | None = None


class RepositoryFix(NamedTuple):
    """How the problem is planted, and what its fix says to type: edits, or the commands in its text."""

    planted: tuple[Edit, ...]
    typed: tuple[Edit, ...] = ()


CONTRACT = """\
revi: 1
phases:
  make: {description: Something is made.}
statuses:
  open: {description: Not started.}
  closed: {description: Finished., terminal: true}
transitions:
  - {from: open, to: closed, by: manual}
budgets:
  phases:
    make: {warning: 300, hard: 6000}
models:
  haiku: {description: Looks., aliases: [small]}
  sonnet: {description: Thinks.}
agents:
  one: {description: Reads the first part., model: sonnet}
  two: {description: Reads the second part., model: haiku}
commands:
  begin: {description: Makes it., phase: make, spawns: [one, two]}
prose: []
regions: ["*.md"]
owns:
  ".claude/agents/**/*.md": {model: "agents.{name}.model", description: "agents.{name}.description"}
default_outputs: false
outputs:
  made/index.md: {template: index.md.j2}
  "made/agents/{agent}.md": {template: agent.md.j2, each: agents}
"""
FILES = {
    "templates/index.md.j2": """\
<!-- {{ checksum }} -->
{% for section in (statuses, phases, models, agents, commands) %}
{% for item in section.values() %}
- {{ item.id }}: {{ item.description }}
{% endfor %}
{% endfor %}
""",
    "templates/agent.md.j2": "<!-- {{ checksum }} -->\n# {{ agent.id }}\n\n{{ agent.description }}\n",
    "PAGE.md": """\
# A page

The limit is <!-- revi:begin value of=budgets.phases.make.hard --><!-- revi:end --> tokens.

<!-- revi:begin statuses -->
<!-- revi:end -->

My own words.
""",
    ".claude/agents/one.md": "---\nname: one\ndescription: Reads the first part.\nmodel: sonnet\n---\n",
    ".claude/agents/two.md": """\
---
name: two
description: Reads the second part.
model: haiku  # small
color: blue
---

My own words.
""",
}

_ONE, _TWO, _PAGE = ".claude/agents/one.md", ".claude/agents/two.md", "PAGE.md"
_OUTPUT = "  made/index.md: {template: index.md.j2}\n"


def _swap(file: str, right: str, wrong: str) -> RepositoryFix:
    """A problem that the opposite edit removes."""
    return RepositoryFix((Edit(file, right, wrong),), (Edit(file, wrong, right),))


def _output(path: str, template: str) -> RepositoryFix:
    """A second output whose row is wrong, and which is removed."""
    return _swap("revi.yml", _OUTPUT, f'{_OUTPUT}  "{path}": {{template: {template}}}\n')


def _template(wrong: str, right: str) -> RepositoryFix:
    """A template of the repository with a mistake."""
    row = Edit("revi.yml", _OUTPUT, f"{_OUTPUT}  made/own.md: {{template: own.md.j2}}\n")
    text = "<!-- {{ checksum }} -->\n"
    return RepositoryFix(
        (row, Edit("templates/own.md.j2", new=text + wrong)),
        (Edit("templates/own.md.j2", wrong, right),),
    )


def _override(wrong: str, right: str) -> RepositoryFix:
    """A template of an output that extends another one."""
    row = Edit("revi.yml", _OUTPUT, f"{_OUTPUT}  made/own.md: {{template: own.md.j2}}\n")
    base = "<!-- {{ marker }} -->\n{% block head %}{% endblock %}\n"
    own = '{% extends "base.md.j2" %}\n'
    return RepositoryFix(
        (row, Edit("templates/base.md.j2", new=base), Edit("templates/own.md.j2", new=own + wrong)),
        (Edit("templates/own.md.j2", wrong, right),),
    )


REPOSITORY_FIXES = {
    "stale": RepositoryFix((Edit("revi.yml", "Looks.", "Looks closely."),)),
    "tampered": RepositoryFix((Edit("made/agents/one.md", "Reads the first part", "Reads it"),)),
    "missing": RepositoryFix((Edit("made/index.md"),)),
    "conflicted": RepositoryFix((Edit("made/agents/one.md", "# one", "<<<<<<< HEAD\n=======\n>>>>>>> topic\n# one"),)),
    "orphaned": RepositoryFix(
        (
            Edit("revi.yml", '  "made/agents/{agent}.md": {template: agent.md.j2, each: agents}\n', ""),
            Edit("templates/agent.md.j2"),
        )
    ),
    "field-differs": RepositoryFix((Edit(_TWO, "model: haiku", "model: sonnet"),)),
    "field-missing": RepositoryFix((Edit(_TWO, "model: haiku  # small\n", ""),)),
    "file-without-item": RepositoryFix(
        (Edit(".claude/agents/helper.md", new="---\nname: helper\ndescription: Helps.\n---\n"),),
        (Edit(".claude/agents/helper.md"),),
    ),
    "item-without-file": RepositoryFix(
        (Edit(_ONE),),
        (Edit(_ONE, new="---\nname: one\ndescription: Reads the first part.\nmodel: sonnet\n---\n"),),
    ),
    "doubled-agent": RepositoryFix(
        (
            Edit(
                ".claude/agents/copy.md", new="---\nname: one\ndescription: Reads the first part.\nmodel: sonnet\n---\n"
            ),
        ),
        (Edit(".claude/agents/copy.md"),),
    ),
    "agent-without-name": RepositoryFix(
        (Edit(_ONE, "name: one\n", ""),), (Edit(_ONE, "description", "name: one\ndescription"),)
    ),
    "doubled-field": _swap(_TWO, "model: haiku  # small\n", "model: haiku  # small\nmodel: haiku\n"),
    "unclosed-front-matter": _swap(_TWO, "color: blue\n---\n", "color: blue\n"),
    "front-matter-no-yaml": RepositoryFix(
        (Edit(_TWO, "color: blue", "color: Use when: it fails"),),
        (Edit(_TWO, "color: Use when: it fails", 'color: "Use when: it fails"'),),
    ),
    "toml-front-matter": RepositoryFix(
        (Edit(".claude/agents/plan.md", new='+++\ntitle = "Planned"\n+++\n'),),
        (Edit("revi.yml", "owns:\n", 'owns:\n  "!.claude/agents/plan.md": {}\n'),),
    ),
    "doubled-owner": _swap("revi.yml", "owns:\n", 'owns:\n  ".claude/agents/one.md": {model: "agents.two.model"}\n'),
    "unclosed-region": _swap(_PAGE, "<!-- revi:end -->\n\nMy own", "\nMy own"),
    "nested-region": _swap(
        _PAGE,
        "My own words.\n",
        "My own words.\n<!-- revi:begin statuses -->\n<!-- revi:begin agents -->\n<!-- revi:end -->\n",
    ),
    "reversed-region": _swap(_PAGE, "# A page\n", "# A page\n<!-- revi:end -->\n"),
    "unknown-marker": _swap(_PAGE, "My own words.\n", "My own words.\n<!-- revi:start statuses -->\n"),
    "doubled-marker": _swap(
        _PAGE,
        "My own words.\n",
        "My own words.\n<!-- revi:begin statuses -->\n<!-- revi:begin statuses -->\n<!-- revi:end -->\n",
    ),
    "malformed-marker": _swap(_PAGE, "value of=", "value of "),
    "wrong-argument": _swap(_PAGE, "phases.make.hard", "phases.mak.hard"),
    "unused-argument": _swap(_PAGE, "revi:begin statuses", "revi:begin statuses phaze=make"),
    "duplicate-output": _output("made/Index.md", "index.md.j2"),
    "bad-output-path": _output("../elsewhere.md", "index.md.j2"),
    "unknown-template": _output("made/own.md", "nowhere.md.j2"),
    "template-error": _template("{{ 1 / 0 }}\n", "{{ 1 / 1 }}\n"),
    "template-syntax": _template("{% for name in statuses %}\n", "{% for name in statuses %}{% endfor %}\n"),
    "undefined-name": _template("{{ statuses.open.descripton }}\n", "{{ statuses.open.description }}\n"),
    "unused-template": RepositoryFix((Edit("templates/old.md.j2", new="old\n"),), (Edit("templates/old.md.j2"),)),
    "outdated-override": RepositoryFix(
        (
            Edit("templates/regions/agents.md.j2", new="{{ agents | length }}\n"),
            Edit(".revi/overrides", new="templates/regions/agents.md.j2 0.0 00\n"),
        ),
    ),
    "unknown-block": _override("{% block heed %}x{% endblock %}\n", "{% block head %}x{% endblock %}\n"),
    "text-outside-blocks": _override("Mine.\n", "{% block head %}Mine.{% endblock %}\n"),
    "unrendered-item": RepositoryFix(
        (
            Edit("revi.yml", "commands:\n", "commands:\n  tell: {description: Tells.}\n"),
            Edit("templates/index.md.j2", "in section.values() %}", "in section.values() if item.id != 'tell' %}"),
        ),
        (Edit("revi.yml", "  tell: {description: Tells.}\n", ""),),
    ),
    "merge-conflict": _swap("revi.yml", "models:\n", "<<<<<<< HEAD\nmodels:\n=======\nmodel:\n>>>>>>> topic\n"),
    "former-name": RepositoryFix(
        (Edit("revi.yml", "prose: []", 'prose: ["PAGE.md"]'), Edit(_PAGE, "My own words.", "It runs on `small`.")),
        (Edit(_PAGE, "`small`", "`haiku`"),),
    ),
    "near-miss": RepositoryFix(
        (Edit("revi.yml", "prose: []", 'prose: ["PAGE.md"]'), Edit(_PAGE, "My own words.", "It is `clsed`.")),
        (Edit(_PAGE, "`clsed`", "`closed`"),),
    ),
    "unused-exemption": RepositoryFix(
        (
            Edit("revi.yml", "prose: []", 'prose: ["PAGE.md"]'),
            Edit(_PAGE, "My own words.", "Mine. <!-- revi:other-meaning small -->"),
        ),
        (Edit(_PAGE, " <!-- revi:other-meaning small -->", ""),),
    ),
    "outdated-number": RepositoryFix(
        (
            Edit("revi.yml", "prose: []", 'prose: ["PAGE.md"]'),
            Edit(_PAGE, "My own words.", "The phase `make` may use 9K tokens."),
        ),
        (Edit(_PAGE, "9K", "6K"),),
    ),
}
