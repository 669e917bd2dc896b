"""Edits of generated text, owned fields and existing log lines are denied; all others are allowed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.runtime_repository import edit, line, repository, ticket, use
from tests.support.sample_repo import edit as change
from tests.support.sample_repo import write

SYNC = "edit that value and run 'revi-docs sync'"
YOURS = f"{SYNC}; the text outside of the markers may be edited"
NEW_REGION = "<!-- revi:begin phases -->\n<!-- revi:end -->"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a ticket. Tests share it, because hooks write nothing."""
    repository_root = repository(tmp_path_factory.mktemp("worked") / "our work")
    ticket(repository_root)
    return repository_root


# --- what is let through ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("own.txt", "one", "1", id="a file that nobody makes"),
        pytest.param("PAGE.md", "My own words.", "Mine.", id="a page, outside its regions"),
        pytest.param("PAGE.md", "# A page", "# A `page`\n\n<!-- mine -->", id="marks that are none of ours"),
        pytest.param("PAGE.md", "My own words.", NEW_REGION, id="a new region"),
        pytest.param(".claude/agents/two.md", "color: blue", "color: red", id="a field that nobody owns"),
        pytest.param(".claude/agents/two.md", "My own words.", "model: opus", id="the text of an agent"),
        pytest.param(".claude/agents/two.md", "haiku  # small", '"haiku"', id="an owned field as it is"),
        pytest.param("revi.yml", "Nobody has begun.", "Nobody began.", id="the contract"),
        pytest.param("tickets/TKT-7/TKT-7.md", "Make it.", "Make it well.", id="the goal of a story"),
        pytest.param("tickets/TKT-7/TKT-7.md", "A ticket", "The ticket", id="the title of a story"),
        pytest.param(
            "tickets/TKT-7/TKT-7.md",
            "| Went on. | a.txt |\n",
            "| Went on. | a.txt |\n| 2026-02-11T15:00:00.000+01:00 | begin | Done. |  |\n",
            id="one more line of the log",
        ),
        pytest.param(
            "tickets/TKT-7/_implementation/TOKEN-LOG.md",
            "| make | 100 |\n",
            "| make | 100 |\n| make | 50 |\n",
            id="one more line of the token log",
        ),
        pytest.param("made/agents/one.md", "is not there", "x", id="an edit that fails by itself"),
        pytest.param("made/agents/none.md", "", "x", id="a file that no agent has"),
    ],
)  # fmt: skip
def test_allowed_edits(root: Path, path: str, old: str, new: str) -> None:
    assert edit(root, path, old, new) == ""


def test_writing_a_page_unchanged_is_allowed(root: Path) -> None:
    content = (root / "made/agents/one.md").read_text(encoding="utf-8")
    assert use(root, "Write", file_path=str(root / "made/agents/one.md"), content=content) == ""


def test_a_region_may_be_moved(root: Path) -> None:
    text = (root / "PAGE.md").read_text(encoding="utf-8")
    head, worker = text.split("<!-- revi:begin statuses", 1)
    region, worker = worker.split("My own words.\n")
    move_result = f"{head}My own words.\n\n<!-- revi:begin statuses{region}"
    assert use(root, "Write", file_path=str(root / "PAGE.md"), content=move_result) == ""


def test_a_new_agent_file_that_agrees(root: Path) -> None:
    text = "---\nname: one\ndescription: Reads the first part.\nmodel: sonnet\n---\n"
    assert use(root, "Write", file_path=str(root / ".claude/agents/more/one.md"), content=text) == ""


def test_other_tools_are_none_of_ours(root: Path) -> None:
    assert use(root, "Bash", command="rm -rf made") == ""
    assert use(root, "Read", file_path=str(root / "made/agents/one.md")) == ""


# --- whole files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "text", "name"),
    [
        ("first part", "last part", "one: {description: Reads", "agents.one.description"),
        ('model: "sonnet"', 'model: "opus"', "makers: {description", "groups.makers.model"),
        ("name: ", "nom: ", "one: {description: Reads", "agents.one"),
    ],
    ids=["what it does", "the model of its group", "what the template says"],
)
def test_the_reason_names_the_line_of_the_value(root: Path, old: str, new: str, text: str, name: str) -> None:
    where = f"revi.yml:{line(root, text)} ({name})"
    template = "claude/agent.md.j2"
    expected = f"made/agents/one.md is generated from {where} with the template {template}: {SYNC}"
    assert edit(root, "made/agents/one.md", old, new) == expected


def test_a_value_on_a_line_of_its_own(root: Path) -> None:
    answer = edit(root, "made/agents/two.md", 'model: "haiku"', 'model: "opus"')
    assert answer.startswith(f"made/agents/two.md is generated from revi.yml:{line(root, '    model: haiku')} ")


def test_a_file_without_an_item(root: Path) -> None:
    where = f"revi.yml:{line(root, 'generated/contract.json:')} (outputs.generated/contract.json)"
    expected = f"generated/contract.json is generated from {where} with the template contract.json.j2: {SYNC}"
    assert edit(root, "generated/contract.json", '"revi": 1', '"revi": 2') == expected


@pytest.mark.parametrize("tool", ["Write", "MultiEdit", "NotebookEdit"])
def test_each_tool_that_edits(root: Path, tool: str) -> None:
    path = str(root / "made/agents/one.md")
    arguments: dict[str, dict[str, Any]] = {
        "Write": {"file_path": path, "content": "mine"},
        "MultiEdit": {
            "file_path": path,
            "edits": [{"old_string": "first", "new_string": "next"}, {"old_string": "next part", "new_string": ""}],
        },
        "NotebookEdit": {"notebook_path": path, "new_source": "mine", "cell_id": "1", "edit_mode": "replace"},
    }
    assert use(root, tool, **arguments[tool]).startswith("made/agents/one.md is generated from revi.yml:")


@pytest.mark.parametrize("file_path", ["made/../made/agents/one.md", "./made/agents/one.md", "lane/agents/one.md"])
def test_each_way_to_a_file(root: Path, file_path: str) -> None:
    link = root / "lane"
    link.unlink(missing_ok=True)
    link.symlink_to(root / "made")
    try:
        assert edit(root, file_path, "first part", "last part").startswith(
            "made/agents/one.md is generated from revi.yml:"
        )
    finally:
        link.unlink()


def test_a_path_is_relative_to_the_folder_of_the_session(root: Path) -> None:
    arguments = {"old_string": "first part", "new_string": "last"}
    assert use(root, "Edit", file_path="made/agents/one.md", **arguments).startswith("made/agents/one.md is generated")


def test_straight_quotes_stand_for_curly_ones(root: Path) -> None:
    write(root, "QUOTES.md", "“quoted” <!-- revi:begin value of=budgets.phases.make.hard -->“6”<!-- revi:end -->\n")
    try:
        assert edit(root, "QUOTES.md", '"quoted"', "'q'") == ""
        assert edit(root, "QUOTES.md", '"6"', '"7"').startswith("line 1 of QUOTES.md starts a region that is generated")
    finally:
        (root / "QUOTES.md").unlink()


def test_a_file_that_is_gone_is_not_written_by_hand(root: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    (copy / "made/agents/one.md").unlink()
    answer = use(copy, "Write", file_path=str(copy / "made/agents/one.md"), content="mine")
    assert answer.startswith("made/agents/one.md is generated from revi.yml:")


def test_a_file_that_is_no_longer_generated_is_protected_by_its_checksum(root: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    change(copy, "generated/contract.json", '"made/agents/{agent}.md"', '"other/{agent}.md"')
    write(copy, ".revi/paths", "generated/contract.json\nmade/agents/one.md\n")
    by_revi = "is generated by revi-docs: edit revi.yml or the template, and run 'revi-docs sync'"
    assert edit(copy, "made/agents/one.md", "first", "last") == f"made/agents/one.md {by_revi}"
    write(copy, "made/agents/one.md", (copy / "made/agents/one.md").read_bytes().replace(b"first", b"last"))
    assert edit(copy, "made/agents/one.md", "last", "next") == f"made/agents/one.md {by_revi}"
    index_file = copy / ".revi/paths"
    index_file.write_text(index_file.read_text(encoding="utf-8").replace("made/agents/one.md\n", ""), encoding="utf-8")
    assert edit(copy, "made/agents/one.md", "last", "next") == ""


# --- regions ----------------------------------------------------------------------------------


def test_a_value_in_a_page(root: Path) -> None:
    where = f"revi.yml:{line(root, 'make: {warning: 300, hard: 6000}')} (budgets.phases.make.hard)"
    expected = f"line 3 of PAGE.md starts a region that is generated from {where}: {YOURS}"
    assert edit(root, "PAGE.md", "6,000", "7,000") == expected


def test_a_row_of_a_table_in_a_page(root: Path) -> None:
    where = f"revi.yml:{line(root, 'stuck: {description')} (statuses.stuck.description)"
    expected = f"line 5 of PAGE.md starts a region that is generated from {where}: {YOURS}"
    assert edit(root, "PAGE.md", "holds it up", "stops it") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n<!-- revi:end -->\n", "\n", id="its end goes"),
        pytest.param("<!-- revi:begin statuses", "```\n<!-- revi:begin statuses", id="it becomes mere code"),
        pytest.param("| `open` |", "| `open` | |", id="a cell more"),
    ],
)
def test_a_region_does_not_go_unseen(root: Path, old: str, new: str) -> None:
    assert edit(root, "PAGE.md", old, new).startswith(
        "line 5 of PAGE.md starts a region that is generated from revi.yml:"
    )


def test_rewriting_a_page_without_its_regions(root: Path) -> None:
    answer = use(root, "Write", file_path=str(root / "PAGE.md"), content="# A page\n")
    assert answer.startswith("line 3 of PAGE.md starts a region that is generated from revi.yml:")


def test_a_region_of_yaml(root: Path) -> None:
    begin = "# revi:begin value of=budgets.phases.make.hard name=limit"
    text = f"mine: 1\n{begin}\nlimit: 6000\n# revi:end\nrest: 2\n"
    write(root, "docs/limit.yml", text)
    write(root, "limit.yml", text)
    try:
        assert edit(root, "docs/limit.yml", "mine: 1", "mine: 2") == ""
        assert edit(root, "docs/limit.yml", "limit: 6000", "limit: 7000").startswith("line 2 of docs/limit.yml ")
        assert edit(root, "limit.yml", "limit: 6000", "limit: 7000") == ""  # no place for regions
    finally:
        (root / "docs/limit.yml").unlink()
        (root / "limit.yml").unlink()


# --- owned fields -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "text", "name", "expected_value"),
    [
        ("model: haiku  # small", "model: opus", "    model: haiku", "agents.two.model", "haiku"),
        ("model: haiku  # small\n", "", "    model: haiku", "agents.two.model", "haiku"),
        ("second part.", "last.", "description: Reads the second", "agents.two.description", "Reads the second part."),
    ],
    ids=["another", "none", "a text"],
)
def test_an_owned_field(root: Path, old: str, new: str, text: str, name: str, expected_value: str) -> None:
    field = name.rpartition(".")[2].replace("description", "description")
    expected = (
        f"the field '{field}' of .claude/agents/two.md is owned by revi.yml:{line(root, text)} ({name}), "
        f"where its value is {expected_value}: change it there and run 'revi-docs sync'; "
        "the other lines of the file may be edited"
    )
    assert edit(root, ".claude/agents/two.md", old, new) == expected


def test_a_new_file_with_a_wrong_field(root: Path) -> None:
    text = "---\nname: one\nmodel: opus\n---\n"
    answer = use(root, "Write", file_path=str(root / ".claude/agents/x.md"), content=text)
    assert answer.startswith(
        f"the field 'model' of .claude/agents/x.md is owned by revi.yml:{line(root, 'makers: {')} "
    )


# --- logs -------------------------------------------------------------------------------------

GROWS = "belongs to an append-only log (see revi.yml:{} ({})): leave it unchanged, and append a line with '{}'"


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        pytest.param("| Began. |", "| Began it. |", 17, id="changed"),
        pytest.param("| 2026-02-11T14:33:05.120+01:00 | begin | Went on. | a.txt |\n", "", 18, id="removed"),
        pytest.param("## Agent Log", "## Log", 17, id="its section goes"),
        pytest.param("|---|---|---|---|\n", "|---|---|---|---|\n| now | me | First. |  |\n", 17, id="one before it"),
    ],
)
def test_a_committed_line_of_the_agent_log(root: Path, old: str, new: str, number: int) -> None:
    where = GROWS.format(line(root, "append_only: [Agent Log]"), "artifacts.story.append_only", "revi story log")
    expected = f"line {number} of the section 'Agent Log' of tickets/TKT-7/TKT-7.md {where}"
    assert edit(root, "tickets/TKT-7/TKT-7.md", old, new) == expected


def test_a_committed_line_of_the_token_log(root: Path) -> None:
    where = GROWS.format(line(root, "token_log: {description"), "artifacts.token_log.file", "revi budget record")
    path = "tickets/TKT-7/_implementation/TOKEN-LOG.md"
    assert edit(root, path, "| 100 |", "| 10 |") == f"line 5 of {path} {where}"


@pytest.mark.parametrize("new", ["", "{}\n"], ids=["a line less", "a line more"])
def test_a_ledger_is_written_by_revi_alone(root: Path, new: str) -> None:
    path = root / "tickets/TKT-7/LEDGER.jsonl"
    first, second = path.read_text(encoding="utf-8").splitlines(keepends=True)
    content = first + (second + new if new else "")
    number = line(root, "file: LEDGER.jsonl")
    assert use(root, "Write", file_path=str(path), content=content) == (
        f"tickets/TKT-7/LEDGER.jsonl is a log (see revi.yml:{number} (records.ledger_entry.file)) "
        "that only revi writes: use revi move, revi story log and other commands of revi"
    )


def test_a_trace_is_written_by_revi_alone(root: Path) -> None:
    path = root / "tickets/TKT-7/_implementation/TRACE.jsonl"
    answer = use(root, "Write", file_path=str(path), content="{}\n")
    assert answer.endswith("(trace.file)) that only revi writes: use revi trace emit")


def test_the_status_of_a_story_follows_its_ledger(root: Path) -> None:
    path = "tickets/TKT-7/TKT-7.md"
    assert edit(root, path, "status: working", "status: closed") == (
        f"the field 'status' of {path} is owned by the story's ledger, where it is working: "
        f"move the story with 'revi move TKT-7 STATUS'; see revi.yml:{line(root, 'transitions:')} (transitions)"
    )


def test_correcting_a_status_is_allowed(root: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    path = copy / "tickets/TKT-7/TKT-7.md"
    path.write_text(path.read_text(encoding="utf-8").replace("status: working", "status: open"), encoding="utf-8")
    assert edit(copy, "tickets/TKT-7/TKT-7.md", "status: open", "status: working") == ""
    assert edit(copy, "tickets/TKT-7/TKT-7.md", "status: open", "status: closed").startswith("the field 'status'")


# --- where the repository is ------------------------------------------------------------------


def test_a_session_elsewhere_edits_a_file_here(root: Path, tmp_path: Path) -> None:
    arguments = {"old_string": "first part", "new_string": "last"}
    answer = use(tmp_path, "Edit", file_path=str(root / "made/agents/one.md"), **arguments)
    assert answer.startswith("made/agents/one.md is generated from revi.yml:")


def test_a_session_here_edits_a_file_of_no_repository(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "made/agents/one.md", "first\n")
    arguments = {"old_string": "first", "new_string": "last"}
    assert use(root, "Edit", file_path=str(tmp_path / "made/agents/one.md"), **arguments) == ""


def test_a_contract_that_wants_no_such_hook(root: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    change(copy, "generated/contract.json", '"PreToolUse": {', '"Another": {')
    assert edit(copy, "made/agents/one.md", "first part", "last") == ""
