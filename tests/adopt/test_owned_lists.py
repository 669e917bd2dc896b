"""Which values of YAML lists are owned, and under which addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.adopt_repo import adopt, contents, plan, problem_text, write_files
from tests.support.resolved_facts import WRITER
from tests.support.sample_repo import write
from tests.support.workspaces import open_workspace

AGENTS: dict[str, str | bytes] = {
    ".claude/agents/writer.md": WRITER,
    ".claude/agents/ux-designer.md": WRITER.replace("writer", "ux-designer"),
}
ALL = {"agents.{key}": "agents.{key}.model", "agents": "agents"}
SOME = {"agents.{key}": "agents.{key}.model", "agents": "agents.{key}"}
ENTRIES = {"agents[name={key}].model": "agents.{key}.model", "agents[name]": "agents"}
LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "all agents": ("agents:\n  writer: haiku\n  UX Designer: Haiku\n", ALL),
    "some agents": ("agents:\n  writer: haiku\n", SOME),
    "in braces": ("agents: {writer: haiku}\n", SOME),
    "mappings": (
        "agents:\n  writer: {model: haiku}\n",
        {"agents.{key}.model": "agents.{key}.model", "agents": "agents.{key}"},
    ),
    "entries": ("agents:\n- name: writer\n  model: haiku\n- {name: ux-designer, model: haiku}\n", ENTRIES),
    "entries at the root": (
        "- agent: writer\n  model: haiku\n",
        {"[agent={key}].model": "agents.{key}.model", "[agent]": "agents.{key}"},
    ),
    "values at the root": ("writer: haiku\n", {"{key}": "agents.{key}.model", ".": "agents.{key}"}),
    "a section in a section": (
        "agents:\n  models:\n    writer: haiku\n",
        {"agents.models.{key}": "agents.{key}.model", "agents.models": "agents.{key}"},
    ),
    "a name that is no agent": (
        "agents:\n  writer: haiku\n  default: opus\n",
        {"agents.{key}": "agents.{key}.model"},
    ),
    "another value": ("agents:\n  writer: haiku\n  timeout: 3\n", {"agents.{key}": "agents.{key}.model"}),
    "settings elsewhere that only strict readers reject": (
        "agents:\n  writer: haiku\non: yes\nbase: &b {a: 012}\nother: *b\n",
        SOME,
    ),
    "two forms": (
        "agents:\n  writer: haiku\n  ux-designer: {model: haiku}\n",
        {"agents.{key}": "agents.{key}.model", "agents.{key}.model": "agents.{key}.model", "agents": "agents"},
    ),
    "about something else": ("jobs:\n  writer: pytest\nwriter: pytest\n", {}),
    "in a region": ("agents:\n  # revi:begin x\n  writer: haiku\n  # revi:end\n", {}),
}


@pytest.mark.parametrize(("text", "fields"), LISTS.values(), ids=LISTS)
def test_the_addresses(tmp_path: Path, text: str, fields: dict[str, str]) -> None:
    write_files(tmp_path, {**AGENTS, "config/models.yml": text})
    if "revi:begin" in text:
        write(tmp_path, "templates/regions/x.yml.j2", "writer: haiku\n")
    assert adopt(tmp_path) == ("revi.yml",)
    assert dict(open_workspace(tmp_path).loaded.contract.owns.get("config/models.yml", {})) == fields


def test_values_that_disagree_are_named_and_the_others_owned(tmp_path: Path) -> None:
    text = "agents:\n  writer: opus\n  ux-designer: haiku\n"
    adopt(write_files(tmp_path, dict(AGENTS)))
    write(tmp_path, "models.yml", text)
    before = contents(tmp_path)
    adopt(tmp_path)
    assert {path for path, content in contents(tmp_path).items() if content != before.get(path)} == {"revi.yml"}
    assert dict(open_workspace(tmp_path).loaded.contract.owns["models.yml"]) == {
        "agents.ux-designer": "agents.ux-designer.model"
    }
    assert problem_text(tmp_path) == (
        "models.yml:2:11: warning: left-alone: 'opus' is not owned: the contract says 'haiku'\n"
        "  fix: run 'revi-docs adopt --write' after you corrected it\n"
    )
    write(tmp_path, "models.yml", text.replace("opus", "haiku"))
    adopt(tmp_path)
    assert ALL.items() <= dict(open_workspace(tmp_path).loaded.contract.owns["models.yml"]).items()


def test_a_list_that_defines_the_agents_can_grow(tmp_path: Path) -> None:
    adopt(write_files(tmp_path, {"models.yml": "agents:\n  writer: haiku\n"}))
    write(tmp_path, "models.yml", "agents:\n  writer: haiku\n  editor: opus\n")
    (problem,) = open_workspace(tmp_path).check()
    assert problem.fix == "run 'revi-docs adopt --write' to add it to revi.yml, or delete or correct the entry"
    adopt(tmp_path)
    assert sorted(open_workspace(tmp_path).loaded.contract.agents) == ["editor", "writer"]
    assert (plan(tmp_path).is_empty, open_workspace(tmp_path).check()) == (True, ())
