"""The likeliest first edits of a starter contract: each mistake is one line that says what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.setup.workflows import starter_files
from revi_docs.contract.loader import parse
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.revi_error import ReviError
from revi_docs.problems.version import RELEASE

WORKING = "description: In progress."
VERSION = f'required_version: "{RELEASE}"'
OUTPUTS = "outputs:\n  generated/schema/revi.schema.json:\n    template: schema/revi.schema.json.j2\n"
EDITS = {
    "a comma in braces": (
        "  planned:\n    description: Planned but not started.",
        "  planned: {description: Planned, but not started.}",
        "unknown-key",
        'quote this text: "Planned, but not started."; in braces, a comma ends a value',
    ),
    "a renamed status": (
        "  in-review:",
        "  review:",
        "unknown-status",
        "write 'review', or add 'in-review' to statuses",
    ),
    "a colon in a text": (
        WORKING,
        "description: In progress: now.",
        "yaml-syntax",
        'quote this text: "In progress: now."',
    ),
    "a tab": ("    " + WORKING, "\t" + WORKING, "tab", "indent with spaces"),
    "no space after a colon": (
        WORKING,
        "description:In progress.",
        "wrong-type",
        "put a space after the colon: 'description: In progress.'",
    ),
    "another indentation": (
        "  - from: planned\n",
        "  from: planned\n",
        "yaml-syntax",
        "indent all keys of one mapping by the same number of spaces",
    ),
    "a name twice": ("  done:\n", "  working:\n", "duplicate-key", "remove or rename one of the two"),
    "a word that is a boolean": (WORKING, "description: yes", "ambiguous-scalar", "quote it if it is text"),
    "a misspelled key": (
        "    terminal: true\n  can",
        "    termnal: true\n  can",
        "unknown-key",
        "write 'terminal', or",
    ),
    "a misspelled command": (
        "by: review-work\n    verdict: PASS",
        "by: reviewwork\n    verdict: PASS",
        "unknown-command",
        "write 'review-work', or",
    ),
    "verdicts in lower case": ("[PASS, FAIL]", "[pass, FAIL]", "wrong-value", "write PASS"),
    "a new status without transitions": (
        "  cancelled:\n    description",
        "  blocked:\n    description: Waits.\n  cancelled:\n    description",
        "dead-end-status",
        "add a transition from 'blocked', or set 'terminal: true'",
    ),
    "a number without a unit": ("1h", "60", "wrong-type", "write a number with a unit, such as 300ms, 5s, 10m"),
    "an open quote": (WORKING, 'description: "In progress.', "yaml-syntax", "add the closing quote"),
    "a hash": (WORKING, "description: #1 now", "wrong-type", "write a string, in quotes if it starts with '#'"),
    "braces at the start": (WORKING, "description: {id} now.", "yaml-syntax", "starts with one of [{*&!|>%@`"),
    "an agent with an undefined model": (
        "agents:\n",
        "agents:\n  coder:\n    description: Codes.\n    model: opus\n",
        "unknown-model",
        "add 'opus' to models",
    ),
    "a comma in a tool": (
        "tools: [Read, Grep, Glob]",
        "tools: [Read, Bash(git log, git diff, git show), Glob]",
        "wrong-value",
        'quote this text: "Bash(git log, git diff, git show)"; in brackets, a comma ends a value',
    ),
    "tools without brackets": (
        "tools: [Read, Grep, Glob]",
        "tools: Read, Grep, Glob",
        "wrong-type",
        "write [Read, Grep, Glob]",
    ),
    "an agent without brackets": ("spawns: [reviewer]", "spawns: reviewer", "wrong-type", "write [reviewer]"),
    "a target without brackets": ("revi: 1\n", "revi: 1\ntargets: codex\n", "wrong-type", "write [codex]"),
    "a number sign in a text": (
        WORKING,
        "description: In progress #1.",
        "ambiguous-scalar",
        "quote this text: \"In progress #1.\"; a comment has a space after '#'",
    ),
    "an apostrophe between single quotes": (
        WORKING,
        "description: 'In Ada's hands.'",
        "yaml-syntax",
        'quote this text: "In Ada\'s hands."',
    ),
    "a command with a slash": ("  start-work:\n", "  /start-work:\n", "wrong-value", "write start-work"),
    "a name of two words": ("  working:\n", "  in work:\n", "wrong-value", "write in-work"),
    "a version of three numbers": (VERSION, 'required_version: "0.1.2"', "wrong-value", 'write "0.1"'),
    "a range of versions": (VERSION, 'required_version: ">=0.1"', "wrong-value", 'write "0.1"'),
    "a version without quotes": (VERSION, "required_version: 0.1", "wrong-type", 'put it in quotes: "0.1"'),
    "a number with a unit of thousands": (
        "locks:\n",
        "budgets:\n  phases:\n    build: {warning: 10k, hard: 20,000}\nlocks:\n",
        "wrong-type",
        "write 10000",
    ),
    "all statuses at once": (
        "from: [planned, working, in-review]",
        'from: "*"',
        "unknown-status",
        "write the names, such as [planned, working]",
    ),
    "a template without its key": (
        "outputs:\n",
        "outputs:\n  AGENTS.md: AGENTS.md.j2\n",
        "wrong-type",
        "write {template: AGENTS.md.j2}",
    ),
    "no output left": (OUTPUTS, "outputs:\n", "wrong-type", "remove 'outputs'; to generate none of the default"),
    "no outputs in braces": (OUTPUTS, "outputs: {}\n", "wrong-value", "remove 'outputs'; to generate none of the"),
    "an edition that does not exist": (
        "revi: 1\n",
        "revi: 1\nextends: revi/2\n",
        "unknown-parent",
        "write 'revi/1', or use",
    ),
    "agents as a list": (
        "  reviewer:\n    description",
        "  - name: reviewer\n    description",
        "wrong-type",
        "write one 'name: value' for each item",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_first_edits(tmp_path: Path, name: str) -> None:
    old, new, code, fix = EDITS[name]
    text = starter_files(tmp_path, "minimal")["revi.yml"].decode()
    assert old in text
    try:
        problems = lint(parse(text.replace(old, new, 1).encode()))
    except ReviError as error:
        problems = error.problems
    assert any(problem.code == code and fix in problem.fix for problem in problems), problems
    assert len(problems) <= 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by: start-work", "by: start-wrok"),
        ("by: start-work", "by: somebody"),
        ("  start-work:", "  Start Work:"),
        ("  start-work:", "  start-wrok:"),
        ("    phase: build", "    phase: biuld"),
        ("    phase: build", "    phas: build"),
        ("  build:", "  biuld:"),
        ("    verdicts: review", "    verdict: review"),
        ("    event: started", "    evnt: started"),
        ("  working:", "  workin:"),
        ("    model: sonnet", "    modle: sonnet"),
        ("\ncommands:", "\ncomands:"),
        ("\nphases:", "\nphasse:"),
        ("\nagents:", "\nagnets:"),
        ("\nverdicts:", "\nverdict:"),
    ],
)
def test_one_mistake_is_one_finding(tmp_path: Path, old: str, new: str) -> None:
    text = starter_files(tmp_path, "minimal")["revi.yml"].decode()
    assert old in text
    assert len(lint(parse(text.replace(old, new).encode()))) == 1


def test_the_starter_has_none_of_them(tmp_path: Path) -> None:
    assert lint(parse(starter_files(tmp_path, "minimal")["revi.yml"])) == ()


def test_a_comment_after_a_value_is_no_text() -> None:
    """Only a digit right after the number sign looks like a text, as in `Fixes #12`."""
    comments = (b"open # 1", b"open #default", b'"open" #1', b"open\n#1")
    for value in comments:
        assert parse(b"revi: 1\nproject:\n  name: " + value + b"\nstatuses: [open]\n").problems == ()


def test_an_unknown_key_without_a_value_in_a_block_has_no_comma() -> None:
    (problem,) = parse(b"revi: 1\nstatuses:\n  open:\n    description: New.\n    but:\n").problems
    assert problem.fix == "remove it, or rename it to 'x-but' if it is your extension"
