"""The exact output of the shipped templates, and properties of their texts."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frontmatter
import markdown
import pytest
from jinja2 import Environment

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.rules.lint import lint
from revi_docs.outputs.rendered_outputs import RenderedOutputs, render_all
from tests.outputs.refresh import GOLDEN, PAGES, filled, fresh, regions, small
from tests.outputs.shipped_templates import no_extras, templates


@pytest.fixture(scope="module")
def texts(rendered: RenderedOutputs) -> dict[str, str]:
    return fresh(rendered)


def literal(text: str) -> str:
    """The literal text of a template, without expressions, tags, comments and list numbers."""
    tokens = Environment(trim_blocks=True, lstrip_blocks=True).lex(text)
    text = "".join(f"{value} " if kind == "data" else " " for _, kind, value in tokens)
    return re.sub(r"(?m)^\s*\d+\. ", "", text)


def test_the_small_contract_has_no_problem(rendered: RenderedOutputs) -> None:
    assert (small().problems, tuple(lint(small())), rendered.problems) == ((), (), ())


def test_every_golden_file_is_rendered(texts: dict[str, str]) -> None:
    stored = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert stored == set(texts)


@pytest.mark.parametrize("name", sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")))
def test_golden(texts: dict[str, str], name: str) -> None:
    assert texts[name] == (GOLDEN / name).read_text("utf-8"), "make golden"


@pytest.mark.parametrize("name", sorted({path for path, _, _ in regions()}))
def test_golden_regions(rendered: RenderedOutputs, name: str) -> None:
    assert filled(rendered)[name] == (PAGES / name).read_text("utf-8"), "make golden"


def test_every_template_contributes_to_a_golden_file(
    root: Path, rendered: RenderedOutputs, own_contract: LoadedContract
) -> None:
    names = [f"claude/steps/revi/{name}.md.j2" for name in own_contract.contract.commands]
    names += [name for name in templates(root) if name.startswith("claude/methods/revi/")]
    # Golden files of the targets are in tests/targets.
    names += [name for name in templates(root) if name.startswith("targets/")]
    own_templates = {"build/revi.md.j2", *names} - {"targets/agent.md.j2", "targets/skill.md.j2"}
    results = (*rendered.files, *rendered.regions.values())
    assert set(templates(root)) - {name for result in results for name in result.templates} == own_templates


def test_links_in_regions_point_to_outputs(rendered: RenderedOutputs) -> None:
    outputs = {result.path for result in rendered.files}
    targets = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        for path, text in filled(rendered).items()
        for target in re.findall(r"\]\(([^)\s#]+)", text)
    }
    assert len(targets) > 10
    assert targets <= outputs


def test_a_region_in_prose_is_read_as_markdown(rendered: RenderedOutputs) -> None:
    """After a marker on its own line comes a table; between two markers on one line, its text."""
    built = markdown.markdown(filled(rendered)["README.md"], extensions=["tables"])
    html_text = re.sub(r"<!--.*?-->", "", built)
    assert html_text.count("<table>") == 4
    assert "<li>Limit: 34,000, as code <code>34000</code>,\n  as text 34000</li>" in html_text
    assert '<td style="text-align: right;">5</td>' in html_text


def test_no_template_contains_a_name_of_the_contract(root: Path, own_contract: LoadedContract) -> None:
    contract = own_contract.contract
    names = [*contract.statuses, *contract.agents, *contract.commands, *contract.errors, *contract.models]
    words = re.compile(r"(?<![\w.-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")
    matches = {name: words.findall(literal(text)) for name, text in templates(root).items()}
    assert {name: file_matches for name, file_matches in matches.items() if file_matches} == {}


def without_examples(name: str, text: str) -> str:
    """The text of a template; the examples of an agent's output show invented values, which are no facts."""
    if not name.startswith("claude/methods/"):
        return text
    return re.sub(r"^```\w+\n.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def test_examples_are_fenced_blocks_of_methods() -> None:
    text = "Two.\n```yaml\nline: 3\n```\nFour 4.\n"
    assert without_examples("claude/methods/a.md.j2", text) == "Two.\n\nFour 4.\n"
    assert without_examples("claude/agent.md.j2", text) == text


def test_no_template_contains_a_number(root: Path) -> None:
    matches = {
        name: [number for number in re.findall(r"\d[\d.,]*", literal(without_examples(name, text))) if number != "8601"]
        for name, text in templates(root).items()
    }
    assert {name: file_matches for name, file_matches in matches.items() if file_matches} == {}


def test_a_hostile_description_remains_text(rendered: RenderedOutputs) -> None:
    description = small().contract.statuses["open"].description
    pages = {result.path: result.content.decode() for result in rendered.files}
    page = frontmatter.loads(pages["docs_src/reference/statuses/open.md"])
    assert page["description"] == description
    for path in ("docs_src/reference/statuses/index.md", "plugin/docs/statuses.md"):
        built = markdown.markdown(frontmatter.loads(pages[path]).content, extensions=["tables", "attr_list"])
        items = re.findall(r"<li>\n<p>.*:\n *(.*)</p>", built)
        texts = [html.unescape(re.sub(r"<[^>]+>", "", item)) for item in items]
        assert [text for text in texts if text.startswith(description)]


@pytest.fixture(scope="module")
def files(root: Path, own_contract: LoadedContract) -> dict[str, str]:
    """Path → text of the files for Claude Code from our own contract."""
    rendered = render_all(root, own_contract, no_extras())
    return {result.path: result.content.decode() for result in rendered.files if "docs_src" not in result.path}


def test_every_command_and_agent_has_its_file(files: dict[str, str], own_contract: LoadedContract) -> None:
    names = (own_contract.contract.commands, own_contract.contract.agents)
    for form, items in zip(("skills/{}/SKILL.md", "agents/{}.md"), names, strict=True):
        rendered = {path for path in files if path.startswith(f"plugins/revi/{form.partition('/')[0]}/")}
        assert rendered == {f"plugins/revi/{form.format(name)}" for name in items}


def test_a_command_file_is_what_claude_code_reads(files: dict[str, str], own_contract: LoadedContract) -> None:
    for name, command in own_contract.contract.commands.items():
        file = frontmatter.loads(files[f"plugins/revi/skills/{name}/SKILL.md"])
        hint = {"argument-hint"} if command.arguments or command.flags else set()
        names = {"arguments"} if command.arguments else set()
        assert set(file.metadata) == {"name", "allowed-tools", "description", "metadata"} | hint | names | set(
            command.claude
        )
        assert file.metadata.get("arguments", []) == list(command.arguments)
        assert str(file["description"]).startswith(command.description)
        assert file.content.count("$ARGUMENTS") == len(hint)
        assert re.sub(r"\$ARGUMENTS|\$\{CLAUDE_PLUGIN_ROOT\}", "", file.content).count("$") == 0
        steps = re.findall(r"(?m)^(\d+)\. ", file.content.partition("## Steps")[2].partition("\n## ")[0])
        assert 4 <= len(steps) <= 9
        assert steps == [str(number + 1) for number in range(len(steps))]


def test_a_command_file_names_every_agent_that_it_starts(files: dict[str, str], own_contract: LoadedContract) -> None:
    contract = own_contract.contract
    for name, command in contract.commands.items():
        workers = contract.workers.sets[command.workers].workers if command.workers and contract.workers else ()
        for agent in (*command.spawns.values(), *workers):
            item = contract.agents[agent]
            model = item.model or contract.groups[str(item.group)].model
            assert f"`{agent}` (`{model}`)" in files[f"plugins/revi/skills/{name}/SKILL.md"]


def test_an_agent_file_is_what_claude_code_reads(files: dict[str, str], own_contract: LoadedContract) -> None:
    for name, agent in own_contract.contract.agents.items():
        file = frontmatter.loads(files[f"plugins/revi/agents/{name}.md"])
        assert set(file.metadata) == {"name", "description", "model", "metadata"} | (
            {"tools"} if agent.tools else set()
        ) | set(agent.claude)
        assert file["name"] == name
        assert str(file["description"]).startswith(agent.description)
        assert file.get("tools", "") == ", ".join(agent.tools)
        assert file["model"] == (agent.model or own_contract.contract.groups[str(agent.group)].model)


def test_a_worker_file_names_its_set_its_time_and_its_statuses(
    files: dict[str, str], own_contract: LoadedContract
) -> None:
    workers = own_contract.contract.workers
    assert workers is not None
    for name, group in workers.sets.items():
        time = group.timeout or workers.defaults.timeout
        for agent in group.workers:
            text = files[f"plugins/revi/agents/{agent}.md"]
            assert f"One worker of `{name}`, with a time limit of {time}." in text
            listed_statuses = re.findall("`([^`]+)`", text.split("End with one status:")[1].split("\n")[0])
            final = [result for result, status in workers.statuses.items() if status.final]
            assert listed_statuses[: len(final)] == final


def test_every_document_in_a_command_file_exists(files: dict[str, str]) -> None:
    document_names = {
        name for text in files.values() for name in re.findall(r"\$\{CLAUDE_PLUGIN_ROOT\}(\S+?\.md)", text)
    }
    assert document_names
    assert {f"plugins/revi{name}" for name in document_names} <= set(files)


def test_the_plugin_and_the_marketplace_find_each_other(files: dict[str, str]) -> None:
    plugin = json.loads(files["plugins/revi/.claude-plugin/plugin.json"])
    market = json.loads(files[".claude-plugin/marketplace.json"])
    assert plugin["name"] == "revi"
    assert [(result["name"], result["source"]) for result in market["plugins"]] == [("revi", "./plugins/revi")]
    assert {"name", "owner", "plugins"} <= set(market)


def test_the_pictures_carry_every_status_and_transition(pages: dict[str, str], own_contract: LoadedContract) -> None:
    text = pages["statuses/index.md"]
    # One edge for each transition; those between the same two statuses have one id, and the site draws one.
    expected_edges = [
        (source, transition.target) for transition in own_contract.contract.transitions for source in transition.sources
    ]
    nodes = re.findall(r'\[id="(?:other-)?s-([\w-]+)"', text)
    edges = re.findall(r'^  "([^"]+)" -> "([^"]+)" \[id="t-([\w-]+)"', text, re.MULTILINE)
    assert (len(set(nodes)), len(edges)) == (len(own_contract.contract.statuses), len(expected_edges))
    assert sorted((source, target) for source, target, _ in edges) == sorted(expected_edges)
    assert [name for *_, name in edges] == [f"{source}-{target}" for source, target, _ in edges]


def test_every_item_is_defined_once(pages: dict[str, str], own_contract: LoadedContract) -> None:
    marked = re.findall(r"<!-- revi:defined (\S+) -->", "".join(pages.values()))
    sections = [
        *("stages", "phases", "statuses", "verdicts", "recoveries", "errors", "calls", "models", "groups", "agents"),
        *("commands", "artifacts", "records", "log_levels", "hooks", "trace.events", "workers.sets", "budgets.levels"),
        "rerun.modes",
    ]
    expected = [f"{section}.{name}" for section in sections for name in _section(own_contract.contract, section)]
    assert sorted(marked) == sorted(expected)


def _section(contract: Any, path: str) -> Iterator[str]:
    for name in path.split("."):
        contract = getattr(contract, name)
    return iter(contract)


def test_links_between_pages_have_targets(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?s)```.*?```", "", text)):
            page, _, anchor = target.partition("#")
            matches = (Path("/", path).parent / page).as_posix() if page else f"/{path}"
            target_page = re.sub(r"[^/]+/\.\./", "", matches).removeprefix("/")
            assert target_page in pages, f"{path}: {target}"
            assert not anchor or f"{{: #{anchor}}}" in pages[target_page], f"{path}: {target}"


def test_anchors_are_unique_on_a_page(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        anchors = re.findall(r"\{: #([^}]+)\}", text)
        assert sorted(anchors) == sorted(set(anchors)), path
