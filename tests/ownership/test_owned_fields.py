"""Fields that belong to the contract: what check says of the files that hold them, and what sync writes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from revi_docs.problems.revi_error import ReviError
from tests.support.sample_repo import check_repository, edit, render_problems, run_docs, sync_repository, write

CONTRACT = """\
revi: 1
models:
  opus: {description: Thinks long.}
  sonnet: {description: Thinks.}
groups:
  leads: {model: opus}
agents:
  helper: {description: Helps., model: sonnet, tools: [Read, Grep]}
  leader: {description: Leads., group: leads}
commands:
  dev-begin: {hint: "[story]"}
workers:
  sets:
    review: {workers: [helper], fail_fast: true, pass_threshold: 1, timeout: 90s}
default_outputs: false
owns:
  ".claude/agents/**/*.md": {model: "agents.{name}.model", tools: "agents.{name}.tools"}
  ".claude/commands/{family}/{part}.md": {argument-hint: "commands.{family}-{part}.hint"}
  "workers/*.md":
    fail-fast: workers.sets.{stem}.fail_fast
    pass: workers.sets.{stem}.pass_threshold
    timeout: workers.sets.{stem}.timeout
  "!.claude/agents/README.md": {}
"""
HELPER = """\
---
name: helper  # by this name it is called
description: "Use when: it burns"
model: 'sonnet'
x-mine: [a,   b]
tools: Read, Grep
---

# Body

model: haiku
"""
LEADER = "---\nname: leader\ndescription: Leads.\nmodel: opus\n---\n"
BEGIN = '---\nargument-hint: "[story]"\n---\nBegin.\n'
REVIEW = "---\nfail-fast: true\npass: 1\ntimeout: 90s\n---\n"
FILES = {
    ".claude/agents/helper.md": HELPER,
    ".claude/agents/team/lead.md": LEADER,
    ".claude/agents/README.md": "# Not an agent\n",
    ".claude/commands/dev/begin.md": BEGIN,
    "workers/review.md": REVIEW,
}


def create_repo(root: Path, files: Mapping[str, str | bytes], contract: str = CONTRACT) -> Path:
    write(root, "revi.yml", contract)
    for path, content in {**FILES, **files}.items():
        write(root, path, content)
    return root


def read(root: Path, path: str) -> str:
    return (root / path).read_bytes().decode("utf-8")


def test_files_in_step(tmp_path: Path) -> None:
    root = create_repo(tmp_path, {})
    answer = run_docs(root, "check")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "clean: 0 outputs, 7 fields\n", "")


AGREEING = {
    "a list in brackets": ("tools: Read, Grep", "tools: [Read, Grep]"),
    "a list line by line": ("tools: Read, Grep", "tools:\n  - Read\n  - Grep"),
    "a list without spaces": ("tools: Read, Grep", 'tools: "Read,Grep"'),
    "no quotes": ("model: 'sonnet'", "model: sonnet"),
    "double quotes and a comment": ("model: 'sonnet'", 'model: "sonnet"   # quick'),
}


@pytest.mark.parametrize(("old", "new"), AGREEING.values(), ids=AGREEING)
def test_other_forms_of_the_same_value_agree(tmp_path: Path, old: str, new: str) -> None:
    assert check_repository(create_repo(tmp_path, {".claude/agents/helper.md": HELPER.replace(old, new)})) == ()


def test_a_hint_in_brackets_without_quotes_agrees(tmp_path: Path) -> None:
    path = ".claude/commands/dev/begin.md"
    assert check_repository(create_repo(tmp_path, {path: BEGIN.replace('"', "")})) == ()


DIFFERING = {
    "a text in quotes": (
        ".claude/agents/helper.md",
        ("model: 'sonnet'", "model: 'haiku'"),
        """\
.claude/agents/helper.md:4:8: field-differs: has 'model: 'haiku''; the contract says 'sonnet'
  cause: revi.yml:8:40
  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write ''haiku'' at revi.yml:8:40
""",
    ),
    "the model of its group": (
        ".claude/agents/team/lead.md",
        ("model: opus", "model: haiku"),
        """\
.claude/agents/team/lead.md:4:8: field-differs: has 'model: haiku'; the contract says 'opus'
  cause: revi.yml:6:18
  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write 'haiku' at revi.yml:6:18
""",
    ),
    "a list": (
        ".claude/agents/helper.md",
        ("tools: Read, Grep", "tools: Read, Write"),
        """\
.claude/agents/helper.md:6:8: field-differs: has 'tools: Read, Write'; the contract says 'Read, Grep'
  cause: revi.yml:8:48
  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write 'Read, Write' at revi.yml:8:48
""",
    ),
    "by parts of its path": (
        ".claude/commands/dev/begin.md",
        ("[story]", "[epic]"),
        """\
.claude/commands/dev/begin.md:2:16: field-differs: has 'argument-hint: "[epic]"'; the contract says '[story]'
  cause: revi.yml:11:21
  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write '"[epic]"' at revi.yml:11:21
""",
    ),
    "a truth value": (
        "workers/review.md",
        ("fail-fast: true", "fail-fast: false"),
        """\
workers/review.md:2:12: field-differs: has 'fail-fast: false'; the contract says 'true'
  cause: revi.yml:14:44
  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write 'false' at revi.yml:14:44
""",
    ),
    "a number": (
        "workers/review.md",
        ("pass: 1", "pass: 0.5"),
        """\
workers/review.md:3:7: field-differs: has 'pass: 0.5'; the contract says '1'
  cause: revi.yml:14:66
  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write '0.5' at revi.yml:14:66
""",
    ),
    "a length of time": (
        "workers/review.md",
        ("timeout: 90s", "timeout: 30s"),
        """\
workers/review.md:4:10: field-differs: has 'timeout: 30s'; the contract says '90s'
  cause: revi.yml:14:78
  fix: if the contract is right, run 'revi-docs sync'; if the file is right, write '30s' at revi.yml:14:78
""",
    ),
    "nothing there": (
        ".claude/agents/helper.md",
        ("model: 'sonnet'\n", ""),
        """\
.claude/agents/helper.md:6:1: field-missing: has no 'model'; expected 'sonnet'
  cause: revi.yml:8:40
  fix: run 'revi-docs sync' to write 'model: sonnet'
""",
    ),
}


@pytest.mark.parametrize(("path", "change", "expected"), DIFFERING.values(), ids=DIFFERING)
def test_what_differs_is_named_with_both_ways_to_mend_it(
    tmp_path: Path, path: str, change: tuple[str, str], expected: str
) -> None:
    root = create_repo(tmp_path, {path: FILES[path].replace(*change)})
    assert render_problems(check_repository(root)) == expected
    sync_repository(root)
    if change[1]:
        assert read(root, path) == FILES[path]
    assert check_repository(root) == ()


def test_a_missing_field_is_added_behind_the_others(tmp_path: Path) -> None:
    path = ".claude/agents/helper.md"
    without = HELPER.replace("model: 'sonnet'\n", "")
    root = create_repo(tmp_path, {path: without})
    sync_repository(root)
    assert read(root, path) == without.replace("Grep\n---", "Grep\nmodel: sonnet\n---")


def test_line_ends_and_mode_stay(tmp_path: Path) -> None:
    path = ".claude/agents/helper.md"
    root = create_repo(tmp_path, {path: HELPER.replace("'sonnet'", "'haiku'").replace("\n", "\r\n")})
    (root / path).chmod(0o600)
    sync_repository(root)
    assert read(root, path) == HELPER.replace("\n", "\r\n")
    assert (root / path).stat().st_mode & 0o777 == 0o600


FAULTY: dict[str, tuple[Mapping[str, str | bytes], str]] = {
    "an agent without a name": (
        {".claude/agents/more.md": "---\ndescription: More.\n---\n"},
        """\
.claude/agents/more.md:1:1: agent-without-name: the agent has no 'name', so Claude Code ignores it
  fix: add 'name: more' to its front matter
""",
    ),
    "an agent whose name says nothing": (
        {".claude/agents/more.md": "---\nname: ~\ndescription: More.\n---\n"},
        """\
.claude/agents/more.md:1:1: agent-without-name: the agent has no 'name', so Claude Code ignores it
  fix: add 'name: more' to its front matter
""",
    ),
    "an empty file": (
        {".claude/agents/more.md": ""},
        """\
.claude/agents/more.md:1:1: agent-without-name: the agent has no 'name', so Claude Code ignores it
  fix: add 'name: more' to its front matter
""",
    ),
    "an agent without a description": (
        {".claude/agents/helper.md": HELPER.replace('description: "Use when: it burns"\n', "")},
        """\
.claude/agents/helper.md:1:1: agent-without-description: the agent has no 'description', so Claude Code ignores it
  fix: add 'description: …' to its front matter; say when to use the agent
""",
    ),
    "a name taken twice": (
        {".claude/agents/team/again.md": HELPER},
        """\
.claude/agents/helper.md:2:7: doubled-agent: 2 agent files are named 'helper'; Claude Code loads only one of them
  also: .claude/agents/team/again.md:2:7
  fix: rename all but one, or delete them
""",
    ),
    "a file without an item": (
        {".claude/agents/help.md": HELPER.replace("name: helper", "name: helpr")},
        """\
.claude/agents/help.md:2:7: file-without-item: revi.yml has no 'helpr' in agents
  fix: rename it to 'helper', or run 'revi-docs adopt --write' to add it to revi.yml, or delete the file
""",
    ),
    "a file without an item of an inner section": (
        {"workers/reviews.md": REVIEW},
        """\
workers/reviews.md:5:1: file-without-item: revi.yml has no 'reviews' in workers.sets
  fix: rename it to 'review', or add 'reviews' to workers.sets in revi.yml, or delete the file
""",
    ),
    "a field twice": (
        {".claude/agents/helper.md": HELPER.replace("x-mine:", "model: opus\nx-mine:")},
        """\
.claude/agents/helper.md:4:8: doubled-field: the field 'model' appears more than once
  also: .claude/agents/helper.md:5:8
  fix: delete all but one
""",
    ),
    "front matter without an end": (
        {"workers/review.md": "---\nfail-fast: true\n"},
        """\
workers/review.md:1:1: unclosed-front-matter: the front matter that starts here has no closing line '---'
  fix: write '---' on its own line after the last field
""",
    ),
    "not UTF-8": (
        {"workers/review.md": REVIEW.encode() + b"\xff\n"},
        """\
workers/review.md:6:1: not-utf-8: byte 0xff is not valid UTF-8
  fix: save the file as UTF-8
""",
    ),
    "larger than any page": (
        {"workers/review.md": REVIEW + "x" * 4 * 1024 * 1024},
        """\
workers/review.md: file-too-large: larger than 4 MiB
  fix: split the file, or remove what was pasted by mistake
""",
    ),
    "a value that cannot be written": (
        {".claude/commands/dev/begin.md": "---\nargument-hint: |\n  [story]\n  [epic]\n---\n"},
        """\
.claude/commands/dev/begin.md:2:16: field-differs: 'argument-hint' must be '[story]'; 'argument-hint' is a block or mapping; replace it with a single value
  fix: edit this field manually
""",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), FAULTY.values(), ids=FAULTY)
def test_what_is_wrong_with_a_file_is_told_and_the_file_left_alone(
    tmp_path: Path, files: Mapping[str, str | bytes], expected: str
) -> None:
    root = create_repo(tmp_path, files)
    before = {path: (root / path).read_bytes() for path in {**FILES, **files}}
    assert render_problems(check_repository(root)) == expected
    sync_repository(root, force=True)
    assert {path: (root / path).read_bytes() for path in before} == before


def test_an_item_without_a_file(tmp_path: Path) -> None:
    root = create_repo(tmp_path, {})
    (root / ".claude/agents/team/lead.md").unlink()
    (root / "workers/review.md").unlink()
    assert (
        render_problems(check_repository(root))
        == """\
revi.yml:9:3: item-without-file: the agent 'leader' has no file
  fix: create its file, or run 'revi-docs adopt --write' to remove it from revi.yml
revi.yml:14:5: warning: item-without-file: the item 'review' has no file
  fix: create its file, or remove 'review' from workers.sets
"""
    )
    edit(root, "revi.yml", "{description: Leads.,", "{deprecated: {reason: Gone.},")
    assert [problem.subject for problem in check_repository(root)] == ["workers.sets.review"]


def test_two_owners_of_one_field(tmp_path: Path) -> None:
    root = create_repo(tmp_path, {}, CONTRACT + '  ".claude/agents/h*.md": {model: groups.leads.model}\n')
    assert (
        render_problems(check_repository(root))
        == """\
.claude/agents/helper.md:4:8: doubled-owner: owns assigns both agents.helper.model and groups.leads.model to this field
  cause: revi.yml:8:40
  cause: revi.yml:6:18
  fix: narrow one of the two patterns in owns
"""
    )


def test_a_single_value_for_many_files_stands_for_no_item(tmp_path: Path) -> None:
    root = create_repo(
        tmp_path,
        {"notes/a.md": "Text.\n", "notes/b.md": "Text.\n"},
        CONTRACT + '  "notes/*.md": {model: groups.leads.model}\n',
    )
    edit(root, "revi.yml", "groups:\n", "groups:\n  others: {model: opus}\n")
    assert (
        render_problems(check_repository(root))
        == """\
notes/a.md:1:1: field-missing: 2 files have no 'model'; expected 'opus'
  also: notes/b.md:1:1
  cause: revi.yml:7:18
  fix: run 'revi-docs sync' to write 'model: opus'
"""
    )
    sync_repository(root)
    assert read(root, "notes/a.md") == "---\nmodel: opus\n---\n\nText.\n"


def test_a_way_that_leads_to_no_single_value_writes_nothing(tmp_path: Path) -> None:
    more = '  "notes/*.md": {a: "", b: groups, c: groups.leads, d: project.nam, e: locks.file}\n'
    root = create_repo(tmp_path, {"notes/a.md": "Text.\n"}, CONTRACT + more)
    for command in (check_repository, sync_repository):
        with pytest.raises(ReviError) as refusal:
            command(root)
        assert {problem.code for problem in refusal.value.problems} == {"unknown-owned-value"}
    assert read(root, "notes/a.md") == "Text.\n"


def test_front_matter_that_is_no_yaml_is_a_warning_and_kept_up_to_date(tmp_path: Path) -> None:
    path = ".claude/agents/helper.md"
    loose = HELPER.replace('"Use when: it burns"', "Use when: it burns")
    root = create_repo(tmp_path, {path: loose})
    answer = run_docs(root, "check")
    assert (answer.returncode, answer.stdout) == (
        0,
        """\
.claude/agents/helper.md:3:22: warning: front-matter-no-yaml: the front matter is not valid YAML: mapping values are not allowed in this context
  fix: quote the value; until then, Claude Code may silently ignore this file

clean: 0 outputs, 7 fields
1 warning
""",
    )
    edit(root, "revi.yml", "Helps., model: sonnet", "Helps., model: opus")
    sync_repository(root)
    assert read(root, path) == loose.replace("'sonnet'", "'opus'")
