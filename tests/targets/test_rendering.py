"""The files of each target: golden files, which are read as the platform reads them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from revi_docs.contract.loader import parse
from revi_docs.outputs.rendered_outputs import render_all
from revi_docs.targets.claude_versions import COMMAND_FIELDS
from revi_docs.targets.platform import PLATFORMS, Platform, load_platform, slug
from tests.outputs.refresh import EXTRAS
from tests.targets.refresh import GOLDEN, HERE, contract, golden_file, render_targets

PLUGIN_FIELDS = {
    "$schema", "name", "version", "description", "author", "homepage", "repository", "license", "keywords",
    "extensions",
}  # fmt: skip
"""The closed list of Agent Plugins 1.0.0."""

OTHERS = [name for name in PLATFORMS if name != "claude"]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return render_targets()


def target_of(path: str) -> Platform:
    """The first platform with an output at a path."""
    prefixes = {name: [row.path.partition("{")[0] for row in load_platform(name).outputs] for name in PLATFORMS}
    return load_platform(next(name for name, starts in prefixes.items() if path.startswith(tuple(starts))))


def front_matter(text: str) -> dict[str, Any]:
    opening, fields, _ = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
    assert opening == ""
    result: dict[str, Any] = yaml.safe_load(fields)
    return result


def of_template(texts: dict[str, str], name: str) -> dict[str, str]:
    """The files of a kind: `agents`, `skills`."""
    return {path: text for path, text in texts.items() if f"/{name}/" in path and not path.startswith(".claude/")}


def test_golden(texts: dict[str, str]) -> None:
    stored = {path for path in GOLDEN.rglob("*") if path.is_file()}
    assert stored == set(map(golden_file, texts))
    assert {path: golden_file(path).read_text("utf-8") for path in texts} == texts, "make golden"


def test_a_skill_is_what_the_agent_skills_specification_allows(texts: dict[str, str]) -> None:
    skills = of_template(texts, "skills")
    assert len(skills) == 2 * len([name for name in OTHERS if load_platform(name).has("commands")])
    for path, text in skills.items():
        fields = front_matter(text)
        assert set(fields) <= {"name", "description", "license", "compatibility", "metadata", "allowed-tools"}
        assert set(fields) <= set(target_of(path).skill_fields)
        assert fields["name"] == Path(path).parent.name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", Path(path).parent.name)
        assert all(isinstance(value, str) for value in fields["metadata"].values())


COMMAND_FILES = '".claude/commands/{command}.md": {template: claude/command.md.j2, each: commands}'


def rendered_with(outputs: str) -> dict[str, str]:
    """The files for Claude Code with these entries of `outputs`."""
    loaded = parse(f"{(HERE / 'contract.yml').read_text('utf-8')}outputs: {{{outputs}}}\n".encode())
    texts = {file.path: file.content.decode() for file in render_all(HERE, loaded, EXTRAS).files}
    return {path: text for path, text in texts.items() if path.startswith(".claude/")}


def test_a_command_of_claude_code_is_a_skill(texts: dict[str, str]) -> None:
    """It has the fields that Claude Code reads, the permission for revi, and the body of the command file."""
    skill, command = texts[".claude/skills/ship/SKILL.md"], rendered_with(COMMAND_FILES)[".claude/commands/ship.md"]
    fields = front_matter(skill)
    assert set(fields) <= {row.name for row in COMMAND_FIELDS}
    assert fields == {"name": "ship", **front_matter(command)}
    assert (fields["disable-model-invocation"], fields["allowed-tools"]) == (True, "Bash(revi *)")
    assert skill.split("---\n", 2)[2] == command.split("---\n", 2)[2]
    assert len(skill.encode()) <= 8192


def command_paths(outputs: str) -> set[str]:
    return {path for path in rendered_with(outputs) if "/docs/" not in path and "/agents/" not in path}


def test_a_command_with_a_namespace_stays_a_command_file() -> None:
    assert command_paths("") == {".claude/skills/ship/SKILL.md", ".claude/commands/tickets/Handle.md"}


def test_one_output_makes_command_files_of_all_commands() -> None:
    assert command_paths(COMMAND_FILES) == {".claude/commands/ship.md", ".claude/commands/tickets/Handle.md"}


def test_all_commands_can_be_skills() -> None:
    """Then the namespace is a part of the name, also where other files name the command."""
    outputs = '".claude/commands/{command}.md": false'
    assert command_paths(outputs) == set()
    outputs += ', ".claude/skills/{command}/SKILL.md": {template: targets/skill.md.j2, each: commands}'
    assert command_paths(outputs) == {".claude/skills/ship/SKILL.md", ".claude/skills/tickets-Handle/SKILL.md"}
    texts = rendered_with(outputs)
    assert front_matter(texts[".claude/skills/tickets-Handle/SKILL.md"])["name"] == "tickets-Handle"
    assert "# /tickets-Handle\n" in texts[".claude/skills/tickets-Handle/SKILL.md"]
    assert "Used when /tickets-Handle or " in texts[".claude/agents/reader.md"]
    assert "Used when /tickets:Handle or " in rendered_with("")[".claude/agents/reader.md"]


def test_an_own_template_for_skills_leaves_namespaces_to_command_files() -> None:
    outputs = '".claude/skills/{command}/SKILL.md": {template: targets/skill.md.j2, each: commands}'
    assert command_paths(outputs) == command_paths("")


def test_a_hand_written_command_has_no_skill() -> None:
    for path in (".claude/commands/ship.md", ".claude/skills/ship/SKILL.md", ".claude/*/ship*"):
        owns = f'owns: {{"{path}": {{description: commands.ship.description}}}}\n'
        loaded = parse(f"{(HERE / 'contract.yml').read_text('utf-8')}{owns}".encode())
        paths = {file.path for file in render_all(HERE, loaded, EXTRAS).files}
        assert not [path for path in paths if path.startswith(".claude/") and "ship" in path]


def test_an_agent_has_the_fields_of_its_platform(texts: dict[str, str]) -> None:
    agents = of_template(texts, "agents")
    assert len(agents) == 10
    for path, text in agents.items():
        fields = tomllib.loads(text) if path.endswith(".toml") else front_matter(text)
        names = [field.name for field in target_of(path).agent_fields]
        assert list(fields) == [name for name in names if name in fields]
        assert str(fields["description"]).startswith(("Leads: \"\"\" and ''' and \\ and", "Reads what was done."))


def test_no_text_ends_a_string_of_toml(texts: dict[str, str]) -> None:
    fields = tomllib.loads(texts[".codex/agents/crew-lead.toml"])
    assert set(fields) == {"name", "description", "model", "developer_instructions"}
    assert fields["model"] == 'gpt-5 "codex"'
    assert fields["developer_instructions"].splitlines()[:3] == [
        "# crew-lead", "", "Leads: \"\"\" and ''' and \\\\ and  , # and model = \"evil\"",
    ]  # fmt: skip


def test_an_agent_that_only_reads_cannot_write(texts: dict[str, str]) -> None:
    assert tomllib.loads(texts[".codex/agents/reader.toml"])["sandbox_mode"] == "read-only"
    assert front_matter(texts[".cursor/agents/reader.md"])["readonly"] is True
    assert front_matter(texts[".opencode/agents/reader.md"])["permission"] == {"edit": "deny", "bash": "deny"}
    assert front_matter(texts[".github/agents/crew-lead.agent.md"])["tools"] == "Read, Write, Bash"
    assert "readonly" not in front_matter(texts[".cursor/agents/crew-lead.md"])


def test_the_manifest_has_fields_of_the_closed_list(texts: dict[str, str]) -> None:
    manifest = json.loads(texts["agent-plugin/plugin.json"])
    assert set(manifest) <= PLUGIN_FIELDS
    assert manifest["name"] == "tkt"
    assert manifest["author"] == {"name": 'Tickets "and" more'}
    assert manifest["description"] == contract().contract.project.summary


def test_other_targets_know_nothing_of_claude_code(texts: dict[str, str]) -> None:
    words = {path for path, text in texts.items() if re.search(r"(?i)claude|\$ARGUMENTS", text)}
    assert words == {".claude/agents/crew/Lead.md", ".claude/agents/reader.md", ".claude/commands/tickets/Handle.md"}


def test_every_reference_of_a_file_is_a_file(texts: dict[str, str]) -> None:
    outputs = {path.partition("{")[0] for path in contract().contract.outputs}
    references = {name for text in texts.values() for name in re.findall(r"\(see `([^`$]+)`\)", text)}
    assert len(references) > 8
    relative = {re.sub(r"^(\.\./)+", "agent-plugin/", name) for name in references}
    assert relative <= outputs


def test_a_platform_is_data() -> None:
    """No template is for one platform alone, except those of the platform whose form it is."""
    templates = {name: {row.template for row in load_platform(name).outputs} for name in PLATFORMS}
    for name in ("cursor", "copilot", "opencode"):
        assert templates[name] == {"targets/instructions.md.j2", "targets/skill.md.j2", "targets/agent.md.j2"}


CONTRACT = "revi: 1\nagents: {a: {description: Reads.}}\ncommands: {go: {spawns: [a]}}\n"


def paths(targets: str) -> set[str]:
    outputs = parse((CONTRACT + targets).encode()).contract.outputs
    return {path for path in outputs if not path.startswith("docs_src/")}


def test_the_files_follow_the_targets() -> None:
    claude = {".claude/skills/{command}/SKILL.md", ".claude/commands/{command}.md", ".claude/agents/{agent}.md"}
    documents = {f".claude/docs/{name}.md" for name in ("testing", "working-rules")}
    assert paths("") == paths("targets: [claude]\n") == claude | documents
    codex = {".agents/skills/{command}/SKILL.md", ".codex/agents/{agent}.toml", "AGENTS.md"}
    codex |= {f".codex/docs/{name}.md" for name in ("testing", "working-rules")}
    assert paths("targets: [codex]\n") == codex
    assert paths("targets: [claude, codex]\n") == claude | documents | codex
    assert paths("targets: [agents-md]\n") == {"AGENTS.md"}


def test_an_own_template_keeps_the_target() -> None:
    text = CONTRACT + 'targets: [codex]\noutputs: {AGENTS.md: false, ".codex/agents/{agent}.toml": {template: a.j2}}\n'
    outputs = parse(text.encode()).contract.outputs
    assert "AGENTS.md" not in outputs
    assert outputs[".codex/agents/{agent}.toml"].target == "codex"


@pytest.mark.parametrize(
    ("name", "expected"), [("gsd:Stats", "gsd-stats"), ("a.b_c--d", "a-b-c-d"), ("0-preflight", "0-preflight")]
)
def test_names_of_files(name: str, expected: str) -> None:
    assert slug(name) == load_platform("codex").file_name(name) == expected
    assert load_platform("claude").file_name(name) == name.replace(":", "/")
