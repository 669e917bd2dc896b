# ruff: noqa: E501 - what is said stands in one piece
"""Owned fields of hand-written files: what is said of each state, and what sync does about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drift.by_hand import HELPER, MODELS, OWNED, PARTS, contents, in_step
from tests.drift.small import CONTRACT, checked, edit, fill, revi, synced, told, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The repository, in step."""
    return in_step(tmp_path / "own")


def helper(root: Path) -> str:
    return (root / "agents/helper.md").read_bytes().decode()


def test_a_field_that_differs_has_two_mends(root: Path) -> None:
    edit(root, "agents/helper.md", '"sonnet"', '"haiku"')
    assert (
        told(checked(root))
        == """\
agents/helper.md:4:8: field-differs: has 'model: "haiku"' where the contract says 'sonnet'
  because: revi.yml:19:36
  fix: run 'revi-docs sync' where the contract is right; write '"haiku"' at revi.yml:19:36 where the file is
"""
    )
    assert revi(root, "sync").stdout == "written agents/helper.md\nin step: 5 outputs\n"
    assert helper(root) == HELPER
    edit(root, "agents/helper.md", '"sonnet"', '"haiku"')
    edit(root, "revi.yml", "model: sonnet, tools", "model: haiku, tools")
    synced(root)
    assert helper(root) == HELPER.replace("sonnet", "haiku")
    assert checked(root) == ()


def test_a_field_that_is_missing(root: Path) -> None:
    edit(root, "agents/helper.md", "tools: [Read, Edit]\n", "")
    assert (
        told(checked(root))
        == """\
agents/helper.md:5:1: field-missing: has no 'tools', which is to be 'Read, Edit'
  because: revi.yml:19:44
  fix: run 'revi-docs sync', which writes 'tools: Read, Edit'
"""
    )
    synced(root)
    assert helper(root) == HELPER.replace("[Read, Edit]", "Read, Edit")


@pytest.mark.parametrize(
    "written",
    ["[Read, Edit]", "Read, Edit", "Read,Edit", "'Read, Edit'", "\n  - Read\n  - Edit", "[\n  Read, 'Edit']"],
)
def test_a_list_agrees_however_it_is_written(root: Path, written: str) -> None:
    edit(root, "agents/helper.md", "[Read, Edit]", written)
    assert checked(root) == ()


@pytest.mark.parametrize(
    ("written", "after"),
    [
        pytest.param("[Read]", "[Read, Edit]", id="in brackets"),
        pytest.param("Read", "Read, Edit", id="a text"),
        pytest.param("\n  - Read\n  - Bash", "\n  - Read\n  - Edit", id="one a line"),
    ],
)
def test_a_list_stays_as_it_is_written(root: Path, written: str, after: str) -> None:
    edit(root, "agents/helper.md", "[Read, Edit]", written)
    synced(root)
    assert helper(root) == HELPER.replace("[Read, Edit]", after)
    assert checked(root) == ()


def test_a_field_that_cannot_be_written_is_left_to_people(root: Path) -> None:
    edit(root, "agents/helper.md", "[Read, Edit]", "\n  - Read # why\n  - Bash")
    before = contents(root)
    said = """\
agents/helper.md:6:3: field-differs: 'tools' must be 'Read, Edit'; 'tools' holds comments between its members
  fix: write it by hand
"""
    assert told(checked(root)) == said
    answer = revi(root, "sync")
    assert (answer.returncode, answer.stdout) == (1, said + "\n1 problem\n")
    assert contents(root) == before


def many(tmp_path: Path) -> Path:
    """A limit in 200 files: outputs, regions and fields."""
    owns = '  "notes/*.md": {limit: budgets.phases.make.hard}\n'
    root = fill(tmp_path, OWNED + owns, PARTS)
    write(root, "agents/helper.md", HELPER)
    for number in range(98):
        write(root, f"pages/{number:02}.md", "<!-- revi:begin limit -->\n<!-- revi:end -->\n")
        write(root, f"notes/{number:02}.md", "---\nlimit: 600\n---\n")
    for number in range(2):
        write(root, f"cells/{number}.md", "<!-- revi:begin hard phase=make --><!-- revi:end -->\n")
    synced(root)
    return root


def test_one_value_in_200_files(tmp_path: Path) -> None:
    root = many(tmp_path)
    edit(root, "revi.yml", "hard: 600", "hard: 900")
    problems = checked(root)
    shown = [(one.code, one.message, len(one.places), [str(at) for at in one.because]) for one in problems]
    assert shown == [
        ("stale", "102 files show an older budgets.phases.make.hard", 102, ["revi.yml:13:32"]),
        (
            "field-differs",
            "98 files have 'limit: 600' where the contract says '900'",
            98,
            ["revi.yml:13:32"],
        ),
    ]
    said = revi(root, "check").stdout.splitlines()
    assert len(said) <= 30
    synced(root)
    assert checked(root) == ()


ODD = {
    "an agent without a name": (
        {"agents/more.md": "---\ndescription: More.\n---\n"},
        ("agents/more.md:1:1: agent-without-name: the agent has no 'name', so Claude Code leaves it out\n"
        "  fix: write 'name: …' into its front matter\n"),
    ),
    "an agent with a name that says nothing": (
        {"agents/more.md": "---\nname: ~\ndescription: More.\n---\n"},
        ("agents/more.md:1:1: agent-without-name: the agent has no 'name', so Claude Code leaves it out\n"
        "  fix: write 'name: …' into its front matter\n"),
    ),
    "an agent without a description": (
        {"agents/helper.md": HELPER.replace("description: 'Helps.'\n", "")},
        ("agents/helper.md:1:1: agent-without-description: the agent has no 'description', so Claude Code leaves it out\n"
        "  fix: write 'description: …' into its front matter: when the agent is to be used\n"),
    ),
    "an empty file": (
        {"agents/more.md": ""},
        ("agents/more.md:1:1: agent-without-description: the agent has no 'description', so Claude Code leaves it out\n"
        "  fix: write 'description: …' into its front matter: when the agent is to be used\n"
        "agents/more.md:1:1: agent-without-name: the agent has no 'name', so Claude Code leaves it out\n"
        "  fix: write 'name: …' into its front matter\n"),
    ),
    "a name taken twice": (
        {"agents/deep.md": HELPER},
        ("agents/deep.md:2:7: doubled-agent: 2 files are called 'helper', and Claude Code leaves all but one out\n"
        "  also: agents/helper.md:2:7\n"
        "  fix: give all but one another name, or remove them\n"),
    ),
    "a file without an item": (
        {"agents/more.md": HELPER.replace("helper", "helpr")},
        ("agents/more.md:2:7: file-without-item: agents of the contract has no 'helpr'\n"
        "  fix: add 'helpr' to agents in revi.yml, or remove the file, or did you mean 'helper'?\n"),
    ),
    "a doubled field": (
        {"agents/helper.md": HELPER.replace("tools:", "model: opus\ntools:")},
        ("agents/helper.md:4:8: doubled-field: the field 'model' stands there twice\n"
        "  also: agents/helper.md:5:8\n"
        "  fix: remove one of the two\n"),
    ),
    "front matter that nothing closes": (
        {"agents/more.md": "---\nname: more\n"},
        ("agents/more.md:1:1: unclosed-front-matter: the front matter that begins here has no closing line '---'\n"
        "  fix: write '---' on a line of its own behind the last field\n"),
    ),
    "what is no text": (
        {"agents/more.md": b"---\nname: \xff\n---\n"},
        "agents/more.md:2:7: not-utf-8: byte 0xff is not UTF-8\n  fix: save the file as UTF-8\n",
    ),
    "what is too large": (
        {"agents/more.md": HELPER + "x" * 5_000_000},
        ("agents/more.md: too-large: is larger than 4 MiB\n"
        "  fix: split what does not belong into one contract, or remove what was pasted by mistake\n"),
    ),
    "fields in braces": (
        {"agents/helper.md": "---\n{name: helper, description: Helps., model: opus, tools: [Read, Edit]}\n---\n"},
        ("agents/helper.md:2:44: field-differs: 'model' must be 'sonnet'; the fields stand in braces, not one a line\n"
        "  fix: write it by hand\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "said"), ODD.values(), ids=ODD)
def test_what_can_be_wrong_with_a_file(root: Path, files: dict[str, str | bytes], said: str) -> None:
    for path, content in files.items():
        write(root, path, content)
    before = contents(root)
    assert told(checked(root)) == said
    assert revi(root, "check").returncode in (1, 3)
    revi(root, "sync", "--force")
    assert contents(root) == before


NO_YAML = "---\nname: helper\ndescription: Use when: it fails.\nmodel: haiku\nargument-hint: [a] | [b]\n---\nHelp.\n"


def test_front_matter_that_is_no_yaml_is_a_warning_and_kept_up_to_date(root: Path) -> None:
    write(root, "agents/helper.md", NO_YAML)
    said = """\
agents/helper.md:3:22: warning: front-matter-no-yaml: the front matter is no YAML: mapping values are not allowed in this context
  fix: put the value into quotes; until then Claude Code may leave the file out without a word
"""
    assert revi(root, "sync").returncode == 0
    assert helper(root) == NO_YAML.replace("haiku", "sonnet").replace("[b]\n", "[b]\ntools: Read, Edit\n")
    assert told(checked(root)) == said
    assert revi(root, "check").returncode == 0


def test_items_without_a_file(tmp_path: Path) -> None:
    root = fill(
        tmp_path, OWNED.replace("  helper: {", "  other: {model: sonnet, deprecated: {}}\n  helper: {"), PARTS
    )
    assert [line for line in told(checked(root)).splitlines() if "item-without" in line] == [
        "revi.yml:20:3: item-without-file: no file stands for the agent 'helper'"
    ]


def test_two_lines_of_owns_want_two_values(root: Path) -> None:
    write(root, "revi.yml", OWNED + '  "agents/h*.md": {model: models.sonnet.meaning}\n')
    assert (
        told(checked(root))
        == """\
agents/helper.md:4:8: doubled-owner: the field belongs to agents.helper.model and to models.sonnet.meaning
  because: revi.yml:19:36
  because: revi.yml:15:21
  fix: narrow one of the two patterns in owns
"""
    )


GROUPS = (
    CONTRACT.replace("models:\n  sonnet: {meaning: Thinks.}\n", MODELS).replace(
        "agents:\n  helper: {meaning: Helps., model: sonnet}\n",
        "groups:\n  leaders: {model: opus}\nagents:\n  helper: {meaning: Helps., group: leaders}\n",
    )
    + """\
owns:
  "agents/*.md": {model: "agents.{name}.model", tools: "agents.{name}.tools"}
"""
)


def test_a_model_of_the_group(root: Path) -> None:
    group = PARTS["agents.md.j2"].replace("agent.model", "groups[agent.group].model")
    write(root, "templates/agents.md.j2", group)
    write(root, "revi.yml", GROUPS)
    assert [line for line in told(checked(root)).splitlines() if "field" in line or "20:" in line] == [
        "agents/helper.md:4:8: field-differs: has 'model: \"sonnet\"' where the contract says 'opus'",
    ]
    synced(root)
    assert helper(root) == HELPER.replace("sonnet", "opus")


WAYS = {
    "the file's own name": ('"notes/*.md": {limit: "budgets.phases.{stem}.hard"}', "notes/make.md"),
    "a part of the path": ('"notes/{phase}/*.md": {limit: "budgets.phases.{phase}.hard"}', "notes/make/a.md"),
    "the name in the front matter": ('"notes/*.md": {limit: "budgets.phases.{name}.hard"}', "notes/a.md"),
    "a fixed value": ('"notes/*.md": {limit: budgets.phases.make.hard}', "notes/a.md"),
}


@pytest.mark.parametrize(("line", "path"), WAYS.values(), ids=WAYS)
def test_the_way_to_a_value(root: Path, line: str, path: str) -> None:
    write(root, "revi.yml", f"{OWNED}  {line}\n")
    write(root, path, "---\nname: make\n---\n")
    assert [
        told((one,)).splitlines()[0]
        for one in checked(root)
        if one.code.startswith(("field", "item", "file"))
    ] == [f"{path}:3:1: field-missing: has no 'limit', which is to be '600'"]
    synced(root)
    assert (root / path).read_text() == "---\nname: make\nlimit: 600\n---\n"


def test_a_file_that_stands_for_nothing_below_a_section(root: Path) -> None:
    write(root, "revi.yml", OWNED + '  "notes/*.md": {limit: "budgets.phases.{stem}.hard"}\n')
    write(root, "notes/mak.md", "Text.\n")
    assert told(checked(root)) == (
        "notes/mak.md:1:1: file-without-item: budgets.phases of the contract has no 'mak'\n"
        "  fix: add 'mak' to budgets.phases in revi.yml, or remove the file, or did you mean 'make'?\n"
    )


def test_an_agent_by_its_file_name_still_needs_its_own(root: Path) -> None:
    edit(root, "revi.yml", '"agents.{name}.model"', '"agents.{stem}.model"')
    edit(root, "revi.yml", '"agents.{name}.tools"', '"agents.{stem}.tools"')
    edit(root, "agents/helper.md", "name: helper   # what it is called\n", "")
    assert told(checked(root)) == (
        "agents/helper.md:1:1: agent-without-name: the agent has no 'name', so Claude Code leaves it out\n"
        "  fix: write 'name: …' into its front matter\n"
    )


def test_a_way_that_leads_nowhere(root: Path) -> None:
    edit(root, "revi.yml", '"agents.{name}.model"', '"agents.{name}.modle"')
    assert told(checked(root)) == (
        "revi.yml:29:26: unknown-owned-value: 'agents.{name}.modle' leads to no value: agents.{name} has no 'modle'\n"
        "  fix: correct the way to the value, or did you mean 'model'?\n"
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [("agents/helper.md", 1), ("agents", 1), ("revi.yml", 1), ("README.md", 0), ("docs", 0)],
)
def test_check_of_some_files(root: Path, name: str, code: int) -> None:
    edit(root, "agents/helper.md", '"sonnet"', "haiku")
    assert revi(root, "check", name).returncode == code
