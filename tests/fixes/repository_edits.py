"""A repository, the problems in it that `revi-docs check` reports, and their fixes."""

from __future__ import annotations

from typing import NamedTuple

from tests.fixes.edits import Edit


class RepositoryFix(NamedTuple):
    """How the problem is planted, and what its fix says to type: edits and shell commands, or the commands in its text.

    A text is a command of a shell.
    """

    planted: tuple[Edit | str, ...]
    typed: tuple[Edit | str, ...] = ()


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
<!-- {{ marker }} -->
{% for section in (statuses, phases, models, agents, commands) %}
{% for item in section.values() %}
- {{ item.id }}: {{ item.description }}
{% endfor %}
{% endfor %}
""",
    "templates/agent.md.j2": "<!-- {{ marker }} -->\n# {{ agent.id }}\n\n{{ agent.description }}\n",
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
_STALE_LOCK = (
    "revi story new REVI-001 --title Board",
    Edit(
        "plans/stories/REVI-001/_implementation/.phase-lock",
        new="phase: make\ncommand: begin\nstartedAt: 2026-02-11T14:30:00.000Z\npid: 1\nhost: here\nfence: 1\n"
        "owner: gone\nheartbeatAt: 2026-02-11T14:30:00.000Z\n",
    ),
)
_COMMITTED = ("git init -q", "git add -A -f", "git commit -q -m first")
_SHALLOW = (
    *_COMMITTED,
    "git clone -q --bare . ../origin.git",
    "git remote add origin ../origin.git",
    "git rev-parse HEAD > .git/shallow",
)
_TEAM_ROW = '  team.md: {"Team | Agent": agents, "Team | Agent | Model": "agents.{key}.model"}\n'
_TEAM = (
    Edit("revi.yml", "owns:\n", f"owns:\n{_TEAM_ROW}"),
    Edit("team.md", new="## Team\n\n| Agent | Model |\n|---|---|\n| `one` | sonnet |\n| `two` | haiku |\n"),
)
_MODELS = (
    Edit("revi.yml", "owns:\n", 'owns:\n  models.yml: {"agents.{key}": "agents.{key}.model"}\n'),
    Edit("models.yml", new="agents:\n  one: sonnet\n  two: haiku\n"),
)
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
    text = "<!-- {{ marker }} -->\n"
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
    "front-matter-format": RepositoryFix(
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
    "byte-order-mark": _swap("revi.yml", "revi: 1\n", "\ufeffrevi: 1\n"),
    "not-utf-8": _swap("revi.yml", "Thinks.", "Thinks.\udcf6"),
    "hidden-unicode": _swap("revi.yml", "Looks.", "Looks.\u200b"),
    "agent-without-description": RepositoryFix(
        (
            Edit("revi.yml", "owns:\n", 'owns:\n  ".claude/agents/three.md": {model: "agents.one.model"}\n'),
            Edit(".claude/agents/three.md", new="---\nname: three\nmodel: sonnet\n---\n"),
        ),
        (Edit(".claude/agents/three.md", "name: three\n", "name: three\ndescription: Reads.\n"),),
    ),
    "foreign-file": RepositoryFix(
        (
            Edit("revi.yml", _OUTPUT, f"{_OUTPUT}  made/own.md: {{template: index.md.j2}}\n"),
            Edit("made/own.md", new="My own words.\n"),
        ),
        ("mv made/own.md mine.md",),
    ),
    "committed-cache": RepositoryFix((Edit(".revi/cache/check", new="clean\n"), *_COMMITTED)),
    "edits-unknown": RepositoryFix((*_SHALLOW, Edit("revi.yml", "Looks.", "Looks closely."))),
    "git-unavailable": RepositoryFix((*_COMMITTED, "chown -R 1234 .")),
    "empty-render": RepositoryFix(
        (
            Edit("revi.yml", _OUTPUT, f"{_OUTPUT}  made/own.md: {{template: own.md.j2}}\n"),
            Edit("templates/own.md.j2", new="{# Nothing yet. #}\n"),
        ),
        (Edit("templates/own.md.j2", "{# Nothing yet. #}", "<!-- {{ marker }} -->"),),
    ),
    "no-marker": RepositoryFix(
        (
            Edit("revi.yml", _OUTPUT, f"{_OUTPUT}  made/own.md: {{template: own.md.j2}}\n"),
            Edit("templates/own.md.j2", new="Mine.\n"),
        ),
        (Edit("templates/own.md.j2", "Mine.", "<!-- {{ marker }} -->\nMine."),),
    ),
    "invalid-output": RepositoryFix(
        (
            Edit("revi.yml", _OUTPUT, f"{_OUTPUT}  made/own.json: {{template: own.json.j2}}\n"),
            Edit("templates/own.json.j2", new='{"_revi": {{ marker | quoted }}, "open": {{ statuses.open.id }}}\n'),
        ),
        (Edit("templates/own.json.j2", "statuses.open.id", "statuses.open.id | quoted"),),
    ),
    "invalid-region": _swap(_PAGE, "My own words.\n", "Mine: <!-- revi:begin agents --><!-- revi:end -->\n"),
    "linked-output": RepositoryFix(
        ("mv made/index.md other.md", "ln -s ../other.md made/index.md"),
        ("rm made/index.md", "cp other.md made/index.md"),
    ),
    "linked-page": RepositoryFix(
        (f"mv {_PAGE} ../{_PAGE}", f"ln -s ../{_PAGE} {_PAGE}"), (f"rm {_PAGE}", f"cp ../{_PAGE} {_PAGE}")
    ),
    "linked-templates": RepositoryFix(
        ("mv templates ../outside", "ln -s ../outside templates"), ("rm templates", "mv ../outside templates")
    ),
    "row-without-item": RepositoryFix(
        (*_TEAM, Edit("team.md", "| `two` | haiku |\n", "| `two` | haiku |\n| `six` | haiku |\n")),
        (Edit("team.md", "| `six` | haiku |\n", ""),),
    ),
    "table-not-found": RepositoryFix((*_TEAM, Edit("team.md", "Team", "People")), (Edit("team.md", "People", "Team"),)),
    "value-not-found": RepositoryFix(
        (*_MODELS, Edit("models.yml", "agents:", "team:")), (Edit("models.yml", "team:", "agents:"),)
    ),
    "unreadable-yaml": RepositoryFix(
        (*_MODELS, Edit("models.yml", "two: haiku", "two: [haiku")), (Edit("models.yml", "[haiku", "haiku"),)
    ),
    "outdated": _swap("revi.yml", "revi: 1\n", 'revi: 1\nrequired_version: "0.0"\n'),
}

_TWO_HOOKS = """\
  PreToolUse: {description: Guards edits.}
  SessionEnd: {description: Closes the log.}"""

_ONE_HOOK_IN_SETTINGS = """\
{"hooks": {"SessionEnd": [{"hooks": [{"type": "command", "command": "revi hook SessionEnd"}]}]}}
"""

DOCTOR_FIXES = {
    "changed-output": RepositoryFix((Edit("made/index.md", "Looks.", "Looks closely."),)),
    "hook-missing": RepositoryFix(
        (
            Edit("revi.yml", "prose: []", "prose: []\nhooks:\n" + _TWO_HOOKS),
            Edit(".claude/settings.json", new=_ONE_HOOK_IN_SETTINGS),
        )
    ),
    "missing-output": RepositoryFix((Edit("made/index.md"),)),
    "stale-lock": RepositoryFix(_STALE_LOCK),
    # No process can have this number (PID_MAX_LIMIT).
    "stale-temp-file": RepositoryFix((Edit("made/.index.md.4194304.revi-tmp", new="x"),)),
}
"""The problems that `revi doctor` reports."""
